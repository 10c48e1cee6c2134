"""Which language a text is in, when it is long enough to tell."""

from __future__ import annotations

import re
from functools import lru_cache

from ..limits import LANGUAGE_WORDS

# Below this probability the guess is left open; English wire copy reaches 0.99 within 30 words.
SURE = 0.95

LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
OTHER = re.compile(r"[^\W\d_A-Za-z\u00c0-\u024f]")

# Characters looked at: a longer sample does not change the answer.
SAMPLE = 1_000


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of the text's language, None when it is too short or the guess is not sure.

    Text that is mostly in another script than Latin is judged however short it is.
    """
    sample = text.lstrip()[:SAMPLE]
    latin, other = len(LATIN.findall(sample)), len(OTHER.findall(sample))
    foreign = other > latin
    if not latin + other or (len(sample.split()) < LANGUAGE_WORDS and not foreign):
        return None
    code, probability = _identifier().classify(sample)
    return code if probability >= SURE or foreign else None


@lru_cache(maxsize=1)
def _identifier():
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
