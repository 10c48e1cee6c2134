"""Reported speech that goes on without a cue: whose words a sentence carries on, and through whom they reached the report."""

from __future__ import annotations

from collections.abc import Sequence

from ..records import Attribution, ParsedArticle

# A speaker introduced with "told AFP" is still heard through AFP for so many sentences; later it is a new statement.
STATEMENT_SENTENCES = 6

# Speech goes on without a cue for at most so many sentences.
CONTINUED_SENTENCES = 2

# Written as they stand in mid-sentence, or "We" and "My" at its head; "US" is a country.
FIRST_PERSON = frozenset(("I", "we", "We", "my", "My", "our", "Our", "us", "me"))

# Subjects that take up what the sentence before was about.
TAKES_UP = frozenset(("they", "this", "another", "others", "these"))


def carried_on(parsed: ParsedArticle, attributions: Sequence[Attribution], token: int) -> list[Attribution]:
    """The attribution whose speech goes on at this token, in a list; empty when the report speaks in its own voice.

    Speech goes on in a sentence with "I", "we", "our" outside of quotations: no report speaks of itself so. And in a sentence
    that takes up, with "they", "this" or "another", what the sentence right before it reports.
    """
    here = parsed.sentence_of[token]
    sentence = parsed.sentences[here]
    words = [t.text for t in parsed.doc[sentence.first:sentence.last]]
    personal = any(w in FIRST_PERSON for w in words)
    reach = CONTINUED_SENTENCES if personal else 1
    if personal and author_speaks(parsed, attributions):
        return []
    if not personal and words[0].lower() not in TAKES_UP:
        return []
    before = [a for a in attributions if a.cue and 0 < here - parsed.sentence_of[a.cue[0][0]] <= reach]
    if not before or any(a.cue and parsed.sentence_of[a.cue[0][0]] == here for a in attributions):
        return []
    last = max(before, key=lambda a: a.cue[0])
    return [last]


def author_speaks(parsed: ParsedArticle, attributions: Sequence[Attribution]) -> bool:
    """True when the report says "I" before anybody else speaks, as a blog does: its later "I" is the author's own."""
    first = min((a.cue[0][0] for a in attributions if a.cue), default=0)
    end = parsed.sentences[parsed.sentence_of[first]].first
    return any(t.text in ("I", "We", "we") for t in parsed.doc[:end] if not any(q.first <= t.i < q.last for q in parsed.quotations))


def carriers_kept(parsed: ParsedArticle, attributions: Sequence[Attribution], saying: Attribution) -> tuple[Attribution, ...]:
    """Who passed on an earlier statement that this saying goes on with ("The source said" after "A source told SANA")."""
    if not saying.cue:
        return ()
    here = parsed.sentence_of[saying.cue[0][0]]
    for carrier in reversed(attributions):
        if carrier.manner != "quoted":
            continue
        there = parsed.sentence_of[carrier.content[0][0]]
        spoke = next((a for a in attributions if a.cue and a is not carrier and any(first <= a.cue[0][0] < last for first, last in carrier.content)), None)
        if spoke is not None and spoke.link.name == saying.link.name and spoke is not saying and 0 <= here - there <= STATEMENT_SENTENCES:
            between = [a for a in attributions if a.cue and spoke.cue[0][0] < a.cue[0][0] < saying.cue[0][0]]
            if all(a.link.name == saying.link.name for a in between):
                return (carrier,)
    return ()
