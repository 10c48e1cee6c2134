"""Does one story in twenty guises count as one origin, and do independent reports of the same event stay apart?

    python bench/corroboration.py [--families N] [--seed N] [--json] [--show N]

Every family is one invented event. One reporter's story of it is passed on in twenty guises: reworded, retitled, re-attributed to an
outlet, cut, with a changed toll, and mixtures of these. Three other reporters tell the same event in their own words and from their
own witnesses. All reports are coded and their origins counted, as `reportedly code --events` counts them; measured are

    one origin    share of the guises that fall into one origin with the story they come from, all twenty beside it
    alone         the same for each guise with nothing but the story beside it, so that no other guise can lead from one to the other
    stay apart    share of the pairs of independent reports (the story among them) that do not

All names, places and sentences are made up here; nothing is read from the network or from a data set.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import re
import sys
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from reportedly.link.copies import find_copies                    # noqa: E402
from reportedly.link.facets import facets_of   # noqa: E402
from reportedly.link.origins import origin_groups, report_roots   # noqa: E402
from reportedly.pipeline import claims_of, understand             # noqa: E402
from reportedly.records import Article, Claim, Time                      # noqa: E402
from reportedly.settings import Settings                          # noqa: E402

GUISES = 20
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
TOWNS = "Alba Boro Cale Dorva Elmin Fasta Garun Hesk Ilva Jorim Kasta Lomar Menda Norsk Orbel Patra Quren Resto Salva Tirna".split()
SITES = ("market", "bakery", "bus station", "school", "hospital", "mosque", "police station", "grain depot", "water plant", "tea house")
FIRST = "Aran Bela Ciro Dano Emil Faris Gita Hano Iska Jano Kemal Lena Miro Nadia Osman Pavel Rosa Samir Tomas Yana".split()
LAST = "Lund Varga Haddad Keller Moran Nasser Ortega Petrov Quist Rahal Sorel Tarek Umbra Vidal Wahba Zeman Akil Brandt Cole Dabar".split()
OUTLETS = ("Daily Bell", "Evening Star", "The Mirror", "North Post", "South Courier", "Harbour News", "Valley Times", "The Lantern",
           "Morning Call", "River Gazette", "City Record", "The Watch")
# act, how each of four reporters names it, and the verb that says that it struck
ACTS = (
    (("A car bomb", "An explosion", "A blast", "A vehicle packed with explosives"), ("tore through", "ripped through", "hit", "shook")),
    (("Shells", "Mortar rounds", "Artillery fire", "A barrage"), ("fell on", "struck", "hit", "pounded")),
    (("An air strike", "Warplanes", "Bombs from a jet", "A raid"), ("hit", "bombed", "fell on", "struck")),
    (("A suicide bomber", "An attacker with an explosive belt", "A man wearing explosives", "A bomber"), ("struck", "attacked", "hit", "targeted")),
)
# Words that a rewriter swaps; each row is one meaning.
SYNONYMS = (
    ("tore through", "ripped apart", "devastated"), ("fell on", "landed on", "came down on"), ("wounded", "injured", "hurt"),
    ("people", "persons", "residents"), ("said", "stated", "declared"), ("searched", "combed", "went through"), ("until dusk", "until nightfall", "until evening"),
    ("pulled", "dragged", "freed"), ("Rescuers", "Rescue workers", "Civil defence teams"), ("houses", "homes"), ("destroyed", "ruined", "wrecked"), ("shops", "stores"), ("heavy", "severe"),
    ("children", "minors"), ("streets", "roads"), ("soldiers", "troops"), ("town", "township"), ("near", "close to"), ("about", "around"),
    ("began", "started"), ("closed", "shut", "sealed off"), ("cellar", "basement"), ("stood guard", "kept watch"), ("in the afternoon", "after noon"),
    ("did not comment", "declined to comment", "was silent"), ("responsibility", "the deed"), ("incident", "attack"), ("rubble", "debris"), ("families", "households"),
    ("added", "went on"), ("still", "even now"), ("several", "a number of"), ("damaged", "hit"), ("large", "big"), ("buried", "laid to rest"),
)
# What each of four reporters adds, one sentence of each row; {w} is the reporter's own witness.
DETAILS = (
    ("Rescuers searched the rubble until dusk and pulled three children from a cellar, {w} said.",
     "{w} counted nine bodies beside the well before the ambulances came.",
     "The surgeon on duty, {w}, ran out of blood by noon.",
     "{w} watched from a rooftop as columns of dust rose over the district."),
    ("Several shops were destroyed and the streets near the site stayed closed.",
     "Windows broke as far away as the railway bridge.",
     "Most of those brought in were women who had been queuing since dawn.",
     "Power failed in half of the quarter and did not return."),
    ("The families buried their dead in the afternoon while soldiers stood guard.",
     "A wedding that was to be held next door has been put off.",
     "Doctors sent eleven patients on to the provincial capital.",
     "Neighbours dug with their hands, for the only excavator had no fuel."),
    ("Nobody has claimed responsibility, and the army did not comment.",
     "Local councillors blamed infiltrators but offered no proof.",
     "An officer at the scene refused to speak to journalists.",
     "The governor is expected to visit after the funerals."),
    ("It was the second such incident in the town since the truce began in the spring.",
     "The neighbourhood had been quiet for two months.",
     "Staff had warned last week that the wards could not cope.",
     "Traders say that they will not come back before winter."),
)
TOLLS = ("killed {k} people and wounded {i}", "leaving {k} dead and {i} injured", "in which {k} civilians died and {i} were hurt", "which killed {k} and injured {i} others")


@dataclass(frozen=True, slots=True)
class Report:
    """One text with its headline and outlet; `reporter` is who wrote what it says first: 0 for the story and all its guises."""

    name: str
    reporter: int
    title: str
    outlet: str
    text: str


def family(number: int, seed: int) -> list[Report]:
    """The story, its guises, and three independent reports of the same event, in this order.

    In every second family the story names no witness, so that only its wording can give the guises away.
    """
    chance = random.Random(f"{seed}/{number}")
    town, site, day = chance.choice(TOWNS), chance.choice(SITES), chance.choice(DAYS)
    names, verbs = chance.choice(ACTS)
    killed, injured = chance.randint(4, 60), chance.randint(8, 120)
    witnesses = chance.sample([f"{a} {b}" for a in FIRST for b in LAST], 4)
    outlets = chance.sample(OUTLETS, len(OUTLETS))
    told = []
    for n in range(4):
        lead = f"{names[n]} {verbs[n]} a {site} in {town} on {day}, {TOLLS[n].format(k=killed, i=injured)}, {witnesses[n]} said."
        if n == 0:
            lead = lead.replace(f", {TOLLS[0].split()[0]}", f" and {TOLLS[0].split()[0]}")
        rest = [row[n].format(w=witnesses[n]) for row in chance.sample(DETAILS, 4)]
        told.append(Report(f"{number}-{n}", n, f"{killed} dead in {town}" if n % 2 else f"{site.capitalize()} hit in {town}", outlets[n], " ".join([lead, *rest])))
    if number % 2:
        told[0] = replace(told[0], text=told[0].text.replace(f", {witnesses[0]} said", ""))
    guises = [guise(told[0], g, outlets, killed, chance) for g in range(GUISES)]
    return [told[0], *guises, *told[1:]]


def guise(story: Report, number: int, outlets: list[str], killed: int, chance: random.Random) -> Report:
    """The story made to look like another report; the number says how: its bits are the changes that are made."""
    text, title, outlet = story.text, story.title, outlets[4 + number % (len(outlets) - 4)]
    changes = number + 1
    if changes & 1:
        text = reworded(text, chance)
    if changes & 2:
        text = changed_toll(text, killed, chance)
    if changes & 4:
        sentences = text.split(". ")
        text = ". ".join(sentences[: chance.randint(2, len(sentences) - 1)]).rstrip(".") + "."
    if changes & 8:
        text = f"According to the {story.outlet.removeprefix('The ')}, {text[0].lower()}{text[1:]}"
    if changes & 16:
        first, *rest = text.split(". ")
        chance.shuffle(rest)
        text = ". ".join(s.rstrip(".") for s in [first, *rest]) + "."
    if changes & 1 and number % 4 == 2:
        text = text.replace(" said.", " told this newspaper.")
    title = chance.choice((title, title.upper(), f"{title}: what we know", f"Breaking news from {outlet}"))
    return Report(f"{story.name}-{number}", 0, title, outlet, text)


def reworded(text: str, chance: random.Random) -> str:
    """Two thirds of the words that have a synonym get another one; the toll is told the other way round."""
    text = re.sub(r"and killed (.*?) people and (\w+) (\d+)", r"and left \1 people dead and \3 \2", text)
    for row in SYNONYMS:
        for word in row:
            if re.search(rf"\b{word}\b", text) and chance.random() < 2 / 3:
                text = re.sub(rf"\b{word}\b", chance.choice([w for w in row if w != word]), text)
                break
    return text


def changed_toll(text: str, killed: int, chance: random.Random) -> str:
    return re.sub(rf"\b{killed}\b", chance.choice((f"at least {killed}", str(killed + chance.randint(1, 9)), f"more than {max(1, killed - 2)}")), text)


def measure(families: int, seed: int = 1) -> dict[str, float]:
    """"one_origin", "alone" and "stay_apart" in per cent, with the counts behind them; the reports of one family are coded together."""
    met = alone = apart = guises = pairs = unread = 0
    for number in range(families):
        reports = family(number, seed)
        articles, claims = coded(reports)
        origin = origin_of(articles, claims)
        story, copies, others = reports[0].name, [r.name for r in reports[1 : GUISES + 1]], [r.name for r in reports[GUISES + 1 :]]
        unread += sum(r.name not in origin for r in reports)
        guises += len(copies)
        met += sum(name in origin and origin[name] == origin.get(story) for name in copies)
        alone += sum(len(set(origin_of(*of(articles, claims, {story, name})).values())) == 1 for name in copies)
        own = [origin[name] for name in (story, *others) if name in origin]
        pairs += len(list(itertools.combinations(own, 2)))
        apart += sum(a != b for a, b in itertools.combinations(own, 2))
    return {"one_origin": percent(met, guises), "alone": percent(alone, guises), "stay_apart": percent(apart, pairs),
            "families": families, "guises": guises, "pairs": pairs, "without_claim": unread}


def percent(part: int, whole: int) -> float:
    return round(100 * part / max(1, whole), 1)


def coded(reports: list[Report]) -> tuple[list[Article], list[Claim]]:
    published = Time("2024-05-16", "2024-05-16", "16 May 2024", None, "day", "given by the generator")
    articles = [Article(r.name, r.name, r.text, title=r.title, outlet=r.outlet, published=published) for r in reports]
    claims = [claim for read in understand(articles) for claim in claims_of(read, Settings())]
    return articles, sorted(claims, key=lambda c: (c.doc_id, c.trigger.start, c.claim_id))


def of(articles: list[Article], claims: list[Claim], names: set[str]) -> tuple[list[Article], list[Claim]]:
    return [a for a in articles if a.doc_id in names], [c for c in claims if c.doc_id in names]


def origin_of(articles: list[Article], claims: list[Claim]) -> dict[str, int]:
    """The origin of what each report says on the event, by its name: the one that most of its claims go back to."""
    roots = report_roots(articles, find_copies(articles))
    counts: dict[str, Counter[int]] = {}
    for n, group in enumerate(origin_groups(facets_of(claims), {a.doc_id: a for a in articles}, roots)):
        for claim in claims:
            if claim.claim_id in group.claims:
                counts.setdefault(claim.doc_id, Counter())[n] += 1
    return {name: min(count, key=lambda n: (-count[n], n)) for name, count in counts.items()}


def main() -> None:
    """Prints the figures; exit code 1 when they miss what the project asks for (95 and 90 per cent)."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--families", type=int, default=200)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--json", action="store_true")
    options.add_argument("--show", type=int, default=0, help="print this many families")
    given = options.parse_args()
    for number in range(given.show):
        print(*(f"[{r.name} by {r.outlet}] {r.title}\n    {r.text}" for r in family(number, given.seed)), sep="\n")
    found = measure(given.families, given.seed)
    print(json.dumps(found) if given.json else f"one origin {found['one_origin']} % (alone {found['alone']} %), stay apart {found['stay_apart']} % of "
          f"{found['guises']} guises and {found['pairs']} pairs in {found['families']} families; {found['without_claim']} reports without a claim")
    sys.exit(found["one_origin"] < 95 or found["stay_apart"] < 90)


if __name__ == "__main__":
    main()
