"""Small invented reports, and a ledger of them."""

from __future__ import annotations

from pathlib import Path

from reportedly.export import json_line
from reportedly.store import add

REPORTS = {
    "a.txt": "Daily Example, 23 February 2019\n\nA car bomb killed at least 17 people in Al Bab on Friday, residents said.\n",
    "b.txt": "A car bomb exploded in Al Bab on 22 February 2019, killing 22 people, the governor said. The army denied shelling the town.\n",
    "c.txt": "Two bombs hit Al Bab on 22 February 2019. Forty people were injured, a doctor told Example News.\n",
    "d.txt": "Rebels attacked an army post near Homs on 3 March 2019, killing 4 soldiers, the army said.\n",
    "e.txt": "Yesterday, Friday, February 22nd, gunmen of the Ninth Orchard Brigade abducted Selim Okat in Rastankoy near Homs, residents said.\n",
}


def write_reports(folder: Path) -> str:
    """The reports as files of a folder, whose name is given back."""
    (folder / "reports").mkdir()
    for name, text in REPORTS.items():
        (folder / "reports" / name).write_text(text, encoding="utf-8")
    return str(folder / "reports")


def add_all(ledger, paths: list[str], **options) -> list:
    """What became of every input, when all is done."""
    return list(add(ledger, paths, **options))


def lines(found) -> list[str]:
    """The JSON lines of (record, its JSON) pairs, without the file names, which are as the user gave them."""
    return [json_line({key: value for key, value in record.items() if key != "file"}) for _, record in found]


def full_ledger(folder: Path) -> str:
    """A ledger with something in every table: reports, a copy, a refused input, decisions and a redaction; its path."""
    from reportedly.store import open_ledger, relink
    from reportedly.store.decisions import decide
    from reportedly.store.query import claims
    from reportedly.store.redact import redact_names

    reports = write_reports(folder)
    (folder / "reports" / "f.jsonl").write_text("".join(f'{{"id": {n}, "text": "Rebels attacked a post near Homs on 3 March 2019.", "outlet": "{outlet}"}}\n'
                                                        for n, outlet in enumerate(("One", "One", "Other"))), encoding="utf-8")
    path = str(folder / "full.sqlite")
    with open_ledger(path, new=True) as ledger:
        add_all(ledger, [reports, str(folder / "absent.txt")])
        keys = [stored.claim.claim_id for stored in claims(ledger)]
        decide(ledger, "accept", keys[:1], who="Ada", why="seen it")
        edit, = decide(ledger, "edit", keys[1:2], who="Ada", fields={"status": "possible"})
        decide(ledger, "reject", keys[2:3], who="Bea")
        decide(ledger, "undo", [edit.decision_id], who="Bea")
        relink(ledger)
        redact_names(ledger, ["Selim Okat"], who="Bea", why="asked")
        # A report whose events are not made yet leaves a row in `unlinked`.
        decide(ledger, "reject", keys[3:4], who="Ada")
    return path
