"""The flow as code: bytes → RawDocument → Article → ParsedArticle → Mentions → places → Claims → Events.

Everything between `read` and `link` is a pure function of one article; only `rerank` looks at the whole run.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import BinaryIO, NamedTuple

from .clean import clean, mark_duplicates
from .clean.published import rerank
from .errors import ReportedlyError
from .lexicon.project import check_project
from .records import Article, Claim, Mentions, ParsedArticle, Place, RawDocument, Refusal
from .records_events import Event
from .read import read_paths
from .settings import Settings

# Articles per batch of work: the parser's throughput is flat from here on, and batches are the same whatever the number of jobs.
BATCH = 16


class Coded(NamedTuple):
    """One input with what was made of it; `claims` is empty unless `article.status` is "coded"."""

    article: Article
    claims: tuple[Claim, ...] = ()


class Read(NamedTuple):
    """One article with all that the layers below the claims found in it.

    `places` stands beside `mentions.places`; `referred` are places that the text means without a name ("the city",
    "there"), `unlisted` names that no gazetteer has and that only the syntax says are places.
    """

    parsed: ParsedArticle
    mentions: Mentions
    places: tuple[Place | None, ...]
    referred: tuple[Place, ...] = ()
    unlisted: tuple[Place, ...] = ()


def code(paths: Sequence[str], *, settings: Settings = Settings(), jobs: int = 1, published: str | None = None, outlet: str | None = None,
         columns: Sequence[tuple[str, str]] = (), alone: bool = False, stdin: BinaryIO | None = None) -> Iterator[Coded]:
    """Code every report found at `paths`: one Coded for each input, in the order of the input, also for the refused.

    `published` (ISO 8601) and `outlet` are given to reports that do not state their own; `columns` names the columns of tables that hold a
    field, as ("text", "Body"); `alone` codes each report as if it were
    the only one of the run; `jobs` is the number of processes and changes nothing in the result.
    """
    check_project(settings.lexicon)                    # a bad row ends the run before anything is read
    raws = list(read_paths(paths, published=published, outlet=outlet, columns=columns, stdin=stdin))
    with sharing(jobs, len(raws), settings) as share:
        articles = mark_duplicates(a for batch in share(partial(clean_batch, settings=settings), batches(raws)) for a in batch)
        if not alone:
            articles = rerank(articles)
        for coded in share(partial(code_batch, settings=settings), batches(articles)):
            yield from coded


def batches(items: Sequence) -> list[Sequence]:
    """The items in order, BATCH at a time."""
    return [items[i:i + BATCH] for i in range(0, len(items), BATCH)]


@contextmanager
def sharing(jobs: int, items: int, settings: Settings) -> Iterator[Callable[..., Iterable]]:
    """A `map` whose work is shared by `jobs` processes, or done in this one when there is too little of it to share."""
    if jobs <= 1 or items <= BATCH:
        yield map
        return
    from .ground.gazetteer import open_gazetteer

    open_gazetteer(settings.lexicon)                   # built by one process, if it has to be built
    method = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
    with ProcessPoolExecutor(min(jobs, -(-items // BATCH)), mp_context=multiprocessing.get_context(method)) as pool:
        yield pool.map


def clean_batch(raws: Sequence[RawDocument | Refusal], settings: Settings) -> list[Article]:
    """The articles of one batch of inputs."""
    return [as_article(raw, settings) for raw in raws]


def as_article(raw: RawDocument | Refusal, settings: Settings = Settings()) -> Article:
    """The article of a document that was read, or the record of why it was not."""
    try:
        return clean(raw, settings.lexicon)
    except NOT_THE_REPORTS:
        raise
    except Exception as error:                         # a record must come out of every input, whatever a library makes of it
        return Article(raw.doc_id, raw.file, "", status="failed", reason=failure("cleaning", error))


# Errors that are no report's fault: a missing model, a bad word list, a broken installation. They end the run.
NOT_THE_REPORTS = (ReportedlyError, ImportError, MemoryError)


def code_batch(articles: Sequence[Article], settings: Settings) -> list[Coded]:
    """Code one batch; an article that makes a stage fail ends as failed and leaves the others alone."""
    to_code = [article for article in articles if article.status == "coded"]
    try:
        reads: list[Read | None] = list(understand(to_code, settings))
    except NOT_THE_REPORTS:
        raise
    except Exception:                                  # one of them failed: each by itself, to find out which
        reads = [None] * len(to_code)
    done = iter(reads)
    return [code_one(article, next(done), settings) if article.status == "coded" else Coded(article) for article in articles]


def code_one(article: Article, read: Read | None, settings: Settings) -> Coded:
    """The claims of one article; `read` is None when it has still to be understood."""
    try:
        return Coded(article, claims_of(read or next(understand([article], settings)), settings))
    except NOT_THE_REPORTS:
        raise
    except Exception as error:
        return Coded(replace(article, status="failed", reason=failure("coding", error)))


def understand(articles: Iterable[Article], settings: Settings = Settings()) -> Iterator[Read]:
    """Parse the articles whose status is "coded" and find and ground their mentions."""
    from .ground.places import ground_places
    from .ground.places_nominal import ground_nominals
    from .ground.places_unlisted import ground_unlisted
    from .mention import find_mentions
    from .parse import parse_many

    model, register, gazetteer = load_tools(settings)
    for parsed in parse_many((a for a in articles if a.status == "coded"), model, settings.lexicon):
        mentions = find_mentions(parsed, register, gazetteer, settings.lexicon)
        yield Read(parsed, mentions, ground_places(parsed, mentions.places), ground_nominals(parsed, mentions.places),
                   ground_unlisted(parsed, mentions.places, mentions.actors))


def claims_of(read: Read, settings: Settings) -> tuple[Claim, ...]:
    """The claims of one understood article."""
    from .claim import make_claims

    return make_claims(read.parsed, read.mentions, read.places, read.referred, read.unlisted, settings.lexicon)


def load_tools(settings: Settings):
    """The language model, the actor register and the gazetteer; each is loaded once a process."""
    from .ground.gazetteer import open_gazetteer
    from .ground.register import load_register
    from .parse.model import load_model

    check_project(settings.lexicon)
    return load_model(settings.model), load_register(settings.lexicon), open_gazetteer(settings.lexicon)


def read_reports(paths: Sequence[str], *, published: str | None = None, outlet: str | None = None) -> Iterator[RawDocument | Refusal]:
    """The reports found at `paths` as they were read, one by one, uncoded; a Refusal for each that could not be."""
    return read_paths(paths, published=published, outlet=outlet)


def link_events(coded: Iterable[Coded]) -> tuple[Event, ...]:
    """Join the claims of a run that speak of one event."""
    from .link import link as link_claims

    items = list(coded)
    return link_claims([c.article for c in items], [claim for c in items for claim in c.claims])


def failure(stage: str, error: Exception) -> str:
    """What a failed record says: the stage, the error, what to do."""
    return f"{stage} failed ({type(error).__name__}: {error}); please report it with this file, the other reports are not affected"
