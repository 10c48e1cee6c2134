"""A project's own rows: with its folder a text is coded with them, without it not; a row that we cannot use ends the run."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from reportedly import code
from reportedly.errors import LexiconError
from reportedly.ground.gazetteer import open_gazetteer
from reportedly.ground.register import load_register
from reportedly.lexicon import HERE, rows
from reportedly.lexicon.project import LISTS, check_project, problems
from reportedly.pipeline import as_article, understand
from reportedly.read import read_paths
from reportedly.settings import Settings

WORDS = {
    "actors.tsv": "id\tname\tkind\taliases\tsource\nsplit-moon\tSplit Moon Legion\trebel\tSplit Moon\ttest\n",
    "places.tsv": "name\taliases\tlat\tlon\tradius_km\tfeature\tcountry\tsource\n"
                  "Zarquna\tTell Zarquna\t36.1\t38.4\t3\tvillage\tSYR\ttest\n"
                  "Aleppo\tHalabat\t36.2\t37.15\t10\tcity\tSYR\ttest\n",
    "types.tsv": "type\tparent\tsource\nscorching\tdestroy\ttest\n",
    "acts.tsv": "pattern\tpos\ttype\tactor\trecipient\tstrength\tsource\nflambast\tverb\tscorching\tsubj\tobj\tstrong\ttest\n",
    "cues.tsv": "pattern\tpos\tmanner\ttakes\tlink\tsource\nbugle\tverb\tclaimed\tclause\tyes\ttest\n",
    "source_nouns.tsv": "noun\tkind\tanonymous\tsource\nWatchkeeper\twitness\tyes\ttest\n",
    "actor_nouns.tsv": "noun\tkind\tis_person_group\torgan\ttie\tsource\nlanternists\tmilitia\tyes\t\tmember\ttest\n",
    "labels.tsv": "word\tstance\tsource\nwretched\tblame\ttest\n",
    "demonyms.tsv": "country\tadjectives\tsource\nSYR\tShamian\ttest\n",
    "means.tsv": "pattern\tkind\tsource\nfirepot\tfire\ttest\n",
    "refine.tsv": "base_type\tmeans_kind\ttype\tsource\nattack\tfire\tdestroy\ttest\n",
    "status.tsv": "pattern\tpos\teffect\tscope\tsource\noutfox\tverb\tnegated\tobject\ttest\n",
    "victims.tsv": "lemma\tis_person\tsource\ntinsmith\ttrue\ttest\n",
    "light_verbs.tsv": "lemma\trole\tsource\nunleash\tactor\ttest\n",
}
TEXT = ("Split Moon fighters flambasted a depot in Zarquna on 4 March 2021.\n\n"
        "A watchkeeper bugled that soldiers had shelled the market in Halabat, killing a tinsmith.\n\n"
        "The Shamian army shelled the hideout of the wretched lanternists with a firepot on Friday.\n\n"
        "The guards outfoxed an attack on the depot.\n")


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("project")
    for name, content in WORDS.items():
        (path / name).write_text(content, encoding="utf-8")
    (path / "report.txt").write_text(TEXT, encoding="utf-8")
    return path


def facts(folder: Path, settings: Settings) -> set[str]:
    """All that the two runs may differ in, as words."""
    path = str(folder / "report.txt")
    claims = [claim for coded in code([path], settings=settings) for claim in coded.claims]
    read = next(understand([as_article(raw, settings) for raw in read_paths([path])], settings))
    return {
        *(f"subtype {c.type} {c.subtype}" for c in claims), *(f"actor {p.actor_id}" for c in claims for p in (*c.actor, *c.recipient)),
        *(f"at {c.place.name} {c.place.gazetteer_id}" for c in claims if c.place), *(f"{k.kind} {k.manner}" for c in claims for k in c.chain),
        *(f"{x.best} {x.kind} {x.who}" for c in claims for x in c.losses), *(f"with {m.words} {m.kind}" for c in claims for m in c.means),
        *(f"called {label}" for m in read.mentions.actors for label in m.labels), *(f"{m.span.words} is {m.kind}" for m in read.mentions.actors),
        *(f"{c.trigger.words} {c.status}" for c in claims if c.status != "asserted"),
        *(f"state {m.actor_id}" for m in read.mentions.actors if (m.actor_id or "").startswith("SYR")),
    }


OWN = {"subtype destroy scorching", "actor split-moon", "at Zarquna project:syr-zarquna", "at Aleppo geonames:170063", "witness claimed",
       "1 killed tinsmith", "with firepot fire", "called wretched", "wretched lanternists is militia", "state SYR-FORCES", "attack negated"}


def test_a_text_is_coded_with_the_projects_words(folder):
    assert OWN - facts(folder, Settings(lexicon=str(folder))) == set()


def test_and_not_without_them(folder):
    assert OWN & facts(folder, Settings()) == set()


def test_two_projects_in_one_process_do_not_meet(folder, tmp_path):
    assert load_register(str(folder)).get("split-moon") and not load_register(str(tmp_path)).get("split-moon") and not load_register().get("split-moon")
    assert open_gazetteer(str(folder)).candidates("Tell Zarquna")[0].gazetteer_id == "project:syr-zarquna"
    assert open_gazetteer(str(tmp_path)).candidates("Tell Zarquna") == open_gazetteer().candidates("Tell Zarquna") == ()


def test_a_projects_place_is_the_likeliest_of_its_name_and_lies_in_its_unit(folder):
    first, *others = open_gazetteer(str(folder)).candidates("Aleppo")
    assert (first.gazetteer_id, first.radius_km, first.admin1) == ("geonames:170063", 10.0, "Aleppo")
    assert "geonames:170063" not in {c.gazetteer_id for c in others}
    assert open_gazetteer(str(folder)).candidates("Zarquna")[0].admin1 == "Al-Raqqah"


HEAD = {name: content.split("\n")[0] for name, content in WORDS.items()}
WRONG = [
    ("actors.tsv", f"{HEAD['actors.tsv']}\n# note\nx\tX Group\trebels\t\ttest\n", r"actors\.tsv, line 3, column kind: 'rebels' is none of .*militia.*rebel"),
    ("actors.tsv", "id\tname\tkind\tcountry\tsource\nx\tX Group\trebel\tSY\ttest\n", r"line 2, column country: 'SY' is no ISO 3166-1 alpha-3"),
    ("actors.tsv", "id\tname\tkind\tfrom\tsource\nx\tX Group\trebel\tlong ago\ttest\n", r"line 2, column from: 'long ago' is no year"),
    ("actors.tsv", "id\tname\tsource\nx\tX\ttest\n", r"actors\.tsv: no column 'kind'. Needed: id, name, kind, source"),
    ("actors.tsv", "id\tname\tkind\tcolour\tsource\n", r"actors\.tsv: unknown column 'colour'. Known: id, name"),
    ("places.tsv", f"{HEAD['places.tsv']}\nX\t\tnorth\t38\t3\tvillage\tSYR\ttest\n", r"line 2, column lat: 'north' is no number from -90 to 90"),
    ("places.tsv", f"{HEAD['places.tsv']}\nX\t\tnan\t38\t3\tvillage\tSYR\ttest\n", r"column lat: 'nan'"),
    ("places.tsv", f"{HEAD['places.tsv']}\nX\t\t36\t38\t3\thamlet\tSYR\ttest\n", r"line 2, column feature: 'hamlet' is none of .*village"),
    ("acts.tsv", f"{HEAD['acts.tsv']}\nzap\tverb\tzapping\tsubj\tobj\tstrong\ttest\n", r"line 2, column type: no event type 'zapping': .*attack.*types\.tsv"),
    ("acts.tsv", f"{HEAD['acts.tsv']}\nzap\tverbs\tattack\tsubj\tobj\tstrong\ttest\n", r"column pos: 'verbs' is none of adj, noun, verb"),
    ("acts.tsv", f"{HEAD['acts.tsv']}\nzap\tverb\tattack\tSUBJ\tobj\tstrong\ttest\n", r"column actor: 'SUBJ' is none of subj"),
    ("types.tsv", "type\tparent\tsource\nzapping\tfighting\ttest\n", r"line 2, column parent: 'fighting' is no event type of ours: .*attack"),
    ("types.tsv", "type\tparent\tsource\nattack\tclash\ttest\n", r"column type: 'attack' is a type of ours already"),
    ("cues.tsv", f"{HEAD['cues.tsv']}\nbugle\tverb\tbugled\tclause\tyes\ttest\n", r"column manner: 'bugled' is none of .*said"),
    ("cues.tsv", f"{HEAD['cues.tsv']}\nbugle\tverb\tsaid\tclause\tyes\n", r"line 2, column source: empty"),
    ("place.tsv", "name\tsource\n", r"place\.tsv: no list of ours that a project may add to. Known: .*places\.tsv"),
    ("labels.tsv", "word,stance,source\n", r"labels\.tsv, line 1: no column 'source'.*tabs"),
    ("labels.tsv", "", r"labels\.tsv: empty"),
]


@pytest.mark.parametrize("name, content, message", WRONG, ids=[message[:60] for *_, message in WRONG])
def test_a_row_that_we_cannot_use_is_named_with_what_would_do(name, content, message, tmp_path):
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(LexiconError, match=message):
        check_project(str(tmp_path))


def test_a_list_saved_by_a_spreadsheet_is_read(tmp_path):
    (tmp_path / "labels.tsv").write_bytes("\ufeffword\tstance\tsource\r\nwretched\tblame\ttest\r\n".encode())
    check_project(str(tmp_path))


def test_a_list_in_another_encoding_says_so(tmp_path):
    (tmp_path / "labels.tsv").write_bytes("word\tsource\nmisérable\ttest\n".encode("latin-1"))
    with pytest.raises(LexiconError, match="not UTF-8"):
        check_project(str(tmp_path))


def test_every_list_of_ours_passes_the_check_of_a_project():
    derived = ("types.tsv", "places.tsv")                        # ours may hold what a project may not: roots, units, countries
    found = [(name, problem) for name in LISTS if name not in derived and (HERE / name).is_file()
             for row in rows(name) for problem in problems(name, row, str(HERE))]
    assert found[:5] == []


def test_the_command_ends_with_2_and_codes_nothing(folder, tmp_path):
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "acts.tsv").write_text(f"{HEAD['acts.tsv']}\nzap\tverb\tzapping\tsubj\tobj\tstrong\ttest\n", encoding="utf-8")
    (tmp_path / "reportedly.toml").write_text('[lexicon]\nfolder = "words"\n', encoding="utf-8")
    arguments = ["code", str(folder / "report.txt"), "--settings", str(tmp_path / "reportedly.toml"), "--format", "csv"]
    done = subprocess.run([sys.executable, "-m", "reportedly", *arguments], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout) == (2, "")
    assert "acts.tsv, line 2, column type: no event type 'zapping'" in done.stderr and "read:" not in done.stderr
