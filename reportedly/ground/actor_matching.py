"""Who a name means: the register's bearers ranked by spelling and by what the report speaks of, with reasons; it may choose none.

Four ways to the same name, each tried only where the stricter one finds nobody who fits:

    exact       letter case, diacritics and articles aside
    spelling    the same words in another spelling, order or language ("Jaïch al-Islam", "Brigades Ezzedine al-Qassam")
    described   the same after words that only say what it is ("Badr militia", "so-called Islamic State")
    consonants  the same consonants and nearly the same letters, and the report speaks of the bearer's country
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..lexicon import word_class
from .actor_entry import Entry, Name, years
from .actor_spelling import bare, consonants, fold, keys, skeleton, sounds

# What a way of matching is worth alone, 0..100.
EXACT, SPELLING, DESCRIBED, CONSONANTS = 100.0, 90.0, 88.0, 40.0

# What context adds or takes. A name that others bear elsewhere, or a mere likeness, needs the report to speak of the bearer's country.
AT_HOME = 5.0
ABROAD = {"exact": -10.0, "spelling": -15.0, "described": -15.0, "consonants": -100.0}
WEAK_ABROAD = -60.0
OUT_OF_YEARS = -12.0
OTHER_KIND = -12.0

# Below this nobody is chosen; nor where the next best is as near as this.
CHOSEN, MARGIN = 70.0, 4.0

# From here on looser ways of matching are not asked.
SETTLED = 85.0

# Consonants: fewer than this are shared by chance ("Hama", "Hamas"); a likeness of few is weak without a country to go by.
FEWEST_CONSONANTS, FEW_CONSONANTS = 3, 4
SHORT = -25.0

# How alike the letters of two spellings with one skeleton must be (Jaro-Winkler, 0..1): below, they are more often two names.
ALIKE, ALIKE_SHORT = 0.84, 0.90

# For a name in a script that writes no vowels: only its consonants can be compared.
ACROSS_SCRIPTS = 0.9

# Who reports on, judges or helps in other countries than their own.
INTERNATIONAL = frozenset({"media", "ngo", "igo", "company"})

# A group is still named some years after it ended, and before the register's first year.
YEARS_OF_GRACE = 2

# Kinds that reports mix up; a body of one of them is no other kind for the others.
ARMED = frozenset({"rebel", "militia", "state_forces", "police"})

# A final s may be a plural only on a word this long: "Talibans", but "Hamas".
PLURAL_LETTERS = 6

LISTED = 5

DESCRIPTIONS = word_class("name_descriptions")


@dataclass(frozen=True, slots=True)
class Context:
    """What the report speaks of, where the name stands: ISO 3166-1 alpha-3 codes, a kind of actor, the year; empty or None = not known."""

    countries: frozenset[str] = frozenset()
    kind: str | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry that a name may mean. `score` 0..105; `alias`: the spelling of the register it was found by; `reasons` for and against."""

    entry: Entry
    alias: str
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Identification:
    """Who a name means: `chosen` is None where nobody fits, or two fit alike. `candidates` are ranked, best first."""

    words: str
    chosen: Entry | None
    candidates: tuple[Candidate, ...]


def identify(register, words: str, context: Context = Context()) -> Identification:
    """The entry of the register that `words` name in this context, and the candidates; pure and deterministic."""
    everyone: dict[str, Candidate] = {}
    for way, names in ways(register, words):
        for name, likeness, reason in names:
            found = judged(name, way, likeness, reason, context)
            if found.score > getattr(everyone.get(name.entry.id), "score", -1.0):
                everyone[name.entry.id] = found
        if any(c.score >= SETTLED for c in everyone.values()):
            break
    ranked = sorted(everyone.values(), key=lambda c: (-c.score, c.entry.id))
    sure = ranked and ranked[0].score >= CHOSEN and (len(ranked) == 1 or ranked[0].score - ranked[1].score >= MARGIN)
    return Identification(words, ranked[0].entry if sure else None, tuple(c for c in ranked[:LISTED] if c.score > 0))


