"""Documents of word processors: .docx and .odt."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import BinaryIO

from ..errors import Failed, ReadError, Refused
from ..limits import FILE_BYTES, PACK_RATIO, RATIO_FROM
from ..records import RawDocument, Refusal
from .identity import Given, check_characters, doc_id_of, given_basis, limited

# Bytes of all XML of one document: markup is some ten times its text.
XML_BYTES = 10 * FILE_BYTES


def read_docx(name: str, file: BinaryIO, given: Given) -> Iterator[RawDocument | Refusal]:
    """The paragraphs and tables of a Word document in their order; headers, footers, notes and comments are left out."""
    yield document(name, file, given, docx_text)


def read_odt(name: str, file: BinaryIO, given: Given) -> Iterator[RawDocument | Refusal]:
    """The paragraphs and headings of an OpenDocument text in their order."""
    yield document(name, file, given, odt_text)


def document(name: str, file: BinaryIO, given: Given, extract) -> RawDocument:
    import io

    data = limited(file)
    try:
        check_package(io.BytesIO(data))
        text, title, author = extract(io.BytesIO(data))
    except ReadError:
        raise
    except Exception as error:                       # the libraries and their XML parsers raise many kinds
        raise Failed(f"is a document that cannot be read ({type(error).__name__}: {error}). Save it again, or its text as .txt.") from error
    check_characters(text)
    return RawDocument(doc_id_of(data), name, text, "extracted", title=title or None, outlet=given.outlet, published=given.published,
                       published_basis=given_basis(given), author=author or None, encoding="text of a document", data=data)


def check_package(file: BinaryIO) -> None:
    """Raises Refused for a package whose parts unpack to what no document holds, or whose XML declares entities."""
    with zipfile.ZipFile(file) as package:
        for info in package.infolist():
            if info.file_size > XML_BYTES or info.file_size > RATIO_FROM and info.file_size > PACK_RATIO * max(info.compress_size, 1):
                raise Refused(f"is a document whose part {info.filename!r} unpacks to {info.file_size:,} bytes. Save its text as .txt.")
            if info.filename.endswith((".xml", ".rels")):
                with package.open(info) as part:
                    check_declarations(part.read(RATIO_FROM), info.filename)


def check_declarations(start: bytes, part: str) -> None:
    if b"<!DOCTYPE" in start or b"<!ENTITY" in start:
        raise Refused(f"is a document whose part {part!r} declares a document type, as no word processor writes. Save its text as .txt.")


def docx_text(file: BinaryIO) -> tuple[str, str | None, str | None]:
    import docx

    found = docx.Document(file)
    return "\n".join(docx_blocks(found)), found.core_properties.title, found.core_properties.author


def docx_blocks(container) -> Iterator[str]:
    """Paragraphs as lines; a table row as one line, its cells parted by tabs, a merged cell once."""
    from docx.table import Table

    for block in container.iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                cells = dict.fromkeys((cell._tc, cell.text) for cell in row.cells)
                yield "\t".join(" ".join(text.split()) for _, text in cells)
        else:
            yield block.text


def odt_text(file: BinaryIO) -> tuple[str, str | None, str | None]:
    from odf import opendocument, teletype

    found = opendocument.load(file)
    if not found.text:
        raise Refused("is an OpenDocument file that holds no text document. Save it as .odt or .txt.")
    lines = [teletype.extractText(element) for element in blocks(found.text)]
    return "\n".join(lines), meta(found, "title"), meta(found, "creator") or meta(found, "initial-creator")


def blocks(element) -> Iterator:
    """The paragraphs and headings below an element, outermost."""
    for child in element.childNodes:
        kind = getattr(child, "qname", ("", ""))[1]
        if kind in ("p", "h"):
            yield child
        elif kind not in ("tracked-changes", "note", "annotation"):
            yield from blocks(child)


def meta(found, wanted: str) -> str | None:
    from odf import teletype

    return next((teletype.extractText(e) for e in found.meta.childNodes if getattr(e, "qname", ("", ""))[1] == wanted), None)
