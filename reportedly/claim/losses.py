"""Losses of an act: how many were killed, injured, captured, missing, displaced, in the report's words and as a range."""

from __future__ import annotations

from ..lexicon import word_class
from .. import lexicon
from ..records import Act, Loss, Mentions, ParsedArticle, QuantityMention
from . import syntax
from .roles import arguments
from .senses import victim_nouns

KIND_OF_TYPE = {"kill": "killed", "execute": "killed", "injure": "injured", "abduct": "captured", "arrest": "captured",
                "displace": "displaced", "evacuate": "displaced"}

# Words of a pattern that say more about what befell the victims than its type does.
KIND_OF_WORD = {"missing": "missing", "disappear": "missing", "vanish": "missing", "unaccounted": "missing", "body": "killed", "corpse": "killed"}

# Singular nouns that stand for more than one person: they count nobody without a number.
COLLECTIVE = word_class("collective")

# Nouns that are counted for the people who suffered: they are no party themselves ("claiming two lives").
COUNTED_HARM = frozenset("life body corpse death casualty fatality injury victim".split())

# Nouns that count the dead and the wounded together: a number of them is a toll of neither.
DEAD_OR_WOUNDED = frozenset(("casualty",))

# Present-tense harm verbs of headlines, which the tagger may take for nouns.
HEADLINE_HARM = {"kill": "killed", "kills": "killed", "injure": "injured", "injures": "injured", "wound": "injured", "wounds": "injured"}

BODIES = frozenset(("body", "corpse"))

# Acts whose victims the bodies of a sentence may be.
HURTING = frozenset("kill injure execute attack clash bombing suicide_bombing airstrike shelling chemical_attack abuse operation riot".split())

# Words that join two harms which one number counts together ("killed or wounded 40").
JOINING = frozenset(("and", "or", "&", "/", ","))

# What a toll does on its way to a number.
TOLL_VERBS = word_class("toll_verbs")

# How many tokens may stand between a harm word and the number next to it ("killed at least 12", "12 were also killed").
ADJACENT = 4


