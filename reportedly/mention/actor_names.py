"""Names of the register, and words for states, found in the token sequence: longest match, leftmost first."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..ground.actor_entry import Entry, Name
from ..ground.actor_matching import EXACT, MARGIN, Candidate, Context, judged
from ..ground.actor_spelling import ARTICLES, fold_word
from ..ground.register import Register
from ..lexicon import folder_of, word_class
from ..records import ParsedArticle
from .actor_words import state_words

HYPHENS = frozenset({"-", "–", "—", "‑", "/"})
POSSESSIVES = frozenset({"'s", "'", "’s", "’", "s'"})

# In copies without apostrophes a possessive "s" may be left on a name of so many letters: "Hezbollahs", "Daeshs".
LONG_WORD = 5

# Acronyms with small letters are short: "LeT", "JeM", "FAMa".
MIXED_CASE = 5

# Articles that are also English words are skipped only where they are part of a name: "Nour al-Din", "Deir ez-Zor".
PLAIN_ARTICLES = frozenset({"the", "al", "el"})

# "US-led", "IS-held", "pro-Assad", "anti-Assad": the name qualifies somebody else.
QUALIFIERS = word_class("qualifiers")
PREFIXES = frozenset({"pro", "anti", "ex", "non", "counter"})

# Share of tokens in capitals above which capitals say nothing.
SHOUTING = 0.7

# Acronyms that are English words where a text is all in capitals.
WORD_ACRONYMS = word_class("word_acronyms")


@dataclass(frozen=True, slots=True)
class Match:
    """Tokens [first, last) that bear a name.

    `entries` are the register's bearers (several when ambiguous); empty for a word for a state, then `state` is its
    ISO 3166-1 alpha-3 code and `role` says how it names it: adjective | national | name | seat. `qualifies`: "US-led".
    `weak`: all bearers are called so only in reports on their own country. `ranked`: all bearers of an ambiguous name, best first.
    """

    first: int
    last: int
    entries: tuple[Entry, ...]
    state: str | None = None
    role: str = ""
    qualifies: bool = False
    weak: bool = False
    ranked: tuple[Candidate, ...] = ()


def find_names(parsed: ParsedArticle, register: Register) -> tuple[Match, ...]:
    """All names in order, none overlapping, those of several bearers undecided."""
    doc = parsed.doc
    folded = [(w, i) for i in range(len(doc)) if (w := fold_token(doc, i))]
    # Letter case is judged by the report itself: the parser may have read a headline in small letters.
    words = [parsed.article.text[start:end] for start, end in zip(parsed.starts, parsed.ends)]
    shouting = sum(word.isupper() for word in words) > SHOUTING * len(words)
    states = state_words(folder_of(doc))
    found: list[Match] = []
    k = 0
    while k < len(folded):
        match, used = longest_at(parsed, words, register, states, folded, k, shouting)
        if match:
            found.append(replace(match, first=with_article(doc, match.first)))
        k += used
    return tuple(found)


def report_context(parsed: ParsedArticle, matches: tuple[Match, ...]) -> Context:
    """What the report speaks of: the states and the homes of the actors that it names beyond doubt, and its year of publication."""
    countries = {m.state for m in matches if m.state}
    countries |= {m.entries[0].country for m in matches if len(m.entries) == 1 and not m.weak and m.entries[0].country}
    published = parsed.article.published
    year = int(published.start[:4]) if published is not None and published.start else None
    return Context(frozenset(countries), year=year)


def settled(doc, matches: tuple[Match, ...], context: Context) -> tuple[Match, ...]:
    """The matches with ambiguous and weak names decided by the countries and the year that the report speaks of.

    A weak name without its country is dropped; in a report that names no country at all it stays.
    """
    of = {m.first - 1: m.state for m in matches if m.state and doc[m.first - 1].lower_ == "of"}
    found = []
    for m in matches:
        here = replace(context, countries=frozenset({of[m.last]})) if m.last in of else context
        at_home = tuple(e for e in m.entries if e.country in here.countries)
        if m.weak and context.countries and not at_home:
            continue                                   # also "the Federal Police of Mexico" in a report on Iraq
        found.append(decided(m, at_home, here) if len(m.entries) > 1 else m)
    return tuple(found)


def decided(m: Match, at_home: tuple[Entry, ...], context: Context) -> Match:
    """An ambiguous match with those of its bearers that fit best, all of them as ranked candidates."""
    everyone = [judged(Name(e, e.name, m.weak), "exact", EXACT, "of this name", context) for e in m.entries]
    order = {e.id: n for n, e in enumerate(m.entries)}
    ranked = sorted(everyone, key=lambda c: (-c.score, order[c.entry.id]))
    best = tuple(c.entry for c in ranked if ranked[0].score - c.score < MARGIN)
    return replace(m, entries=best if at_home or len(best) == 1 else m.entries, ranked=tuple(ranked))


def fold_token(doc, i: int) -> str:
    """The folded word of a token; empty for hyphens, possessives and articles inside names."""
    text = doc[i].text
    if text in HYPHENS or text in POSSESSIVES or not any(c.isalnum() for c in text):
        return "" if text in HYPHENS or text in POSSESSIVES else "\0"
    lower = text.lower()
    if lower in ARTICLES:
        hyphen = i + 1 < len(doc) and doc[i + 1].text in HYPHENS
        if lower in PLAIN_ARTICLES or hyphen or (text[0].isupper() and i and doc[i - 1].text[:1].isupper()):
            return ""
    return fold_word(text)


def longest_at(parsed: ParsedArticle, words: list[str], register: Register, states: dict, folded: list, k: int,
               shouting: bool) -> tuple[Match | None, int]:
    """The longest name that starts at the k-th folded word, and how many folded words it uses (1 when there is none)."""
    word, first = folded[k]
    # Country names have up to four words that matter ("Central African Republic", "Papua New Guinea").
    longest = min(max(register.longest(word), 4), len(folded) - k)
    sentence = parsed.sentence_of[first]
    if shouting and words[first] == "IS":
        return None, 1                                 # the verb; the parser reads "IS" as a name in every text
    key_words = [w for w, _ in folded[k:k + longest]]
    for n in range(longest, 0, -1):
        last = folded[k + n - 1][1]
        if parsed.sentence_of[last] != sentence:
            continue
        key = " ".join(key_words[:n])
        match = bearer(parsed.doc, words, register, states, key, first, last, shouting)
        if match is None and key[-1] == "s" and len(key_words[n - 1]) >= LONG_WORD and words[first][0].isupper():
            match = bearer(parsed.doc, words, register, states, key[:-1], first, last, shouting)
        if match:
            return match, n
    return None, 1


def bearer(doc, words: list[str], register: Register, states: dict, key: str, first: int, last: int, shouting: bool) -> Match | None:
    """Who bears the folded name that stands at tokens first to last, a state before a group; None when nobody does."""
    state = states.get(key)
    if state and words[first][0].isupper() and not is_common_word(doc, words, first, last, shouting):
        return Match(first, last + 1, (), state[0], state[1], is_qualifier(doc, first, last + 1))
    names = [name for name in register.names(key) if has_case(doc, words, first, last, name, shouting)]
    if not names:
        return None
    entries = tuple(dict.fromkeys(name.entry for name in names))
    return Match(first, last + 1, entries, qualifies=is_qualifier(doc, first, last + 1), weak=all(name.weak for name in names))


def with_article(doc, first: int) -> int:
    """The first token including an Arabic article in front: "al-Nusra", "Al Jazeera"."""
    i = first - 1
    if i > 0 and doc[i].text in HYPHENS:
        i -= 1
    return i if i >= 0 and doc[i].lower_ in ("al", "el") and doc[i].sent == doc[first].sent else first


def is_common_word(doc, words: list[str], first: int, last: int, shouting: bool) -> bool:
    """True where "us", "turkey", "chad" are not the state: "US" must be in capitals, and a noun in a text all in capitals."""
    if first != last:
        return False
    text = words[first].replace(".", "")
    if text.lower() == "us":
        return not text.isupper() or (shouting and doc[first].pos_ == "PRON")
    return False


def has_case(doc, words: list[str], first: int, last: int, name: Name, shouting: bool) -> bool:
    """True when the letters' case in the text fits the way the name is written in the list."""
    written = name.written
    if written.isupper() and written.isascii() and " " not in written:
        text = "".join(words[first:last + 1]).replace(".", "")
        if not text.isupper():
            return False
        return not (shouting and written in WORD_ACRONYMS) or doc[first].pos_ == "PROPN"
    if " " not in written and any(c.isupper() for c in written[1:]) and len(written) <= MIXED_CASE and "-" not in written:
        return words[first] == written              # "LeT" is not "Let"
    if written.startswith("The ") and first == last and not (first and doc[first - 1].lower_ == "the"):
        return False                                   # "The Guardian" is not every guardian
    if name.entry.kind == "media" and written[:3].lower() in ("al-", "al ") and first == last and with_article(doc, first) == first:
        return False                                   # "Al-Monitor" is not every monitor, nor "Al Mayadeen" the town of Mayadin
    if written[0].isupper():
        return words[first][0].isupper()
    return True


def is_qualifier(doc, first: int, last: int, before: bool = True) -> bool:
    """True for the name in "US-led" and, unless `before` is off, in "pro-Assad", "ex-FARC"."""
    if last + 1 < len(doc) and doc[last].text in HYPHENS and doc[last + 1].lower_ in QUALIFIERS:
        return True
    return before and first > 1 and doc[first - 1].text in HYPHENS and doc[first - 2].lower_ in PREFIXES
