"""The outlet's own voice: the outlet, its correspondents, and the wire agency that the whole report is credited to."""

from __future__ import annotations

import re

from ..records import Article, Link

CORRESPONDENT = re.compile(r"\b(correspondents?|reporters?)\b", re.IGNORECASE)
# Outlets with shorter names than this ("rt", "ap") are looked for whole, not within other words.
SHORTEST_PART = 4
OUR = re.compile(r"\b(our|its)\b", re.IGNORECASE)


def is_own_voice(article: Article, link: Link) -> bool:
    """True when the link is the outlet itself, "our correspondent", "SANA's correspondent" in SANA, or the credited agency."""
    words = f"{link.name} {link.words}".lower()
    if CORRESPONDENT.search(link.words) and (OUR.search(link.words) or names_outlet(article, words) or link.words.lower().startswith("the ")):
        return True
    ours = {letters(link.name), letters(link.words)}
    credited = any(ours & {letters(c.name), letters(c.words)} or c.source_id and c.source_id == link.source_id for c in article.credits)
    return credited or link.kind in ("agency", "outlet", "unknown", "person") and names_outlet(article, link.name)


def names_outlet(article: Article, words: str) -> bool:
    """True when the words hold the outlet's name ("Al-Manar reporter" in "manar")."""
    outlet, words = letters(article.outlet or ""), letters(words)
    return bool(outlet) and (outlet == words or len(outlet) >= SHORTEST_PART and outlet in words)


def letters(words: str) -> str:
    return re.sub(r"\W+", "", words.lower())
