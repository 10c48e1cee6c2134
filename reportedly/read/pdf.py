"""PDF files with a text layer; a scan has none, and ends as empty."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import BinaryIO

from ..errors import Failed, Refused
from ..limits import FILE_BYTES, PDF_PAGES, TEXT_CHARACTERS
from ..records import RawDocument, Refusal
from .identity import Given, check_characters, doc_id_of, given_basis, limited

PAGE_BREAK = "\n\n"


def read_pdf(name: str, file: BinaryIO, given: Given) -> Iterator[RawDocument | Refusal]:
    """The text of a PDF, page after page, an empty line between them; line ends are those of the page."""
    import pypdf

    data = limited(file)
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Refused("is a PDF that is locked with a password. Save an open copy.")
        text = PAGE_BREAK.join(pages(reader))
        told = reader.metadata
    except Refused:
        raise
    except Exception as error:                       # pypdf raises many kinds on damaged files
        raise Failed(f"is a PDF that cannot be read ({type(error).__name__}: {error}). Save it again, or its text as .txt.") from error
    text = text.replace("\0", "")
    check_characters(text)
    title = told.title.strip() if told and isinstance(told.title, str) else None
    author = told.author.strip() if told and isinstance(told.author, str) else None
    yield RawDocument(doc_id_of(data), name, text, "extracted", title=title or None, outlet=given.outlet, published=given.published,
                      published_basis=given_basis(given), author=author or None, encoding="text layer of a PDF", data=data)


def pages(reader) -> Iterator[str]:
    if len(reader.pages) > PDF_PAGES:
        raise Refused(f"has more than {PDF_PAGES:,} pages. Split it.")
    size = 0
    for page in reader.pages:
        text = page.extract_text()
        size += len(text)
        if size > TEXT_CHARACTERS:
            raise Refused(f"has more than {TEXT_CHARACTERS:,} characters of text. Split it.")
        yield text
