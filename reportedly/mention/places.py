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
from .place_dateline import filed_from
from .place_names import Spotted, open_tokens, spot
from .place_scene import Scene
from .place_unknown import unknown


def find_places(parsed: ParsedArticle, gazetteer: Gazetteer, taken: Sequence[ActorMention] = ()) -> tuple[PlaceMention, ...]:
    """All place names of the text in its order, demonyms too; `taken` are the actors already found, whose names are no places themselves."""
    return find_all_places(parsed, gazetteer, taken)[0]


def find_all_places(parsed: ParsedArticle, gazetteer: Gazetteer, taken: Sequence[ActorMention] = ()) -> tuple[tuple[PlaceMention, ...], tuple[PlaceMention, ...]]:
    """The place names of the text, and those of its datelines, which have no tokens: their `first` and `last` are 0."""
    tokens, filed = written_tokens(parsed), filed_from(parsed, gazetteer)
    scene = Scene(parsed, tokens, list(spot(parsed, tokens, gazetteer, taken)), taken, filed)
    kept = scene.accepted(gazetteer)
    kept = sorted(kept + unknown(parsed, tokens, scene, kept, open_tokens(taken)[0], gazetteer), key=lambda s: s.first)
    literal, ranked = scene.ranked(kept)
    candidates = {s.first: r for s, r in zip(literal, ranked)}
    datelines = tuple(PlaceMention(f.span, 0, 0, False, r, confidence(r)) for f, r in zip(filed, ranked[len(literal):]))
    return tuple(mention(parsed, s, candidates.get(s.first, s.candidates)) for s in kept), datelines


def written_tokens(parsed: ParsedArticle) -> list[str]:
    """The tokens as the parser read them, but words that it lowered in a Title Case headline as they are written."""
    text = parsed.article.text
    written = (text[start:end] for start, end in zip(parsed.starts, parsed.ends))
    return [w if w[:1].isupper() and (len(w) == 1 or not w.isupper()) and w.lower() == t.text else t.text for t, w in zip(parsed.doc, written)]


def mention(parsed: ParsedArticle, s: Spotted, candidates: tuple[PlaceCandidate, ...]) -> PlaceMention:
    span = parsed.cut(parsed.starts[s.first], s.end)
    return PlaceMention(span, s.first, s.last, s.demonym is None and not s.seat, candidates, confidence(candidates))


def confidence(candidates: tuple[PlaceCandidate, ...]) -> float:
    """How far the best candidate stands out, 0..1: its share of exp(8·score), so a lead of 0.1 gives two to one."""
    if not candidates:
        return 0.0
    best = candidates[0].score
    return round(1 / sum(math.exp(8 * (c.score - best)) for c in candidates), 3)
