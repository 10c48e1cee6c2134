"""Text all in capitals (old wires, telegrams, military messages) in ordinary letters, as the parser knows English.

"TWO SOLDIERS WERE KILLED IN SAN MIGUEL BY THE FMLN." is read "Two soldiers were killed in San Miguel by the FMLN." A word's case
comes, in this order, from the names that we know, from the report's own mixed-case passages, from the acronyms that the report
explains in brackets, and from the dictionary: what is no English word is taken for a name. One character for one, so that no
offset moves.
"""

from __future__ import annotations

import re

from ..lexicon import NAME_WORD, Names, word_class
from .dictionary import Dictionary, bases, large_cities, roles

# A paragraph is in capitals when so many of its words of LONG letters or more are, and it has at least FEWEST of them.
SHARE = 0.75
LONG = 4
FEWEST = 3

PARAGRAPH = re.compile(r"\S(?:.*\S)?(?:\n[ \t]*\S.*)*")
EXPANDED = re.compile(r"\b([A-Z]{2,10})\s+[(\[]([A-Z][A-Z ,'\n-]+ [A-Z]+)[)\]]")
BRACKETED = re.compile(r"[(\[]\s*([A-Z][A-Z-]{1,9}[A-Z])\s*[)\]]")
ORDINAL = re.compile(r"\d+(?:ST|ND|RD|TH|S)$")
SENTENCE_START = re.compile(r"(?:^|(?<!\b[A-Z])[.!?]['\")\]]*\s+|(?:--|\n|^)\s*(?:\[[^\]\n]{1,80}\]\s+)+|\n[ \t]*\n\s*|--\s+)[\"'(\[]*$", re.IGNORECASE)

# How far back the beginning of a sentence is looked for: over an editor's words in brackets.
LOOK_BACK = 100

# Words of one name may stand so far back from the acronym that explains them.
EXPLAINED_WORDS = 10

SMALL_WORDS = word_class("small_words")
PARTICLES = word_class("name_particles")
TITLES = frozenset(t.lower() for name in ("short_titles", "title_nouns") for t in word_class(name))
WEEKDAYS = word_class("weekdays")
MONTHS = word_class("months") | {month[:3] for month in word_class("months")}
ALSO_WORDS = frozenset(("may", "march", "mar"))       # months beside a number only
HALVES = frozenset("new north south east west central saint".split())       # of demonyms: "New Zealander", "South Sudanese"
POSSESSIVE = re.compile(r"['’]S?$")

PHRASE_WORDS = 6

# A word of up to so many letters that the dictionary has not is an acronym rather than a name.
ACRONYM = 3


def lower_capitals(text: str, dictionary: Dictionary, names: Names, project_folder: str | None = None) -> str:
    """The text with its paragraphs in capitals read in small letters but for names and the beginnings of sentences."""
    paragraphs = [m for m in PARAGRAPH.finditer(text) if is_shouted(m.group())]
    if not paragraphs:
        return text
    words = [w for m in paragraphs for w in NAME_WORD.finditer(text, m.start(), m.end())]
    full, acronyms = explained(text, words, dictionary)
    kept, seen = known(words, names) | full, own_forms(text, paragraphs)
    forms = [written(word, i in kept, words[max(i - 1, 0):i + 2], seen, acronyms, dictionary, names) for i, word in enumerate(words)]
    with_whole_names(text, words, forms, dictionary, roles(project_folder))
    pieces = list(text)
    for word, form in zip(words, forms):
        if form == "i" or SENTENCE_START.search(text, max(0, word.start() - LOOK_BACK), word.start()):
            form = form[0].upper() + form[1:]
        if len(form) == len(word.group()):           # a few letters have no other case of one character
            pieces[word.start():word.end()] = form
    return "".join(pieces)


def is_shouted(paragraph: str) -> bool:
    words = [w for w in NAME_WORD.findall(paragraph) if len(w) >= LONG and w.isalpha()]
    return len(words) >= FEWEST and sum(w.isupper() for w in words) >= SHARE * len(words)


def known(words: list[re.Match], names: Names) -> set[int]:
    """Indices of the words of a known name of several words."""
    lower = [w.group().lower() for w in words]
    found: set[int] = set()
    for i in range(len(lower)):
        for n in range(PHRASE_WORDS, 1, -1):
            if (phrase := tuple(lower[i:i + n])) in names.phrases or phrase in large_cities():
                found.update(range(i, i + n))
                break
    return found