class LossFinder:
    """Finds the losses of acts of one article by the counted nouns that their harm words govern."""

    def __init__(self, parsed: ParsedArticle, mentions: Mentions, index):
        self.parsed, self.index, self.mentioned = parsed, index, mentions.acts
        self.harms = {a.head: a for a in mentions.acts if self.kind_of(a) is not None}
        self.governed: frozenset[tuple[int, int]] | None = None      # spans of the numbers that a harm word of the article governs
        self.persons = frozenset(m.head for m in mentions.actors if m.named and m.kind == "person")
        self.things = frozenset(m.head for m in mentions.actors if m.kind == "object")
        self.counts: dict[int, QuantityMention] = {}
        for quantity in mentions.quantities:
            if quantity.unit == "percent":
                continue
            self.counts[quantity.head] = quantity
            for i in range(quantity.first, quantity.last):
                self.counts.setdefault(i, quantity)

    def of(self, acts: tuple[Act, ...], actors: tuple[int, ...], modifier_actors: frozenset[int]) -> tuple[Loss, ...]:
        """The losses of an act group, in the order of the text; each number is counted once, that of those who did it (`actors`) never."""
        found: dict[tuple[int, int], Loss] = {}
        empty: list[Act] = []
        shared = self.counted_together(acts)
        for act in acts:
            if self.kind_of(act) is None or act in shared:
                continue
            losses = self.of_act(act, modifier_actors)
            if (beside := self.beside(act)) and all((x.start, x.end) in found or not self.touches(act, x) for x in losses):
                losses = [self.counted(self.kind_of(act), beside, self.parsed.doc[beside.head])]
            for loss in losses:
                found.setdefault((loss.start, loss.end), loss)
            if not losses:
                empty.append(act)
        for act in empty:                              # what the parser tied to nothing, and no other harm word has taken
            quantity = self.adjacent(act)
            if quantity is not None and quantity.head not in actors and not (self.kind_of(act) == "displaced" and self.is_whereabouts(quantity)) and (quantity.span.start, quantity.span.end) not in self.governed_numbers(modifier_actors):
                loss = self.counted(self.kind_of(act), quantity, self.parsed.doc[quantity.head])
                if not inside_including(self.parsed, loss):
                    found[(loss.start, loss.end)] = loss
        for loss in self.unheard(acts):
            found.setdefault((loss.start, loss.end), loss)
        return tuple(found[key] for key in sorted(found))

    def beside(self, act: Act) -> QuantityMention | None:
        """The number that stands directly at a harm verb: "injures | seven", "22 | injured". None when a noun parts them or there is none."""
        head = self.parsed.doc[act.head]
        if head.pos_ in ("NOUN", "PROPN") or act.last - act.first > 1:
            return None
        after, before = self.counts.get(act.last), self.counts.get(act.first - 1)
        if after is not None and after.first == act.last and head.tag_ not in ("JJ",):
            return after
        return before if before is not None and before.last == act.first and before.head == act.first - 1 and head.tag_ in ("VBN", "VBD", "JJ") else None

    def touches(self, act: Act, loss: Loss) -> bool:
        """True when no other number stands between a harm word and its loss."""
        first, last = sorted((self.parsed.starts[act.head], loss.start))
        return not any(first < q.span.start < last for q in self.counts.values())

    def unheard(self, acts: tuple[Act, ...]) -> list[Loss]:
        """Losses of bodies and of a headline's harm words that were taken for nouns ("Kills over 50 in Raid"): those of the nearest harm or fight."""
        doc, sentence = self.parsed.doc, self.parsed.sentences[self.parsed.sentence_of[acts[0].head]]
        heard = {i: a for a in self.mentioned if sentence.first <= a.head < sentence.last and a.type in HURTING for i in range(a.first, a.last)}
        found = []
        for i in range(sentence.first, sentence.last):
            kind, quantity = self.unheard_at(i, sentence.heading)
            if kind and quantity and i not in heard:
                nearest = min(heard, key=lambda k: (abs(k - i), k), default=None)
                if nearest is not None and heard[nearest] in acts:
                    found.append(self.counted(kind, quantity, doc[quantity.head]))
        return found

    def unheard_at(self, i: int, heading: bool) -> tuple[str | None, QuantityMention | None]:
        """(kind, number) of the harm word at one token, with None for what there is not."""
        token = self.parsed.doc[i]
        if token.lemma_.lower() in BODIES and token.tag_ == "NNS":            # "the bodies of 44 victims", "another 10 bodies"
            return "killed", self.counts.get(i) or next((self.counts[t.i] for t in syntax.prepositional(token, "of") if t.i in self.counts), None)
        after = self.counts.get(i + 1)
        return (HEADLINE_HARM.get(token.lower_) if heading else None), after if after is not None and after.first == i + 1 else None

    def counted_together(self, acts: tuple[Act, ...]) -> list[Act]:
        """The harms of "killed and wounded 40": nobody knows how many of the 40 were killed."""
        harms = sorted((a for a in acts if self.kind_of(a) is not None), key=lambda a: a.first)
        found = []
        for one, other in zip(harms, harms[1:]):
            between = self.parsed.doc[one.last:other.first]
            counted = any(i in self.counts for act in (one, other) for i in range(act.first, act.last))       # "claiming two lives and injuring"
            if not counted and self.kind_of(one) != self.kind_of(other) and all(t.lower_ in JOINING for t in between):
                found += [one, other]
        return found

    def governed_numbers(self, modifier_actors: frozenset[int]) -> frozenset[tuple[int, int]]:
        """Spans of the losses that the syntax ties to some harm word: no other word may have them."""
        if self.governed is None:
            self.governed = frozenset((x.start, x.end) for a in self.harms.values() for x in self.of_act(a, modifier_actors))
        return self.governed

    def heads_of(self, losses: tuple[Loss, ...]) -> tuple[int, ...]:
        """Tokens of the nouns that the losses count."""
        heads = {(q.span.start, q.span.end): q.head for q in self.counts.values()}
        found = [heads[x.start, x.end] for x in losses if (x.start, x.end) in heads]
        return tuple(i for i in found if self.parsed.doc[i].pos_ == "NOUN" and self.parsed.doc[i].lemma_.lower() not in COUNTED_HARM)

    def kind_of(self, act: Act) -> str | None:
        """What an act does to those it befalls; None for an act that by itself harms nobody."""
        words = self.index.by_name[act.frame].pattern
        return next((KIND_OF_WORD[w] for w in words if w in KIND_OF_WORD), KIND_OF_TYPE.get(act.type))

    def of_act(self, act: Act, modifier_actors: frozenset[int]) -> list[Loss]:
        head = self.parsed.doc[act.head]
        _, victims = arguments(head, self.index.by_name[act.frame], modifier_actors)
        if head.pos_ in ("NOUN", "PROPN"):
            victims = [head, *victims, *toll(head)]
        victims += together_with(head) + among(head)
        victims += [self.parsed.doc[i] for i in range(act.first, act.last) if i in self.counts and self.counts[i].head == i]
        victims = [v for v in victims if not (v.pos_ == "NUM" and v.i + 1 in self.harms.keys() - {act.head})]    # "4 dead and | 13 injured"
        losses = [loss for victim in victims if not self.is_thing(victim) and (loss := self.loss(self.kind_of(act), victim))]
        return [x for x in losses if not inside_including(self.parsed, x)]

    def is_thing(self, noun) -> bool:
        """True for a building or machine, which is no victim: "taken to | two hospitals"."""
        return noun.i in self.things and noun.pos_ in ("NOUN", "PROPN") and noun.lemma_.lower() not in COUNTED_HARM

    def is_whereabouts(self, quantity: QuantityMention) -> bool:
        """True for a counted noun that says where: "evacuated to | three clinics"."""
        noun = self.parsed.doc[quantity.head]
        return noun.pos_ == "NOUN" and noun.dep_ == "pobj" and noun.head.lower_ in ("to", "from", "into")

    def adjacent(self, act: Act) -> QuantityMention | None:
        """The number right next to a harm word that the parser tied to nothing: "31 killed", "killed 31 injured 12", "toll … 31"."""
        doc, words = self.parsed.doc, self.index.by_name[act.frame]
        sentence = self.parsed.sentences[self.parsed.sentence_of[act.head]]
        reach = 3 * ADJACENT if words.pos == "noun" else ADJACENT
        before = self.nearest(range(act.first - 1, max(sentence.first, act.first - ADJACENT) - 1, -1))
        after = self.nearest(range(act.last, min(sentence.last, act.last + reach)))
        if words.pos == "noun":
            return after
        passive = doc[act.head].tag_ == "VBN" or words.pos == "adj"
        return (before or after) if passive else (after or before)

    def nearest(self, tokens: range) -> QuantityMention | None:
        """The first count met on the way; a verb or another act's territory ends the search."""
        for i in tokens:
            if i in self.counts:
                return self.counts[i]
            token = self.parsed.doc[i]
            if token.pos_ == "VERB" and token.lemma_ not in TOLL_VERBS or (token.is_punct and token.text in ".;:"):
                return None
        return None

    def loss(self, kind: str, victim) -> Loss | None:
        """The loss that a victim noun stands for; None for a plural without number, which counts nobody, and for "casualties"."""
        if victim.lemma_.lower() in DEAD_OR_WOUNDED:
            return None
        quantity = self.counts.get(victim.i)
        if quantity is None:
            counting = victim
            while counting.dep_ == "pobj" and counting.head.lower_ == "of":
                counting = counting.head.head
                if counting.i in self.counts:
                    quantity = self.counts[counting.i]
                    break
        if quantity is not None and not (quantity.span.words.lower() in ("a", "an") and victim.lemma_.lower() in COLLECTIVE):
            return self.counted(kind, quantity, victim)
        if self.is_one_person(victim):
            first = victim.left_edge.i if victim.i - victim.left_edge.i <= 6 else victim.i
            span = self.parsed.span(first, victim.i + 1)
            return Loss(kind, 1, 1, 1, span.words, span.start, span.end, who(self.parsed, victim))
        return None

    def is_one_person(self, victim) -> bool:
        if victim.i in self.persons or victim.lower_ in ("him", "her", "he", "she"):
            return True
        lemma = victim.lemma_.lower()
        return victim.tag_ == "NN" and lemma in victim_nouns(lexicon.folder_of(self.parsed.doc)) and lemma not in COLLECTIVE \
            and any(c.dep_ in ("det", "poss") and c.lower_ not in ("no", "every", "any", "each") for c in victim.lefts)

    def counted(self, kind: str, quantity: QuantityMention, victim) -> Loss:
        span = quantity.span
        return Loss(kind, quantity.low, quantity.best, quantity.high, span.words, span.start, span.end, who(self.parsed, victim))


