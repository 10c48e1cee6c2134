"""The phrases of lexicon/boilerplate.tsv as expressions.

In a phrase … stands for up to 160 characters of the same line, # for a number, {agency} for the name of a wire agency,
{names} for names of persons or houses, {share} for the names on share buttons. All other words stand for themselves,
in any spacing; upper and lower case are kept apart only where the phrase holds {names} or {agency}.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ..lexicon import rows

NAME = r"(?:(?:al|el|ad|ar|as|bin|ibn|de|van|von)[ -])*[A-Z][\w.'’+-]*"
NAMES = rf"{NAME}(?:(?: ?[,;/&+] ?| and | )(?:and )?{NAME}){{0,9}}"
SHARE_NAMES = (r"(?:Facebook|Twitter|WhatsApp|Telegram|LinkedIn|Pinterest|Reddit|Instagram|YouTube|Messenger|Viber|Tumblr|VK|"
               r"Google\+|Email|E-mail|Print|Share|Tweet|Pin|Copy link|Linkedin|Whatsapp)")
SHARE = rf"{SHARE_NAMES}(?:[ ,|/•·]+(?:and )?{SHARE_NAMES})*"
GAP = r"[^\n]{0,160}?"
NUMBER = r"\d[\d,.]*"

# A phrase with one of these is matched case-sensitively: capitals are what makes a name a name.
CASED = ("{agency}", "{names}", "{name}")


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of boilerplate.tsv, ready to match; `credit` when the agency it names is the report's own source.

    `first` is the character that it begins with, in lower case; empty when that may be any.
    """

    first: str
    expression: re.Pattern
    match: str
    reason: str
    credit: bool


@lru_cache(maxsize=4)
def rules(lexicon: str | None = None) -> tuple[Rule, ...]:
    """All rules, in the order of the list."""
    return tuple(
        Rule(
            first="" if row["phrase"][0] in "{…#" else row["phrase"][0].lower(),
            expression=expression(row["phrase"], lexicon),
            match=row["match"],
            reason=row["reason"],
            credit=row["credit"] == "yes",
        )
        for row in rows("boilerplate.tsv", lexicon)
    )


class ByFirst:
    """Rules found by the first character of what they are to match, so that a line is tried against few of them."""

    def __init__(self, found: tuple[Rule, ...], *matches: str) -> None:
        wanted = [rule for rule in found if rule.match in matches]
        self.rest = [rule for rule in wanted if not rule.first]
        self.rules = {first: [rule for rule in wanted if rule.first in ("", first)] for first in {rule.first for rule in wanted}}

    def __getitem__(self, character: str) -> list[Rule]:
        return self.rules.get(character.lower(), self.rest)


@lru_cache(maxsize=8)
def by_first(found: tuple[Rule, ...], *matches: str) -> ByFirst:
    """The rules of some kinds of match by first character, sorted once."""
    return ByFirst(found, *matches)


def expression(phrase: str, lexicon: str | None = None) -> re.Pattern:
    """The expression that a phrase stands for."""
    parts = re.split(r"(…|#|\{\w+\}|\s+)", phrase)
    meaning = {"…": GAP, "#": NUMBER, "{names}": NAMES, "{name}": NAME, "{share}": SHARE,
               "{agency}": rf"(?P<agency>{agency_names(lexicon)})"}
    body = "".join(meaning.get(part) or (r"\s+" if part.isspace() else re.escape(part)) for part in parts)
    return re.compile(body, 0 if any(mark in phrase for mark in CASED) else re.IGNORECASE)


@lru_cache(maxsize=4)
def agencies(lexicon: str | None = None) -> dict[str, str]:
    """Every spelling of an agency → its name."""
    found = {}
    for row in rows("agencies.tsv", lexicon):
        for spelling in (row["name"], *row["aliases"].split("|")):
            if spelling:
                found.setdefault(spelling, row["name"])
    return found


@lru_cache(maxsize=4)
def agency_names(lexicon: str | None = None) -> str:
    """All spellings as one alternation, longest first."""
    return "|".join(re.escape(name) for name in sorted(agencies(lexicon), key=lambda name: (-len(name), name)))
