"""ParsedArticle → attributions: who says what, in a text of any subject.

READS   ParsedArticle.doc, .sentences, .quotations; ActorMention and TimeMention where the caller has them
ADDS    Mentions.attributions

One pass a construction (headline, phrase, noun, verb), then quotations without a cue of their own are given to their speaker,
and at last each source is understood as a Link: its name, kind and anonymity.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..records import ActorMention, Attribution, Link, ParsedArticle, TimeMention
from .sources_borders import settled
from .sources_links import addressee_link, build_link, can_speak, is_no_source, speaker_alone, speakers_in
from .sources_phrases import heading_range, heading_sayings, label_sayings, noun_sayings, phrase_sayings
from .sources_quotes import with_quotations
from .sources_sayings import Saying
from .sources_spans import is_finite
from .sources_verbs import verb_sayings


def find_attributions(parsed: ParsedArticle, actors: Sequence[ActorMention] = (), times: Sequence[TimeMention] = ()) -> tuple[Attribution, ...]:
    """All attributions in the order of their cues.

    `actors` and `times`, where given, name the sources by the register and date the statements; without them a source
    keeps the name in the text and `link.said` is None. An attribution of a wish, a plan or an attitude ("urged", "vowed")
    has manner "unknown": it is an attribution but asserts nothing, so `claim.chain` leaves it out. "X and Y said" gives two
    attributions with the same ranges, one a speaker; "X told AFP" gives a second one whose link is AFP and whose content
    holds the first.
    """
    heading = heading_range(parsed)
    sayings: list[Saying] = list(heading_sayings(parsed, heading))
    for sentence in parsed.sentences:
        sayings += label_sayings(parsed, sentence)
        sayings += settled(parsed, [*phrase_sayings(parsed, sentence), *noun_sayings(parsed, sentence), *verb_sayings(parsed, sentence)])
    found: list[Attribution] = []
    earlier: list[Link] = []
    for saying in with_quotations(parsed, unique(below_heading(sayings, heading))):
        found += understood(parsed, saying, earlier, actors, times)
    return tuple(found)


def unique(sayings: list[Saying]) -> list[Saying]:
    """In order of their cues, one for each cue: the first construction that found it."""
    taken: set[int] = set()
    kept = []
    for saying in sayings:
        saying = replace(saying, content=tuple(r for r in saying.content if r[0] < r[1]))
        stands = saying.cue[0] < saying.cue[1] and (saying.source is None or saying.source[0] < saying.source[1])
        if stands and not any(i in taken for i in range(*saying.cue)):
            taken.update(range(*saying.cue))
            kept.append(saying)
    return sorted(kept, key=lambda s: s.cue)


def below_heading(sayings: list[Saying], heading: tuple[int, int] | None) -> list[Saying]:
    """The sayings, none of the text below the headline speaking of the headline, where the parser ran both together."""
    if heading is None:
        return sayings
    end = heading[1]
    return [s if s.cue[0] < end else replace(s, content=tuple((max(a, end), b) for a, b in s.content if b > end)) for s in sayings]


def understood(parsed: ParsedArticle, saying: Saying, earlier: list[Link], actors: Sequence[ActorMention], times: Sequence[TimeMention]) -> Iterator[Attribution]:
    """The saying as attributions, one a speaker; named speakers are added to `earlier` for the pronouns after them."""
    if saying.source is None:
        yield Attribution((), (saying.cue,), saying.content, "unknown", nobody(parsed, saying))
        return
    source = (shown_source(parsed, saying),)
    for part in speakers_in(parsed.doc, speaker_alone(parsed.doc, saying.source)):
        link = build_link(parsed, saying, part, earlier, actors, times)
        speaks = saying.row.link == "yes" or saying.row.link == "source" and can_speak(parsed.doc, part, link)
        asserts = speaks and not saying.negated and not is_no_source(parsed.doc, part)
        if asserts:
            earlier.append(link)
        yield Attribution(source, (saying.cue,), saying.content, saying.row.manner if asserts else "unknown", link)
    if saying.told and saying.row.link == "yes" and (passed_on := addressee_link(parsed, saying, actors)) is not None:
        whole = tuple(sorted((*saying.content, saying.source, saying.cue)))
        yield Attribution((saying.told,), (), whole, "quoted", passed_on)


def shown_source(parsed: ParsedArticle, saying: Saying) -> tuple[int, int]:
    """The source as PolNeAR marks it: with the comma that closes an apposition, and the relative pronoun where that is the subject."""
    doc, (first, last) = parsed.doc, saying.source
    if last < saying.cue[0]:
        pronoun = next((t.i for t in doc[last:saying.cue[0]] if t.tag_ in ("WP", "WDT")), None)
        if pronoun is not None and pronoun - last < 2 and not any(is_finite(t) for t in doc[pronoun:saying.cue[0]]):
            return pronoun, pronoun + 1
    if last < len(doc) and doc[last].text == "," and any(t.text == "," for t in doc[first:last]):
        return first, last + 1
    return first, last


def nobody(parsed: ParsedArticle, saying: Saying) -> Link:
    """The link of an attribution that names no source."""
    span = parsed.span(*saying.cue)
    return Link(span.start, span.start, "", "", None, "unknown", True, span, saying.row.manner)
