"""Every record that crosses a stage border up to the claim, in the order of the flow; records_events.py has those after it.

    bytes → RawDocument → Article → ParsedArticle → Mentions → Claim → grounded Claim → Event

Offsets (`start`, `end`) count Unicode code points of `Article.text`; `words` is exactly `text[start:end]`.
Token ranges (`first`, `last`) are half open and count tokens of `ParsedArticle.doc`; they never leave the program.
The field names of Claim, Party, Place, Time, Loss, Quantity, Link, Event and Article are those of docs/contract.md.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from spacy.tokens import Doc

Status = Literal["asserted", "possible", "denied", "negated", "future", "conditional", "question"]
Manner = Literal["said", "claimed", "denied", "accused", "confirmed", "quoted", "wrote", "unknown"]
DocumentStatus = Literal["coded", "empty", "duplicate", "not_coded", "refused", "failed"]


@dataclass(frozen=True, slots=True)
class Span:
    """Exact characters of the unchanged text."""

    start: int
    end: int
    words: str


# ---------------------------------------------------------------- read

@dataclass(frozen=True, slots=True)
class RawDocument:
    """One report as it was read: its identity, its characters and what its container said about it.

    `text` is the decoded input, character for character (for `media == "html"` the markup, and `page` its main text; for
    "extracted" what was taken out of a PDF, a document or a message). The other fields are None
    where neither the container nor the user gave them; `published` is ISO 8601 and `published_basis` says who gave it.
    """

    doc_id: str
    file: str
    text: str
    media: Literal["text", "html", "record", "extracted"]
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    lang: str | None = None
    published: str | None = None
    published_basis: str = ""
    encoding: str | None = None        # how the bytes were read and why: "cp1252 (detected)"; None for one record of many
    author: str | None = None
    page: str | None = None            # the main text of a page, None for all other media
    data: bytes = b""                  # what `doc_id` is the hash of: the file, or the canonical JSON of one record of many


@dataclass(frozen=True, slots=True)
class Refusal:
    """An input that could not be read: `reason` names the cause and what to do. `doc_id` is None when no bytes were read."""

    file: str
    status: Literal["refused", "failed"]
    reason: str
    doc_id: str | None = None


# ---------------------------------------------------------------- shared values

@dataclass(frozen=True, slots=True)
class Interval:
    """An inclusive stretch of time, both ends ISO 8601 dates or date-times, with the reason it is offered."""

    start: str
    end: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Time:
    """When something happened; `start` and `end` are ISO 8601 dates or date-times, inclusive.

    `span` is the (start, end) offsets of the words it rests on, None when inherited or derived from metadata.
    `start` and `end` are None when the words give no date at all; `candidates` then may still hold some, best first.
    """

    start: str | None
    end: str | None
    words: str
    span: tuple[int, int] | None
    precision: Literal["minute", "hour", "day", "week", "month", "season", "year", "unknown"]
    basis: str
    candidates: tuple[Interval, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceCandidate:
    """One place that the words may mean, with the reasons for and against it in words."""

    gazetteer_id: str
    name: str
    lat: float
    lon: float
    feature: str                       # country | admin1 | admin2 | city | town | village | district | airport | crossing | dam | …
    country: str                       # ISO 3166-1 alpha-3
    admin1: str | None
    radius_km: float
    score: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where something happened, as honestly as the words allow; `lat`/`lon` are None when no place was chosen.

    `basis` is empty for a place that the act's own sentence names; else one line that says from where it was taken over.
    """

    start: int
    end: int
    words: str
    name: str
    gazetteer_id: str | None
    lat: float | None
    lon: float | None
    precision: Literal["exact", "near", "town", "district", "province", "border", "country", "region", "unknown"]
    radius_km: float | None
    geometry: dict | None              # GeoJSON as it is exported; the one place where a foreign format is carried whole
    relation: str | None
    admin1: str | None
    country: str | None
    confidence: float
    candidates: tuple[PlaceCandidate, ...] = ()
    basis: str = ""


