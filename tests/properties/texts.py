"""Hypothesis strategies for reports as nasty as they come: report prose cut up with any Unicode."""

from __future__ import annotations

from pathlib import Path

from hypothesis import strategies as st

HERE = Path(__file__).parent
SENTENCES = (HERE / "sentences.txt").read_text(encoding="utf-8").splitlines()
BOILERPLATE = [line for line in (HERE / "boilerplate.txt").read_text(encoding="utf-8").split("\n\n") if line.strip()]

# Each of these has broken somebody's offsets: astral characters, joiners, marks that combine, direction marks, a BOM in mid-text,
# other line ends, characters whose upper or lower case or whose normal form has another length.
HARD = [
    "😀", "👩‍👩‍👧", "🇾🇪", "e\u0301", "ﬁ", "ß", "İ", "\u00a0", "\u200b", "\u200e", "\u202b", "\u202c", "\ufeff", "\u2028", "\u0085",
    "\r", "\r\n", "\n", "\n\n", "\t", "\x0b", "\x1c", "هجوم على بلدة", "פיגוע", "Ма́риуполь", "北京", "“", "”", "«", "»", "'", "’", "…", "—", "\x7f",
]

# Surrogates are not characters and cannot be written as UTF-8.
any_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
hard = st.sampled_from(HARD)
sentence = st.sampled_from(SENTENCES)
line_end = st.sampled_from(["\n", "\r\n", "\n\n", "\r\n\r\n", " ", "  \n"])


@st.composite
def broken_sentence(draw) -> str:
    """A sentence with something hard put into it anywhere, even inside a word."""
    words = draw(sentence)
    at = draw(st.integers(0, len(words)))
    return words[:at] + draw(hard | any_text) + words[at:]


@st.composite
def report(draw) -> str:
    """Up to eight sentences, whole or broken, with any line ends between them, perhaps behind a BOM."""
    parts = draw(st.lists(sentence | broken_sentence() | any_text, max_size=8))
    text = "".join(part + draw(line_end) for part in parts)
    return draw(st.sampled_from(["", "", "\ufeff"])) + text


@st.composite
def report_with_boilerplate(draw) -> tuple[str, int]:
    """A report that ends in a comment form or the like, and the offset where that begins."""
    prose = "\n\n".join(draw(st.lists(sentence, min_size=1, max_size=5)))
    form = draw(st.lists(st.sampled_from(BOILERPLATE), min_size=2, max_size=8, unique=True))
    return prose + "\n\n" + "\n\n".join(form), len(prose)
