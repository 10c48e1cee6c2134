"""What a person sees who opens the file in another program."""

from __future__ import annotations

import re

from reportedly.store import open_ledger
from reportedly.store.migrate import SCHEMA
from reportedly.store.query import claims, sources

from .made import add_all, full_ledger


def test_views_show_what_the_commands_print(tmp_path, reports):
    with open_ledger(str(tmp_path / "l.sqlite"), new=True) as ledger:
        add_all(ledger, [str(reports)])
        shown = {row[0]: row[1:] for row in ledger.execute("SELECT claim_id, actor, recipient, chain, event_id, type FROM v_claims")}
        wanted = {s.claim.claim_id: ("; ".join(p.name for p in s.claim.actor) or None, "; ".join(p.name for p in s.claim.recipient) or None,
                                     " > ".join(link.name for link in s.claim.chain) or None, s.event_id, s.claim.type) for s in claims(ledger)}
        assert shown == wanted
        assert ledger.execute("SELECT count(*), sum(claims) FROM v_events").fetchone()[1] == len(wanted)
        assert set(ledger.execute("SELECT name, kind, claims, reports, events FROM v_sources")) == {(s.name, s.kind, s.claims, s.reports, s.events) for s in sources(ledger)}


def test_every_view_can_be_read_and_is_explained(tmp_path):
    page = (SCHEMA.parents[2] / "docs" / "ledger.md").read_text(encoding="utf-8")
    with open_ledger(full_ledger(tmp_path)) as ledger:
        views = [name for name, in ledger.execute("SELECT name FROM sqlite_master WHERE type = 'view'")]
        assert sorted(re.findall(r"\| `(v_\w+)` \|", page)) == sorted(views)
        for view in views:
            columns = [name for name, *_ in ledger.execute(f"SELECT * FROM {view}").description]
            assert len(columns) == len(set(columns)) and ledger.execute(f"SELECT count(*) FROM {view}").fetchone()[0] > 0, view


def test_duckdb_finds_row_ids_in_what_people_read():
    script = (SCHEMA / "001.sql").read_text(encoding="utf-8")
    without = [name for name, body in re.findall(r"CREATE TABLE (\w+) (.*?);\n", script, re.DOTALL) if body.endswith("WITHOUT ROWID")]
    assert without == ["names", "blocks"]
