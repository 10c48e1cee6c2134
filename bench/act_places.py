"""How right the place of an act is: token precision and recall on sentences in which a verb and the names of its place are marked by hand.

    python bench/act_places.py EVENT_LOCATION.jsonl [--part held|train] [--limit N] [--json]

`EVENT_LOCATION.jsonl` has `text`, `source`, `verbs` and `locations` (spans), one sentence a line, each read as a report of its own. The sentences
whose SHA-256 of the text is divisible by five are held back: nothing is fitted on them and nobody reads them; the others are `train`.

    counted     the marked verbs that are the head of an act of our lexicon and belong to a claim that is made
    wanted      the capitalised words that the marked locations touch; none where the gold marks no location
    got         the capitalised words of the name in the claim's place: of "the eastern countryside of Aleppo" Aleppo, of "Andar district,
                Ghazni province" Andar, of "between X and Y" and "X and Y" both; for "the city", the name in the sentence that it takes up
    precision   wanted and got / got          recall   wanted and got / wanted, over all counted verbs

`of all acts` counts the acts too that are no claim for want of confidence: their place is none. `without Masdar_RA` leaves out the sentences of
a source whose places were mostly left unmarked (most of its "killed in X" have none in the gold, against one in ten elsewhere).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from reportedly import pipeline
from reportedly.claim import ClaimMaker
from reportedly.claim.confidence import THRESHOLD
from reportedly.claim.context import in_context
from reportedly.records import Article, Place

FIFTH = 5
UNMARKED_SOURCE = "Masdar_RA"
WORD = re.compile(r"\w+(?:[-'’‘]\w+)*")


def rows_of(path: Path, part: str) -> dict[str, list[dict]]:
    """The rows of one part by their text, in the order of the file."""
    found: dict[str, list[dict]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if (int(hashlib.sha256(row["text"].encode()).hexdigest(), 16) % FIFTH == 0) == (part == "held"):
            found.setdefault(row["text"], []).append(row)
    return found


def understood(texts: list[str]) -> Iterator[pipeline.Read]:
    """Each text as a report of its own."""
    return pipeline.understand(Article("sha256:" + hashlib.sha256(t.encode()).hexdigest(), "sentence", t) for t in texts)


def name_tokens(text: str, start: int, end: int) -> frozenset[int]:
    """Where the capitalised words begin that the characters [start, end) touch."""
    return frozenset(m.start() for m in WORD.finditer(text) if m.start() < end and m.end() > start and any(c.isupper() for c in m.group()))


def wanted_tokens(row: dict) -> frozenset[int]:
    return frozenset().union(*(name_tokens(row["text"], loc["start"], loc["end"]) for loc in row["locations"]))


def got_tokens(read: pipeline.Read, place: Place) -> frozenset[int]:
    """The capitalised words of the name that a claim's place is, of both names for a stretch between two."""
    text = read.parsed.article.text
    if place.geometry and place.geometry["type"] == "MultiPoint":
        inside = [p for p in (*read.places, *read.unlisted) if p is not None and place.start <= p.start and p.end <= place.end]
        return frozenset().union(*(got_tokens(read, p) for p in inside))
    if any((p.start, p.end) == (place.start, place.end) for p in read.unlisted):
        return name_tokens(text, place.start, run_end(text, place.start, place.end))
    named = [(m.span, p) for m, p in zip(read.mentions.places, read.places) if p is not None and m.literal]
    inside = [span for span, p in named if (p.start, p.end, p.name) == (place.start, place.end, place.name)]
    inside = inside or [span for span, _ in named if place.start <= span.start and span.end <= place.end]
    if not inside and any((p.start, p.end) == (place.start, place.end) for p in read.referred):
        inside = [span for span, p in named if p.gazetteer_id == place.gazetteer_id and span.start < place.start][-1:]
    if not inside:
        return name_tokens(text, place.start, run_end(text, place.start, place.end))
    spans = [s for s, _ in named if place.start <= s.start and s.end <= place.end][:2] if place.relation == "between" or place.precision == "border" else inside[:1]
    return frozenset().union(*(name_tokens(text, s.start, max(s.end, run_end(text, s.start, place.end))) for s in spans))


def run_end(text: str, start: int, end: int) -> int:
    """Where the first run of capitalised words of text[start:end] ends."""
    last = 0
    for m in WORD.finditer(text, start, end):
        if any(c.isupper() for c in m.group()):
            if last and not re.fullmatch(r"[\s\-‘'’]*(?:(?:al|el|of|de|la|e|the)[\s-]+)*", text[last:m.start()]):
                break
            last = m.end()
    return last


def places_of(read: pipeline.Read) -> tuple[dict[int, Place | None], set[int]]:
    """The place that the claims give each act, by the token of its head; and the heads of all acts of the lexicon."""
    maker = ClaimMaker(read.parsed, read.mentions, read.places, read.referred, read.unlisted)
    kept = [d for d in maker.drafts() if maker.confidence(d) >= THRESHOLD]
    placed = {h: d.place for d in in_context(kept, maker.frames(), maker.places.openings(), read.parsed.article.published) for h in d.group.heads()}
    return placed, {a.head for a in read.mentions.acts}


def count(read: pipeline.Read, rows: list[dict], totals: Counter) -> None:
    """Add the verbs of one text."""
    starts, ends = read.parsed.starts, read.parsed.ends
    placed, acts = places_of(read)
    for row in rows:
        wanted = wanted_tokens(row)
        for verb in row["verbs"]:
            heads = [h for h in sorted(acts) if starts[h] < verb["end"] and ends[h] > verb["start"]]
            head = next((h for h in heads if h in placed), None)
            place = placed.get(head)
            got = got_tokens(read, place) if place else frozenset()
            groups = ["all acts"] * bool(heads) + ["claims"] * (head is not None) + ["marked"] * (head is not None and row["source"] != UNMARKED_SOURCE)
            totals["verbs"] += 1
            for group in groups:
                totals.update({(group, "verbs"): 1, (group, "wanted"): len(wanted), (group, "got"): len(got), (group, "both"): len(wanted & got)})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("sentences", type=Path)
    parser.add_argument("--part", choices=["held", "train"], default="held", help="which sentences (default: the held-back fifth)")
    parser.add_argument("--limit", type=int, help="only so many texts, for a quick look")
    parser.add_argument("--json", action="store_true", help="one line of JSON")
    options = parser.parse_args()
    rows = rows_of(options.sentences, options.part)
    totals: Counter = Counter()
    for read in understood(list(rows)[:options.limit]):
        count(read, rows[read.parsed.article.text], totals)
    found = {}
    for group, name in (("claims", "claims"), ("all acts", "of all acts"), ("marked", "without Masdar_RA")):
        both, got, wanted = (totals[group, k] for k in ("both", "got", "wanted"))
        found[name] = {"verbs": totals[group, "verbs"], "precision": round(both / max(1, got), 3), "recall": round(both / max(1, wanted), 3)}
    if options.json:
        print(json.dumps({"part": options.part, "marked verbs": totals["verbs"], **found}))
        return
    print(f"{options.part}: {totals['verbs']} marked verbs")
    for name, figures in found.items():
        print(f"{name:18} verbs {figures['verbs']:5}  precision {figures['precision']:.3f}  recall {figures['recall']:.3f}")


if __name__ == "__main__":
    main()
