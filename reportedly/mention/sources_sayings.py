"""An attribution as its construction gives it, before its source is understood."""

from __future__ import annotations

from dataclasses import dataclass

from .sources_lexicon import Cue
from .sources_spans import Range



@dataclass(frozen=True, slots=True)
class Saying:
    """An attribution before its source is understood: token ranges, the cue's row, who was told ("told AFP"),
    and whether the source and the cue close their sentence ("…, X said on Friday"), whether the cue is a participle ("adding that"),
    and whether it is negated ("did not say")."""

    source: Range | None
    cue: Range
    content: tuple[Range, ...]
    row: Cue
    told: Range | None = None
    closing: bool = False
    participle: bool = False
    negated: bool = False
