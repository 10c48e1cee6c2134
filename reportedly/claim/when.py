"""When an act happened, by syntax: the time of its own phrases, of its clause, of the act it is part of, of its sentence, else none.

What the rest of the report may add is decided in `when_context`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from ..ground.times_calendar import PRECISIONS, Offset
from ..records import ParsedArticle, Time, TimeMention
from .acts import ActGroup
from .distance import from_time, leaves_clause
from .syntax import clause_head

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# Arcs (with surcharges) beyond which a time of the sentence no longer belongs to the act.
TIME_TOO_FAR = 7.0

# Of two times that the tree puts equally far, the one nearer in the text: arcs for each token between.
TIME_TOKEN = 0.02

# "a day after", "two weeks before": the TIMEX3 value of the length, and days in its unit.
LENGTH = re.compile(r"P(\d{1,3})([DWMY])$")


# Words around the two ends of a range.
RANGE_OPENS, RANGE_JOINS = frozenset(("from", "between")), frozenset(("to", "and", "until", "till", "through"))


def is_undated_day(mention: TimeMention) -> bool:
    """True for a date that no day can be reckoned for: "on Sunday" in a report without a date, "the 5th", "31 June"."""
    return mention.interval is None and mention.type in ("DATE", "TIME") and ("WXX" in mention.value or mention.value[:1].isdigit() or
                                                                              mention.value.startswith("XXXX-"))


def undated(mention: TimeMention) -> Time:
    """The words of such a date, kept with no day."""
    if mention.value[:1].isdigit():
        basis = "no such day in the calendar"
    elif mention.value.startswith("XXXX-XX-") and mention.value[8:10].isdigit():
        basis = "a day whose month is not said"
    else:
        basis = "no date of publication to reckon it from"
    return Time(None, None, mention.span.words, (mention.span.start, mention.span.end), "unknown", basis)


class TimePicker:
    """Chooses among the times of one article. `statements` are the spans of times that say when something was said: never the act's."""

    def __init__(self, parsed: ParsedArticle, mentions: tuple[TimeMention, ...], statements: frozenset[tuple[int, int]]):
        self.parsed = parsed
        mentions = with_ranges(parsed, mentions)
        self.by_sentence: dict[int, list[TimeMention]] = {}
        self.lengths: dict[int, Offset] = {}            # token of "after" or "before" → how far the act of its clause lies from the other
        for mention in mentions:
            sentence = parsed.sentence_of[mention.first]
            if (mention.interval is not None or is_undated_day(mention)) and mention.type != "SET" \
                    and (mention.span.start, mention.span.end) not in statements:
                self.by_sentence.setdefault(sentence, []).append(mention)
            elif (match := LENGTH.match(mention.value)) and (mark := parsed.doc[mention.last - 1]).lower_ in ("after", "before"):
                self.lengths[mark.i] = (-1 if mark.lower_ == "after" else 1) * int(match[1]), match[2]

    def own(self, group: ActGroup, others: frozenset[int]) -> Time | None:
        """The time that the syntax gives the act, None when none of the sentence is near enough."""
        doc = self.parsed.doc
        here = self.by_sentence.get(self.parsed.sentence_of[group.act.head], [])
        rated: list[tuple[float, int, TimeMention]] = []
        mark = self.mark_of(group)
        for mention in here:
            if mark is not None and mention.last <= mark:
                continue                                # "… in May, a year after X began": the time of the other act
            if self.tells_of(mention, group.act.head):
                return mention.interval
            top = top_of(doc, mention)
            cost = min(from_time(doc[top], doc[h], others) for h in group.heads())
            cost += TIME_TOKEN * min(abs(mention.first - h) for h in group.heads())
            rated.append((cost, mention.first, mention))
        if not rated:
            return None
        rated.sort(key=lambda r: r[:2])
        cost, _, best = next((r for r in rated if r[0] < TIME_TOO_FAR and not is_night_alone(r[2])), rated[0])
        return self.time_of(best) if cost < TIME_TOO_FAR else None

    def time_of(self, mention: TimeMention) -> Time:
        """The time of a mention; of an event that all lasts "since" ("136 times since the vote on 27 September"), up to the publication."""
        if mention.interval is None:
            return undated(mention)
        doc, published = self.parsed.doc, self.parsed.article.published
        for token in doc[top_of(doc, mention)].ancestors:
            if token.pos_ in ("VERB", "AUX") or published is None or not published.end:
                break
            if token.lower_ == "since" and token.i < mention.first - 1 and mention.interval.end < published.end:
                return replace(mention.interval, end=published.end, basis=f"{mention.interval.basis}, from then to the publication")
        return mention.interval

    def tells_of(self, mention: TimeMention, act: int) -> bool:
        """True for an act in the clause that tells what happened then: "on June 19, when a bomb killed six"."""
        doc = self.parsed.doc
        when = next((i for i in (mention.last, mention.last + 1) if i < len(doc) and doc[i].lower_ == "when"), None)
        if when is None or mention.interval is None or when > mention.last and doc[mention.last].text != ",":
            return False
        clause = doc[when].head
        return act > when and (clause.i == act or clause in doc[act].ancestors)

    def frame(self, sentence: int) -> Time | None:
        """The one day that a sentence names at its beginning or end, outside of its subordinate clauses; None when it names none or several."""
        here = self.by_sentence.get(sentence, [])
        if len(here) != 1 or here[0].interval is None or here[0].interval.precision not in ("day", "hour", "minute"):
            return None
        doc, at, mention = self.parsed.doc, self.parsed.sentences[sentence], here[0]
        before = any(t.pos_ in ("VERB", "AUX") for t in doc[at.first:mention.first])
        after = any(not t.is_punct for t in doc[mention.last:at.last])
        if before and after or any(leaves_clause(t) for t in doc[top_of(doc, mention)].ancestors):
            return None
        return mention.interval

    def part_of(self, group: ActGroup, others: frozenset[int]) -> int | None:
        """The head of the nearest act above that this one is told within ("freed the town with support of X"); None when there is none."""
        token = self.parsed.doc[group.act.head]
        return next((above.i for above in token.ancestors if above.i in others), None)

    def apart(self, group: ActGroup) -> Offset | None:
        """How far the act lies from the one told before it in "bombed … a day after X accused …"; None where no such words are."""
        return self.lengths.get(self.mark_of(group))

    def mark_of(self, group: ActGroup) -> int | None:
        """The "after" or "before" with a length of time that opens the act's clause."""
        doc = self.parsed.doc
        verbs = {clause_head(doc[head]).i for head in group.heads()}
        return next((mark for mark in self.lengths if doc[mark].dep_ == "mark" and doc[mark].head.i in verbs), None)

    def apart_from(self, group: ActGroup) -> tuple[int, Offset] | None:
        """(head of the noun, offset from it) of "arrested two men three days before the attack"; None where no such words are."""
        doc = self.parsed.doc
        for mark, (count, unit) in self.lengths.items():
            inner = next((c for c in doc[mark].children if c.dep_ == "pobj"), None)
            if inner is not None and inner.i not in group.heads() and clause_head(doc[mark]).i in group.heads():
                return inner.i, (-count, unit)
        return None


