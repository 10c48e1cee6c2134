"""The entries of the register from their lists: our rows, the states', and what a project adds, changes, merges and dates."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ..errors import LexiconError
from ..lexicon import rows
from ..lexicon.project_actors import FILE_NAME, ProjectActor, ProjectActors, read_project_actors
from .actor_entry import Dated, Entry
from .state_actors import state_entries

# Marks an alias in actors.tsv that others bear too, in other countries.
WEAK = "?"


def entries(project_folder: str | None, project: ProjectActors | None = None) -> tuple[dict[str, Entry], dict[str, str]]:
    """All entries by id, hand-made ones first, and for each merged id the one that it is read as. Raises LexiconError.

    `project` is what the folder's actors.toml says; None = read it.
    """
    found: dict[str, Entry] = {}
    for row in rows("actors.tsv", project_folder):
        entry = read_entry(row)
        found[entry.id] = with_names(found[entry.id], entry) if entry.id in found else entry
    for fields in state_entries(project_folder):
        found.setdefault(fields[0], Entry(*fields))
    for id, history in histories().items():
        found[id] = replace(found[id], history=history)
    return with_project(found, read_project_actors(project_folder) if project is None else project)


def read_entry(row: dict[str, str]) -> Entry:
    """One row of actors.tsv as an Entry."""
    try:
        since, until = (int(row[key]) if row[key] else None for key in ("from", "to"))
        listed = [a for a in row["aliases"].split("|") if a]
        aliases = tuple(a.removeprefix(WEAK) for a in listed)
        weak = frozenset(a.removeprefix(WEAK) for a in listed if a.startswith(WEAK))
        return Entry(row["id"], row["name"], row["kind"], row["parent"] or None, row["country"] or None, since, until, aliases, row["source"], weak)
    except (KeyError, ValueError) as error:
        raise LexiconError(f"actors.tsv, row {row.get('id')!r}: {error}; from and to are years or empty, and no column may be missing.") from error


def with_names(old: Entry, more: Entry) -> Entry:
    """An entry of ours with the names of a project's row for the same id; the rest stays as we have it."""
    return replace(old, aliases=tuple(dict.fromkeys((*old.aliases, more.name, *more.aliases))), weak_names=old.weak_names | more.weak_names)


def histories() -> dict[str, tuple[Dated, ...]]:
    """What actor_history.tsv dates, by id."""
    found: dict[str, tuple[Dated, ...]] = {}
    for row in rows("actor_history.tsv"):
        since, until = (int(row[key]) if row[key] else None for key in ("from", "to"))
        found[row["id"]] = (*found.get(row["id"], ()), Dated(row["what"], row["value"], since, until, row["source"]))
    return found


# ---------------------------------------------------------------- a project's actors.toml

def with_project(found: dict[str, Entry], project: ProjectActors) -> tuple[dict[str, Entry], dict[str, str]]:
    """The entries after a project's changes, and merged id → the id it is read as. Raises LexiconError for what cannot be."""
    for actor in project.actors:
        found[actor.id] = changed(found.get(actor.id), actor)
    for member in project.members:
        for id in (member.id, member.of):
            known(found, id, "[[member]]")
        dated = Dated("member_of", member.of, member.since, member.until, member.source)
        found[member.id] = replace(found[member.id], history=(*found[member.id].history, dated))
    merged = merges(found, project)
    for id in merged:
        found[last(merged, id)] = absorbed(found[last(merged, id)], found[id])
    for id in merged:
        del found[id]
    if merged:
        found = {id: read_as(entry, merged) for id, entry in found.items()}
    check_parents(found, (actor.id for actor in project.actors))
    return found, {id: last(merged, id) for id in merged}


def changed(old: Entry | None, actor: ProjectActor) -> Entry:
    """Our entry with what the project gives in its place, or a new one."""
    if old is None:
        if not actor.name or not actor.kind:
            raise LexiconError(f"{FILE_NAME}, [[actor]] {actor.id!r}: no such actor of ours, so it is a new one and needs a name and a kind.")
        return Entry(actor.id, actor.name, actor.kind, actor.parent, actor.country, actor.since, actor.until, actor.aliases, actor.source)
    given = {field: value for field in ("name", "kind", "parent", "country", "since", "until") if (value := getattr(actor, field)) is not None}
    if unknown := [name for name in actor.not_called if name not in (old.name, *old.aliases)]:
        raise LexiconError(f"{FILE_NAME}, [[actor]] {actor.id!r}: not_called {unknown[0]!r}, but we do not call it so. "
                           f"See `reportedly actors show {actor.id}`.")
    aliases = tuple(a for a in dict.fromkeys((*old.aliases, *((old.name,) if actor.name else ()), *actor.aliases)) if a not in actor.not_called)
    return replace(old, **given, aliases=aliases, weak_names=old.weak_names - frozenset(actor.aliases), source=f"{old.source}; {actor.source}")


def known(found: dict[str, Entry], id: str, where: str) -> None:
    """Raises LexiconError for an id that the register lacks."""
    if id not in found:
        from difflib import get_close_matches

        near = get_close_matches(id, found, n=1)
        raise LexiconError(f"{FILE_NAME}, {where}: no actor has the id {id!r}." + (f" Did you mean {near[0]!r}?" if near else " See `reportedly actors show NAME`."))


def merges(found: dict[str, Entry], project: ProjectActors) -> dict[str, str]:
    """Merged id → the id named for it. Raises LexiconError for unknown ids, an id merged twice and a circle."""
    merged: dict[str, str] = {}
    for merge in project.merges:
        for id in (merge.id, merge.into):
            known(found, id, "[[merge]]")
        if merge.id in merged:
            raise LexiconError(f"{FILE_NAME}, [[merge]]: {merge.id!r} is merged twice, into {merged[merge.id]!r} and {merge.into!r}.")
        merged[merge.id] = merge.into
        seen, id = {merge.id}, merge.into
        while id in merged or id in seen:
            if id in seen:
                raise LexiconError(f"{FILE_NAME}, [[merge]]: {merge.id!r} into {merge.into!r} goes round in a circle.")
            seen.add(id)
            id = merged[id]
    return merged


def last(merged: dict[str, str], id: str) -> str:
    """The id that one is read as in the end."""
    while id in merged:
        id = merged[id]
    return id


def absorbed(into: Entry, other: Entry) -> Entry:
    """An entry with the names and the history of one that was merged into it."""
    return replace(into, aliases=tuple(dict.fromkeys((*into.aliases, other.name, *other.aliases))),
                   weak_names=into.weak_names | other.weak_names, history=(*into.history, *other.history))


def read_as(entry: Entry, merged: dict[str, str]) -> Entry:
    """An entry whose parent and memberships name the ids that merged ones are read as."""
    parent = last(merged, entry.parent) if entry.parent else None
    history = tuple(d if d.what == "called" else replace(d, value=last(merged, d.value)) for d in entry.history)
    return replace(entry, parent=parent if parent != entry.id else None, history=tuple(d for d in history if d.value != entry.id))


def check_parents(found: dict[str, Entry], ids: Iterable[str]) -> None:
    """Raises LexiconError where a project's actor has a parent that nobody knows, or is in the end its own."""
    for id in ids:
        seen = [id]
        while (entry := found.get(seen[-1])) and entry.parent:
            known(found, entry.parent, f"[[actor]] {id!r}, parent")
            if entry.parent in seen:
                raise LexiconError(f"{FILE_NAME}, [[actor]] {id!r}: its parents go round in a circle: {' ⊂ '.join((*seen, entry.parent))}.")
            seen.append(entry.parent)
