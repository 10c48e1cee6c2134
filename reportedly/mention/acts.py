"""Acts: the words and phrases that name an event of our types.

Reads lexicon/acts.tsv. A row is a pattern of lemmas; the longest pattern that fits wins and its words are used up.
A verb pattern may hold up to GAP other tokens between its elements ("blew the bridge up", "take full control of");
a noun pattern is contiguous but for hyphens ("car-bomb attack").
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ..lexicon import word_class
from .. import lexicon
from ..errors import LexiconError
from ..records import Act, ParsedArticle

if TYPE_CHECKING:
    from spacy.tokens import Token

# Tokens that may stand between two elements of a verb pattern: an article, two adjectives.
GAP = 3

# Verbs whose mute e the model's lemmatizer loses ("waged" → "wag").
MUTE_E = {"wag": "wage", "raz": "raze", "besieg": "besiege", "pillag": "pillage", "sabotag": "sabotage", "torch": "torch"}

# Endings of regular verbs, and what the dictionary form has in their place.
REGULAR_ENDINGS = (("ied", "y"), ("ies", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("es", ""), ("s", ""))

# The type of rows that only look like acts ("find it difficult"): they use their words up and tell nothing.
NO_ACT = "-"

VERBAL = {"VERB", "AUX"}
NOMINAL = {"NOUN", "PROPN"}


class Frame(NamedTuple):
    """One row of lexicon/acts.tsv: what a pattern means and where its parties stand."""

    name: str                       # the pattern as written, with its part of speech: "open fire/verb"
    pattern: tuple[str, ...]
    pos: str                        # verb | noun | adj
    type: str
    actor: tuple[str, ...]          # syntactic functions in order of preference
    recipient: tuple[str, ...]
    subtype: str | None             # a project's own type below ours, None for ours
    weak: bool                      # also common in other senses: needs further evidence in its clause


class Frames(NamedTuple):
    by_name: dict[str, Frame]
    by_anchor: dict[tuple[str, str], tuple[Frame, ...]]     # (pos, lemma of the anchor element) → longest first


@lru_cache(maxsize=4)
def frames(project_folder: str | None = None) -> Frames:
    """All rows of acts.tsv, indexed by the element that the search starts from."""
    by_name: dict[str, Frame] = {}
    types = event_types(project_folder)
    for row in lexicon.rows("acts.tsv", project_folder):
        pattern = tuple(row["pattern"].split())
        name = f"{row['pattern']}/{row['pos']}"
        ours = types.get(row["type"]) if row["type"] != NO_ACT else NO_ACT
        if ours is None:
            raise LexiconError(f"acts.tsv, pattern {row['pattern']!r}: no event type {row['type']!r}; name one of docs/contract.md, "
                               f"or add it with its parent to types.tsv in the project's folder.")
        by_name[name] = Frame(name, pattern, row["pos"], ours, functions(row["actor"]), functions(row["recipient"]),
                              None if ours == row["type"] else row["type"], row["strength"] == "weak")
    by_anchor: dict[tuple[str, str], list[Frame]] = {}
    for frame in by_name.values():
        by_anchor.setdefault((frame.pos, frame.pattern[anchor(frame)]), []).append(frame)
    ordered = {key: tuple(sorted(found, key=lambda f: (-len(f.pattern), f.name))) for key, found in by_anchor.items()}
    return Frames(by_name, ordered)


@lru_cache(maxsize=4)
def event_types(project_folder: str | None = None) -> dict[str, str]:
    """Every type that a row may name → the type of the contract that it stands for (itself, or a project's type's parent)."""
    rows = lexicon.rows("types.tsv", project_folder)
    ours = {row["type"] for row in rows if not row["parent"]}
    for row in rows:
        if row["parent"] and row["parent"] not in ours:
            raise LexiconError(f"types.tsv, type {row['type']!r}: its parent {row['parent']!r} is none of ours; see docs/contract.md.")
    return {row["type"]: row["parent"] or row["type"] for row in rows}


def functions(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(",") if part.strip() not in ("", "-"))


def anchor(frame: Frame) -> int:
    """Index of the element that governs the arguments: the first of a verb, the head noun of a noun pattern."""
    if frame.pos != "noun":
        return 0
    if "of" in frame.pattern:
        return frame.pattern.index("of") - 1
    return len(frame.pattern) - 1


def lemmas(parsed: ParsedArticle) -> list[str]:
    """Lower-case lemma of each token; capitalised nouns of headlines lose the plural that the tagger left on them."""
    found = []
    for token in parsed.doc:
        lemma = token.lemma_.lower()
        if token.tag_ in ("VBN", "VBD", "VBG") and lemma[-1:] not in "aeiouy" and token.lower_.startswith(lemma + "e"):
            lemma = MUTE_E.get(lemma, lemma)
        if token.pos_ == "PROPN" and lemma.endswith("s") and not lemma.endswith("ss") and len(lemma) > 4:
            lemma = lemma[:-1]
        found.append(lemma)
    return found


def listed_form(token: Token, lemma: str, index: Mapping[tuple[str, str], tuple[Frame, ...]]) -> str:
    """The lemma, or where no row has it the regular form that one has: the lemmatizer makes "flambaste" of the past of a project's "flambast"."""
    if token.pos_ != "VERB" or ("verb", lemma) in index:
        return lemma
    stems = [token.lower_.removesuffix(ending) + other for ending, other in REGULAR_ENDINGS if token.lower_.endswith(ending)]
    return next((stem for stem in stems if ("verb", stem) in index), lemma)


