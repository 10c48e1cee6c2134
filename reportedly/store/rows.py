"""Records → rows of the ledger's tables, and back. Pure."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import NamedTuple

from ..export.contract import claim_json, cut_json, event_json, link_json, time_json
from ..records import Article, Claim, Cut, Link, Party, RawDocument, Time
from ..records_events import Decision, Event, Reviewed
from ..export.from_contract import claim_of, maker, time_of

Row = dict[str, object]


def json_text(value: object) -> str:
    """JSON as it is stored: characters as they are, no blanks, keys in their own order."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def dated_text(time: Time | None) -> str | None:
    return None if time is None else json_text(time_json(time))


def published_row(time: Time | None) -> Row:
    """The columns of a report that tell when it was published."""
    return {"published": time.start if time else None, "published_until": time.end if time else None,
            "published_basis": time.basis if time else None, "dated": dated_text(time)}


def marks_text(article: Article) -> str:
    return json_text({"cuts": [cut_json(cut) for cut in article.cuts], "credits": [link_json(link) for link in article.credits],
                      "heading_end": article.heading_end, "encoding": article.encoding})


def given_text(raw: RawDocument) -> str:
    """What container and user said of the report: needed to read the original again."""
    return json_text({name: getattr(raw, name) for name in ("title", "outlet", "url", "lang", "published", "published_basis", "author")})


class ClaimRows(NamedTuple):
    """The rows of one claim by table."""

    claims: Row
    records: Row
    parties: list[Row]
    losses: list[Row]
    chain: list[Row]


# `records.machine` of a claim that people keep though the coder does not read it.
NOT_READ = "null"


def claim_text(claim: Claim) -> str:
    """The contract's record of a claim as it is stored."""
    return json_text(claim_json(claim))


def machine_text(reviewed: Reviewed) -> str | None:
    """The coder's own reading, where it is another than what counts; None where it is the same."""
    if reviewed.machine is None:
        return NOT_READ
    return None if reviewed.machine == reviewed.claim else claim_text(reviewed.machine)


def claim_rows(reviewed: Reviewed, position: int, salt: bytes) -> ClaimRows:
    """The rows of a claim as it counts."""
    claim = reviewed.claim
    place, time, claim_id = claim.place, claim.time, claim.claim_id
    head: Row = {
        "claim_id": claim_id, "doc_id": claim.doc_id, "position": position, "review": reviewed.state, "type": claim.type, "subtype": claim.subtype,
        "status": claim.status, "trigger": claim.trigger.words, "evidence": claim.evidence.words, "confidence": claim.confidence,
        "coder": f"{claim.coder.name} {claim.coder.version}", "salt": salt,
    }
    if place:
        head |= {"place": place.name, "place_id": place.gazetteer_id, "lat": place.lat, "lon": place.lon, "precision": place.precision,
                 "radius_km": place.radius_km, "admin1": place.admin1, "country": place.country}
    if time:
        head |= {"time_start": time.start, "time_end": time.end, "time_precision": time.precision}
    record: Row = {"claim_id": claim_id, "record": claim_text(claim), "machine": machine_text(reviewed)}
    parties = [party_row(claim_id, role, n, party) for role, found in (("actor", claim.actor), ("recipient", claim.recipient)) for n, party in enumerate(found)]
    losses: list[Row] = [{"claim_id": claim_id, "position": n, "kind": loss.kind, "low": loss.low, "best": loss.best, "high": loss.high,
                          "words": loss.words, "who": loss.who} for n, loss in enumerate(claim.losses)]
    chain: list[Row] = [{"claim_id": claim_id, "position": n, "name": link.name or link.words, "source_id": link.source_id, "kind": link.kind,
                         "anonymous": int(link.anonymous), "manner": link.manner, "words": link.words} for n, link in enumerate(claim.chain)]
    return ClaimRows(head, record, parties, losses, chain)


def party_row(claim_id: str, role: str, position: int, party: Party) -> Row:
    return {"claim_id": claim_id, "role": role, "position": position, "name": party.name or party.words, "actor_id": party.actor_id,
            "kind": party.kind, "words": party.words}


def event_row(event: Event, salt: bytes) -> Row:
    row: Row = {
        "event_id": event.event_id, "type": event.type, "reports": event.reports, "origins": event.origins,
        "contradictions": sum(row.kind == "contradicts" for row in event.agreement), "record": json_text(event_json(event)), "salt": salt,
    }
    if event.place:
        row |= {"place": event.place.name, "lat": event.place.lat, "lon": event.place.lon, "country": event.place.country}
    if event.time:
        row |= {"time_start": event.time.start, "time_end": event.time.end}
    for kind in ("killed", "injured"):
        if kind in event.losses:
            row |= {f"{kind}_{bound}": number for bound, number in asdict(event.losses[kind]).items()}
    return row


# The columns of `reports` that an article is made of, in the order that article_of takes them.
ARTICLE_COLUMNS = ("doc_id", "file", "text", "title", "outlet", "url", "lang", "dated", "marks", "status", "reason", "duplicate_of", "copy_of")


def article_of(doc_id: str, file: str, text: str, title: str | None, outlet: str | None, url: str | None, lang: str | None, dated: str | None,
               marks: str, status: str, reason: str | None, duplicate_of: str | None, copy_of: str | None) -> Article:
    """The article of one row of `reports`."""
    said = json.loads(marks)
    if duplicate_of:
        status, reason = "duplicate", f"the same text as {duplicate_of}, by the same outlet"
    return Article(
        doc_id, file, text, title, outlet, url, lang, time_of(json.loads(dated)) if dated else None,
        maker(tuple[Cut, ...])(said["cuts"]), maker(tuple[Link, ...])(said["credits"]), status, reason, duplicate_of or copy_of,
        said["heading_end"], said["encoding"],
    )


def stored_claim(record: str) -> Claim:
    """The claim of one row of `records`."""
    return claim_of(json.loads(record))


DECISION_COLUMNS = ("decision_id", "at", "who", "action", "target", "before", "after", "why")


def decision_row(decision: Decision, salt: bytes) -> Row:
    return {"decision_id": decision.decision_id, "at": decision.at, "who": decision.who, "action": decision.action, "target": json_text(decision.target),
            "before": None if decision.before is None else json_text(decision.before),
            "after": None if decision.after is None else json_text(decision.after), "why": decision.why, "salt": salt}


def decision_of(decision_id: str, at: str, who: str, action: str, target: str, before: str | None, after: str | None, why: str) -> Decision:
    """The decision of one row of `decisions`, its columns in the order of DECISION_COLUMNS."""
    return Decision(decision_id, at, who, action, tuple(json.loads(target)), before and json.loads(before), after and json.loads(after), why)
