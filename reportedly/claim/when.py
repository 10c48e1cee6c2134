"""When an act happened, by syntax: the time of its own phrases, of its clause, of the act it is part of, of its sentence, else none.

What the rest of the report may add is decided in `when_context`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..records import ParsedArticle, Time, TimeMention
from .acts import ActGroup
from .distance import from_time, leaves_clause

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# Arcs (with surcharges) beyond which a time of the sentence no longer belongs to the act.
TIME_TOO_FAR = 7.0

# Of two times that the tree puts equally far, the one nearer in the text: arcs for each token between.
TIME_TOKEN = 0.02

# "a day after", "two weeks before": the TIMEX3 value of the length, and days in its unit.
LENGTH = re.compile(r"P(\d{1,3})([DW])$")
UNIT_DAYS = {"D": 1, "W": 7}


def is_undated_day(mention: TimeMention) -> bool:
    """True for a day that cannot be reckoned for want of a date to start from: "on Sunday" in a report without one."""
    return mention.type in ("DATE", "TIME") and ("WXX" in mention.value or mention.value.startswith("XXXX-"))


def undated(mention: TimeMention) -> Time:
    """The words of such a day, kept with no date."""
    return Time(None, None, mention.span.words, (mention.span.start, mention.span.end), "unknown",
                "no date of publication to reckon it from")


class TimePicker:
    """Chooses among the times of one article. `statements` are the spans of times that say when something was said: never the act's."""

    def __init__(self, parsed: ParsedArticle, mentions: tuple[TimeMention, ...], statements: frozenset[tuple[int, int]]):
        self.parsed = parsed
        self.by_sentence: dict[int, list[TimeMention]] = {}
        self.lengths: dict[int, int] = {}               # token of "after" or "before" → days
        for mention in mentions:
            sentence = parsed.sentence_of[mention.first]
            if (mention.interval is not None or is_undated_day(mention)) and mention.type != "SET" \
                    and (mention.span.start, mention.span.end) not in statements:
                self.by_sentence.setdefault(sentence, []).append(mention)
            elif (match := LENGTH.match(mention.value)) and parsed.doc[mention.last - 1].lower_ in ("after", "before"):
                sign = 1 if parsed.doc[mention.last - 1].lower_ == "after" else -1
                self.lengths[mention.last - 1] = sign * int(match[1]) * UNIT_DAYS[match[2]]

    def own(self, group: ActGroup, others: frozenset[int]) -> Time | None:
        """The time that the syntax gives the act, None when none of the sentence is near enough."""
        doc = self.parsed.doc
        here = self.by_sentence.get(self.parsed.sentence_of[group.act.head], [])
        rated: list[tuple[float, int, TimeMention]] = []
        for mention in here:
            top = top_of(doc, mention)
            cost = min(from_time(doc[top], doc[h], others) for h in group.heads())
            cost += TIME_TOKEN * min(abs(mention.first - h) for h in group.heads())
            rated.append((cost, mention.first, mention))
        if not rated:
            return None
        cost, _, best = min(rated, key=lambda r: r[:2])
        return best.interval or undated(best) if cost < TIME_TOO_FAR else None

    def part_of(self, group: ActGroup, others: frozenset[int]) -> int | None:
        """The head of the act that this one is told as a part or a circumstance of ("freed the town with support of X").

        Only within one clause: what a clause of its own tells may be of another day. None when there is no such act.
        """
        token = self.parsed.doc[group.act.head]
        while token.head != token and not starts_clause(token):
            token = token.head
            if token.i in others:
                return token.i
        return None

    def apart(self, group: ActGroup, others: frozenset[int]) -> tuple[int, int] | None:
        """(head of another act, days from it to this one), from "bombed … a day after X accused …"; None where no such words are."""
        doc = self.parsed.doc
        for mark, days in self.lengths.items():
            if self.parsed.sentence_of[mark] != self.parsed.sentence_of[group.act.head]:
                continue
            clause = doc[mark].head if doc[mark].dep_ == "mark" else None
            if clause is None or group.act.head < mark or clause.i not in group.heads():
                continue
            governor = next((t.i for t in clause.ancestors if t.i in others), None)
            if governor is not None:
                return governor, -days
        return None


def top_of(doc: Doc, mention: TimeMention) -> int:
    """The token of a time that hangs on what is outside of it."""
    inside = range(mention.first, mention.last)
    return next((i for i in inside if doc[i].head.i not in inside), mention.first)


def starts_clause(token: Token) -> bool:
    """True for the head of a clause that can have a time of its own."""
    return token.dep_ in ("relcl", "acl", "ccomp", "advcl", "conj", "parataxis", "pcomp") or leaves_clause(token)
