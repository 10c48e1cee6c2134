"""Lines of GeoNames dumps, made up."""

from __future__ import annotations

import zipfile
from pathlib import Path


def line(id: int, name: str, lat: object, lon: object, code: str = "P.PPL", country: str = "IQ", admin1: str = "", population: object = 0, others: str = "") -> str:
    kind, sub = code.split(".")
    return "\t".join([str(id), name, name, others, str(lat), str(lon), kind, sub, country, "", admin1, "", "", "", str(population), "", "30",
                      "Asia/Baghdad", "2024-01-01"])


# A village no gazetteer has, a dam, a barracks, the real Mosul under one more name, a wadi, and a hill.
LINES = (
    line(990000001, "Tall Zarrifa", 36.1, 42.2, admin1="15", others="Tell Zarifeh,تل ظريفة"),
    line(990000002, "Zarrifa Dam", 36.2, 42.1, "S.DAM", admin1="15"),
    line(990000003, "Camp Zarrifa", 36.3, 42.0, "S.INSM", admin1="15"),
    line(99072, "Mosul", 36.335, 43.11889, "P.PPLA", admin1="15", population=1739800, others="Zarrifabad"),
    line(990000005, "Wadi Zarrifa", 33.0, 41.0, "H.WAD", admin1="01"),
    line(990000006, "Jabal Zarrifa", -1.5, 179.99, "T.HLL", "", ""),
)


def plain(folder: Path, lines: tuple[str, ...] = LINES, name: str = "ZZ.txt", end: str = "\n") -> Path:
    path = folder / name
    path.write_bytes(end.join([*lines, ""]).encode("utf-8"))
    return path


def zipped(folder: Path, members: dict[str, str | bytes], name: str = "ZZ.zip") -> Path:
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in members.items():
            archive.writestr(member, content)
    return path
