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

from ..ground.actor_kinship import ancestors
from ..records import Article, Claim, Link, OriginGroup
from .copies import Copy
from .features import SAME_WORDING
from .facets import words_of

# Kinds of source that are an institution even when a report gives it no proper name ("state television").
INSTITUTIONS = frozenset({"outlet", "agency", "organisation"})
MEDIA = frozenset({"outlet", "agency"})
# Statuses of a statement that the act took place: what a report says itself does not rest on somebody's denial.
TOLD = frozenset({"asserted", "possible"})
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


def origin_groups(claims: Sequence[Claim], articles: dict[str, Article], root_of: dict[str, str]) -> tuple[OriginGroup, ...]:
    """The claims of one event (in canonical order) by independent origin, each group with its reason, in the order of first claims."""
    roots = Roots()
    for claim in claims:
        for key in _keys(claim, articles.get(claim.doc_id), root_of):
            roots.join(("claim", claim.claim_id), key)
    _join_names(claims, roots)
    _join_speakers(claims, roots)
    _join_passages(claims, roots)
    _join_own_voice(claims, root_of, roots)
    groups: dict[Hashable, list[Claim]] = defaultdict(list)
    for claim in claims:
        groups[roots.find(("claim", claim.claim_id))].append(claim)
    return tuple(_described(members, articles, root_of) for members in groups.values())


def _keys(claim: Claim, article: Article | None, root_of: dict[str, str]) -> list[Hashable]:
    report = ("report", root_of.get(claim.doc_id, claim.doc_id))
    if not claim.chain:
        if article and article.credits:
            return [key for link in article.credits for key in _source_keys(link, report)]
        return [report, *([("name", _name(article.outlet))] if article and article.outlet else [])]
    return _source_keys(claim.chain[-1], (report, *(_name(link.name) for link in claim.chain[:-1])))


def _source_keys(link: Link, report: Hashable) -> list[Hashable]:
    """An anonymous source is one with itself only as quoted by one report (or its copies): "residents" of two reports are not.

    All anonymous sources of one report are one: nobody can tell "a resident" from "a witness".
    """
    name = _name(link.name or link.words)
    if link.source_id:
        return [("source", link.source_id)]
    unnamed = link.anonymous or (link.kind not in INSTITUTIONS and name == _bare(link.name or link.words))
    return [("unnamed", report)] if unnamed or not name else [("name", name)]


@lru_cache(maxsize=20_000)
def _name(text: str) -> str:
    return " ".join(w for w in re.findall(r"\w+", re.sub(r"['’]s?\b", "", text.lower())) if w != "the")


def _bare(text: str) -> str | None:
    """The name when no word of it is capitalised, so that it is a description; else None."""
    return None if any(w[:1].isupper() for w in text.split()[1:]) or text[:1].isupper() else _name(text)


def _join_names(claims: Sequence[Claim], roots: Roots) -> None:
    """Within one event a shorter form of a name is the name: "state television" and "Syrian state television", "Barazi" and "Talal Barazi"."""
    links = [claim.chain[-1] for claim in claims if claim.chain and not claim.chain[-1].anonymous]
    names = {name: frozenset(name.split()) for name in sorted({_name(link.name or link.words) for link in links}) if name}
    ids = {_name(link.name or link.words): link.source_id for link in links}
    for one, words in names.items():
        for other, others in names.items():
            if words < others and not (ids[one] and ids[other]):
                roots.join(_key(one, ids[one]), _key(other, ids[other]))


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


def _join_own_voice(claims: Sequence[Claim], root_of: dict[str, str], roots: Roots) -> None:
    """A report's own words ("50 killed") rest on the first source that it quotes for the event ("… a monitor said")."""
    quoted: dict[str, Claim] = {}
    for claim in claims:
        if claim.chain and claim.status in TOLD:
            quoted.setdefault(root_of.get(claim.doc_id, claim.doc_id), claim)
    for claim in claims:
        first = quoted.get(root_of.get(claim.doc_id, claim.doc_id))
        if not claim.chain and first:
            roots.join(("claim", claim.claim_id), ("claim", first.claim_id))


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
        root = (article.outlet if article else None) or reports[0]
        reason = "own words of one report"
        if len(reports) > 1:
            one_family = len({root_of.get(d, d) for d in reports}) == 1
            reason = "own words of near copies" if one_family else f"own words of {root}, or the same passage in other reports"
    return OriginGroup(root, reason, tuple(c.claim_id for c in members))
