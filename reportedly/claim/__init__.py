"""(ParsedArticle, Mentions, places) → Claims: who did what to whom, where, when, with what loss, according to whom.

READS   ParsedArticle, Mentions, the grounded places
ADDS    Claim (all fields)
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from .. import __version__
from ..lexicon import folder_of
from ..mention.acts import frames
from ..records import Act, Claim, Coder, Link, Means, Mentions, ParsedArticle, Party, Place, Quantity, Status, Time
from .acts import ActGroup, group_acts
from .chain import chains_of
from .confidence import THRESHOLD, confidence_of
from .context import in_context
from .denials import denials
from .draft import Draft
from .losses import LossFinder
from .means import find_weapons, means_of, refined
from .parties import PartyFinder
from .roles import roles_of
from .place_signs import PlacedAct, Site
from .scene import PlacePicker
from .status import status_of
from .when import TimePicker, is_finite, is_present

CODER = Coder("reportedly", __version__)

# Acts whose object may be a weapon: it is what was found, lost or taken, not what it was done with.
WEAPON_IS_RECIPIENT = frozenset(("destroy", "discover", "take_control", "repel", "loot", "surveil", "hide", "deploy", "attack"))

# Kinds of party whose raids and strikes are made on the ground unless the text names a plane.
WITHOUT_AIR_FORCE = frozenset(("police", "rebel", "militia", "person", "unknown"))

# Acts that are done with words or orders: a weapon named beside them belongs to another act.
WITHOUT_MEANS = frozenset("""accuse threaten reject demand agree negotiate cooperate sanction support surrender arrest release investigate aid
evacuate displace withdraw""".split())


def make_claims(parsed: ParsedArticle, mentions: Mentions, places: Sequence[Place | None], referred: Sequence[Place] = (),
                unlisted: Sequence[Place] = (), project_folder: str | None = None) -> tuple[Claim, ...]:
    """All claims of one article in the order of their triggers; `places` stands beside `mentions.places`, `referred` and `unlisted` as in Read."""
    return tuple(ClaimMaker(parsed, mentions, tuple(places), tuple(referred), tuple(unlisted), project_folder).claims())


class ClaimMaker:
    """Holds what the claims of one article share."""

    def __init__(self, parsed: ParsedArticle, mentions: Mentions, places: tuple[Place | None, ...], referred: tuple[Place, ...] = (),
                 unlisted: tuple[Place, ...] = (), project_folder: str | None = None):
        self.parsed, self.mentions, self.index = parsed, mentions, frames(project_folder)
        self.parties = PartyFinder(parsed, mentions)
        self.modifiers = self.parties.modifier_actors()
        self.losses = LossFinder(parsed, mentions, self.index)
        self.weapons = find_weapons(parsed, project_folder)
        statements = frozenset(a.link.said.span for a in mentions.attributions if a.link.said is not None and a.link.said.span is not None)
        self.places = PlacePicker(parsed, mentions.places, places, referred, unlisted)
        self.times = TimePicker(parsed, mentions.times, statements)

    def claims(self) -> list[Claim]:
        """The claims in the order of their triggers: the drafts that are likely enough, in the context of one another."""
        rated = [(draft, self.confidence(draft)) for draft in self.drafts()]
        kept = [(d, c) for d, c in rated if c >= THRESHOLD and not self.is_open_toll(d)]
        in_place = self.in_place([d for d, _ in kept])
        return [self.claim(d, chain, status, c) for d, (_, c) in zip(in_place, kept) for chain, status in zip(d.chains, d.statuses)]

    def is_open_toll(self, draft: Draft) -> bool:
        """True for a toll that nobody gives: "did not say how many were killed" tells no killing."""
        if draft.losses or draft.type not in ("kill", "injure"):
            return False
        act = self.parsed.doc[draft.group.act.head]
        return act.dep_ == "ccomp" and tuple(t.lower_ for t in self.parsed.doc[act.left_edge.i:act.left_edge.i + 2]) == ("how", "many")

    def unfiltered(self) -> list[tuple[Draft, list[Claim]]]:
        """Every draft with the claims it would make, the unlikely ones too: what the confidence is fitted on."""
        drafts = self.drafts()
        in_place = self.in_place(drafts)
        return [(draft, [self.claim(d, *told, 0.0) for told in zip(d.chains, d.statuses)]) for draft, d in zip(drafts, in_place)]

    def in_place(self, drafts: list[Draft]) -> list[Draft]:
        """The drafts with what the report's context gives them: time, place, and the act that a bare denial denies."""
        return denials(in_context(drafts, self.frames(), self.places.openings(), self.parsed.article.published), self.parsed, self.mentions.attributions)

    def frames(self) -> dict[int, Time]:
        """Sentence → the day that frames it."""
        found = ((i, self.times.frame(i)) for i, sentence in enumerate(self.parsed.sentences) if not sentence.heading)
        return {i: time for i, time in found if time is not None}

    def place_pairs(self) -> Iterator[tuple[ActGroup, list[tuple[Site, tuple[str, ...]]]]]:
        """Every act group with the places that its sentence offers and their signs: what the choice of the place is fitted on."""
        for group, others in self.groups():
            roles = roles_of(self.parsed, group, self.index, self.modifiers)
            yield group, self.places.pairs(PlacedAct(group.heads(), group.act.type, others, roles.actor, roles.recipient))

    def groups(self) -> list[tuple[ActGroup, frozenset[int]]]:
        """Every act group with the heads of the other acts of its sentence."""
        groups = group_acts(self.parsed, self.mentions)
        heads: dict[int, set[int]] = {}
        for group in groups:
            heads.setdefault(self.parsed.sentence_of[group.act.head], set()).update(group.heads())
        return [(group, frozenset(heads[self.parsed.sentence_of[group.act.head]].difference(group.heads()))) for group in groups]

    def drafts(self) -> list[Draft]:
        return [self.draft(group, others) for group, others in self.groups()]

    def confidence(self, draft: Draft) -> float:
        return confidence_of(self.parsed, draft, self.index.by_name[draft.group.act.frame])

    def draft(self, group: ActGroup, others: frozenset[int]) -> Draft:
        roles = roles_of(self.parsed, group, self.index, self.modifiers)
        lost = roles.recipient if group.act.type in WEAPON_IS_RECIPIENT else ()
        means = means_of(self.parsed, group, self.weapons, lost) if group.act.type not in WITHOUT_MEANS else ()
        losses = self.losses.of(group.all(), roles.actor, self.modifiers)
        index = self.parsed.sentence_of[group.act.head]
        sentence = self.parsed.sentences[index]
        actor = self.find_parties(tuple(i for i in roles.actor if self.parties.can_act(i)))
        chains = chains_of(self.parsed, self.mentions.attributions, group.act.head)
        if group.act.type == "demand" and not actor:
            actor = self.speakers(chains[0])
        part_of = self.times.part_of(group, others)
        return Draft(
            group, refined(without_wings(group.act, actor, means), means, folder_of(self.parsed.doc)),
            actor=actor,
            recipient=self.find_parties((*roles.recipient, *self.losses.heads_of(losses)), lost, actor),
            means=means,
            losses=losses,
            place=self.places.own(PlacedAct(group.heads(), group.act.type, others, roles.actor, roles.recipient)),
            time=self.times.own(group, others),
            chains=chains, statuses=tuple(status_of(self.parsed, group.act.head, chain) for chain in chains),
            sentence=index, paragraph=sentence.paragraph, heading=sentence.heading,
            subordinate=is_subordinate(self.parsed.doc[group.act.head]), definite=is_definite(self.parsed.doc[group.act.head]),
            part_of=part_of, finite=is_finite(self.parsed.doc[group.act.head], part_of), apart=self.times.apart(group), apart_from=self.times.apart_from(group),
            present=not sentence.heading and is_present(self.parsed.doc[group.act.head]),
        )

    def find_parties(self, heads: tuple[int, ...], lost: tuple[int, ...] = (), others: tuple[Party, ...] = ()) -> tuple[Party, ...]:
        """The parties headed by these tokens, in the order of the text; weapons are means, not parties, but for the `lost`. No pronoun means the `others`."""
        found: dict[tuple[int, int], Party] = {}
        for head in heads:
            if head in self.weapons and head not in lost and not self.parties.is_machine_or_person(head):
                continue
            if (party := self.parties.find(head, others)) is not None:
                found.setdefault((party.start, party.end), party)
        return tuple(found[key] for key in sorted(found))

    def speakers(self, chain: tuple[Link, ...]) -> tuple[Party, ...]:
        """Who demands where the words name only of whom: "Iraq must leave", the minister said."""
        sources = [a.source for a in self.mentions.attributions if chain and a.link == chain[-1]]
        heads = [self.parsed.doc[first:last].root for source in sources[:1] for first, last in source[:1]]
        return self.find_parties(tuple(head.i for head in heads))

    def claim(self, draft: Draft, chain: tuple[Link, ...], status: Status, confidence: float) -> Claim:
        parsed, act = self.parsed, draft.group.act
        sentence = parsed.sentences[draft.sentence]
        return Claim(
            claim_id=self.claim_id(act, draft.type, chain), doc_id=parsed.article.doc_id, file=parsed.article.file,
            evidence=parsed.span(sentence.first, sentence.last), trigger=act.span, type=draft.type,
            actor=draft.actor, recipient=draft.recipient, means=draft.means, place=draft.place, time=draft.time,
            losses=draft.losses, quantities=self.quantities(draft), chain=chain, status=status,
            confidence=confidence, coder=CODER,
            subtype=self.index.by_name[act.frame].subtype,
        )

    def claim_id(self, act: Act, type_: str, chain: tuple[Link, ...]) -> str:
        """A stable id from the report's bytes, the trigger's place and the speaker; where the file lies is no part of it."""
        origin = f"{chain[-1].start}:{chain[-1].end}" if chain else ""
        key = f"{self.parsed.article.doc_id}\0{act.span.start}\0{act.span.end}\0{type_}\0{origin}"
        return "claim:" + hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:20]

    def quantities(self, draft: Draft) -> tuple[Quantity, ...]:
        """Other counts of the act's clause."""
        taken = {(x.start, x.end) for x in draft.losses}
        head = self.parsed.doc[draft.group.act.head]
        first, last = head.left_edge.i, head.right_edge.i + 1
        return tuple(
            Quantity(q.span.start, q.span.end, q.span.words, q.low, q.best, q.high, q.unit)
            for q in self.mentions.quantities
            if first <= q.first and q.last <= last and (q.span.start, q.span.end) not in taken and q.span.words.lower() not in ("a", "an")
        )


def without_wings(act: Act, actor: tuple[Party, ...], means: tuple[Means, ...]) -> str:
    """The type of an act, for a raid by those who have no air force an attack."""
    on_foot = act.type == "airstrike" and not means and actor and all(p.kind in WITHOUT_AIR_FORCE for p in actor)
    return "attack" if on_foot and act.frame in ("raid/noun", "strike/noun") else act.type


def is_subordinate(act) -> bool:
    """True for an act told in a relative or adverbial clause, on the way to something else."""
    return any(t.dep_ in ("relcl", "advcl", "acl") for t in (act, *act.ancestors))


def is_definite(act) -> bool:
    """True for an act noun that takes up something already told: "the attack", "these strikes"."""
    return act.pos_ in ("NOUN", "PROPN") and any(c.dep_ == "det" and c.lower_ in ("the", "this", "these", "those", "both") for c in act.lefts)
