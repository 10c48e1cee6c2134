"""How right the coder is on military press releases: one gold row a release, derived here from the release's claims.

    python bench/isaf.py ISAF.jsonl [--wrong FIELD] [--json]

`ISAF.jsonl` has `id`, `text` and `gold` (start_date, event_type, province, target_group, min_killed, min_captured), one release a line.
The gold says one thing of a whole release, the coder many. What a release says is read off its claims, in the order of the text, thus:

    raid            the claims that are told as done (asserted or possible) and are a raid or part of one: types of RAID below
    start_date      the day that most claims of the raid begin on; of two the one told first
    province        the first-level unit (`place.admin1`) that most claims of the raid lie in; of two the one told first
    min_killed      the most that can be added up without counting anybody twice: the sum of the lower bounds of `killed` over
                    the claims of the raid, of one number of victims told in several claims only one; never civilians or friends
    min_captured    the same for `captured`; an arrest that gives no count is one
    target_group    the armed groups of the register among the recipients of the raid; when there are none, among all parties
    event_type      airstrike when an airstrike killed; civiliancasualty when the killed are civilians; else captureandkill,
                    insurgentskilled or detention by what min_killed and min_captured say

A field is right when it is exactly the gold's; a release without any claim of a raid is wrong in date and province.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import unicodedata
from collections import Counter
from pathlib import Path

# Types of the acts that a raid is made of.
RAID = frozenset("arrest kill execute injure operation attack clash airstrike bombing discover take_control destroy repel surround shelling".split())

# The words for victims who are not the raid's targets.
NOT_TARGETS = re.compile(r"civilian|women|woman|child|servic|soldier|police|coalition|afghan (?:national|border|army|forc|offic)|isaf|villager|troops", re.I)
CIVILIANS = re.compile(r"civilian|women|woman|child|villager", re.I)

# The gold's short names of groups, by what the name or id of a party holds.
GROUPS = {"taliban": "taliban", "haqqani": "haqqani", "imu": "islamic movement of uzbekistan", "hig": "hezb", "aq": "al-qaida"}
OTHER_NAMES = {"al-qaeda": "al-qaida", "al qaeda": "al-qaida", "al-qa'ida": "al-qaida", "al qaida": "al-qaida", "imu": "islamic movement of uzbekistan", "hizb": "hezb"}

# The gold's spelling of a province, where the maps' is another.
PROVINCES = {"paktya": "paktia", "wardak": "maidan wardak", "sar-e pul": "sar-e pol", "jowzjan": "jawzjan", "uruzgan": "urozgan"}


def fold(name: str) -> str:
    """A name without case, accents, hyphens."""
    plain = unicodedata.normalize("NFKD", name.lower())
    return re.sub(r"[^a-z]+", " ", "".join(c for c in plain if not unicodedata.combining(c))).strip()


def code(releases: Path) -> list[dict]:
    """The claims that the installed command makes of the releases, each as if it were alone."""
    with tempfile.TemporaryDirectory() as folder:
        claims = Path(folder) / "claims.jsonl"
        command = [sys.executable, "-m", "reportedly", "code", str(releases), "--alone", "--claims", str(claims)]
        done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        if done.returncode:
            raise RuntimeError(f"`reportedly code` ended with {done.returncode}:\n{done.stderr.decode()[-2000:]}")
        return [json.loads(line) for line in claims.read_text(encoding="utf-8").splitlines()]


def most(values: list[str | None]) -> str | None:
    """The most frequent value, the first of equals; None when there is none."""
    counts = Counter(v for v in values if v)
    return counts.most_common(1)[0][0] if counts else None


def counted(raid: list[dict], kind: str) -> int:
    """How many were killed or captured at least."""
    told = {(loss["low"] or 0, bool(re.search("leader|command|facilitat", loss["who"], re.I)))
            for claim in raid for loss in claim["losses"] if loss["kind"] == kind and not NOT_TARGETS.search(loss["who"] or loss["words"])}
    uncounted = kind == "captured" and any(c["type"] == "arrest" for c in raid)
    return max(sum(low for low, _ in told), int(uncounted))


def groups_of(parties: list[dict]) -> str:
    """The gold's short names of the groups among the parties, in its order."""
    names = " | ".join(f"{p['name']} {p['words']}" for p in parties).lower()
    for other, name in OTHER_NAMES.items():
        names = re.sub(rf"\b{other}\b", name, names)
    return ";".join(sorted(short for short, name in GROUPS.items() if name in names))


def derived(claims: list[dict]) -> dict:
    """What a release says, in the gold's fields; None where its claims do not tell."""
    done = [c for c in claims if c["status"] in ("asserted", "possible")]
    raid = [c for c in done if c["type"] in RAID]
    killed, captured = counted(raid, "killed"), counted(raid, "captured")
    deadly = [c for c in raid if any(loss["kind"] == "killed" and loss["low"] != 0 for loss in c["losses"])]
    by_air = any(c["type"] == "airstrike" or any(m["kind"] == "air" for m in c["means"]) for c in deadly)
    civilians = any(loss["kind"] == "killed" and loss["low"] and CIVILIANS.search(loss["who"] or loss["words"]) for c in raid for loss in c["losses"])
    kind = ("airstrike" if by_air else "civiliancasualty" if civilians and not killed else "captureandkill" if killed and captured
            else "insurgentskilled" if killed else "detention" if captured else None)
    return {
        "start_date": most([c["time"] and c["time"]["start"] and c["time"]["start"][:10] for c in raid]),
        "province": most([c["place"] and c["place"]["admin1"] for c in raid]),
        "event_type": kind,
        "min_killed": killed,
        "min_captured": captured,
        "target_group": groups_of([p for c in raid for p in c["recipient"]]) or groups_of([p for c in claims for p in (*c["actor"], *c["recipient"])]),
    }


def is_right(field: str, got, gold) -> bool:
    """True when the derived value is the gold's."""
    wanted = gold[field][0] if isinstance(gold[field], list) else gold[field]
    if field == "province":
        return got is not None and fold(got) in {fold(wanted), fold(PROVINCES.get(wanted, wanted))}
    return got == wanted


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("releases", type=Path, help="a file of releases with their gold, one JSON record a line")
    parser.add_argument("--claims", type=Path, help="claims already made of it, instead of running the command")
    parser.add_argument("--wrong", metavar="FIELD", help="print the releases whose FIELD is wrong: id, got, wanted")
    parser.add_argument("--json", action="store_true", help="one line of JSON")
    options = parser.parse_args()
    releases = [json.loads(line) for line in options.releases.read_text(encoding="utf-8").split("\n") if line.strip()]
    claims = [json.loads(line) for line in options.claims.read_text(encoding="utf-8").splitlines()] if options.claims else code(options.releases)
    of: dict[str, list[dict]] = {}
    for claim in claims:
        of.setdefault(claim["file"].rsplit("#", 1)[1], []).append(claim)
    right: Counter[str] = Counter()
    for release in releases:
        for field, got in derived(of.get(release["id"], [])).items():
            ok = is_right(field, got, release["gold"])
            right[field] += ok
            if field == options.wrong and not ok:
                print(release["id"], repr(got), release["gold"][field], sep="\t")
    shares = {field: round(100 * right[field] / len(releases), 1) for field in derived([])}
    if options.json:
        print(json.dumps({"releases": len(releases), **shares}))
        return
    print(f"{len(releases)} releases; right: " + " · ".join(f"{field} {share} %" for field, share in shares.items()))


if __name__ == "__main__":
    main()
