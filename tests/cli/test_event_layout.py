"""An event as a person reads it: contradictions first, each in a few words."""

from __future__ import annotations

from reportedly.cli.event_layout import ORIGINS_SHOWN, contradiction, event_block, origin_words, review_words
from reportedly.records import Loss, Party, Place, Time
from reportedly.records_events import Admission, Agreement, Event, FieldValue, LossRange, OriginGroup

ARMY = Party(0, 8, "the army", "SYR-FORCES", "Syrian armed forces", True, "state_forces", (), 0.9, ())
TOWN = Place(0, 6, "Al Bab", "Al Bab", "geonames:1", 36.37, 37.52, "town", 3.0, None, None, "Aleppo", "SYR", 0.9, ())
DAY = Time("2019-02-22", "2019-02-22", "Friday", (5, 11), "day", "", ())


def killed(number: int, who: str) -> Loss:
    return Loss("killed", number, number, number, str(number), 0, 2, who)


def event(**more) -> Event:
    claims = tuple(f"claim:{n}" for n in range(6))
    agreement = (
        Agreement("actor", "contradicts", (FieldValue(ARMY, claims[:3], 2), FieldValue(ARMY, claims[3:4], 1))),
        Agreement("time", "agrees", (FieldValue(DAY, claims[:2], 2),)),
        Agreement("killed", "contradicts", (FieldValue(killed(17, "17"), claims[:2], 2), FieldValue(killed(31, "soldiers"), claims[2:3], 1))),
        Agreement("happened", "contradicts", (FieldValue("happened", claims[:3], 2), FieldValue("did not happen", claims[3:5], 1))),
    )
    groups = (OriginGroup("residents", "", claims[:1]), OriginGroup("army", "", claims[1:4]), OriginGroup("residents", "", claims[4:]))
    made = dict(event_id="event:1", type="suicide_bombing", claims=claims, reports=3, origins=2, origin_groups=groups, actor=(ARMY,), recipient=(), place=TOWN,
                time=DAY, losses={"killed": LossRange(17, 17, 31)}, agreement=agreement, against_interest=())
    return Event(**(made | more))


def test_the_layout_of_an_event(monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    admitted = (Admission("claim:1", "army", "its men had losses, says their own side"),) * 2
    assert event_block(event(against_interest=admitted), {"accepted": 2, "machine": 4}) == """\
suicide bombing  2019-02-22  Al Bab, Aleppo, SYR  town, within 3 km
  CONTRADICTED      actor: Syrian armed forces (2 origins, 3 claims) | denied by
                    Syrian armed forces (1 origin, 1 claim)
  CONTRADICTED      killed: 17 (2 origins, 2 claims) | 31 “soldiers” (1 origin,
                    1 claim)
  CONTRADICTED      happened: yes (2 origins, 3 claims) | no (1 origin, 2
                    claims)
  who               Syrian armed forces → not said
  loss              17–31, best 17 killed
  told by           3 reports, 2 independent origins: army; residents
  denied by         residents
  against interest  army: its men had losses, says their own side
  id                event:1 · 6 claims, 2 accepted, 4 machine-made

"""


def test_places_and_times_that_contradict_each_other_are_named_and_no_more():
    row = Agreement("place", "contradicts", (FieldValue(TOWN, ("a",), 1), FieldValue(DAY, ("b",), 1)))
    assert contradiction(row).plain == "place: Al Bab, Aleppo, SYR (1 origin, 1 claim) | 2019-02-22 (1 origin, 1 claim)"


def test_of_many_origins_those_of_most_claims_are_named():
    groups = tuple(OriginGroup(f"source {n}", "", tuple(f"claim:{n}-{m}" for m in range(n))) for n in range(1, ORIGINS_SHOWN + 3))
    words = origin_words(groups)
    assert words.startswith(f"source {ORIGINS_SHOWN + 2}; source {ORIGINS_SHOWN + 1}; ") and words.endswith("; source 3; 2 more")


def test_what_people_looked_at_is_told_apart():
    assert review_words(event(), {}) == review_words(event(), {"machine": 6}) == "all machine-made"
    assert review_words(event(claims=("claim:0",)), {}) == "machine-made"
    assert review_words(event(), {"rejected": 1}) == "1 rejected"
