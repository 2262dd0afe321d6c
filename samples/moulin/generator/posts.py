"""One thing that somebody published, before it is written to a file."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from condat.core.ids import slug

BRAND = "Moulin des Deux Rives"
HANDLE = "@moulindesdeuxrives"
SITE = "https://moulindesdeuxrives.example"
KINDS = {
    "blog": "Article",
    "newsletter": "Article",
    "youtube": "Video",
    "podcast": "Audio",
    "mastodon": "Note",
    "instagram": "Image",
}


@dataclass
class Post:
    """A post or a comment, with what the truth file says of it."""

    url: str
    place: str
    kind: str
    author: str
    author_url: str
    published: datetime
    text: str
    title: str = ""
    language: str = "fr"
    topic: str = ""
    person: str = ""  # key of an invented voice; empty for who only comments
    reply_to: str = ""
    links: list[str] = field(default_factory=list)
    mentions: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    views: int | None = None
    likes: int | None = None
    shares: int | None = None
    replies: int | None = None
    inspired_by: str = ""
    rung: str = ""


def home(place: str, name: str) -> str:
    """Give the invented address of an account or a site."""
    if place in ("instagram", "youtube", "mastodon"):
        return f"https://{place}.example/@{name if ' ' not in name else slug(name)}"
    return f"https://{slug(name)}.example"


def address(place: str, name: str, when: datetime, title: str, number: int) -> str:
    """Give the invented address of a post."""
    base = home(place, name)
    if place in ("blog", "newsletter", "podcast"):
        return f"{base}/{when:%Y/%m}/{slug(title)[:60].strip('-')}"
    return f"{base}/{when:%y%m%d}{number:04d}"
