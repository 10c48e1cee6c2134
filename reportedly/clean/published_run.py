"""Over a run: years that one report leaves open are settled by the reports that tell of the same course of events."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from ..records import Article, Interval, Time
from .published_years import TOO_EARLY, YEAR_REASON

# Reports that share rare names tell of one course of events: a distance of so many days makes the likeness count half.
HALF_LIKENESS_DAYS = 90

# Likenesses that agree in so many digits are equal: the order of the sum must not decide.
LIKENESS_DIGITS = 6

# So many rare names at least must be shared, so that one common surname moves nothing.
SHARED_NAMES = 3

# A name is rare when at most so many reports of the run bear it, or this share of them, but never more than MOST_RARE: in a large ledger
# a name must not become rare for thousands, and what a new report changes must stay small.
RARE_REPORTS = 3
RARE_SHARE = 0.05
MOST_RARE = 40

NAME = re.compile(r"\b[A-Z][\w’'-]{3,}")


def rerank(articles: list[Article]) -> list[Article]:
    """The same articles; derived dates with several possible years re-ordered by the dates of reports that share rare names.

    Reports of one run that share at least SHARED_NAMES rare names lie close together in time. Years before a named
    actor existed stay last. The result does not depend on the order of the articles.
    """
    if not any(is_derived(article.published) for article in articles) or len(articles) < 2:
        return articles
    settled = settle([names_of(article.text) for article in articles], [article.published for article in articles])
    return [replace(article, published=settled[i]) if i in settled else article for i, article in enumerate(articles)]


def names_of(text: str) -> frozenset[str]:
    """The capitalised words of a text, as a rough list of the names in it."""
    return frozenset(NAME.findall(text))


def settle(names: Sequence[frozenset[str]], published: Sequence[Time | None]) -> dict[int, Time]:
    """The dates that reports settle for one another: position → date, for the derived ones that have company.

    `names` and `published` are those of each report by itself, in step.
    """
    bearers: dict[str, list[int]] = {}
    for i, found in enumerate(names):
        for name in found:
            bearers.setdefault(name, []).append(i)
    most = rare_among(len(names))
    settled: dict[int, Time] = {}
    for i, time in enumerate(published):
        if not is_derived(time):
            continue
        shared = Counter(j for name in names[i] if len(bearers[name]) <= most for j in bearers[name] if j != i)
        near = [(published[j], n) for j, n in sorted(shared.items()) if n >= SHARED_NAMES]
        if (best := settled_by(time, near)) is not None:
            settled[i] = best
    return settled


def rare_among(reports: int) -> int:
    """How many of so many reports may bear a name that is still rare."""
    return min(MOST_RARE, max(RARE_REPORTS, int(RARE_SHARE * reports)))


def settled_by(published: Time, near: Sequence[tuple[Time | None, int]]) -> Time | None:
    """A derived date in the light of the dates of `near` reports, each with the number of rare names shared; None when none of them has one."""
    dated = [(time, shared) for time, shared in near if time is not None and time.start]
    return reordered(published, dated) if dated else None


def is_derived(published: Time | None) -> bool:
    """True for a date whose year rests on a choice."""
    return published is not None and any(c.reason.startswith(YEAR_REASON) for c in published.candidates)


def options(published: Time) -> list[Interval]:
    """All intervals of a publication date, the chosen one first; those before a named actor existed left out if others remain."""
    best = Interval(published.start, published.end, published.basis)
    if not is_derived(published):
        return [best]
    found = [best, *published.candidates]
    return [o for o in found if TOO_EARLY not in o.reason] or found


def reordered(published: Time, others: list[tuple[Time, int]]) -> Time:
    """The candidates in the order of their likeness to the other dates, weighted by the names shared."""
    choices = [Interval(published.start, published.end, chosen_reason(published)), *published.candidates]

    def likeness(choice: Interval) -> float:
        day = date.fromisoformat(choice.start)
        return sum(shared * max(0.5 ** (abs((date.fromisoformat(o.start[:10]) - day).days) / HALF_LIKENESS_DAYS) for o in options(other))
                   / len(options(other)) for other, shared in others)

    likenesses = [likeness(choice) for choice in choices]
    order = sorted(range(len(choices)), key=lambda k: (TOO_EARLY in choices[k].reason, -round(likenesses[k], LIKENESS_DIGITS), k))
    if order[0] == 0 and order == list(range(len(choices))):
        return published
    best = choices[order[0]]
    count = len(others)
    how = published.basis.split("; " + YEAR_REASON)[0]
    basis = f"{how}; {best.reason}; nearest in time to {count} report{'s' if count > 1 else ''} of the run that share rare names"
    return replace(published, start=best.start, end=best.end, basis=basis, candidates=tuple(choices[k] for k in order[1:]))


def chosen_reason(published: Time) -> str:
    """The reason of the chosen year, taken back out of the basis line."""
    return YEAR_REASON + published.basis.split("; " + YEAR_REASON, 1)[-1]
