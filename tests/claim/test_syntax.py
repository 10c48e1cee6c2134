"""Arguments read off dependency trees, and whether one act did the harm that another word tells."""

from __future__ import annotations

import pytest

from reportedly.claim import harm, syntax
from reportedly.parse import parse
from reportedly.records import Article


def tree(text: str, model):
    return parse(Article("sha256:0", "syntax", text), model).doc


def word(doc, text: str):
    return next(t for t in doc if t.text == text)


def texts(tokens) -> list[str]:
    return [t.text for t in tokens]


@pytest.mark.parametrize("text, verb, passive", [
    ("Gunmen shot the mayor.", "shot", False),
    ("The mayor was shot by gunmen.", "shot", True),
    ("Three soldiers killed in raid.", "killed", True),
    ("Five men wounded in the market.", "wounded", True),
    ("The men arrested on Monday were freed.", "arrested", True),
    ("The army has besieged the town.", "besieged", False),
    ("The blast killed and wounded thirty people.", "killed", False),
    ("Aid reached the besieged residents.", "besieged", True),
])
def test_passive(model, text, verb, passive):
    assert syntax.is_passive(word(tree(text, model), verb)) is passive


@pytest.mark.parametrize("text, verb, subject, object_", [
    ("Rebels attacked the base.", "attacked", ["Rebels"], ["base"]),
    ("The base was attacked by rebels.", "attacked", ["rebels"], ["base"]),
    ("Rebels and tribesmen seized the town.", "seized", ["Rebels", "tribesmen"], ["town"]),
    ("Rebels seized and held the town.", "seized", ["Rebels"], ["town"]),
    ("Rebels seized the town and burned the court.", "burned", ["Rebels"], ["court"]),
    ("The town that rebels shelled is empty.", "shelled", ["rebels"], ["town"]),
    ("The rebels who shelled the town fled.", "shelled", ["rebels"], ["town"]),
    ("Shells fired by the army hit a school.", "fired", ["army"], ["Shells"]),
    ("The general ordered the soldiers to attack the port.", "attack", ["soldiers"], ["port"]),
    ("The rebels vowed to attack the port.", "attack", ["rebels"], ["port"]),
    ("Dozens of soldiers deserted the base.", "deserted", ["soldiers"], ["base"]),
    ("The minister accused the rebels of shelling the port.", "shelling", ["rebels"], ["port"]),
    ("The rebels denied shelling the port.", "shelling", ["rebels"], ["port"]),
    ("An attempt by rebels to take the port failed.", "take", ["rebels"], ["port"]),
    ("Jets hit the market, killing nine people.", "killing", ["Jets"], ["people"]),
])
def test_deep_subject_and_object(model, text, verb, subject, object_):
    token = word(tree(text, model), verb)
    assert (texts(syntax.deep_subject(token)), texts(syntax.deep_object(token))) == (subject, object_)


@pytest.mark.parametrize("text, head, preposition, objects", [
    ("Clashes between the army and the rebels continued.", "Clashes", "between", ["army", "rebels"]),
    ("The attack by gunmen shocked the town.", "attack", "by", ["gunmen"]),
    ("The attack by gunmen shocked the town.", "attack", "on", []),
    ("The attack on dozens of civilians was condemned.", "attack", "on", ["civilians"]),
])
def test_prepositional(model, text, head, preposition, objects):
    assert texts(syntax.prepositional(word(tree(text, model), head), preposition)) == objects


@pytest.mark.parametrize("text, governor, accused", [
    ("The minister accused the militia of the attack.", "accused", ["militia"]),
    ("The minister accused the militia of the attack.", "militia", ["militia"]),
    ("The militia was accused of the attack.", "accused", ["militia"]),
    ("The minister visited the militia of the north.", "visited", []),
])
def test_accused(model, text, governor, accused):
    assert texts(syntax.accused_by(word(tree(text, model), governor))) == accused


@pytest.mark.parametrize("text, act, harm_word, did_it", [
    ("The strike killed nine people.", "strike", "killed", True),
    ("Nine people were killed in the strike.", "strike", "killed", True),
    ("Nine people were killed when jets bombed the camp.", "bombed", "killed", True),
    ("Nine people were killed before jets bombed the camp.", "bombed", "killed", False),
    ("Shells fired by rebels killed three women.", "fired", "killed", True),
    ("Protesters clashed with police and nine people were injured.", "clashed", "injured", True),
    ("The attack left a toll of nine.", "attack", "toll", True),
    ("The attack avenged the killing of the sheikh.", "attack", "killing", False),
    ("Two women were killed due to shells fired by terrorists.", "fired", "killed", True),
    ("The army shelled the town on Monday; a sniper killed a boy in the city on Tuesday.", "shelled", "killed", False),
])
def test_did_harm(model, text, act, harm_word, did_it):
    doc = tree(text, model)
    assert bool(harm.did_harm(word(doc, act), word(doc, harm_word))) is did_it


@pytest.mark.parametrize("first, second, joined", [("killed", "wounded", True), ("wounded", "killed", True), ("killed", "buried", False)])
def test_coordinated(model, first, second, joined):
    doc = tree("Gunmen killed three officers and wounded five civilians, who were buried.", model)
    assert harm.coordinated(word(doc, first), word(doc, second)) is joined
