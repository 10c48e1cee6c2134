"""Which claims of an event go back to one root: independence comes before any score.

Two claims have one origin when their reports are near copies or bear the same agency's credit and speak in their own voice, when both
quote the same person, organisation or document as the innermost source, when one cites the other's outlet, or when they print one
passage. When in doubt they count as one: a corroboration that is none does more harm than one that is missed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from ..ground.actor_kinship import STATE_ORGAN, ancestors
from ..lexicon import rows
from ..records import Article, Claim, Link
from ..records_events import OriginGroup
from .agreement import TOLD, rival_tolls
from .copies import Copy
from .facets import Facets, words_of
from .features import SAME_WORDING

# Kinds of source that are an institution even when a report gives it no proper name ("state television").
INSTITUTIONS = frozenset({"outlet", "agency", "organisation"})
MEDIA = frozenset({"outlet", "agency"})
# A passage of fewer words is a formula ("five people were killed") that two reporters may well both write.
PASSAGE_WORDS = 8


class Roots:
    """Which names are one: a union-find over anything hashable, whose result does not depend on the order of the unions."""

    def __init__(self) -> None:
        self._above: dict[Hashable, Hashable] = {}

    def find(self, item: Hashable) -> Hashable:
        """The item that stands for all that are one with this one."""
        path = []
        while (above := self._above.setdefault(item, item)) != item:
            path.append(item)
            item = above
        for passed in path:
            self._above[passed] = item
        return item

    def join(self, one: Hashable, other: Hashable) -> None:
        """From now on both are one; the smaller in order of their text stands for them."""
        a, b = sorted((self.find(one), self.find(other)), key=repr)
        self._above[b] = a


def report_roots(articles: Sequence[Article], copies: Iterable[Copy]) -> dict[str, str]:
    """For each report the smallest doc_id among its near copies, itself included."""
    roots = Roots()
    for copy in copies:
        roots.join(copy.doc_id, copy.of)
    return {a.doc_id: str(roots.find(a.doc_id)) for a in articles if a.doc_id}


def origin_groups(facets: Sequence[Facets], articles: dict[str, Article], root_of: dict[str, str]) -> tuple[OriginGroup, ...]:
    """The claims of one event (in canonical order) by independent origin, each group with its reason, in the order of first claims.

    Quoted sources are joined among themselves first, then reports' own voices among themselves; at last each own voice rests on one quoted
    source. So a voice that several reports share (one agency's credit) never makes one of the different sources that they quote.
    """
    claims = [f.claim for f in facets]
    roots = Roots()
    for claim in claims:
        report = ("report", root_of.get(claim.doc_id, claim.doc_id))
        through = (report, *(_name(link.name) for link in claim.chain[:-1]))
        for key in _source_keys(claim.chain[-1], through) if claim.chain else _own_keys(articles.get(claim.doc_id), report):
            roots.join(("claim", claim.claim_id), key)
    _join_names(claims, roots)
    _join_speakers(claims, roots)
    _join_unnamed(facets, root_of, roots)
    _join_passages(claims, roots)
    _join_own_voice(facets, root_of, roots)
    groups: dict[Hashable, list[Claim]] = defaultdict(list)
    for claim in claims:
        groups[roots.find(("claim", claim.claim_id))].append(claim)
    return tuple(_described(members, articles, root_of) for members in groups.values())


def _own_keys(article: Article | None, report: Hashable) -> list[Hashable]:
    if article and article.credits:
        return [key for link in article.credits for key in _source_keys(link, report)]
    return [report, *([("name", _name(article.outlet))] if article and article.outlet else [])]


def _source_keys(link: Link, report: Hashable) -> list[Hashable]:
    """An anonymous source is one with itself only as quoted by one report (or its copies): "residents" of two reports are not."""
    name = _name(link.name or link.words)
    if link.source_id:
        return [("source", link.source_id)]
    return [("unnamed", report, name)] if not name or _is_unnamed(link, name) else [("name", name)]


def _is_unnamed(link: Link, name: str) -> bool:
    """True for a person without a name ("a witness", "an official"); the police and a ministry are bodies, with a proper name or not."""
    described = link.kind not in INSTITUTIONS and name == _bare(link.name or link.words)
    return name.split()[-1] not in _bodies() and (link.anonymous or described)


@lru_cache(maxsize=1)
def _bodies() -> dict[str, str]:
    """Nouns of state bodies, and the organ that each is ("army" → FORCES). Source: lexicon/actor_nouns.tsv."""
    return {row["noun"]: row["organ"] for row in rows("actor_nouns.tsv") if row["organ"] and row["tie"] == "organ" and row["is_person_group"] == "no"}


@lru_cache(maxsize=20_000)
def _name(text: str) -> str:
    return " ".join(w for w in re.findall(r"\w+", re.sub(r"['’]s?\b", "", text.lower())) if w != "the")


def _bare(text: str) -> str | None:
    """The name when no word of it is capitalised, so that it is a description; else None."""
    return None if any(w[:1].isupper() for w in text.split()[1:]) or text[:1].isupper() else _name(text)


def _join_names(claims: Sequence[Claim], roots: Roots) -> None:
    """Within one event a shorter form of a name is the name: "state television" and "Syrian state television", "Barazi" and "Talal Barazi".

    "The army" is the army of the one state whose army is quoted for the event.
    """
    links = [claim.chain[-1] for claim in claims if claim.chain]
    links = [link for link in links if (name := _name(link.name or link.words)) and not (link.anonymous and _is_unnamed(link, name))]
    ids: dict[str, str | None] = {}
    for link in links:
        ids.setdefault(_name(link.name or link.words), link.source_id)
    states = sorted({id for id in ids.values() if id and STATE_ORGAN.match(id)})
    for name, words in ((name, frozenset(name.split())) for name in ids):
        own = [id for id in states if name in _bodies() and id[4:] == _bodies()[name]]
        longer = [other for other in ids if words < frozenset(other.split()) and not (ids[name] and ids[other])]
        if not ids[name] and len(own) == 1:
            roots.join(("name", name), ("source", own[0]))
        elif longer:
            # One of them only: "the ministry" makes no one source of two ministries.
            nearest = min(longer, key=lambda other: len(other.split()))
            roots.join(_key(name, ids[name]), _key(nearest, ids[nearest]))


def _join_speakers(claims: Sequence[Claim], roots: Roots) -> None:
    """Who speaks for a body is that body: the head of a monitor and the monitor, a president and his government.

    State media stay apart from their government, since they also report what they have seen.
    """
    ids = sorted({link.source_id: link.kind for claim in claims for link in claim.chain[-1:] if link.source_id}.items())
    for one, kind in ids:
        for other, other_kind in ids:
            if one != other and other in ancestors(one) and not {kind, other_kind} & MEDIA:
                roots.join(("source", one), ("source", other))


def _key(name: str, source_id: str | None) -> Hashable:
    return ("source", source_id) if source_id else ("name", name)


def _join_passages(claims: Sequence[Claim], roots: Roots) -> None:
    """Own-voice sentences that are nearly the same in two reports are one passage, whoever wrote it first."""
    own = [(c, words_of(c.evidence.words)) for c in claims if not c.chain]
    for n, (one, words) in enumerate(own):
        for other, others in own[n + 1 : n + 1 + 200]:
            union = len(words | others)
            if min(len(words), len(others)) >= PASSAGE_WORDS and len(words & others) >= SAME_WORDING * union:
                roots.join(("claim", one.claim_id), ("claim", other.claim_id))


def _join_unnamed(facets: Sequence[Facets], root_of: dict[str, str], roots: Roots) -> None:
    """Anonymous sources of one report are one, since nobody can tell "a resident" from "a witness", unless their tolls rule each other out."""
    reports: dict[Hashable, dict[Hashable, list[Facets]]] = defaultdict(lambda: defaultdict(list))
    for f in facets:
        link = f.claim.chain[-1] if f.claim.chain else None
        name = _name(link.name or link.words) if link else ""
        if link and not link.source_id and (not name or _is_unnamed(link, name)):
            reports[root_of.get(f.claim.doc_id, f.claim.doc_id)][roots.find(("claim", f.claim.claim_id))].append(f)
    for sources in reports.values():
        joined: list[tuple[Hashable, list[Facets]]] = []
        for source, said in sources.items():
            home = next((one for one in joined if not rival_tolls(one[1], said)), None)
            if home:
                roots.join(source, home[0])
                home[1].extend(said)
            else:
                joined.append((source, list(said)))


def _join_own_voice(facets: Sequence[Facets], root_of: dict[str, str], roots: Roots) -> None:
    """A report's own words ("50 killed") rest on the first source that it quotes for the event ("… a monitor said") and does not contradict.

    Own words that several reports share rest on one source together, never on one for each report.
    """
    quoted: dict[str, list[Hashable]] = defaultdict(list)
    said: dict[Hashable, list[Facets]] = defaultdict(list)
    voices: dict[Hashable, list[Facets]] = defaultdict(list)
    for f in facets:
        root = roots.find(("claim", f.claim.claim_id))
        if not f.claim.chain:
            voices[root].append(f)
        elif f.claim.status in TOLD:
            quoted[root_of.get(f.claim.doc_id, f.claim.doc_id)].append(root)
            said[root].append(f)
    for voice, own in voices.items():
        # An own voice that another report cites is no source beside itself, nor one for yet another voice to rest on.
        reports = dict.fromkeys(root_of.get(f.claim.doc_id, f.claim.doc_id) for f in own)
        sources = [source for report in reports for source in dict.fromkeys(quoted[report]) if source not in voices]
        first = next((source for source in sources if not rival_tolls(said[source], own)), None)
        if first is not None:
            roots.join(voice, first)


def _described(members: list[Claim], articles: dict[str, Article], root_of: dict[str, str]) -> OriginGroup:
    reports = sorted({c.doc_id for c in members})
    quoting = next((c for c in members if c.chain), None)
    own = any(not c.chain for c in members)
    credit = next((a.credits[0].name for d in reports if (a := articles.get(d)) and a.credits), None)
    if quoting:
        root = quoting.chain[-1].name or quoting.chain[-1].words
        reason = f"all go back to {root}" + (", quoted by the reports whose own words are counted with it" if own else "")
    elif credit:
        root, reason = credit, f"own words of reports credited to {credit}"
    else:
        article = articles.get(reports[0])
        # The identifier of a report is a hash of 64 digits, which tells a reader nothing.
        root = (article.outlet or article.title if article else None) or Path(members[0].file).name or reports[0]
        reason = "own words of one report"
        if len(reports) > 1:
            one_family = len({root_of.get(d, d) for d in reports}) == 1
            reason = "own words of near copies" if one_family else f"own words of {root}, or the same passage in other reports"
    return OriginGroup(root, reason, tuple(c.claim_id for c in members))
