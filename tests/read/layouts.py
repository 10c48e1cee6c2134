"""Saved pages of ten layouts with invented reports: is the report's text found whole, alone, and its date?

`python -m tests.read.layouts 10000` reads that many and lists what went wrong; the tests read a fixed share.
"""

from __future__ import annotations

import json
import random
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape

from reportedly.read.identity import Given
from reportedly.read.pages import page_of
from reportedly.records import RawDocument

PLACES = "Tal Hasna|Birat|Qumria|Umm Sarj|Khavar|Dar Nahl|Wadi Sul|Mirzan|Asbah|Old Port".split("|")
ACTORS = "gunmen|soldiers|rebel fighters|the border guard|militiamen|the army|police officers|drone crews".split("|")
ACTS = "attacked a convoy near {p}|shelled the market of {p}|killed {n} people in {p}|took control of the bridge at {p}|arrested {n} men in {p}".split("|")
WHO = "residents said|a spokesman told reporters|the governor said in a statement|medics at the hospital said|two witnesses said".split("|")
MENU = "Home|World|Sport|Weather|Opinion|Video|Business|Culture|About us|Contact|Subscribe|Sign in".split("|")
CHROME = ("Subscribe to our newsletter for the latest headlines", "Share this on social media", "You may also like these stories",
          "All rights reserved by the publisher", "We use cookies to improve your experience")


@dataclass(frozen=True, slots=True)
class Story:
    title: str
    day: date
    paragraphs: tuple[str, ...]
    number: int


def story(number: int) -> Story:
    chance = random.Random(number)

    def sentence() -> str:
        act = chance.choice(ACTS).format(p=chance.choice(PLACES), n=chance.randint(2, 90))
        actor = chance.choice(ACTORS)
        return f"{actor[0].upper() + actor[1:]} {act} on {chance.choice('Monday Tuesday Wednesday Friday'.split())}, {chance.choice(WHO)}."

    paragraphs = tuple(" ".join(sentence() for _ in range(chance.randint(2, 4))) for _ in range(chance.randint(3, 8)))
    title = f"{chance.randint(2, 90)} dead as {chance.choice(ACTORS)} strike {chance.choice(PLACES)}"
    return Story(title, date(2012, 1, 1) + timedelta(days=chance.randint(0, 4000)), paragraphs, number)


def page(head: str, body: str) -> str:
    return f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'


def around(content: str) -> str:
    menu = "".join(f'<li><a href="/{i}">{name}</a></li>' for i, name in enumerate(MENU))
    related = "".join(f'<li><a href="/r{i}">Another story of the day number {i}</a></li>' for i in range(6))
    return (f'<header><nav><ul>{menu}</ul></nav></header>{content}<aside class="related"><h3>{CHROME[2]}</h3><ul>{related}</ul></aside>'
            f'<div class="newsletter">{CHROME[0]}</div><footer><p>{CHROME[3]}</p><div class="cookie-banner">{CHROME[4]}</div></footer>')


def ps(s: Story) -> str:
    return "".join(f"<p>{escape(p)}</p>" for p in s.paragraphs)


