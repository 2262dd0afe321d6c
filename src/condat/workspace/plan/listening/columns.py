"""Columns of the corpus as people call them, and the first rows of a file laid out by them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from condat.core.words import Words, mark
from condat.usecases.listen.importing_told import Imported

COLUMNS: Mapping[str, str] = {
    "uri": mark("Address"),
    "url": mark("Address"),
    "post_uri": mark("Address of the post"),
    "author_uri": mark("Account"),
    "actor_uri": mark("Who reacted"),
    "person_uri": mark("Person"),
    "author_uris": mark("Author"),
    "kind": mark("Kind"),
    "published": mark("Published"),
    "updated": mark("Updated"),
    "language": mark("Language"),
    "title": mark("Title"),
    "text": mark("Text"),
    "in_reply_to": mark("Answers to"),
    "links": mark("Links"),
    "mentions": mark("Mentions"),
    "tags": mark("Tags"),
    "at": mark("Date"),
    "views": mark("Views"),
    "likes": mark("Likes"),
    "shares": mark("Shares"),
    "replies": mark("Replies"),
    "saves": mark("Saves"),
    "clicks": mark("Clicks"),
    "name": mark("Name"),
    "handle": mark("Handle"),
    "platform": mark("Platform"),
    "followers": mark("Followers"),
    "place": mark("Place"),
    "description": mark("Description"),
    "email": mark("E-mail address"),
    "role": mark("Role"),
    "rate": mark("Rate"),
    "currency": mark("Currency"),
    "available_from": mark("Available from"),
    "available_until": mark("Available until"),
    "past_collaborations": mark("Past collaborations"),
    "competitor_collaborations": mark("Collaborations with competitors"),
    "notes": mark("Notes"),
    "query": mark("Query"),
    "page": mark("Page"),
    "period_start": mark("From"),
    "period_end": mark("To"),
    "impressions": mark("Impressions"),
    "position": mark("Position"),
    "rank": mark("Rank"),
    "snippet": mark("Snippet"),
    "channel": mark("Channel"),
    "status": mark("State"),
    "owner": mark("Who"),
    "day": mark("Day"),
    "campaign": mark("Campaign"),
    "value": mark("Value"),
}
TITLES: Mapping[str, str] = {
    "calendar": mark("Editorial calendar"),
    "community": mark("Posts with their text"),
    "contacts": mark("Contacts"),
    "counts": mark("Counts of posts"),
    "engagements": mark("Who reacted to what"),
    "facebook": mark("Facebook export"),
    "instagram": mark("Instagram export"),
    "linkedin": mark("LinkedIn export"),
    "outcomes": mark("Outcomes, a row each"),
    "results": mark("Search results pages"),
    "searches": mark("Search Console queries"),
    "series": mark("Outcomes, a column each"),
    "tiktok": mark("TikTok export"),
    "youtube": mark("YouTube export"),
}
ORDERS = {
    "": mark("work it out from the dates"),
    "day-first": mark("day first: 31/12"),
    "month-first": mark("month first: 12/31"),
}
_PROVENANCE = ("source", "fetched_at", "raw_hash", "time_known")
_LONGEST = 90


def shown(file: Imported, main: str) -> list[dict[str, Any]]:
    """Return the first rows of the main table, with the columns that say something."""
    rows = file.preview.get(main, [])
    told = [name for name in (rows[0] if rows else {}) if any(_says(row[name]) for row in rows)]
    same = {"url"} if rows and all(row.get("url") == row.get("uri") for row in rows) else set()
    names = [name for name in told if name not in (*_PROVENANCE, *same)]
    authors = file.preview.get("authors", [])
    people = {str(one["uri"]): str(one["name"]) for one in authors if one.get("name")}
    return [{name: _named(row[name], people) for name in names} for row in rows]


def cell(value: object, words: Words) -> str:
    """Write a value short enough for a table."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return words.date(value)
    if isinstance(value, list):
        return _short(words.listed(value))
    return _short(value) if isinstance(value, str) else words.listed([value])


def _named(value: object, people: Mapping[str, str]) -> object:
    """Call the authors of a post by their names."""
    return [people.get(each, each) for each in value] if isinstance(value, list) else value


def _says(value: object) -> bool:
    return value not in (None, "", [])


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
