"""Names that only the words around them say are places."""

from __future__ import annotations

from ..ground.gazetteer import Gazetteer
from ..ground.gazetteer_names import ARTICLES, normal_name
from ..records import ParsedArticle
from .place_names import Spotted, begins_name, ends
from .place_scene import Scene
from .place_words import NAMING_FEATURES


def unknown(parsed: ParsedArticle, tokens: list[str], scene: Scene, kept: list[Spotted], closed: dict[int, tuple[int, int]],
            gazetteer: Gazetteer) -> list[Spotted]:
    """Names that only their words say are places ("the village of X"), with like-spelled candidates in the report's countries or none."""
    covered = {i for s in kept for i in range(s.first, s.last)}
    countries = frozenset(scene.countries | {s.candidates[0].country for s in kept if s.candidates})
    found, i, n = [], 0, len(tokens)
    while i < n:
        if i in covered or i in closed or not begins_name(tokens, i) or scene.shouting or tokens[i] in scene.words.calendar:
            i += 1
            continue
        last = i + 1
        for e in ends(tokens, i):
            free = all(j not in covered and j not in closed for j in range(i, e))
            if not (free and is_written_as_name(tokens[i:e]) and scene.same_sentence(i, e - 1) and scene.lower[e - 1] not in scene.words.features):
                break
            last = e
        key = normal_name(parsed.article.text[parsed.starts[i]:parsed.ends[last - 1]])
        s = Spotted(i, last, parsed.ends[last - 1], key, gazetteer.alike(key, countries))
        if may_be_place(scene, s):
            found.append(s)
        i = last
    return found


def is_written_as_name(tokens: list[str]) -> bool:
    return all(t == "-" or t[0].isupper() or t in ARTICLES for t in tokens)


def may_be_place(scene: Scene, s: Spotted) -> bool:
    """True for "the village of X", and for "in X" when a place of the report's countries is spelled alike."""
    named, b = scene.wanted(s) in NAMING_FEATURES, scene.before(s.first)
    strong = b >= 0 and scene.lower[b] in scene.words.strong
    ordinary = scene.lower[s.first] in scene.words.common or scene.lower[s.first] in scene.words.features
    return (named or (strong and bool(s.candidates))) and not ordinary and scene.tokens[s.last - 1] not in scene.words.organisations \
        and scene.doc[s.last - 1].pos_ in ("PROPN", "NOUN")