def find_acts(parsed: ParsedArticle, project_folder: str | None = None) -> tuple[Act, ...]:
    """All acts in the order of the text; they do not overlap."""
    index = frames(project_folder).by_anchor
    words = [listed_form(token, lemma, index) for token, lemma in zip(parsed.doc, lemmas(parsed))]
    candidates = []
    for token in parsed.doc:
        for order, pos in enumerate(parts_of_speech(token)):
            for frame in index.get((pos, words[token.i]), ()):
                if (match := fit(frame, token.i, words, parsed)) is not None:
                    first, last = match
                    candidates.append((-len(frame.pattern), order, first, last, token.i, frame))
                    break
    candidates.sort(key=lambda c: (c[0], c[1], c[2], c[5].name))
    used: set[int] = set()
    acts = []
    for _, _, first, last, head, frame in candidates:
        if head in used or any(i in used for i in range(first, last)):
            continue
        used.update(range(first, last))
        if frame.type == NO_ACT:
            continue
        acts.append(Act(parsed.span(first, last), first, last, head, frame.type, frame.name))
    return tuple(sorted(acts, key=lambda a: a.first))


def parts_of_speech(token) -> tuple[str, ...]:
    """Under which parts of speech a token may be looked up; participles may be verbs or adjectives."""
    pos, tag = token.pos_, token.tag_
    if is_half_of_compound(token):
        return ()
    if pos in VERBAL and (is_gerund_noun(token) if tag == "VBG" else is_mistaken_noun(token)):
        return ("noun", "verb")
    if pos in VERBAL:
        return ("verb", "adj", "noun") if tag in ("VBN", "VBG") else ("verb",)
    if pos in NOMINAL:
        return ("noun", "verb") if tag == "NN" and token.dep_ == "ROOT" else ("noun",)
    if pos == "ADJ":
        return ("adj", "verb") if token.text.endswith("ed") else ("adj",)
    return ()


# Participles that tell an act also after a hyphen ("US-backed").
TELLING_HALVES = frozenset(("backed", "supported", "besieged"))


def is_half_of_compound(token) -> bool:
    """True for a participle after a hyphen that describes and tells nothing: "rebel-held", "Israeli-occupied"; not "US-backed"."""
    return token.i > 1 and token.nbor(-1).text == "-" and token.tag_ in ("VBN", "VBD", "JJ") and token.lower_.endswith(("ed", "held", "led", "run")) \
        and token.lower_ not in TELLING_HALVES and not token.nbor(-1).whitespace_ and token.dep_ in ("amod", "compound", "nmod", "acl", "conj")


def is_mistaken_noun(token: Token) -> bool:
    """True for a noun that was tagged as a present-tense verb but stands where only a noun can: "injured in regime airstrikes"."""
    return token.tag_ in ("VBZ", "VBP") and token.dep_ in ("pobj", "dobj")


def is_gerund_noun(token) -> bool:
    """True for an -ing form used as a noun, whatever its tag: "rebel shelling of a school", "the bombing"."""
    if any(child.dep_ in ("dobj", "nsubj", "nsubjpass", "aux", "auxpass", "prt") for child in token.children):
        return False
    if any(c.dep_ in ("compound", "amod", "det") for c in token.lefts):
        return True
    return token.dep_ in ("pobj", "pcomp", "nsubj", "nsubjpass", "dobj", "compound") and (
        token.dep_ != "pcomp" or any(c.dep_ in ("det", "amod", "compound", "poss") for c in token.lefts) or any(c.lower_ == "of" for c in token.rights))


def fit(frame: Frame, i: int, words: list[str], parsed: ParsedArticle) -> tuple[int, int] | None:
    """Token range of the pattern around its anchor at token i, None when it does not fit."""
    if len(frame.pattern) == 1:
        return None if frame.pattern[0] == "leave" and leaves_harm(parsed.doc[i]) else (i, i + 1)
    sentence = parsed.sentences[parsed.sentence_of[i]]
    if frame.pos == "noun":
        return fit_noun(frame, i, words, sentence.first, sentence.last)
    position = i
    for element in frame.pattern[1:]:
        reach = min(position + 2 + GAP, sentence.last)
        start, position = position + 1, next((k for k in range(position + 1, reach) if words[k] == element or parsed.doc[k].lower_ == element), -1)
        if position < 0 or (is_preposition(parsed.doc[start - 1]) and any(is_preposition(parsed.doc[k]) for k in range(start, position))):
            return None                              # "withdrew from Homs under a deal" is no withdrawing from a deal
    return i, position + 1


def is_preposition(token: Token) -> bool:
    return token.dep_ in ("prep", "agent")


HARMED = word_class("harmed")


def leaves_harm(verb) -> bool:
    """True for "left nine dead": the harm is the act, nobody went away."""
    objects = [c for c in verb.children if c.dep_ in ("dobj", "oprd", "ccomp", "xcomp", "acomp")]
    return any(t.lower_ in HARMED or t.lemma_ in ("casualty", "damage", "destruction", "dead") for o in objects for t in (o, *o.subtree))


def fit_noun(frame: Frame, i: int, words: list[str], first: int, last: int) -> tuple[int, int] | None:
    """A noun pattern is contiguous; hyphens and the articles after "of" do not count."""
    at = anchor(frame)
    left = i
    for element in reversed(frame.pattern[:at]):
        left -= 1
        if left >= first and words[left] == "-":
            left -= 1
        if left < first or words[left] != element:
            return None
    right = i
    for element in frame.pattern[at + 1:]:
        right += 1
        while right < last and words[right] in ("the", "a", "an", "-"):
            right += 1
        if right >= last or words[right] != element:
            return None
    return left, right + 1
