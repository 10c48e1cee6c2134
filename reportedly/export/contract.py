"""Claims, documents and events with exactly the keys of docs/contract.md, in its order; more keys only at the end."""

from __future__ import annotations

from .. import __version__
from ..records import ActorCandidate, Article, Claim, Cut, Interval, Link, Loss, Means, Party, Place, Quantity, Span, Time
from ..records_events import Agreement, Event, LossRange


def claim_json(claim: Claim) -> dict:
    """One claim as the contract's object."""
    return {
        "claim_id": claim.claim_id,
        "doc_id": claim.doc_id,
        "file": claim.file,
        "evidence": span_json(claim.evidence),
        "trigger": span_json(claim.trigger),
        "type": claim.type,
        "actor": [party_json(party) for party in claim.actor],
        "recipient": [party_json(party) for party in claim.recipient],
        "means": [means_json(means) for means in claim.means],
        "place": claim.place and place_json(claim.place),
        "time": claim.time and time_json(claim.time),
        "losses": [loss_json(loss) for loss in claim.losses],
        "quantities": [quantity_json(quantity) for quantity in claim.quantities],
        "chain": [link_json(link) for link in claim.chain],
        "status": claim.status,
        "confidence": claim.confidence,
        "coder": {"name": claim.coder.name, "version": claim.coder.version},
        "subtype": claim.subtype,
    }


def document_json(article: Article) -> dict:
    """One input as the contract's document; `text` is empty for an input that could not be read."""
    return {
        "doc_id": article.doc_id,
        "file": article.file,
        "title": article.title,
        "outlet": article.outlet,
        "url": article.url,
        "lang": article.lang,
        "text": article.text,
        "published": article.published and published_json(article.published),
        "cuts": [cut_json(cut) for cut in article.cuts],
        "status": article.status,
        "reason": article.reason,
        "credits": [link_json(link) for link in article.credits],
        "copy_of": article.copy_of,
        "clean": {"version": __version__},
        "encoding": article.encoding,
    }


def event_json(event: Event) -> dict:
    """One event as the contract's object."""
    return {
        "event_id": event.event_id,
        "type": event.type,
        "claims": list(event.claims),
        "reports": event.reports,
        "origins": event.origins,
        "origin_groups": [{"root": g.root, "reason": g.reason, "claims": list(g.claims)} for g in event.origin_groups],
        "actor": [party_json(party) for party in event.actor],
        "recipient": [party_json(party) for party in event.recipient],
        "place": event.place and place_json(event.place),
        "time": event.time and time_json(event.time),
        "losses": {kind: range_json(event.losses[kind]) for kind in sorted(event.losses)},
        "agreement": [agreement_json(agreement) for agreement in event.agreement],
        "against_interest": [{"claim": a.claim, "source": a.source, "reason": a.reason} for a in event.against_interest],
    }


def span_json(span: Span) -> dict:
    return {"start": span.start, "end": span.end, "words": span.words}


def party_json(party: Party) -> dict:
    return {
        "start": party.start, "end": party.end, "words": party.words, "actor_id": party.actor_id, "name": party.name,
        "named": party.named, "kind": party.kind, "labels": list(party.labels), "confidence": party.confidence,
        "candidates": [actor_candidate_json(candidate) for candidate in party.candidates],
    }


def actor_candidate_json(candidate: ActorCandidate) -> dict:
    return {"actor_id": candidate.actor_id, "name": candidate.name, "score": candidate.score, "reasons": list(candidate.reasons)}


def means_json(means: Means) -> dict:
    return {"start": means.start, "end": means.end, "words": means.words, "kind": means.kind}


def place_json(place: Place) -> dict:
    return {
        "start": place.start, "end": place.end, "words": place.words, "name": place.name, "gazetteer_id": place.gazetteer_id,
        "lat": place.lat, "lon": place.lon, "precision": place.precision, "radius_km": place.radius_km, "geometry": place.geometry,
        "relation": place.relation, "admin1": place.admin1, "country": place.country, "confidence": place.confidence,
        "candidates": [
            {"gazetteer_id": c.gazetteer_id, "name": c.name, "lat": c.lat, "lon": c.lon, "country": c.country,
             "score": c.score, "reasons": list(c.reasons)} for c in place.candidates
        ],
        "basis": place.basis,
    }


def time_json(time: Time) -> dict:
    return {
        "start": time.start, "end": time.end, "words": time.words, "span": list(time.span) if time.span else None,
        "precision": time.precision, "basis": time.basis, "candidates": [interval_json(i) for i in time.candidates],
    }


def published_json(time: Time) -> dict:
    return {"start": time.start, "end": time.end, "basis": time.basis, "candidates": [interval_json(i) for i in time.candidates]}


def interval_json(interval: Interval) -> dict:
    return {"start": interval.start, "end": interval.end, "reason": interval.reason}


def loss_json(loss: Loss) -> dict:
    return {"kind": loss.kind, "low": loss.low, "best": loss.best, "high": loss.high,
            "words": loss.words, "start": loss.start, "end": loss.end, "who": loss.who}


def quantity_json(quantity: Quantity) -> dict:
    return {"start": quantity.start, "end": quantity.end, "words": quantity.words,
            "low": quantity.low, "best": quantity.best, "high": quantity.high, "unit": quantity.unit}


def link_json(link: Link) -> dict:
    return {
        "start": link.start, "end": link.end, "words": link.words, "name": link.name, "source_id": link.source_id, "kind": link.kind,
        "anonymous": link.anonymous, "cue": link.cue and span_json(link.cue), "manner": link.manner,
        "said": link.said and time_json(link.said),
    }


def cut_json(cut: Cut) -> dict:
    return {"start": cut.start, "end": cut.end, "reason": cut.reason, "words": cut.words}


def range_json(bounds: LossRange) -> dict:
    return {"low": bounds.low, "best": bounds.best, "high": bounds.high}


def agreement_json(agreement: Agreement) -> dict:
    return {
        "field": agreement.field,
        "kind": agreement.kind,
        "values": [{"value": value_json(v.value), "claims": list(v.claims), "origins": v.origins} for v in agreement.values],
    }


SHAPES = {Party: party_json, Place: place_json, Time: time_json, Loss: loss_json, LossRange: range_json}


def value_json(value: object) -> object:
    """A value that claims agree or disagree on, in the shape that it has in a claim."""
    shape = SHAPES.get(type(value))
    return shape(value) if shape else value
