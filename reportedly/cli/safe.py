"""Words of a report as a terminal may show them: nothing in them can move the cursor, colour the screen or turn the line round."""

from __future__ import annotations

import unicodedata

# Joiners that Arabic, Persian and Indic words and emoji need; they do nothing to the line.
HARMLESS_FORMAT = "\u200c\u200d\u00ad"


def shown(words: str) -> str:
    """The words on one line: white space as single blanks, control and direction characters written out as \\xNN or \\uNNNN."""
    return "".join(c if _plain(c) else _written_out(c) for c in " ".join(words.split()))


def _plain(character: str) -> bool:
    return character in HARMLESS_FORMAT or unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Zl", "Zp")


def _written_out(character: str) -> str:
    number = ord(character)
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"
