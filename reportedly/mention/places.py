"""Place names in the text, each with its ranked candidates.

READS   ParsedArticle, the gazetteer, the actors already found
ADDS    PlaceMention

A known name is a place name when the words around it speak for a place (prepositions, "town of", "province", a holder such as
"X in Y") or fame and the rest of the report do, and nothing speaks for a person, an organisation or a common word. A place that
opens the name of an institution ("Dublin City Council") says where that is seated, not where something happened: it is not literal.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from ..ground.gazetteer import Gazetteer
from ..records import ActorMention, ParsedArticle, PlaceCandidate, PlaceMention
from .place_names import Spotted, open_tokens, spot
from .place_scene import Scene
from .place_unknown import unknown


def find_places(parsed: ParsedArticle, gazetteer: Gazetteer, taken: Sequence[ActorMention] = ()) -> tuple[PlaceMention, ...]:
    """All place names in the order of the text, demonyms too; `taken` are the actors already found, whose names are no places themselves."""
    tokens = [t.text for t in parsed.doc]
    scene = Scene(parsed, tokens, list(spot(parsed, tokens, gazetteer, taken)), taken)
    kept = scene.accepted(gazetteer)
    kept = sorted(kept + unknown(parsed, tokens, scene, kept, open_tokens(taken)[0], gazetteer), key=lambda s: s.first)
    ranked = {s.first: candidates for s, candidates in scene.ranked(kept)}
    return tuple(mention(parsed, s, ranked.get(s.first, s.candidates)) for s in kept)


def mention(parsed: ParsedArticle, s: Spotted, candidates: tuple[PlaceCandidate, ...]) -> PlaceMention:
    span = parsed.cut(parsed.starts[s.first], s.end)
    return PlaceMention(span, s.first, s.last, s.demonym is None and not s.seat, candidates, confidence(candidates))


def confidence(candidates: tuple[PlaceCandidate, ...]) -> float:
    """How far the best candidate stands out, 0..1: its share of exp(8·score), so a lead of 0.1 gives two to one."""
    if not candidates:
        return 0.0
    best = candidates[0].score
    return round(1 / sum(math.exp(8 * (c.score - best)) for c in candidates), 3)
