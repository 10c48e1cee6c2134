"""Fit lexicon/act_places.tsv: how likely a place of the sentence with certain signs is the place of the act.

    python scripts/train_act_places.py EVENT_LOCATION.jsonl GOLD.toml REPORTS.jsonl SCORER_FOLDER

Two kinds of pairs of an act and a place. EVENT_LOCATION.jsonl marks a verb and the names of its place in a sentence (MIT; the fifth that
bench/act_places.py holds back and the source whose places were left unmarked are not used); the place is right when it touches a marked
name. GOLD.toml and REPORTS.jsonl are the hand-made train reports (CC BY 4.0); there it is right when it lies where the gold has the act.
Logistic regression with an L2 penalty, full-batch Newton steps, no randomness; prints cross-validated token precision and recall.
"""

import sys
import tomllib
from collections import Counter
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "bench"))

import act_places as bench  # noqa: E402
from train_confidence import Settings, json, pipeline  # noqa: E402

from reportedly.claim import ClaimMaker  # noqa: E402
from reportedly.ground.distance import km  # noqa: E402

# A sign rarer than this says nothing; those that name a word or a whole path are held closer to zero.
MIN_COUNT = 6
PENALTY = {"on": 5.0, "path": 4.0}
PENALTY_ELSE = 2.0
FOLDS = 5
STEPS = 8

# How much a pair of the reports weighs: their places are right within kilometres, not by the very name, and few reports share many pairs.
REPORT_WEIGHT = 0.5


def pairs_by_head(read):
    """For each head token of an act group its pairs of (site, signs)."""
    maker = ClaimMaker(read.parsed, read.mentions, read.places, read.referred, read.unlisted)
    return {head: pairs for group, pairs in maker.place_pairs() for head in group.heads()}


def from_sentences(path: Path):
    """(text, wanted tokens, [(signs, tokens of the site)]) of each marked verb that is an act."""
    rows = bench.rows_of(path, "train")
    for read in bench.understood(list(rows)):
        by_head, parsed = pairs_by_head(read), read.parsed
        for row in rows[parsed.article.text]:
            if row["source"] == bench.UNMARKED_SOURCE:
                continue
            wanted = bench.wanted_tokens(row)
            for verb in row["verbs"]:
                head = next((h for h in sorted(by_head) if parsed.starts[h] < verb["end"] and parsed.ends[h] > verb["start"]), None)
                if head is not None:
                    yield parsed.article.text, wanted, [(signs, bench.got_tokens(read, site.place)) for site, signs in by_head[head]]


def from_reports(gold_path: str, reports: str, scorer_folder: str):
    """(signs, right?) of each pair of a claim that the gold has with a place."""
    sys.path.insert(0, scorer_folder)
    import claims as scorer
    from reportedly.export.contract import claim_json

    gold = tomllib.loads(Path(gold_path).read_text(encoding="utf-8"))["claim"]
    made, pairs = [], {}
    articles = [c for c in map(pipeline.as_article, pipeline.read_paths([reports])) if c.status == "coded"]
    for read in pipeline.understand(articles, Settings()):
        by_head = pairs_by_head(read)
        maker = ClaimMaker(read.parsed, read.mentions, read.places, read.referred, read.unlisted)
        for draft, claims in maker.unfiltered():
            for claim in claims:
                made.append(json.loads(json.dumps(claim_json(claim))))
                pairs[claim.claim_id] = by_head[draft.group.act.head]
    docs = {g["doc"] for g in gold}
    matched = scorer.match(gold, [c for c in made if scorer.doc_key(c) in docs], scorer.load_texts(reports))
    for g in gold:
        if g["id"] in matched and g.get("place"):
            for site, signs in pairs[matched[g["id"]][0]]:
                if site.place.lat is not None:
                    yield signs, km(g["place"]["lat"], g["place"]["lon"], site.place.lat, site.place.lon) <= g["place"]["km"]


def fit(rows: list[tuple[str, ...]], labels: np.ndarray, weight: np.ndarray) -> dict[str, float]:
    """One weight a sign."""
    counts = Counter(s for r in rows for s in r)
    names = sorted(s for s, n in counts.items() if n >= MIN_COUNT)
    column = {s: i for i, s in enumerate(names)}
    X = np.zeros((len(rows), len(names)))
    for i, r in enumerate(rows):
        X[i, [column[s] for s in r if s in column]] = 1
    penalty = np.array([0.01 if s == "always" else PENALTY.get(s.split()[0], PENALTY_ELSE) for s in names])
    w = np.zeros(len(names))
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-X @ w))
        gradient = X.T @ (weight * (p - labels)) + penalty * w
        hessian = (X.T * (weight * p * (1 - p))) @ X + np.diag(penalty)
        w -= np.linalg.solve(hessian, gradient)
    return dict(zip(names, w))


def scores(examples, w: dict[str, float], threshold: float) -> tuple[int, int, int]:
    """Tokens got, wanted and both."""
    totals = np.zeros(3, dtype=int)
    for _, wanted, pairs in examples:
        rated = [(1 / (1 + np.exp(-sum(w.get(s, 0.0) for s in signs))), -i, got) for i, (signs, got) in enumerate(pairs)]
        best = max(rated, key=lambda r: r[:2], default=(0.0, 0, frozenset()))
        got = best[2] if best[0] >= threshold else frozenset()
        totals += (len(got), len(wanted), len(got & wanted))
    return tuple(totals)


def main(sentences: str, *reports: str) -> None:
    examples = list(from_sentences(Path(sentences)))
    more = list(from_reports(*reports))
    print(f"{len(examples)} verbs of sentences, {len(more)} pairs of reports")

    def fitted(of):
        rows = [s for _, _, pairs in of for s, _ in pairs]
        labels = [bool(got & wanted) for _, wanted, pairs in of for _, got in pairs]
        return fit(rows + [s for s, _ in more], np.array(labels + [right for _, right in more], dtype=float),
                   np.array([1.0] * len(rows) + [REPORT_WEIGHT] * len(more)))

    texts = sorted({e[0] for e in examples})
    fold = {text: i % FOLDS for i, text in enumerate(texts)}
    thresholds = np.arange(0.25, 0.6, 0.05)
    totals = {t: np.zeros(3) for t in thresholds}
    for k in range(FOLDS):
        w = fitted([e for e in examples if fold[e[0]] != k])
        for t in thresholds:
            totals[t] += scores([e for e in examples if fold[e[0]] == k], w, t)
    for t, (got, wanted, both) in totals.items():
        print(f"threshold {t:.2f}: P {both / got:.3f} R {both / wanted:.3f}")
    lines = ["# Written by scripts/train_act_places.py; a sign not listed weighs nothing.", "sign\tweight\tsource"]
    lines += [f"{s}\t{w:.2f}\tfitted on marked sentences (MIT) and the train reports (CC BY 4.0)" for s, w in sorted(fitted(examples).items()) if abs(w) >= 0.1]
    (ROOT / "reportedly" / "lexicon" / "act_places.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
