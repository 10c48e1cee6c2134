"""Near copies: reports that share most of their word sequences, found without comparing all with all."""

from __future__ import annotations

import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ..records import Article

# Five words in a row rarely meet by chance, and survive a changed headline or a cut paragraph (Broder 1997 uses 10 on the web, short
# reports need fewer).
SHINGLE_WORDS = 5
# Share of the shorter report's sequences that stand in the other one, from which on it is a copy. Two independent reports of one event
# that quote the same sentence stay far below; background paragraphs of one agency reach about a quarter.
COPY_SHARE = 0.4
# Fewer sequences than this (a headline, a caption) prove nothing.
FEWEST_SHINGLES = 8
# Only every fourth sequence, chosen by its checksum, is indexed: the same ones in every report, so that shares are kept.
SAMPLE = 4
# A sequence in more reports than this is a menu line or a large family of copies: its reports are compared with their neighbours only.
COMMON = 40
NEIGHBOURS = 10


@dataclass(frozen=True, slots=True)
class Copy:
    """Two reports (`doc_id` < `of`) of which the shorter has `share` (0..1) of its word sequences in common with the other."""

    doc_id: str
    of: str
    share: float
    reason: str


def find_copies(articles: Sequence[Article]) -> tuple[Copy, ...]:
    """Pairs of reports that are near copies, sorted by their ids; what `Article.cuts` marks (menus, comment forms) is left out.

    Also the pairs that the read stage has already found identical (`Article.copy_of`).
    """
    texts = {a.doc_id: a for a in articles if a.doc_id}
    shingles = {doc_id: _shingles(texts[doc_id]) for doc_id in sorted(texts)}
    found = {}
    for one, other in sorted(_candidates(shingles)):
        common, shorter = len(shingles[one] & shingles[other]), min(len(shingles[one]), len(shingles[other]))
        if shorter >= FEWEST_SHINGLES and common >= COPY_SHARE * shorter:
            share = round(common / shorter, 3)
            found[one, other] = Copy(one, other, share, f"{share:.0%} of the shorter report's sequences of {SHINGLE_WORDS} words stand in the other")
    for doc_id, article in texts.items():
        if article.copy_of and article.copy_of != doc_id:
            one, other = sorted((doc_id, article.copy_of))
            found.setdefault((one, other), Copy(one, other, 1.0, "the text is the same"))
    return tuple(found[pair] for pair in sorted(found))


def _shingles(article: Article) -> frozenset[int]:
    kept, position = [], 0
    for cut in sorted(article.cuts, key=lambda c: c.start):
        kept.append(article.text[position : cut.start])
        position = max(position, cut.end)
    words = re.findall(r"\w+", re.sub(r"['’]", "", " ".join([*kept, article.text[position:]]).lower()))
    # crc32 and not hash(): the latter differs from run to run.
    return frozenset(zlib.crc32(" ".join(words[i : i + SHINGLE_WORDS]).encode()) for i in range(len(words) - SHINGLE_WORDS + 1))


def _candidates(shingles: dict[str, frozenset[int]]) -> set[tuple[str, str]]:
    holders: dict[int, list[str]] = defaultdict(list)
    for doc_id, found in shingles.items():
        for shingle in found:
            if shingle % SAMPLE == 0:
                holders[shingle].append(doc_id)
    met: Counter[tuple[str, str]] = Counter()
    for doc_ids in holders.values():
        reach = len(doc_ids) if len(doc_ids) <= COMMON else NEIGHBOURS
        for n, one in enumerate(doc_ids):
            met.update((one, other) for other in doc_ids[n + 1 : n + 1 + reach])
    return set(met)
