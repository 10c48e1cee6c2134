"""Fit lexicon/confidence.tsv: how likely an act word with certain signs is a claim.

    python scripts/train_confidence.py GOLD.toml REPORTS.jsonl SCORER_FOLDER

The gold is the hand-made train set (CC BY 4.0). Logistic regression with an L2 penalty, full-batch Newton steps, no randomness;
prints the cross-validated detection F1 for a row of thresholds (folds by report).
"""

import json
import sys
import tomllib
from pathlib import Path

import numpy as np

from reportedly import pipeline
from reportedly.claim import ClaimMaker
from reportedly.claim.confidence import signs_of
from reportedly.settings import Settings

PENALTY = {"word": 6.0, "type": 3.0}       # rare signs are held closer to zero
PENALTY_ELSE = 1.0
FOLDS = 10


def examples(reports: str):
    """(report id, signs, the claim as the scorer reads it) of every act of every report, unfiltered."""
    from reportedly.export.contract import claim_json

    articles = [c for c in map(pipeline.as_article, pipeline.read_paths([reports])) if c.status == "coded"]
    for read in pipeline.understand(articles, Settings()):
        maker = ClaimMaker(read.parsed, read.mentions, read.places, read.referred, read.unlisted)
        for draft, claims in maker.unfiltered():
            signs = signs_of(read.parsed, draft, maker.index.by_name[draft.group.act.frame])
            for claim in claims:
                yield read.parsed.article.file.rsplit("#", 1)[1], signs, json.loads(json.dumps(claim_json(claim)))


def fit(rows: list[tuple[str, ...]], labels: np.ndarray) -> dict[str, float]:
    names = sorted({s for r in rows for s in r})
    column = {s: i for i, s in enumerate(names)}
    X = np.zeros((len(rows), len(names)))
    for i, r in enumerate(rows):
        X[i, [column[s] for s in r]] = 1
    penalty = np.array([0.01 if s == "always" else PENALTY.get(s.split()[0], PENALTY_ELSE) for s in names])
    w = np.zeros(len(names))
    for _ in range(30):
        p = 1 / (1 + np.exp(-X @ w))
        gradient = X.T @ (p - labels) + penalty * w
        hessian = (X.T * (p * (1 - p))) @ X + np.diag(penalty)
        w -= np.linalg.solve(hessian, gradient)
    return dict(zip(names, w))


def predict(w: dict[str, float], rows) -> np.ndarray:
    return np.array([1 / (1 + np.exp(-sum(w.get(s, 0.0) for s in r))) for r in rows])


def main(gold_path: str, reports: str, scorer_folder: str) -> None:
    sys.path.insert(0, scorer_folder)
    import claims as scorer

    gold = tomllib.loads(Path(gold_path).read_text(encoding="utf-8"))["claim"]
    docs = {g["doc"] for g in gold}
    data = [e for e in examples(reports) if e[0] in docs]
    matched = {v[0] for v in scorer.match(gold, [c for _, _, c in data], scorer.load_texts(reports)).values()}
    labels = np.array([float(c["claim_id"] in matched) for _, _, c in data])
    rows = [s for _, s, _ in data]
    order = sorted(docs)
    fold = np.array([order.index(d) % FOLDS for d, _, _ in data])
    scores = np.zeros(len(rows))
    for k in range(FOLDS):
        w = fit([r for r, f in zip(rows, fold) if f != k], labels[fold != k])
        scores[fold == k] = predict(w, [r for r, f in zip(rows, fold) if f == k])
    print(f"{len(rows)} acts, {int(labels.sum())} of them in the gold ({len(gold)} claims)")
    for threshold in np.arange(0.2, 0.62, 0.04):
        kept = scores >= threshold
        p, r = labels[kept].sum() / max(1, kept.sum()), labels[kept].sum() / len(gold)
        print(f"threshold {threshold:.2f}: kept {int(kept.sum())} P {100*p:.1f} R {100*r:.1f} F1 {200*p*r/(p+r):.1f}")
    weights = fit(rows, labels)
    out = Path(__file__).parent.parent / "reportedly" / "lexicon" / "confidence.tsv"
    lines = ["# Written by scripts/train_confidence.py; a sign not listed weighs nothing.", "sign\tweight\tsource"]
    lines += [f"{s}\t{w:.2f}\tfitted on the 50 train reports (CC BY 4.0)" for s, w in sorted(weights.items()) if abs(w) >= 0.05]
    out.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
