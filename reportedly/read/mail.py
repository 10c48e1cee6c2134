"""Messages and mailboxes. A message is a report; its attachments are files of their own."""

from __future__ import annotations

import io
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_to_datetime
from typing import BinaryIO

from ..errors import ReadError, Refused
from ..limits import FILE_BYTES
from ..records import RawDocument, Refusal
from .identity import Given, check_characters, doc_id_of, given_basis, refusal
from .markup import text_of
from .parts import SEPARATOR, Part, Spoiled, member

DIVIDER = b"From "


def message_document(name: str, data: bytes, given: Given) -> RawDocument | Refusal:
    """One message, without its attachments: those are unpacked as the members of an archive are."""
    doc_id = doc_id_of(data)
    try:
        message = parsed(data)
        text = body_of(message)
        check_characters(text)
        subject, sender, sent = header(message, "subject"), header(message, "from"), date_of(message)
    except ReadError as error:
        return refusal(name, error, doc_id)
    person, address = parseaddr(sender or "")
    return RawDocument(
        doc_id, name, text, "extracted", title=subject, outlet=given.outlet or person or address or None,
        url=header(message, "archived-at"), published=sent or given.published,
        published_basis="the message's Date header" if sent else given_basis(given), encoding="body of a message", author=person or address or None, data=data)


def parsed(data: bytes) -> EmailMessage:
    return BytesParser(policy=policy.default).parsebytes(data)


def header(message: EmailMessage, name: str) -> str | None:
    """A header's words on one line, None when it is missing or cannot be read: a broken header does not spoil the message."""
    try:
        value = message.get(name)
        return " ".join(str(value).split()) or None if value is not None else None
    except Exception:                                # the standard library fails in many ways on broken headers
        return None


def date_of(message: EmailMessage) -> str | None:
    """When it was sent, ISO 8601; None without a date that can be read."""
    try:
        return parsedate_to_datetime(header(message, "date") or "").isoformat()
    except (ValueError, TypeError):
        return None


def body_of(message: EmailMessage) -> str:
    """The plain text, else the text of the HTML; empty for a message that has neither."""
    body = message.get_body(preferencelist=("plain", "html"))
    if body is None:
        return ""
    data = body.get_payload(decode=True) or b""
    text = decoded(data, body.get_content_charset())
    return text_of(text) if body.get_content_subtype() == "html" else text


def decoded(data: bytes, charset: str | None) -> str:
    from .decode import decode

    return decode(data, declared=charset).text


def attachments(name: str, data: bytes, depth: int) -> Iterator[Part | Spoiled]:
    """The files that a message carries, each further unpacked."""
    message = parsed(data)
    for number, attached in enumerate(message.iter_attachments() if message.is_multipart() else (), 1):
        label = f"{name}{SEPARATOR}{attached.get_filename() or number}"
        if attached.get_content_maintype() in ("image", "audio", "video"):
            continue
        content = attached.get_payload(decode=True)
        if content is None and attached.get_content_type() == "message/rfc822":
            content = attached.get_payload(0).as_bytes()
        if content:
            yield from member(label, io.BytesIO(content), depth)


def messages(name: str, file: BinaryIO) -> Iterator[Part | Spoiled]:
    """The messages of a mailbox (mbox as most programs write it: a line "From …" before each), one by one."""
    number, lines, size = 0, [], 0
    for line in _lines(file):
        if line.startswith(DIVIDER) and (not lines or lines[-1].strip() == b""):
            if number:
                yield _message(f"{name}#{number}", lines, size)
            number, lines, size = number + 1, [], 0
            continue
        size += len(line)
        if size <= FILE_BYTES:
            lines.append(line[1:] if line.startswith(b">From ") else line)
    if number:
        yield _message(f"{name}#{number}", lines, size)


def _lines(file: BinaryIO) -> Iterator[bytes]:
    while line := file.readline(FILE_BYTES):
        yield line


def _message(name: str, lines: list[bytes], size: int) -> Part | Spoiled:
    if size > FILE_BYTES:
        return Spoiled(name, Refused(f"is a message of more than {FILE_BYTES:,} bytes. Save its text."))
    return Part(name, "mail", io.BytesIO(b"".join(lines)))