def explained(text: str, words: list[re.Match], dictionary: Dictionary) -> tuple[set[int], set[str]]:
    """The indices of the words that an acronym stands for ("NATIONAL POLICE (PN)", "PN [NATIONAL POLICE]"), and those acronyms."""
    found: set[int] = set()
    acronyms: set[str] = set()
    ends = {w.end(): i for i, w in enumerate(words)}
    stretches = [(match[1], len(text[:match.start()].rstrip())) for match in BRACKETED.finditer(text)]
    stretches += [(match[1], match.end(2)) for match in EXPANDED.finditer(text)]
    for acronym, end in stretches:
        if end in ends and (full := spelled_out(acronym.replace("-", ""), words, ends[end])):
            found |= full
            acronyms.add(acronym)
    acronyms |= {match[1] for match in EXPANDED.finditer(text) if not dictionary.is_word(match[1].lower())}     # translated: "ELN [PEOPLE'S ARMY]"
    return found, acronyms


def spelled_out(acronym: str, words: list[re.Match], last: int) -> set[int]:
    """Indices of the words up to `last` whose initials give the acronym, small words left out; empty when they do not."""
    taken, letters, i = set(), list(acronym), last
    while letters and i >= 0 and last - i < EXPLAINED_WORDS:
        word = words[i].group()
        if word[0] == letters[-1]:
            letters.pop()
            taken.add(i)
        elif word.lower() not in SMALL_WORDS | PARTICLES:
            return set()
        i -= 1
    return taken if not letters else set()


def own_forms(text: str, shouted: list[re.Match]) -> dict[str, str]:
    """How the report's other paragraphs write a word inside a sentence: lower case → as written; small letters win."""
    found: dict[str, str] = {}
    position = 0
    for start, end in (*((m.start(), m.end()) for m in shouted), (len(text), len(text))):
        for word in NAME_WORD.finditer(text, position, start):
            if not SENTENCE_START.search(text, max(0, word.start() - LOOK_BACK), word.start()):
                key = word.group().lower()
                found[key] = key if found.get(key) == key else word.group()
        position = end
    return found


def written(word: re.Match, is_kept: bool, around: list[re.Match], seen: dict[str, str], acronyms: set[str],
            dictionary: Dictionary, names: Names) -> str:
    """One word of a passage in capitals as ordinary copy writes it."""
    shouted = word.group()
    lower, title = shouted.lower(), shouted[0] + shouted[1:].lower()
    if ORDINAL.match(shouted):
        return lower
    if any(c.isdigit() for c in shouted) or not shouted.isupper():
        return shouted
    if lower in seen:
        return seen[lower]
    if is_kept:
        return lower if lower in SMALL_WORDS else shouted if shouted in names.words else title
    if lower in MONTHS and (lower not in ALSO_WORDS or any(w.group().isdigit() for w in around)) or lower in WEEKDAYS:
        return title
    stem = POSSESSIVE.sub("", shouted)
    if stem.title() in names.demonyms and lower not in HALVES or stem.title() in names.words and dictionary.is_only_noun(stem.lower()):
        return title
    if stem in acronyms:
        return shouted[:len(stem)] + lower[len(stem):]
    if lower in PARTICLES or dictionary.is_word(stem.lower()):
        return lower
    return shouted[:len(stem)] + lower[len(stem):] if stem in names.words or is_acronym(stem, around, dictionary) else title


def is_acronym(word: str, around: list[re.Match], dictionary: Dictionary) -> bool:
    """True for letters that are no syllable: no vowel among them, or so few and no name right after ("SAN BORJA")."""
    after = POSSESSIVE.sub("", around[-1].group()).lower()
    alone = after == word.lower() or dictionary.is_word(after) or not after.isalpha()
    return 1 < len(word) <= ACRONYM and alone or not set(word) & set("AEIOUY")


def with_whole_names(text: str, words: list[re.Match], forms: list[str], dictionary: Dictionary, not_names: frozenset[str]) -> None:
    """Give the capital to the rest of a name whose one word is sure, there and wherever the report has that word again.

    A noun right after a name is part of it ("Gregorio Rosa Chavez") unless our lists know it as a role or an act; a title before
    a name is written as titles are.
    """
    def adjacent(i: int) -> bool:
        return 0 < i < len(words) and text[words[i - 1].end():words[i].start()].isspace()

    found: set[str] = set()
    for i, form in enumerate(forms):
        before_name = i + 1 < len(forms) and adjacent(i + 1) and is_name(forms[i + 1])
        if form.islower() and adjacent(i) and (is_name(forms[i - 1]) or forms[i - 1] in TITLES and before_name) and dictionary.is_only_noun(form) and not not_names.intersection(bases(form)):
            forms[i] = form.capitalize()
            found.add(form)
    for i, form in enumerate(forms):
        if form in found or form in TITLES and i + 1 < len(forms) and adjacent(i + 1) and is_name(forms[i + 1]):
            forms[i] = form.capitalize()


def is_name(form: str) -> bool:
    return form[0].isupper() and form[1:].islower() and form.lower() not in MONTHS | WEEKDAYS
