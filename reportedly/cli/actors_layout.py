"""How `reportedly actors show` lays out an entry of the register and the candidates for a name."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from ..ground.actor_entry import Dated, Entry, years
from ..ground.actor_matching import Candidate, Identification
from ..ground.register import Register
from .safe import shown

# Left column of the text layout.
LABEL = 12


def as_text(register: Register, entry: Entry | None, found: Identification, year: int | None) -> str:
    """The entry and the candidates as lines for people."""
    lines = list(entry_lines(register, entry, year)) if entry else [f"{shown(found.words)}: nobody chosen" + ("." if found.candidates else
                                                                    "; the register knows no such name. `reportedly actors add` adds one.")]
    if merged := register.merged.get(found.words):
        lines.append(labelled("merged", f"{found.words} is read as {merged}"))
    if found.chosen and found.chosen is entry:
        lines.append(labelled("matched", "; ".join(found.candidates[0].reasons)))
    others = [c for c in found.candidates if c.entry is not entry]
    if others:
        lines += ["", "candidates" if entry is None else "also possible"]
        lines += [f"  {c.score:5.1f}  {c.entry.id:<24} {shown(c.entry.name)} ({years(c.entry.since, c.entry.until)}): {shown('; '.join(c.reasons))}" for c in others]
    return "\n".join(lines) + "\n"


def labelled(label: str, words: str) -> str:
    return f"  {label:<{LABEL}}{shown(words)}"


def entry_lines(register: Register, entry: Entry, year: int | None) -> Iterator[str]:
    """One entry."""
    yield f"{entry.id}   {shown(entry.name)}"
    yield labelled("kind", " · ".join(filter(None, (entry.kind, entry.country, years(entry.since, entry.until)))))
    if chain := " ⊂ ".join(parent_chain(register, entry)):
        yield labelled("part of", chain)
    for what, label in (("called", "called"), ("member_of", "member of"), ("grew_from", "grew from")):
        if spans := [dated_words(register, d) for d in entry.history if d.what == what]:
            yield labelled(label, " · ".join(spans))
    if year is not None:
        belongs = ", ".join(name_of(register, id) for id in entry.parents(year)) or "nobody that we know"
        yield labelled(f"in {year}", f"called {entry.called(year)}; belonging to {belongs}")
    for script, names in by_script(entry).items():
        yield labelled(script, " · ".join(("(at home) " if n in entry.weak_names else "") + n for n in names))
    yield labelled("source", entry.source)


def parent_chain(register: Register, entry: Entry) -> Iterator[str]:
    """The names of the bodies above an entry, the nearest first."""
    seen = {entry.id}
    while entry.parent and entry.parent not in seen and (above := register.get(entry.parent)):
        seen.add(above.id)
        yield above.name
        entry = above


def dated_words(register: Register, dated: Dated) -> str:
    """"Islamic State 2012–2013"."""
    return f"{dated.value if dated.what == 'called' else name_of(register, dated.value)} {years(dated.since, dated.until)}"


def name_of(register: Register, id: str) -> str:
    entry = register.get(id)
    return entry.name if entry else id


def by_script(entry: Entry) -> dict[str, list[str]]:
    """The aliases by the script of their first letter."""
    found: dict[str, list[str]] = {}
    for alias in entry.aliases:
        letter = next((c for c in alias if c.isalpha()), "")
        found.setdefault(unicodedata.name(letter, "other").split()[0].capitalize(), []).append(alias)
    return dict(sorted(found.items(), key=lambda item: (item[0] != "Latin", item[0])))


def as_json(register: Register, entry: Entry | None, found: Identification, year: int | None) -> dict:
    """The same as one JSON object; `actor` is null where nobody was chosen."""
    actor = entry and {
        "id": entry.id, "name": entry.name, "kind": entry.kind, "parent": entry.parent, "country": entry.country, "from": entry.since, "to": entry.until,
        "aliases": list(entry.aliases), "source": entry.source,
        "history": [{"what": d.what, "value": d.value, "from": d.since, "to": d.until, "source": d.source} for d in entry.history],
        "in_year": None if year is None else {"year": year, "called": entry.called(year), "parents": list(entry.parents(year))}}
    return {"words": found.words, "actor": actor, "candidates": [candidate_json(c) for c in found.candidates]}


def candidate_json(c: Candidate) -> dict:
    return {"id": c.entry.id, "name": c.entry.name, "score": round(c.score, 1), "alias": c.alias, "reasons": list(c.reasons)}