def long_date(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def linked(s: Story) -> str:
    data = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": s.title, "datePublished": f"{s.day}T08:00:00+00:00"}
    return page(f'<title>{s.title}</title><script type="application/ld+json">{json.dumps(data)}</script>', around(f"<article><h1>{s.title}</h1>{ps(s)}</article>"))


def open_graph(s: Story) -> str:
    return page(f'<title>{s.title} | Paper</title><meta property="og:title" content="{s.title}"><meta property="article:published_time" content="{s.day}T08:00:00Z">',
                around(f'<main><div class="article-body"><h1>{s.title}</h1><div class="share">{CHROME[1]}</div>{ps(s)}</div></main>'))


def time_element(s: Story) -> str:
    return page(f"<title>{s.title}</title>", around(f'<article><h1>{s.title}</h1><time datetime="{s.day}T10:00" pubdate>{long_date(s.day)}</time>{ps(s)}</article>'))


def blog(s: Story) -> str:
    return page(f"<title>{s.title}</title>", around(f'<div id="main"><div class="post hentry"><h2 class="entry-title">{s.title}</h2><div class="entry-meta">Posted on '
                f'<time class="entry-date published" datetime="{s.day}T12:00:00+00:00">{long_date(s.day)}</time></div><div class="entry-content">{ps(s)}</div></div></div>'))


def tables(s: Story) -> str:
    text = "<br><br>".join(escape(p) for p in s.paragraphs)
    menu = "<br>".join(f'<a href="/{i}">{name}</a>' for i, name in enumerate(MENU))
    return page(f'<title>{s.title}</title><meta name="date" content="{s.day}">',
                f'<table><tr><td width="150">{menu}</td><td><b>{s.title}</b><br><br>{text}</td></tr></table><table><tr><td>{CHROME[3]}</td></tr></table>')


def in_address(s: Story) -> str:
    url = f"https://paper.example/{s.day:%Y/%m/%d}/story-{s.number}.html"
    return page(f'<title>{s.title}</title><link rel="canonical" href="{url}">', around(f'<section class="story"><h1>{s.title}</h1>{ps(s)}</section>'))


def breaks(s: Story) -> str:
    text = "<br><br>".join(escape(p) for p in s.paragraphs)
    return page(f'<title>{s.title}</title><meta name="pubdate" content="{s.day:%Y%m%d}">', around(f'<div class="content"><h1>{s.title}</h1><div class="text">{text}</div></div>'))


def mobile(s: Story) -> str:
    data = {"@context": "http://schema.org", "@graph": [{"@type": "WebSite", "name": "Paper"}, {"@type": "NewsArticle", "datePublished": f"{s.day}"}]}
    return page(f'<title>{s.title}</title><script type="application/ld+json">{json.dumps(data)}</script>',
                f'<amp-sidebar>{"".join(f"<a>{m}</a>" for m in MENU)}</amp-sidebar><main><article><h1>{s.title}</h1>{ps(s)}</article></main><footer>{CHROME[3]}</footer>')


def agency(s: Story) -> str:
    return page(f'<title>{s.title}</title><meta name="DC.date.issued" content="{s.day}"><meta name="author" content="Desk">',
                around(f'<div itemscope itemtype="http://schema.org/NewsArticle"><h1 itemprop="headline">{s.title}</h1>'
                       f'<meta itemprop="datePublished" content="{s.day}"><div itemprop="articleBody">{ps(s)}</div></div>'))


def saved_by_browser(s: Story) -> str:
    return f"<!-- saved from url=(0040)https://paper.example/{s.number} -->\n" + open_graph(s).replace("<p>", '<p style="margin:0" data-x="1">').replace(
        "<head>", "<head><style>.a{color:red}</style><script>var s = '<p>not the text</p>';</script>")


LAYOUTS: tuple[Callable[[Story], str], ...] = (linked, open_graph, time_element, blog, tables, in_address, breaks, mobile, agency, saved_by_browser)


def faults(number: int) -> list[str]:
    """What is wrong with the reading of the page with this number: "text", "more than the text", "date"; empty when all is right."""
    made, layout = story(number), LAYOUTS[number % len(LAYOUTS)]
    read = page_of("page.html", layout(made).encode(), Given())
    if not isinstance(read, RawDocument):
        return ["text", "date"]
    text = " ".join(read.page.split())
    wrong = [] if all(p in text for p in made.paragraphs) else ["text"]
    wrong += ["more than the text"] if any(c in text for c in (*CHROME, "Another story of the day", "Subscribe Sign in", "not the text")) else []
    return wrong + ([] if dated(read, made.day) else ["date"])


def dated(read: RawDocument, day: date) -> bool:
    """True when the day is known, from the page's metadata or, in the stage after, from its address."""
    from reportedly.clean import clean

    published = clean(read).published
    return published is not None and (published.start or "")[:10] == day.isoformat()


def main(count: int) -> None:
    wrong: Counter[tuple[str, str]] = Counter()
    bad = 0
    for number in range(count):
        found = faults(number)
        bad += bool(found)
        wrong.update((LAYOUTS[number % len(LAYOUTS)].__name__, fault) for fault in found)
    print(f"{count - bad} of {count} pages right ({100 * (count - bad) / count:.2f} %)")
    for (layout, fault), times in wrong.most_common():
        print(f"  {layout}: {fault}: {times}")


if __name__ == "__main__":
    main(int(sys.argv[1]))
