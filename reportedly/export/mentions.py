"""What one layer alone found, one row a mention, with the contract's keys."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..ground.places import MIN_CONFIDENCE
from ..ground.places_geometry import precision_of
from ..records import ActorMention, Attribution, ParsedArticle, Place, PlaceMention, QuantityMention, TimeMention

if TYPE_CHECKING:
    from ..pipeline import Read

KINDS = ("places", "times", "actors", "attributions", "quantities")


def mention_rows(kind: str, read: Read) -> Iterator[dict]:
    """The mentions of one kind in one understood article, in the order of the text."""
    head = {"doc_id": read.parsed.article.doc_id, "file": read.parsed.article.file}
    found = getattr(read.mentions, kind)
    if kind == "places":
        placed = [(m, None) for m in read.mentions.datelines] + list(zip(found, read.places))
        for mention, place in sorted(placed, key=lambda pair: pair[0].span.start):
            yield head | place_row(mention, place)
    elif kind == "attributions":
        for attribution in found:
            yield head | attribution_row(attribution, read.parsed)
    else:
        row = {"times": time_row, "actors": actor_row, "quantities": quantity_row}[kind]
        for mention in found:
            yield head | row(mention)


def place_row(mention: PlaceMention, place: Place | None) -> dict:
    """A place name and the place that bears it, not moved by the words around it ("north of X" is X); a name that no gazetteer has
    gets the place that it is said to lie in, and null coordinates where nothing is said."""
    best = mention.candidates[0] if mention.candidates else None
    chosen = best if best and (place is None or mention.confidence >= MIN_CONFIDENCE) else place
    precision = place.precision if place and chosen is place else precision_of(best) if best else "unknown"
    return {
        "start": mention.span.start, "end": mention.span.end, "words": mention.span.words,
        "name": chosen.name if chosen else mention.span.words,
        "gazetteer_id": chosen.gazetteer_id if chosen else None,
        "lat": chosen.lat if chosen else None,
        "lon": chosen.lon if chosen else None,
        "precision": precision,
        "country": (chosen.country or None) if chosen else None,
        "literal": mention.literal,
        "confidence": mention.confidence,
    }


def time_row(mention: TimeMention) -> dict:
    return {"start": mention.span.start, "end": mention.span.end, "words": mention.span.words, "type": mention.type, "value": mention.value}


def actor_row(mention: ActorMention) -> dict:
    return {"start": mention.span.start, "end": mention.span.end, "words": mention.span.words,
            "actor_id": mention.actor_id, "name": mention.name, "kind": mention.kind}


def quantity_row(mention: QuantityMention) -> dict:
    return {"start": mention.span.start, "end": mention.span.end, "words": mention.span.words,
            "low": mention.low, "best": mention.best, "high": mention.high, "unit": mention.unit}


def attribution_row(attribution: Attribution, parsed: ParsedArticle) -> dict:
    def offsets(ranges: tuple[tuple[int, int], ...]) -> list[list[int]]:
        spans = [parsed.span(first, last) for first, last in ranges]
        return [[span.start, span.end] for span in spans]

    return {"source": offsets(attribution.source), "cue": offsets(attribution.cue), "content": offsets(attribution.content),
            "manner": attribution.manner}