def among(harm) -> list:
    """Those said to be among the victims: "76 children were among those killed", "among the wounded were four boys"."""
    group = harm.head if harm.dep_ == "acl" and harm.head.lower_ == "those" else harm
    if group.dep_ != "pobj" or group.head.lower_ != "among" or group.head.head.lemma_ != "be":
        return []
    return [t for c in syntax.children(group.head.head, "nsubj", "attr") for t in syntax.nominal(c)]


def together_with(verb) -> list:
    """Victims added by "along with" and "together with"."""
    found = []
    for child in verb.children:
        if child.lower_ in ("along", "together"):
            found += syntax.prepositional(child, "with") + [t for c in child.children if c.dep_ == "pobj" for t in syntax.nominal(c)]
        elif child.lower_ == "with" and child.i and child.nbor(-1).lower_ in ("along", "together"):
            found += [t for c in child.children if c.dep_ == "pobj" for t in syntax.nominal(c)]
    return found


def toll(noun) -> list:
    """Numbers that a toll noun is said to be: "a death toll of 86", "the toll rose to 31"."""
    found = [t for preposition in ("of", "at") for t in syntax.prepositional(noun, preposition)]
    if noun.dep_ in ("nsubj", "nsubjpass"):
        for preposition in ("to", "at", "by"):
            found += syntax.prepositional(noun.head, preposition)
        found += syntax.children(noun.head, "dobj", "attr")
    return found


def inside_including(parsed: ParsedArticle, loss: Loss) -> bool:
    """True for the part of a toll that the toll already counts ("126, including 60 children")."""
    before = parsed.article.text[max(0, loss.start - 14):loss.start].lower()
    return before.rstrip().endswith(("including", "among them", "of them", "of whom")) or "including " in before[-12:]


def who(parsed: ParsedArticle, victim) -> str:
    """The words for the victims: the noun with what stands round it in its phrase, the number left out."""
    last = victim.i + 1
    for child in victim.rights:
        if child.dep_ in ("prep", "appos") and child.lower_ in ("including", "of", "from", "among"):
            last = child.right_edge.i + 1
            break
    first = victim.i
    for child in victim.lefts:
        if child.dep_ in ("amod", "compound", "nmod"):
            first = min(first, child.left_edge.i)
    return parsed.span(first, min(last, first + 12)).words