def ways(register, words: str) -> Iterator[tuple[str, list[tuple]]]:
    """The ways of matching, from strict to loose, each with the (name, likeness 0..100, reason) that it finds."""
    exact = {name for key in keys(words) for name in register.names(key)}
    yield "exact", [(n, EXACT, f"called {n.written!r}") for n in sorted(in_order(exact), key=lambda n: n.written != words)]
    spelt = sounds(words)
    yield "spelling", [(n, SPELLING, f"{n.written!r} in another spelling") for n in in_order(register.spelt(spelt))]
    described = without_description(words)
    if described:
        named = {name for key in keys(described) for name in register.names(key)} | set(register.spelt(sounds(described)))
        yield "described", [(n, DESCRIBED, f"called {n.written!r}, with a word for what it is") for n in in_order(named)]
    for form in filter(None, (words, described)):
        yield "consonants", list(by_consonants(register, sounds(form)))


def in_order(names: Iterable) -> list:
    return sorted(names, key=lambda n: (n.entry.id, n.written))


def without_description(words: str) -> str:
    """The name without a plural s and the words at its ends that only say what it is; empty where there is none, or nothing would be left."""
    left = words.replace("-", " ").split()
    n = len(left)
    if left and left[-1][-1] == "s" and len(left[-1]) >= PLURAL_LETTERS:
        left[-1], n = left[-1][:-1], n + 1
    while left and " ".join(fold(left[0])) in DESCRIPTIONS:
        left.pop(0)
    while left and " ".join(fold(left[-1])) in DESCRIPTIONS:
        left.pop()
    return " ".join(left) if len(left) < n else ""


def by_consonants(register, spelt: tuple[str, ...]) -> Iterator[tuple]:
    """The names with the same skeleton whose letters are nearly the same too."""
    from rapidfuzz.distance import JaroWinkler

    bones = skeleton(spelt)
    count = consonants(bones)
    if count < FEWEST_CONSONANTS:
        return
    vowels = all(word.islower() or word.isdigit() for word in spelt)
    for name, other in register.boned(bare(bones)):
        if len(other) != len(spelt) or (vowels and skeleton(other) != bones):
            continue
        if vowels and count <= FEW_CONSONANTS and abs(len("".join(spelt)) - len("".join(other))) > 1:
            continue
        alike = JaroWinkler.similarity(" ".join(spelt), " ".join(other)) if vowels else ACROSS_SCRIPTS
        if alike >= (ALIKE_SHORT if count <= FEW_CONSONANTS else ALIKE):
            yield name, CONSONANTS + 50 * alike, f"same consonants as {name.written!r}, letters {100 * alike:.0f} of 100 alike"


def judged(name: Name, way: str, likeness: float, reason: str, context: Context) -> Candidate:
    """One bearer with what the context says for and against it."""
    entry, score, reasons = name.entry, likeness, [reason]
    at_home = bool(entry.country) and entry.country in context.countries
    if at_home:
        score += AT_HOME
        reasons.append(f"the report speaks of {entry.country}")
    elif entry.country and context.countries and entry.kind not in INTERNATIONAL:
        score += WEAK_ABROAD if name.weak else ABROAD[way]
        reasons.append(f"the report does not speak of {entry.country}")
    likely_abroad = way == "spelling" and (entry.country is None or entry.kind in INTERNATIONAL)
    if way != "exact" and not at_home and not likely_abroad and consonants(skeleton(sounds(name.written))) <= FEW_CONSONANTS:
        score += SHORT
        reasons.append("a short likeness, and no country to support it")
    if context.year is not None and not is_active(entry, context.year):
        score += OUT_OF_YEARS
        reasons.append(f"active {years(entry.since, entry.until)}, not in {context.year}")
    if context.kind and not is_kind(entry.kind, context.kind):
        score += OTHER_KIND
        reasons.append(f"{entry.kind}, not {context.kind}")
    return Candidate(entry, name.written, score, tuple(reasons))


def is_active(entry: Entry, year: int) -> bool:
    """True where the register does not rule out that the entry was active in this year."""
    return (entry.since or 0) - YEARS_OF_GRACE <= year <= (entry.until or 9999) + YEARS_OF_GRACE


def is_kind(kind: str, asked: str) -> bool:
    """True for equal kinds, and between kinds of armed bodies."""
    return kind == asked or (kind in ARMED and asked in ARMED)
