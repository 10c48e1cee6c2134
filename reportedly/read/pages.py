"""Saved web pages: HTML as a file, as a record of a web archive, or in a browser's MHTML."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from ..errors import ReadError, Refused
from ..records import RawDocument, Refusal
from .decode import decode
from .identity import Given, check_characters, doc_id_of, given_basis, limited, refusal
from .markup import Page, read_page


def read_html(name: str, file: BinaryIO, given: Given) -> Iterator[RawDocument | Refusal]:
    """The one page of a file."""
    yield page_of(name, limited(file), given)


def page_of(name: str, data: bytes, given: Given, url: str | None = None, charset: str | None = None, original: bytes | None = None) -> RawDocument | Refusal:
    """One page; `url` and `charset` are what its container says, `original` the bytes that it is known by where they are others."""
    kept = data if original is None else original
    doc_id = doc_id_of(kept)
    try:
        markup, encoding = decode(data, html=True, declared=charset)
        check_characters(markup)
        page = read_page(markup, url)
    except ReadError as error:
        return refusal(name, error, doc_id)
    return RawDocument(
        doc_id, name, markup, "html", title=page.title, outlet=given.outlet or page.outlet, url=url or page.url, lang=page.lang,
        published=given.published or page.published, published_basis=given_basis(given) or basis(page), encoding=encoding,
        author=page.author, page=page.text, data=kept)


def basis(page: Page) -> str:
    return "the page's metadata" if page.published else ""


def read_mhtml(name: str, file: BinaryIO, given: Given) -> Iterator[RawDocument | Refusal]:
    """The page of a browser's "webpage, single file"; the pictures and styles packed with it are left out."""
    from email import policy
    from email.parser import BytesParser

    data = limited(file)
    message = BytesParser(policy=policy.default).parsebytes(data)
    found = next((part for part in message.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")), None)
    if found is None:
        raise Refused("is a saved page without HTML in it. Save the page again, as HTML.")
    url = str(message.get("Snapshot-Content-Location") or found.get("Content-Location") or "") or None
    yield page_of(name, found.get_payload(decode=True) or b"", given, url, found.get_content_charset(), original=data)
