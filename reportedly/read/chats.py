"""Chats as Telegram's desktop program exports them (JSON). A message is a report."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from ..errors import Refused
from ..records import RawDocument, Refusal
from .feeds import read_json, records, some
from .identity import Given, limited


def read_telegram(name: str, file: BinaryIO, given: Given) -> Iterator[RawDocument | Refusal]:
    """The messages of one chat or of a whole account; what the program itself notes ("X joined") is passed over."""
    export = read_json(limited(file))
    chats = export["chats"].get("list", ()) if isinstance(export.get("chats"), dict) else (export,)
    found = [message_record(message, chat) for chat in chats if isinstance(chat, dict) for message in chat.get("messages", ())
             if isinstance(message, dict) and message.get("type") == "message" and flat(message.get("text"))]
    if not found:
        raise Refused("is a chat without a message in words. Export it again, with its messages.")
    yield from records(name, iter(found), given, "the message's own date")


def message_record(message: dict, chat: dict) -> dict:
    moment = message.get("date")
    return some({
        "id": f"{chat.get('id')}/{message.get('id')}", "text": flat(message.get("text")), "outlet": message.get("forwarded_from") or chat.get("name"),
        "author": message.get("from") or message.get("author"), "published": moment if isinstance(moment, str) else None,
        "forwarded_from": message.get("forwarded_from"), "chat": chat.get("name"),
    })


def flat(text: object) -> str:
    """The words of a message: one string, or pieces of which some are marked (links, bold)."""
    if isinstance(text, str):
        return text
    pieces = text if isinstance(text, list) else ()
    return "".join(p if isinstance(p, str) else str(p.get("text", "")) if isinstance(p, dict) else "" for p in pieces)
