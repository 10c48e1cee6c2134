"""What kind of statement a claim is, decided by scope: the word must govern this act in this clause, whoever's words they are.

The tree is climbed from the act. Each word above either holds for the act or not (`status_scope`); if it does, what it says
(`status_signs` its own modal and negation, `status_government` the word itself) is put around the status found so far, from the
inside out: "vowed (to prevent (an attack))", "did not (fail (to attack))". `under` is the table; docs/status.md explains it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from ..lexicon import folder_of, word_class
from ..records import Link, ParsedArticle, Status
from . import syntax
from .status_government import effect_of, governing
from .status_scope import CONTENT, DOUBT, ISLAND, SAME, first_conjunct, has_subject, is_finite, is_infinitive, is_noun, joint
from .status_signs import clause_signs, doubts, is_negative, modal_effects, negating, noun_signs, verb_signs
from .status_words import Cue, Index, cues_at, phrase_before, status_words, written

if TYPE_CHECKING:
    from spacy.tokens import Token

# No act hangs deeper below its main verb in a sentence that anybody wrote; a bound against a broken tree.
REACH = 24

# Their infinitive is a purpose, also where the parser takes it for a complement.
PURPOSIVE = word_class("purposive")

# Their infinitive tells what was done: "worked to remove the rubble", "used a tunnel to attack".
CARRYING_ON = frozenset("work rush use serve help continue manage proceed".split())

# "Leads one to think that": the infinitive holds an opinion, no purpose.
ATTITUDES = frozenset("think believe suspect assume fear presume".split())

# What these are told of is not known to be so when they are negated.
CONFIRMING = frozenset("confirm verify establish determine corroborate substantiate".split())

# "No sign of an attack": there was none.
TRACES = word_class("traces")

# "Unclear who attacked", "asked why they attacked": that somebody did is taken as known.
ASKED_FOR = frozenset("who whom whose what why how where when which".split())

# Who was the first or latest to do it has done it.
RANKS = word_class("ranks")

# What comes true with a main clause that lies ahead.
TIMES = frozenset("until till when once after before".split())


def status_of(parsed: ParsedArticle, head: int, chain: tuple[Link, ...]) -> Status:
    """The status of the act at a token, in the voice of the innermost speaker (the last of `chain`)."""
    act = parsed.doc[head]
    signs, top = climb(act, status_words(folder_of(parsed.doc)), bool(chain))
    if top is not None and chain and not {"denied", "negated"} & set(signs) and is_denied_by(parsed, chain[-1], top):
        signs.append("denied")
    if top is not None and is_asked(parsed, head):
        signs.append("question")
    status = "asserted"
    for sign in signs:
        if sign != "none":                             # a row that says that its phrase changes nothing: "but for the strike"
            status = under(sign, status)
    return "negated" if status in ("prevented", "ceased") else status


def under(sign: str, status: str) -> str:
    """The status that a sign gives to something of that status: the table of docs/status.md.

    Two statuses live only inside: "prevented" (kept from happening) and "ceased" (made to stop); both end as negated, but what
    nobody prevented may happen, and what nobody stopped goes on.
    """
    if status == "asserted" or sign == "question":
        return sign
    if sign == status:
        return "asserted" if sign == "negated" else status
    if sign == "negated":
        return {"prevented": "asserted", "ceased": "asserted", "denied": "possible"}.get(status, "negated")
    if sign in ("prevented", "ceased"):
        return sign if status in ("possible", "future", "conditional") else "negated"
    if sign == "denied":
        return "denied"
    if status == "ceased":
        return "asserted"
    if status == "prevented":
        return "possible"
    if sign == "future":
        return "future" if status == "possible" else status
    if sign == "possible":
        return "possible" if status in ("future", "negated") else status
    return "conditional" if status in ("possible", "future", "negated") else status


def is_denied_by(parsed: ParsedArticle, link: Link, top: Token) -> bool:
    """True when the link denies the main clause that the climb ended at from outside: a cue above the act has had its say already."""
    if link.manner != "denied" or link.cue is None or top.head != top:
        return False
    return not link.cue.start <= parsed.starts[top.i] < link.cue.end


class Ended(NamedTuple):
    """The end of a climb: the main verb, the verb by which somebody says the clause, or None where nothing above can change the act."""

    top: Token | None = None


@dataclass(slots=True)
class Way:
    """A climb under way: the words passed, the signs gathered, innermost first."""

    index: Index
    attributed: bool                   # somebody says it: "would" may be the past's future
    path: list[Token]
    signs: list[str] = field(default_factory=list)
    only_content: bool = False         # what comes next governs the claim that holds the act ("rejected the claim"), or nothing
    opinion: Token | None = None       # the last verb of opinion passed

    def own(self, token: Token, below: Token | None = None) -> None:
        """Gather the signs that a word carries itself; `below` is the word on the way to the act, whose own are counted already."""
        if is_noun(token):
            self.signs += noun_signs(token, self.index)
        elif token.pos_ in ("VERB", "AUX", "ADJ") or token.dep_ in ("advcl", "relcl"):
            self.signs += verb_signs(token, self.index, reported=is_reported(token, self.attributed), is_act=below is None, below=below)


def climb(act: Token, index: Index, attributed: bool) -> tuple[list[str], Token | None]:
    """The signs that hold for an act, innermost first, and where the climb ended (see `Ended`)."""
    way = Way(index, attributed, [act])
    if act.dep_ == "aux" and act.head != act:
        way.path = [act.head]                          # "must": a demand, not the act that it demands
    else:
        way.own(act)
        way.signs += headline_infinitive(act, index)
    for _ in range(REACH):
        child = way.path[-1]
        if child.head == child:
            return way.signs, child
        step = over_conjunct(way, child) if child.dep_ == "conj" else over_question(child) or over_joint(way, child)
        if isinstance(step, Ended):
            return way.signs, step.top
        way.path.append(step)
    return way.signs, None


def over_conjunct(way: Way, child: Token) -> Token | Ended:
    """From a conjunct to the word it is joined to, with the helpers that they share."""
    first = first_conjunct(child)
    if any(c.dep_ == "cc" and phrase_before(way.index, "conj", c) for c in first.children if first.i < c.i < child.i):
        way.signs.append("negated")                    # "fled rather than attack"
        return Ended()
    if not is_noun(child) and has_subject(child) and not any(c.dep_ == "mark" for c in child.lefts):
        return Ended(said_at(first))
    way.signs += shared(child, first, way.index, way.attributed)
    return first


def over_question(child: Token) -> Ended | None:
    """The end of a climb at a reported question: "asked whether", "could not say who attacked"; None for any other clause."""
    if child.dep_ != "ccomp":
        return None
    if any(c.dep_ == "mark" and c.lower_ in ("if", "whether") for c in child.lefts):
        return Ended(child.head)
    return Ended() if child.doc[child.left_edge.i].lower_ in ASKED_FOR and is_finite(child) else None


def over_joint(way: Way, child: Token) -> Token | Ended:
    """One step upwards: what the word above makes of the act, and whether the climb goes on."""
    if (tie := syntax.having_to_do(child)) is not None:
        way.signs += ["negated"] if child.head.head.head.lower_ == "nothing" else []
        way.own(tie, below=child)
        return tie
    head = attached_to(child, way.index)
    cue = governing(head, child, way.path, way.index)
    if cue is not None and (not way.only_content or cue.effect in ("denied", "possible")):
        return over_cue(way, child, head, cue)
    kind = joint(child)
    if way.only_content:
        return Ended()
    if kind == SAME:
        if child.dep_ == "xcomp" and head.lemma_ in PURPOSIVE and is_infinitive(child):
            way.signs.append("future")
        way.own(head, below=child)
    elif kind == DOUBT:
        way.signs += doubts(head, way.index, is_reported(head, way.attributed))
    elif kind == ISLAND:
        way.signs += when_it_comes(child)
        return Ended()
    else:
        return over_complement(way, child, head)
    return head


def over_cue(way: Way, child: Token, head: Token, cue: Cue) -> Token | Ended:
    """Past a word of the lexicon that governs the act."""
    way.signs.append(effect_of(cue, head, way.path))
    if cue.words[0] in ATTITUDES:
        way.opinion = head
    if head.pos_ in ("ADP", "SCONJ") and cue.words[0] != "be":
        return Ended()
    if "not" not in cue.words:
        way.own(head, below=child)
    way.only_content = False
    return head


def over_complement(way: Way, child: Token, head: Token) -> Token | Ended:
    """Past a word that governs the act and is not in the lexicon: infinitives are purposes, what somebody says stands for itself."""
    if is_infinitive(child) and child.dep_ in ("acl", "relcl", "advcl"):
        if not (head.lemma_ in CARRYING_ON or is_ranked(head) or way.opinion == child):
            way.signs.append("future")
        return head if is_noun(head) else Ended()
    if child.dep_ == "ccomp" and head.pos_ in ("VERB", "AUX"):
        if is_unconfirmed(head):
            way.signs.append("possible")
        return Ended(head)
    if child.lower_ == "of" and head.lemma_.lower() in TRACES and is_negative(head, way.index):
        way.signs.append("negated")
        return Ended()
    if not passes(child, head):
        return Ended(said_at(head) if is_noun(child) else None)
    way.only_content = head.lemma_.lower() in CONTENT
    return head


def is_asked(parsed: ParsedArticle, act: int) -> bool:
    """True for an act inside of a question: its sentence ends in a question mark, or the quotation within the sentence that holds it does."""
    sentence = parsed.sentences[parsed.sentence_of[act]]
    marks = [t.i for t in parsed.doc[act:sentence.last] if t.text == "?"]
    if not marks:
        return False
    quoted = [q for q in parsed.quotations if q.first <= marks[0] <= q.last and not q.scare]
    if quoted:
        return any(q.first <= act < q.last for q in quoted)
    return sentence.question


def attached_to(child: Token, index: Index) -> Token:
    """The word that a word hangs on. An infinitive right behind an object such as "plot" or "attempt" hangs on that, not on the verb."""
    head = child.head
    if child.dep_ in ("advcl", "xcomp") and is_infinitive(child):
        for noun in head.rights:
            if noun.dep_ == "dobj" and noun.right_edge.i == child.left_edge.i - 1 and noun != child and cues_at(index, "noun", noun):
                return noun
    return head


def headline_infinitive(noun: Token, index: Index) -> list[str]:
    """The act of "army set to storm town", where the parser takes the verb for a noun."""
    if not is_noun(noun) or noun.i < 2 or noun.nbor(-1).lower_ != "to" or noun.nbor(-2).lower_ == "due":
        return []
    return [c.effect for c in cues_at(index, "aux", noun.nbor(-2)) if c.words[0] == "be"][:1]


def is_reported(verb: Token, attributed: bool) -> bool:
    """True for a clause that somebody said, vowed or feared in the past, in which "would" only means "will"."""
    while verb.dep_ == "conj":
        verb = verb.head
    if verb.dep_ == "ccomp":
        return verb.head.tag_ in ("VBD", "VBN") or attributed
    if verb.dep_ == "acl":
        return any(c.dep_ == "mark" for c in verb.lefts)
    return attributed and verb.dep_ == "ROOT"


def said_at(head: Token) -> Token | None:
    """Where the climb ends when an argument or a second clause of this verb ends it: at the top, unless the verb is itself no main or reported verb."""
    return head if head.dep_ == "ROOT" else head.head if head.dep_ == "ccomp" else None


def is_unconfirmed(verb: Token) -> bool:
    """True for "could not confirm that", "was unable to verify that"."""
    return verb.lemma_.lower() in CONFIRMING and (any(c.dep_ == "neg" for c in verb.lefts) or verb.head.lower_ in ("unable", "declined", "refused"))


def when_it_comes(clause: Token) -> list[str]:
    """"Future" for a clause of time in the present tense beside a main clause with "will": "will stay until rebels withdraw"."""
    if clause.dep_ != "advcl" or clause.tag_ not in ("VBP", "VBZ") or not any(written(c) in ("will", "would", "shall") for c in clause.head.lefts):
        return []
    return ["future"] if any(c.lower_ in TIMES for c in clause.lefts) else []


def is_ranked(noun: Token) -> bool:
    """True for "the latest to hit", "the first group to attack"."""
    return noun.lower_ in RANKS or any(c.lower_ in RANKS for c in noun.lefts)


def shared(child: Token, first: Token, index: Index, attributed: bool) -> list[str]:
    """What a conjunct shares with the verb that it is joined to: the helpers, when it has none of its own and they fit its form."""
    if is_noun(child) or is_noun(first):
        return ["negated"] if any(c.dep_ == "det" and c.lower_ == "no" for c in first.lefts) and joined_by(first, child, "or") else []
    opening = list(clause_signs(first, index))
    helped = any(c.dep_ in ("aux", "auxpass") for c in child.lefts)
    passive = child.tag_ == "VBD" and first.tag_ == "VBN" and not any(c.dep_ == "dobj" for c in child.children)
    if helped or is_finite(child) and not passive and not joined_by(first, child, "or") or has_subject(child):
        return opening
    negated = [] if joined_by(first, child, "but") else list(negating(first, index))
    return [*negated, *modal_effects(first, index, is_reported(first, attributed)), *opening]


def joined_by(first: Token, child: Token, word: str) -> bool:
    return any(c.dep_ == "cc" and c.lower_ == word and first.i < c.i < child.i for c in first.children)


def passes(child: Token, head: Token) -> bool:
    """True when the climb goes on over a word that says nothing itself: a preposition, a noun that holds a claim."""
    if child.dep_ in ("pobj", "pcomp"):
        return head.pos_ in ("ADP", "SCONJ", "PART", "ADV") or head.dep_ in ("prep", "agent")
    if child.dep_ in ("prep", "agent"):
        return head.lemma_.lower() in CONTENT or child.lower_ == "from" and is_noun(head)
    return head.lemma_.lower() in CONTENT
