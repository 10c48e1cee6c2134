"""What pronouns stand for: the first candidate's words, or nobody."""

import pytest

from reportedly.parse import parse
from reportedly.records import Article

# text, the pronoun, the word that heads its first candidate (None: it stays open)
CASES = [
    ("Gunmen attacked the village. They killed two men.", "They", "Gunmen"),
    ("The army shelled Harem on Monday. It denied targeting civilians.", "It", "army"),
    ("Colonel Naim spoke on Monday. He blamed the rebels.", "He", "Naim"),
    ("The minister met the general. She praised the army.", "She", "minister"),
    ("Rebels seized the base and burned its stores.", "its", "base"),
    ("Troops entered Harem after they had shelled it.", "they", "Troops"),
    ("They were seen near the bridge.", "They", None),
    ("He fled.", "He", None),
]


@pytest.mark.parametrize(("text", "pronoun", "head"), CASES)
def test_first_candidate(text, pronoun, head, model):
    parsed = parse(Article("sha256:x", "x.txt", text), model)
    token = next(t for t in parsed.doc if t.text == pronoun)
    referent = parsed.referents[token.i]
    assert (parsed.doc[referent.candidates[0]].text if referent.candidates else None) == head
    assert referent.reason


def test_an_expletive_stands_for_nobody(model):
    parsed = parse(Article("sha256:x", "x.txt", "The army fled. It is clear that the town has fallen."), model)
    token = next(t for t in parsed.doc if t.text == "It")
    assert token.i not in parsed.referents