# ---------------------------------------------------------------- clean

@dataclass(frozen=True, slots=True)
class Cut:
    """A passage that is not the report's own text (comment form, menu, credit line), and why it is not coded."""

    start: int
    end: int
    reason: str
    words: str


@dataclass(frozen=True, slots=True)
class Article:
    """One input as a document: what was understood of it and how it ended. Becomes the document record of the contract."""

    doc_id: str | None
    file: str
    text: str
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    lang: str | None = None
    published: Time | None = None
    cuts: tuple[Cut, ...] = ()
    credits: tuple["Link", ...] = ()   # the wire agency that the whole report is credited to
    status: DocumentStatus = "coded"
    reason: str | None = None
    copy_of: str | None = None
    heading_end: int = 0               # the first characters of the text that are a headline or masthead; 0 = none
    encoding: str | None = None        # as in RawDocument


# ---------------------------------------------------------------- parse

@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens [first, last) of one sentence; `paragraph` counts from 0; `heading` for headlines and cross-heads."""

    first: int
    last: int
    paragraph: int
    heading: bool
    question: bool


@dataclass(frozen=True, slots=True)
class Quotation:
    """Tokens [first, last) between quotation marks, marks excluded.

    `closed` is False when the mark never closes (the span then ends with its paragraph);
    `continues` when it takes up the quotation of the paragraph before;
    `scare` when it only sets off a word or name ("food and medicine").
    """

    first: int
    last: int
    closed: bool
    continues: bool
    scare: bool


@dataclass(frozen=True, slots=True)
class Referent:
    """What a pronoun or a phrase such as "the group" stands for: the heads of the candidates, best first; empty = left open."""

    token: int
    candidates: tuple[int, ...]
    reason: str


@dataclass(frozen=True, slots=True, eq=False)
class ParsedArticle:
    """An article with its syntax. `starts[i]`/`ends[i]` are the character offsets of token i in `article.text`.

    Never use `token.idx`: the parser may read a repaired copy (curly quotes made straight, lost apostrophes split off).
    """

    article: Article
    doc: Doc
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    sentences: tuple[Sentence, ...]
    sentence_of: tuple[int, ...]       # token → index into sentences
    quotations: tuple[Quotation, ...]
    referents: dict[int, Referent] = field(default_factory=dict)

    def span(self, first: int, last: int) -> Span:
        """The characters of tokens [first, last), white space at both ends left out."""
        start, end = self.starts[first], self.ends[last - 1]
        return self.cut(start, end)

    def cut(self, start: int, end: int) -> Span:
        """The characters [start, end), white space at both ends left out."""
        text = self.article.text
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        return Span(start, end, text[start:end])


# ---------------------------------------------------------------- mention

@dataclass(frozen=True, slots=True)
class ActorCandidate:
    """One actor that the words may mean; `score` 0..1, with the reasons for and against it in words."""

    actor_id: str
    name: str
    score: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ActorMention:
    """A name or description of somebody or something that can act or be acted on; `head` is the token of its head noun.

    `actor_id`: of the register, or provisional ("new:…") for a name that it lacks. `candidates`, best first, are given where the
    words alone do not say who it is: ambiguous names, unlisted spellings, labels resolved from the report, changes with the years.
    """

    span: Span
    first: int
    last: int
    head: int
    actor_id: str | None
    name: str
    named: bool
    kind: str
    labels: tuple[str, ...] = ()
    confidence: float = 1.0
    candidates: tuple[ActorCandidate, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place name; `candidates` are ranked, best first, and may be empty.

    `literal` is False where it does not say where something happened: for demonyms ("Syrian"), within the name of an institution or
    somebody's title ("Dublin City Council"), and in a dateline.
    """

    span: Span
    first: int
    last: int
    literal: bool
    candidates: tuple[PlaceCandidate, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A TIMEX3 expression with its normalised value and, when it can be computed, the interval it denotes."""

    span: Span
    first: int
    last: int
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str
    interval: Time | None


@dataclass(frozen=True, slots=True)
class QuantityMention:
    """A count with its unit; `low`, `best`, `high` follow docs/contract.md ("dozens" gives only low 24). `head`: token of the counted noun."""

    span: Span
    first: int
    last: int
    low: int | None
    best: int | None
    high: int | None
    unit: str
    head: int


@dataclass(frozen=True, slots=True)
class Act:
    """A word or phrase that names an act of our types. `head` is the token that governs its arguments; `frame` names the lexicon row."""

    span: Span
    first: int
    last: int
    head: int
    type: str
    frame: str


@dataclass(frozen=True, slots=True)
class Attribution:
    """Somebody says something: source, cue and content as token ranges (each may be discontinuous or empty).

    `link` is the source as a Link of the chain; its `said` is the time of the statement, never of the act.
    """

    source: tuple[tuple[int, int], ...]
    cue: tuple[tuple[int, int], ...]
    content: tuple[tuple[int, int], ...]
    manner: Manner
    link: "Link"


@dataclass(frozen=True, slots=True)
class Mentions:
    """All that the mention layer found in one article, each tuple in the order of the text.

    `datelines` are the place names of datelines, which the cleaner took out of the text.
    """

    actors: tuple[ActorMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    times: tuple[TimeMention, ...] = ()
    quantities: tuple[QuantityMention, ...] = ()
    acts: tuple[Act, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    datelines: tuple[PlaceMention, ...] = ()


# ---------------------------------------------------------------- claim

@dataclass(frozen=True, slots=True)
class Party:
    """Who acted or was acted on, in the report's words. `labels` are the speaker's loaded words, never our kind.

    `actor_id` and `candidates` as in ActorMention.
    """

    start: int
    end: int
    words: str
    actor_id: str | None
    name: str
    named: bool
    kind: str
    labels: tuple[str, ...] = ()
    confidence: float = 1.0
    candidates: tuple[ActorCandidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Means:
    """A weapon or instrument; `kind` is one of the contract's means kinds."""

    start: int
    end: int
    words: str
    kind: str


@dataclass(frozen=True, slots=True)
class Loss:
    """Who was killed, injured, captured, missing or displaced; vague words give only `low`, "nearly 50" low 40 high 50."""

    kind: Literal["killed", "injured", "captured", "missing", "displaced"]
    low: int | None
    best: int | None
    high: int | None
    words: str
    start: int
    end: int
    who: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """Another count with a unit ("230 km", "dozens of lairs")."""

    start: int
    end: int
    words: str
    low: int | None
    best: int | None
    high: int | None
    unit: str


@dataclass(frozen=True, slots=True)
class Link:
    """One source in a chain of attribution. `said` is when they said it, None when the report does not say."""

    start: int
    end: int
    words: str
    name: str
    source_id: str | None
    kind: Literal["outlet", "agency", "official", "organisation", "military", "person", "witness", "document", "analyst", "unknown"]
    anonymous: bool
    cue: Span | None
    manner: Manner
    said: Time | None = None


@dataclass(frozen=True, slots=True)
class Coder:
    """The program that made the claim."""

    name: str
    version: str


@dataclass(frozen=True, slots=True)
class Claim:
    """Who did what to whom, where, when, with what loss, according to whom: one claim that one report makes."""

    claim_id: str
    doc_id: str
    file: str
    evidence: Span
    trigger: Span
    type: str
    actor: tuple[Party, ...]
    recipient: tuple[Party, ...]
    means: tuple[Means, ...]
    place: Place | None
    time: Time | None
    losses: tuple[Loss, ...]
    quantities: tuple[Quantity, ...]
    chain: tuple[Link, ...]
    status: Status
    confidence: float
    coder: Coder
    subtype: str | None = None         # a project's own type below `type`; None for ours
