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
            if all(t == "-" or t[0].isupper() or t in ARTICLES for t in tokens[i:e]) and all(j not in covered and j not in closed for j in range(i, e)) and scene.same_sentence(i, e - 1) and scene.lower[e - 1] not in scene.words.features:
                last = e
            else:
                break
        key = normal_name(parsed.article.text[parsed.starts[i]:parsed.ends[last - 1]])
        s = Spotted(i, last, parsed.ends[last - 1], key, ())
        b = scene.before(i)
        alike = gazetteer.alike(key, countries)
        named = scene.wanted(s) in NAMING_FEATURES
        strong = b >= 0 and scene.lower[b] in scene.words.strong
        if scene.lower[i] not in scene.words.common and tokens[last - 1] not in scene.words.organisations and scene.lower[i] not in scene.words.features \
                and (named or (strong and alike)) and scene.doc[last - 1].pos_ in ("PROPN", "NOUN"):
            found.append(Spotted(i, last, s.end, key, alike))
        i = last
    return found
