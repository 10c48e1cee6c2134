"""Blacking out a name: every character of it becomes a block, so that all offsets stay what they are. Pure."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Sequence

from ..errors import UsageError

BLOCK = "█"

# A shorter name stands in too many other words to be meant.
SHORTEST_NAME = 3


class Mask:
    """Blacks out names in any case, with any blanks, hyphens or line ends between their words, also inside ids ("talal-barazi")."""

    def __init__(self, names: Sequence[str]) -> None:
        parts = [[re.escape(word) for word in re.findall(r"[^\W_]+(?:['’][^\W_]+)*", name)] for name in names]
        if any(sum(map(len, words)) < SHORTEST_NAME for words in parts):
            raise UsageError(f"a name to redact needs {SHORTEST_NAME} letters at least.")
        # Longest first, so that the full name goes before its surname. An s may hang on it where the apostrophe was lost.
        found = sorted((r"[\W_]+".join(words) for words in parts), key=len, reverse=True)
        self._pattern = re.compile(rf"(?<![^\W_])(?:{'|'.join(found)})s?(?![^\W_])", re.IGNORECASE)

    def holds(self, value: object) -> bool:
        """True when a name stands in a text, in a JSON value, or in bytes."""
        if isinstance(value, bytes):
            return any(self._pattern.search(text) for text in readings(value))
        if isinstance(value, dict):
            return any(self.holds(v) for v in value.values())
        if isinstance(value, (list, tuple)):
            return any(self.holds(v) for v in value)
        return isinstance(value, str) and self._pattern.search(value) is not None

    def text(self, text: str) -> str:
        """The text with the names blacked out; as long as before."""
        return self._pattern.sub(lambda match: re.sub(r"\S", BLOCK, match[0]), text)

    def value(self, value: object, text: str | None = None, parts: tuple[str, ...] = ()) -> object:
        """A JSON value with the names blacked out; every span of it is cut anew from `text`, the blacked-out text of its report.

        `parts` are further words to black out. A span may hold a part of the name only ("house of Selim"): what was made of it ("house of
        Selim" as the name of a party) loses that part as well.
        """
        if isinstance(value, str):
            for part in parts:
                value = re.sub(rf"(?<![^\W_]){re.escape(part)}(?![^\W_])", lambda match: BLOCK * len(match[0]), value, flags=re.IGNORECASE)
            return self.text(value)
        if isinstance(value, list):
            return [self.value(item, text, parts) for item in value]
        if not isinstance(value, dict):
            return value
        words = _cut(value, text)
        if words is not None:
            parts = (*parts, *_lost(value["words"], words))
        masked = {key: self.value(item, text, parts) for key, item in value.items()}
        return masked if words is None else {**masked, "words": words}


def _cut(node: dict, text: str | None) -> str | None:
    """The words of a span as the text now has them; None when the node is no span."""
    start, end = node["span"] if isinstance(node.get("span"), list) else (node.get("start"), node.get("end"))
    if text is None or not isinstance(start, int) or not isinstance(end, int) or not node.get("words"):
        return None
    return text[start:end]


def _lost(old: str, new: str) -> list[str]:
    """The words of `old` that are blocks in `new`, which is as long."""
    return [old[run.start():run.end()] for run in re.finditer(rf"{BLOCK}+", new) if BLOCK not in old[run.start():run.end()]]


def readings(data: bytes) -> list[str]:
    """The ways in which bytes may be text: as UTF-8, UTF-16 and one byte a character, with entities and JSON escapes read."""
    texts = [data.decode("utf-8", "replace"), data.decode("cp1252", "replace")]
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        texts.append(data.decode("utf-16", "replace"))
    try:
        texts.append("\n".join(strings(json.loads(data))))
    except ValueError:
        pass
    return [*texts, *(html.unescape(re.sub(r"<[^>]*>", "", text)) for text in texts[:1])]


def strings(value: object) -> list[str]:
    """All texts of a JSON value."""
    if isinstance(value, str):
        return [value]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for part in parts for text in strings(part)]
