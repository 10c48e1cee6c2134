"""Names as keys: one spelling for all ways to write the same letters.

`normal_name("Deir ez-Zor")` and `normal_name("deir ez zor")` are the same key. A second, looser key drops the Arabic article
("Al-Qaem" → "qaem"); it is only kept for places in countries where Arabic names are written with it, so that "El Paso" stays itself.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from ..lexicon import rows, word_class

# Letters that Unicode does not decompose into a base letter and a mark.
FOLD = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ħ": "h", "ə": "a",
                      "أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه"})
APOSTROPHES = re.compile(r"['’‘ʼʻʿʾ`´′]")
SEPARATORS = re.compile(r"[\W_]+")

# The article before sun letters is written as it is spoken (BGN/PCGN 1956 romanisation of Arabic, note on the article).
ARTICLES = word_class("gazetteer_names_articles")


@lru_cache(maxsize=16384)
def normal_name(name: str) -> str:
    """The exact key of a name: lower case, no marks, no apostrophes, no leading "the", one space between words."""
    if name.isascii():
        plain = name.lower()
    else:
        folded = unicodedata.normalize("NFKD", name.casefold()).translate(FOLD)
        plain = "".join(c for c in folded if not unicodedata.combining(c))
    return SEPARATORS.sub(" ", APOSTROPHES.sub("", plain)).strip().removeprefix("the ")


def bare_name(key: str) -> str:
    """A key without its Arabic articles, "" when nothing but articles is left: "deir ez zor" → "deir zor"."""
    words = [word for word in key.split(" ") if word not in ARTICLES]
    if words and words[0].startswith("ال") and len(words[0]) > 4:
        words[0] = words[0][2:]
    return " ".join(words)


@lru_cache(maxsize=1)
def _unit_word() -> re.Pattern[str]:
    words = "|".join(re.escape(row["word"]) for row in rows("unit_words.tsv"))
    return re.compile(rf"^(?:{words})(?:-e)?\s+(?:(?:de la|du|des|de|of)\s+|(?:de l|d)['’]\s*)?(?=\w)", re.IGNORECASE)


def unit_name(name: str) -> str:
    """The name of a first-level unit without the Arabic or French word for one: "Gouvernorat d'Alep" → "Alep"."""
    return _unit_word().sub("", name, count=1)


# Letter groups that romanisations of Arabic write differently (ALA-LC, BGN/PCGN, French and press usage), to one sign each.
SKELETON = ((re.compile(r"sh|ch|sch"), "S"), (re.compile(r"kh"), "X"), (re.compile(r"gh"), "G"), (re.compile(r"th"), "t"), (re.compile(r"dh"), "d"),
            (re.compile(r"ou|oo|w"), "u"), (re.compile(r"q|c|g"), "k"), (re.compile(r"dj"), "j"), (re.compile(r"[aeiouyh]"), ""),
            (re.compile(r"z"), "s"), (re.compile(r"(.)\1+"), r"\1"))


@lru_cache(maxsize=16384)
def skeleton(key: str) -> str:
    """The consonants of an Arabic name, spelled one way: "talbeesah" and "talbisah" → "tlbs". Too loose to trust without context."""
    bare = bare_name(key).replace(" ", "")
    for pattern, sign in SKELETON:
        bare = pattern.sub(sign, bare)
    return bare
