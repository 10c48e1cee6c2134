"""Dates that the other reports settle: the same whatever the order, and looked at in full or only where something changed."""

from __future__ import annotations

import json
import random

import pytest

from reportedly import pipeline
from reportedly.store import dating, open_ledger
from reportedly.store.verify import verify

from .made import add_all

RARE = ("Qasrabad", "Velnik", "Torushan", "Mirzol", "Hanbek")


def reports() -> list[dict]:
    """Five groups that share rare names; in each one report gives its year and the others only weekday and day. The first group is
    one too many, so that its names are rare no more when the last of it comes."""
    found = []
    for group, name in enumerate(RARE):
        names = f"{name}, {name}ani and {name}skoy"
        for n in range(4 if group == 0 else 3):
            day = {"published": f"{2013 if group % 2 else 2019}-02-2{n + 4}"} if n == 0 else {}
            found.append({"id": f"{group}-{n}", **day, "text": f"Number {n}: yesterday, Friday, February 22nd, gunmen attacked {names}, residents said."
                          if n else f"Number {n}: the towns of {names} were shelled, residents said."})
    return found


def write(path, records) -> str:
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return str(path)


def dates(ledger) -> list:
    return ledger.execute("SELECT doc_id, published, dated FROM reports ORDER BY doc_id").fetchall()


@pytest.mark.parametrize("few", [1000, 0])
def test_any_order_dates_as_code_does(few, tmp_path, monkeypatch):
    monkeypatch.setattr(dating, "FEW", few)
    made = reports()
    wanted = sorted((one.article.doc_id, one.article.published.start) for one in pipeline.code([write(tmp_path / "all.jsonl", made)]))
    assert len({date for _, date in wanted}) > 2
    alone = {one.article.doc_id: one.article.published.start for one in pipeline.code([str(tmp_path / "all.jsonl")], alone=True)}
    assert alone != dict(wanted), "these reports move no date, so they test nothing"
    results = []
    for seed in range(3):
        random.Random(seed).shuffle(made)
        with open_ledger(str(tmp_path / f"{seed}.sqlite"), new=True) as ledger:
            for n, size in ((0, 1), (1, 6), (7, 9)):
                add_all(ledger, [write(tmp_path / "some.jsonl", made[n:n + size])])
            results.append(dates(ledger))
            assert [(doc_id, date) for doc_id, date, _ in results[-1]] == wanted
            assert dating.moved_dates(ledger) == [] and list(verify(ledger)) == []
    assert results[0] == results[1] == results[2]
