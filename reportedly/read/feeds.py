"""Feeds that were saved to a file: RSS, Atom, JSON Feed. An entry is a report."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from datetime import datetime, timezone
from typing import BinaryIO

from ..errors import Failed, ReadError, Refused
from ..records import RawDocument, Refusal
from .identity import Given, Names, document_of, limited, refusal
from .markup import text_of

# A document type may declare entities that grow without end, or that name files.
DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)\b", re.IGNORECASE)


def read_feed(name: str, file: BinaryIO, given: Given) -> Iterator[RawDocument | Refusal]:
    """The entries of an RSS or Atom feed, as long as the feed gives them: the whole article or its summary."""
    import feedparser

    data = limited(file)
    if DECLARATION.search(data):
        raise Refused("is XML that declares its own document type or entities, as no feed needs. Remove the declaration if you trust the file.")
    feed = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    if not feed.entries:
        raise Refused(f"is a feed without entries{because(feed)}. Save the feed again.")
    outlet = plain(feed.feed.get("title"))
    yield from records(name, (entry_record(entry, outlet, feed.feed.get("language")) for entry in feed.entries), given)


def because(feed) -> str:
    return f" ({feed.bozo_exception})" if feed.get("bozo") else ""


def entry_record(entry, outlet: str | None, lang: str | None) -> dict:
    contents = [part.get("value") for part in entry.get("content", ())] or [entry.get("summary")]
    moment = entry.get("published_parsed") or entry.get("updated_parsed")
    return some({
        "id": entry.get("id") or entry.get("link"), "text": text_of("\n".join(c for c in contents if c)), "title": plain(entry.get("title")),
        "outlet": outlet, "url": entry.get("link"), "author": entry.get("author"), "lang": entry.get("language") or lang,
        "published": datetime(*moment[:6], tzinfo=timezone.utc).isoformat() if moment else None,
    })


def plain(title: str | None) -> str | None:
    return " ".join(text_of(title).split()) if title else None


def read_json_feed(name: str, file: BinaryIO, given: Given) -> Iterator[RawDocument | Refusal]:
    """The items of a JSON Feed (version 1.1 of its specification)."""
    feed = read_json(limited(file))
    items = feed.get("items")
    if not isinstance(items, list) or not items:
        raise Refused("is a JSON feed without items. Save the feed again.")
    yield from records(name, (item_record(item, feed) for item in items if isinstance(item, dict)), given)


def item_record(item: dict, feed: dict) -> dict:
    authors = [a.get("name") for a in item.get("authors") or feed.get("authors") or () if isinstance(a, dict)]
    text = item.get("content_text") or text_of(str(item.get("content_html") or item.get("summary") or ""))
    return some({"id": item.get("id"), "text": text, "title": item.get("title"), "outlet": feed.get("title"), "url": item.get("url"),
                 "author": ", ".join(a for a in authors if isinstance(a, str)), "lang": item.get("language") or feed.get("language"),
                 "published": item.get("date_published")})


def read_json(data: bytes) -> dict:
    """The object of a JSON file. Raises Failed when it is broken, Refused when it is no object."""
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise Refused(f"is JSON that is not UTF-8 (byte {error.start}). Save it as UTF-8.") from None
    except (ValueError, RecursionError) as error:
        raise Failed(f"is broken JSON: {error}. Export it again.") from None
    if not isinstance(found, dict):
        raise Refused(f"is JSON, but {type(found).__name__}, not an object. Write one object a line, each with a 'text' (.jsonl).")
    return found


def some(record: dict) -> dict:
    """The record without what is not given; a report's text may be empty, and then says so itself."""
    return {key: value for key, value in record.items() if value or key == "text"}


def records(name: str, found: Iterator[dict], given: Given, basis: str = "the entry's own date") -> Iterator[RawDocument | Refusal]:
    """Records made from a container's own form, each under the container's name and its own id."""
    names = Names(name)
    for number, record in enumerate(found, 1):
        where = names.name(record.get("id"), number)
        try:
            yield document_of(record, where, given, basis)
        except ReadError as error:
            yield refusal(where, type(error)(f"entry {number}: {error}"))
