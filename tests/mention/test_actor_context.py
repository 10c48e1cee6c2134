"""What the report settles: labels with their candidates, names of the year, unlisted spellings and names that nobody knows."""

from __future__ import annotations

import pytest

from reportedly.ground.register import load_register
from reportedly.mention.actors import find_actors
from reportedly.parse import parse
from reportedly.records import Article, Time

YEAR = "2014-05-02"


def in_report(text: str, model, published: str | None = None):
    """The mentions of a report by their words, the last of equal words."""
    time = Time(published, published, published, None, "day", "given") if published else None
    parsed = parse(Article("sha256:0", "report.txt", text, published=time), model)
    return {m.span.words: m for m in find_actors(parsed, load_register())}


def test_a_label_is_resolved_where_the_report_gives_it_to_one_group(model):
    found = in_report("ISIS terrorists shelled Kobani. Later the terrorists withdrew.", model)["terrorists"]
    assert (found.actor_id, found.confidence, found.labels) == ("islamic-state", 0.6, ("terrorists",))
    assert [c.actor_id for c in found.candidates] == ["islamic-state"] and "calls Islamic State 'terrorist'" in found.candidates[0].reasons[0]


def test_a_label_that_two_groups_bear_stays_open_with_both_as_candidates(model):
    found = in_report("ISIS militants and Ahrar al-Sham militants clashed in Idlib. The militants used mortars.", model)
    last = [m for m in found.values() if m.span.words == "militants"][-1]
    assert last.actor_id is None and {c.actor_id for c in last.candidates} == {"islamic-state", "ahrar-al-sham"}
    assert sum(c.score for c in last.candidates) <= 1


def test_a_group_that_is_only_named_is_a_candidate_and_no_more(model):
    found = in_report("Hezbollah and Ahrar al-Sham met in Zabadani. Rebels fired rockets at the town.", model)["Rebels"]
    assert found.actor_id is None and [c.actor_id for c in found.candidates] == ["ahrar-al-sham"]      # Hezbollah rebels against nobody


def test_the_regime_and_the_coalition_say_why(model):
    found = in_report("The Syrian regime denied it. Regime forces shelled Douma. The US-led coalition struck Raqqa. The coalition said so.", model)
    assert found["Regime forces"].actor_id == "SYR-FORCES" and found["Regime forces"].candidates[0].reasons
    assert found["coalition"].actor_id == "us-led-coalition" and found["coalition"].candidates[0].reasons


def test_a_body_has_the_name_of_the_reports_year(model):
    text = "Jabhat al-Nusra seized a checkpoint in Idlib."
    assert in_report(text, model, YEAR)["Jabhat al-Nusra"].name == "Jabhat al-Nusra"
    early = in_report(text, model, YEAR)["Jabhat al-Nusra"]
    assert early.actor_id == "hts" and "in 2014 part of al-Qaeda" in early.candidates[0].reasons
    assert in_report(text, model)["Jabhat al-Nusra"].name == "Hayat Tahrir al-Sham"                   # no date, no year


@pytest.mark.parametrize("text, words, actor", [
    ("Syrian rebels of Jaysh al-Islaam attacked a barracks near Douma.", "Jaysh al-Islaam", "jaysh-al-islam"),
    ("In Iraq, Assaib Ahl el-Hak shelled a base in Anbar.", "Assaib Ahl el-Hak", "asaib-ahl-al-haq")])
def test_unlisted_spellings_are_found_in_their_country(text, words, actor, model):
    found = in_report(text, model)[words]
    assert (found.actor_id, found.named, found.confidence) == (actor, True, 0.7) and found.candidates[0].reasons


def test_variants_of_an_unknown_name_share_a_provisional_id(model):
    one = in_report("The rebel group Liwa al-Sahel shelled Homs.", model)
    other = in_report("The rebel group Liwa as-Saahil shelled Homs.", model)
    ids = {m.actor_id for found in (one, other) for m in found.values() if m.named and m.actor_id and m.actor_id.startswith("new:")}
    assert ids == {"new:liwa-sahil"}
