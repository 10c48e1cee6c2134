"""Near copies: reports that share most of their word sequences, found without comparing all with all."""

from __future__ import annotations

import re
import struct
import zlib
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from ..records import Article

# Five words in a row rarely meet by chance, and survive a changed headline or a cut paragraph (Broder 1997 uses 10 on the web, short
# reports need fewer).
SHINGLE_WORDS = 5
# Share of the shorter report's sequences that stand in the other one, from which on it is a copy. Two independent reports of one event
# that quote the same sentence stay far below; background paragraphs of one agency reach about a quarter.
COPY_SHARE = 0.4
# Fewer sequences than this (a headline, a caption) prove nothing.
FEWEST_SHINGLES = 8
# Sequences kept of one report, those with the smallest checksums: a sample that is the same in every report, so that shares are kept
# (bottom-k sketch, Cohen and Kaplan 2007). A report of up to 260 words is kept whole; at 500 words a share of 0.4 is measured to 0.03.
SKETCH = 256
# Of these every fourth is indexed when all reports are searched for copies.
SAMPLE = 4
# A sequence in more reports than this is a menu line or a large family of copies: its reports are compared with their neighbours only.
COMMON = 40
NEIGHBOURS = 10


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is kept of a report's text to tell copies: the number of its word sequences, and the smallest of their checksums.

    `checksums` are unsigned 32-bit numbers, ascending, packed in little-endian bytes, so that a ledger can hold them as they are.
    """

    size: int
    checksums: bytes

    def numbers(self) -> tuple[int, ...]:
        """The checksums as numbers."""
        return struct.unpack(f"<{len(self.checksums) // 4}I", self.checksums)


@dataclass(frozen=True, slots=True)
class Copy:
    """Two reports (`doc_id` < `of`) of which the shorter has `share` (0..1) of its word sequences in common with the other."""

    doc_id: str
    of: str
    share: float
    reason: str


class Copied:
    """The pairs of two reports (ids in order) that are near copies, each found when it is asked for and kept."""

    def __init__(self, sketch: Callable[[str], Sketch | None], same: Iterable[tuple[str, str]] = ()) -> None:
        self._sketch = sketch
        self._known = dict.fromkeys(same, True)

    def __contains__(self, pair: object) -> bool:
        known = self._known.get(pair)
        if known is None:
            one, other = self._sketch(pair[0]), self._sketch(pair[1])
            known = self._known[pair] = bool(one and other and pair[0] != pair[1] and share_of(one, other) >= COPY_SHARE)
        return known


def share_of(one: Sketch, other: Sketch) -> float:
    """The share (0..1) of the shorter report's sequences that stand in the other; 0 when the shorter is too short to tell."""
    shorter, longer = (one, other) if one.size <= other.size else (other, one)
    if shorter.size < FEWEST_SHINGLES:
        return 0.0
    few, many = shorter.numbers(), longer.numbers()
    # Beyond its last checksum a sketch that left some out says nothing.
    reach = min((kept[-1] for kept, size in ((few, shorter.size), (many, longer.size)) if size > SKETCH), default=None)
    sample = few if reach is None else few[: bisect_right(few, reach)]
    return len(set(sample).intersection(many)) / len(sample) if sample else 0.0


def find_copies(articles: Sequence[Article]) -> tuple[Copy, ...]:
    """Pairs of reports that are near copies, sorted by their ids; what `Article.cuts` marks (menus, comment forms) is left out.

    Also the pairs that the read stage has already found identical (`Article.copy_of`).
    """
    return copies_among({a.doc_id: sketch_of(a) for a in articles if a.doc_id}, same_texts(articles))


def same_texts(articles: Iterable[Article]) -> frozenset[tuple[str, str]]:
    """The pairs of reports, ids in order, whose text the read stage found to be the same."""
    return frozenset(tuple(sorted((a.doc_id, a.copy_of))) for a in articles if a.doc_id and a.copy_of and a.copy_of != a.doc_id)


def copies_among(sketches: Mapping[str, Sketch], same: Iterable[tuple[str, str]] = ()) -> tuple[Copy, ...]:
    """The pairs of these reports that are near copies, sorted by their ids, and the pairs of `same`. Time grows with the reports."""
    found = {(one, other): Copy(one, other, 1.0, "the text is the same") for one, other in same}
    for one, other in sorted(_candidates(sketches)):
        if (share := share_of(sketches[one], sketches[other])) >= COPY_SHARE:
            words = f"{share:.0%} of the shorter report's sequences of {SHINGLE_WORDS} words stand in the other"
            found[one, other] = Copy(one, other, round(share, 3), words)
    return tuple(found[pair] for pair in sorted(found))


def sketch_of(article: Article) -> Sketch:
    """The sketch of a report, without what `Article.cuts` marks. It depends on this report alone."""
    texts, position = [], 0
    for cut in sorted(article.cuts, key=lambda c: c.start):
        texts.append(article.text[position : cut.start])
        position = max(position, cut.end)
    words = re.findall(r"\w+", re.sub(r"['’]", "", " ".join([*texts, article.text[position:]]).lower()))
    # crc32 and not hash(): the latter differs from run to run.
    shingles = {zlib.crc32(" ".join(words[i : i + SHINGLE_WORDS]).encode()) for i in range(len(words) - SHINGLE_WORDS + 1)}
    kept = sorted(shingles)[:SKETCH]
    return Sketch(len(shingles), struct.pack(f"<{len(kept)}I", *kept))


def _candidates(sketches: Mapping[str, Sketch]) -> set[tuple[str, str]]:
    samples = {doc_id: {n for n in sketches[doc_id].numbers() if n % SAMPLE == 0} for doc_id in sorted(sketches)}
    if len(samples) <= COMMON:
        return {(one, other) for one, other in combinations(samples, 2) if not samples[one].isdisjoint(samples[other])}
    holders: dict[int, list[str]] = defaultdict(list)
    for doc_id, sample in samples.items():
        for checksum in sample:
            holders[checksum].append(doc_id)
    met: set[tuple[str, str]] = set()
    for doc_ids in holders.values():
        reach = len(doc_ids) if len(doc_ids) <= COMMON else NEIGHBOURS
        for n, one in enumerate(doc_ids):
            met.update((one, other) for other in doc_ids[n + 1 : n + 1 + reach])
    return met
