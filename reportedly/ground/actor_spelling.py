"""How names are compared across spellings and scripts: folded words, then their sounds, then their consonants alone.

Three keys of one name, from strict to loose; each is a pure function of the name:

    fold       "Jaïch al-Islam" → jaich islam           letter case, diacritics, articles and apostrophes aside
    sounds     → jais islam                              in one spelling: ch = sh = sch, ou = oo = u, and in English: Brigaden = brigade
    skeleton   → js ~slm                                 consonants only; ~ marks where a word opens or ends with a vowel

Sources: lexicon/scripts.tsv (Cyrillic, Arabic and Hebrew letters), lexicon/name_words.tsv (generic words of names in other languages).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from ..lexicon import rows, word_class

# Arabic, French and Spanish articles and English "the" come and go in front of the same name.
ARTICLES = word_class("register_articles")

# Vowel signs and the stretching line of Arabic script carry no identity; nor does the seat of the hamza on an alif.
ARABIC_MARKS = re.compile("[\u064b-\u0652\u0670\u0640]")
ARABIC_ALIF = str.maketrans("أإآٱىة", "اااايه")

# The article that Arabic and Hebrew write to the word, and the letters that must be left of the word without it.
PREFIXED_ARTICLES, LEFT_OF_WORD = ("ال", "ה"), 3

# Scripts that leave short vowels out: what is written in them is compared by consonants with what is not.
ABJAD = re.compile("[\u0590-\u05ff\u0600-\u06ff]")

WORD = re.compile(r"[^\W_]+(?:\.[^\W_]+)*\.?(?:['’‘ʼ`´\"״׳][^\W_]+)*")
APOSTROPHE = re.compile(r"['’‘ʼ`´ʾʿʻ\"״׳]")

# "U. S.": initials written apart are one word.
INITIALS = re.compile(r"\b([A-Z])\. (?=[A-Z]\.)")

# "l'État", "d'Al-Aqsa": the French article is no part of the word.
ELISION = re.compile(r"\b[ldLD]['’](?=\w)")

# Where a word opens or ends with a vowel: "Salam" and "Islam", "Badr" and "Badra" share their consonants and are two words.
VOWEL_MARK = "~"


def fold(words: str) -> tuple[str, ...]:
    """The words of a name without case, diacritics, hyphens, dots, apostrophes, possessive 's and articles.

    A name that is nothing but articles ("Al") keeps its words.
    """
    found = []
    for word in WORD.findall(INITIALS.sub(r"\1.", words).replace("-", " ")):
        word = fold_word(word)
        if word:
            found.append(word)
    kept = tuple(w for w in found if w not in ARTICLES)
    return kept or tuple(found)


@lru_cache(maxsize=1 << 16)
def fold_word(word: str) -> str:
    """One word folded: "Da’esh" → "daesh", "Syria’s" → "syria", "U.S." → "us", "État" → "etat"."""
    if word[-2:].lower() == "'s" or word[-2:] in ("’s", "‘s"):
        word = word[:-2]
    if not word.isascii():
        word = APOSTROPHE.sub("", word)
        word = "".join(c for c in unicodedata.normalize("NFKD", ARABIC_MARKS.sub("", word)) if not unicodedata.combining(c))
        word = word.translate(ARABIC_ALIF).replace("ı", "i")
    return word.replace("'", "").replace("`", "").replace(".", "").lower()


def keys(written: str) -> tuple[str, ...]:
    """The folded keys of a spelling: with the possessive dropped and, for copies without apostrophes, run together."""
    plain = " ".join(fold(written))
    if "'" in written or "’" in written:
        return tuple(dict.fromkeys((plain, " ".join(fold(APOSTROPHE.sub("", written))))))
    return (plain,)


# ---------------------------------------------------------------- sounds

# Letters of one sound in English, French, German and Turkish transliterations, the longest first.
SOUNDS = tuple((re.compile(pattern), sound) for pattern, sound in (
    ("dsch|dzh|dj|zh", "j"), ("tsch|sch|sh|ch", "s"), ("kh|ck|q", "k"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("ph", "f"),
    ("c(?=[eiy])|[zß]", "s"), ("c", "k"), ("x", "ks"), ("v", "w"),
    ("(?<!.)dine?$|deen$|[eua]dd?ine?$", "din"), ("[aeiou]ll?ah?$", "ala"),
    ("aa+", "a"), ("ee+|ie|ii+|iy", "i"), ("oo+|ou|uu+|oe", "u"), ("ay|ei|ey", "ai"), ("aw", "au"), ("y", "i"), ("e", "i"), ("o", "u"),
    ("(?<=[aiu])h$", ""), (r"(.)\1+", r"\1")))

# "Jamaatul Ahrar" and "Jamaat-ul-Ahrar"; "Abdel Malek" and "Abdul-Malik": the article may be written to the word before it.
FUSED_ARTICLE = re.compile(r"(?<=..[^aeiou])ul$|(?<=^abd)[aeu]l$")

@lru_cache(maxsize=1)
def letters() -> dict[int, str]:
    """Letters of other scripts → Latin ones, for str.translate."""
    return str.maketrans({row["letter"]: row["latin"] for row in rows("scripts.tsv")})


@lru_cache(maxsize=1)
def generic_words() -> dict[str, str]:
    """Folded generic words of names → one English word for each; to nothing for those that only join ("du", "und")."""
    return {row["word"]: row["means"] for row in rows("name_words.tsv")}


@lru_cache(maxsize=1 << 16)
def sounds(written: str) -> tuple[str, ...]:
    """The words of a name in one spelling, generic ones in English, in alphabetical order: languages put them in different ones.

    Words of a script without vowels are in capitals: their vowels are not known.
    """
    words = fold(ELISION.sub("", written).replace("&", " "))
    found: list[str] = []
    for k, word in enumerate(words):
        word = generic_words().get(word, word)
        if word.isdigit() and k and len(words[k - 1]) == 1:
            word = words[k - 1] + word                 # "M-23" is "M23"
        spelt = sound(word, k + 1 < len(words)) if word else ""
        if spelt in JOINED and found:
            found[-1] = re.sub("[aiu]l?$", "", found[-1]) + spelt
        elif len(spelt) > 1 or spelt.isdigit():        # a single letter is the rest of an article or an initial
            found.append(spelt)
    return tuple(sorted(found))


# Words that some write to the one before: "Nour al-Din" and "Noureddine", "Hizb Allah" and "Hezbollah".
JOINED = ("din", "ala")


def sound(word: str, followed: bool = False) -> str:
    """One folded word in one spelling; `followed`: another word comes after it, so that it may end in a fused article."""
    if ABJAD.search(word):
        return abjad(word)
    word = word.translate(letters())
    if word in ARTICLES or generic_words().get(word) == "":
        return ""                                      # "аш" in Cyrillic
    if followed:
        word = FUSED_ARTICLE.sub("", word)
    for pattern, spelling in SOUNDS:
        word = pattern.sub(spelling, word)
    return word


def abjad(word: str) -> str:
    """A word of a script without short vowels, in Latin capitals, its article left off."""
    for article in PREFIXED_ARTICLES:
        if word.startswith(article) and len(word) >= len(article) + LEFT_OF_WORD:
            word = word[len(article):]
            break
    word = word.translate(letters())
    for pattern, spelling in SOUNDS:
        word = pattern.sub(spelling, word)
    return word.upper()


# ---------------------------------------------------------------- consonants

VOWELS = frozenset("aeiou")
WEAK_LETTERS = str.maketrans("", "", "aeiouwyh")

# Arabic has no p; what one transliteration writes p is b in the other.
ONE_CONSONANT = str.maketrans("p", "b")


def skeleton(words: tuple[str, ...]) -> tuple[str, ...]:
    """The consonants of words in one spelling (`sounds`), marked where a vowel opens or ends them: ("jais", "islam") → ("js", "~slm")."""
    found = []
    for word in words:
        bones = re.sub(r"(.)\1+", r"\1", word.lower().translate(WEAK_LETTERS).translate(ONE_CONSONANT))
        if bones:
            first, last = word[0].lower() in VOWELS, word[-1] in VOWELS
            found.append(VOWEL_MARK * first + bones + VOWEL_MARK * last)
    return tuple(sorted(found))


def bare(bones: tuple[str, ...]) -> tuple[str, ...]:
    """A skeleton without the marks at the ends, which a script that writes no vowels cannot have."""
    return tuple(sorted(word.rstrip(VOWEL_MARK) for word in bones))


def consonants(bones: tuple[str, ...]) -> int:
    """How many consonants a skeleton has in all."""
    return sum(len(word.strip(VOWEL_MARK)) for word in bones)