def with_ranges(parsed: ParsedArticle, mentions: tuple[TimeMention, ...]) -> list[TimeMention]:
    """The mentions, both ends of "from Monday to Friday" and "between May and July" with the stretch between them."""
    found = list(mentions)
    for i, (one, other) in enumerate(pairwise(mentions)):
        opened = one.first > 0 and parsed.doc[one.first - 1].lower_ in RANGE_OPENS
        joined = other.first == one.last + 1 and parsed.doc[one.last].lower_ in RANGE_JOINS
        if opened and joined and one.interval is not None and other.interval is not None and one.interval.start <= other.interval.start:
            span = parsed.span(one.first, other.last)
            whole = replace(one.interval, end=max(one.interval.end, other.interval.end), words=span.words, span=(span.start, span.end),
                            precision=max(one.interval.precision, other.interval.precision, key=PRECISIONS.index), candidates=(),
                            basis=f"from {one.span.words} ({one.interval.basis}) to {other.span.words} ({other.interval.basis})")
            found[i], found[i + 1] = replace(one, interval=whole), replace(other, interval=whole)
    return found


def is_night_alone(mention: TimeMention) -> bool:
    """True for "overnight", which says what part of the day but not of which: "an overnight raid on Monday" was on Monday."""
    return mention.span.words.lower() == "overnight"


def top_of(doc: Doc, mention: TimeMention) -> int:
    """The token of a time that hangs on what is outside of it."""
    inside = range(mention.first, mention.last)
    return next((i for i in inside if doc[i].head.i not in inside), mention.first)


def is_present(act: Token) -> bool:
    """True for a finite verb that tells what is so when the report is written: "is held", "maintain"; not for "has taken"."""
    if act.pos_ not in ("VERB", "AUX"):
        return False
    finite = next((c for c in act.children if c.dep_ in ("aux", "auxpass") and c.tag_ in ("VBZ", "VBP", "VBD", "MD")), act)
    return finite.tag_ in ("VBZ", "VBP") and finite.lemma_ != "have"


def is_finite(act: Token, above: int | None) -> bool:
    """True when a finite verb tells the act below the one above it: "which shelled", not "shelling", "during the shelling"."""
    for token in (act, *act.ancestors):
        if token.i == above:
            return False
        if token.pos_ in ("VERB", "AUX") and (token.tag_ in ("VBD", "VBZ", "VBP") or any(c.dep_ in ("aux", "auxpass") and c.tag_ != "TO" for c in token.children)):
            return True
    return True
