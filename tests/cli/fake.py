"""Claims made by hand, so that the layout and the exit codes are tested without the coder."""

from __future__ import annotations

from reportedly.pipeline import Coded
from reportedly.records import Article, Claim, Coder, Interval, Link, Loss, Means, Party, Place, Span, Time

TEXT = ("Masked gunmen killed at least 17 “terrorists” with mortars near Example Town on Friday, residents told the agency. "
        "The army may have shelled Hill 9, a general said. The two sides clashed.")

DOC_ID = "sha256:" + "ab" * 32


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words), words)


def party(words: str, name: str, *, kind: str = "rebel", labels: tuple[str, ...] = (), actor_id: str | None = None) -> Party:
    s = span(words)
    return Party(s.start, s.end, s.words, actor_id, name, actor_id is not None, kind, labels, 0.9)


def link(words: str, name: str, kind: str, anonymous: bool = False) -> Link:
    s = span(words)
    return Link(s.start, s.end, s.words, name, None, kind, anonymous, span("told"), "said")


def place(words: str, name: str, relation: str | None = None, **fields) -> Place:
    s = span(words)
    known = {"gazetteer_id": "geonames:1", "lat": 35.0, "lon": 38.0, "precision": "near", "radius_km": 10.0, "geometry": None,
             "admin1": "Example Province", "country": "SYR", "confidence": 0.8} | fields
    return Place(s.start, s.end, s.words, name, relation=relation, **known)


def claim(number: int, evidence: str, trigger: str, type: str, **fields) -> Claim:
    nothing = {"actor": (), "recipient": (), "means": (), "place": None, "time": None, "losses": (), "quantities": (), "chain": (),
               "status": "asserted", "confidence": 0.75}
    return Claim(f"claim:{number}", DOC_ID, "report.txt", span(evidence), span(trigger), type, coder=Coder("reportedly", "0.1.0"),
                 **(nothing | fields))


FIRST, SECOND, THIRD = (TEXT[:TEXT.index(" The army")], "The army may have shelled Hill 9, a general said.", "The two sides clashed.")

MORTARS, FRIDAY = span("mortars"), span("Friday")
TOLL = span("at least 17")

CLAIMS = (
    claim(1, FIRST, "killed", "kill",
          actor=(party("Masked gunmen", "masked gunmen"),),
          recipient=(party("“terrorists”", "Example Front", labels=("terrorists",), actor_id="example-front"),),
          means=(Means(MORTARS.start, MORTARS.end, MORTARS.words, "artillery"),),
          place=place("near Example Town", "Example Town", "near"),
          time=Time("2019-02-22", "2019-02-22", "Friday", (FRIDAY.start, FRIDAY.end), "day", "the Friday before publication"),
          losses=(Loss("killed", 17, None, None, TOLL.words, TOLL.start, TOLL.end, "“terrorists”"),),
          chain=(link("agency", "Example Agency", "agency"), link("residents", "residents", "witness", True))),
    claim(2, SECOND, "shelled", "shelling", status="possible",
          actor=(party("The army", "Example Army", kind="state_forces", actor_id="example-army"),),
          recipient=(),
          place=place("Hill 9", "Hill 9", None, gazetteer_id=None, lat=None, lon=None, precision="unknown", radius_km=None, admin1=None, country=None),
          time=Time(None, None, "Friday", (FRIDAY.start, FRIDAY.end), "unknown", "no year",
                    (Interval("2019-02-22", "2019-02-22"), Interval("2013-02-22", "2013-02-22"))),
          chain=(link("general", "general", "military", True),)),
    claim(3, THIRD, "clashed", "clash"),
)

ARTICLE = Article(DOC_ID, "report.txt", TEXT, title="Seventeen killed near Example Town", outlet="Daily Example", lang="en",
                  published=Time("2019-02-23", "2019-02-23", "", None, "day", "given by the user"))

CODED = Coded(ARTICLE, CLAIMS)
REFUSED = Coded(Article(None, "bad\x1b[2J.bin", "", status="refused", reason="is binary. Save it as text."))
EMPTY = Coded(Article("sha256:" + "0" * 64, "empty.txt", "", status="empty", reason="the input holds no text"))
