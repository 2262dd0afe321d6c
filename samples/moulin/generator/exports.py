"""Writes the sample's files, each as the tool that a team has would export it."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from condat.core.ids import slug
from generator.brand import INSTAGRAM
from generator.posts import Post, home
from generator.workbook import Cell
from generator.world import COUNTED_AT, PARIS, Person

Row = Mapping[str, object]
PACIFIC = ZoneInfo("America/Los_Angeles")
PERSON = "urn:condat:person:"  # as the layout of contacts names people


def jsonl(path: Path, posts: Iterable[Post], voices: Mapping[str, Person]) -> None:
    """Write posts as a listening tool gives them: one object a line."""
    lines = [
        json.dumps(_object(post, voices.get(post.person)), ensure_ascii=False) for post in posts
    ]
    _write(path, "".join(f"{line}\n" for line in lines))


def _object(post: Post, voice: Person | None) -> dict[str, object]:
    audience = voice.places[post.place][1] if voice else None
    return {
        "url": post.url,
        "published": post.published.astimezone(PARIS).replace(microsecond=0).isoformat(),
        "platform": "blog" if post.place in ("site", "minoterie", "levee") else post.place,
        "type": post.kind,
        "author": post.author,
        "author_url": post.author_url,
        "author_platform": post.place if voice else None,
        "author_followers": audience,
        "author_place": voice.town if voice else None,
        "author_bio": voice.bio if voice else None,
        "title": post.title or None,
        "content": post.text,
        "lang": post.language,
        "in_reply_to": post.reply_to or None,
        "links": post.links,
        "mentions": post.mentions,
        "tags": post.tags,
        "views": post.views,
        "likes": post.likes,
        "shares": post.shares,
        "replies": post.replies,
        "counted_at": None if post.reply_to else COUNTED_AT.isoformat(),
    }


def table(path: Path, rows: Iterable[Row], *, bom: bool = False) -> None:
    """Write rows as CSV under the names of the first."""
    rows = list(rows)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8-sig" if bom else "utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def linkedin(posts: Iterable[Post]) -> list[Row]:
    """Give the rows of a LinkedIn page's content export."""
    return [
        {
            "Post title": post.text,
            "Post link": post.url,
            "Post type": "Organic",
            "Campaign name": "",
            "Posted by": "Claire Bodin (personnage fictif)",
            "Created date": f"{post.published:%m/%d/%Y}",
            "Campaign start date": "",
            "Campaign end date": "",
            "Audience": "All followers",
            "Impressions": post.views,
            "Views": "",
            "Offsite Views": "",
            "Clicks": (post.views or 0) // 31,
            "Click through rate (CTR)": round(((post.views or 0) // 31) / (post.views or 1), 4),
            "Likes": post.likes,
            "Comments": post.replies,
            "Reposts": post.shares,
            "Follows": "",
            "Engagement rate": round((post.likes or 0) / (post.views or 1), 4),
            "Content Type": "Article" if post.links else "Image",
        }
        for post in posts
    ]


def instagram(posts: Iterable[Post]) -> list[Row]:
    """Give the rows of an Instagram account's content export (times are Pacific)."""
    return [
        {
            "Post ID": f"1795{number:013d}",
            "Account ID": "17841400000000000",
            "Account username": INSTAGRAM.rpartition("@")[2],
            "Account name": "Moulin des Deux Rives (fictif)",
            "Description": post.text,
            "Duration (sec)": 30 if post.kind == "Video" else 0,
            "Publish time": f"{post.published.astimezone(PACIFIC):%m/%d/%Y %H:%M}",
            "Permalink": post.url,
            "Post type": "IG reel" if post.kind == "Video" else "IG image",
            "Data comment": "",
            "Date": "Lifetime",
            "Views": post.views,
            "Reach": round((post.views or 0) * 0.74),
            "Likes": post.likes,
            "Shares": post.shares,
            "Follows": (post.likes or 0) // 60,
            "Comments": post.replies,
            "Saves": (post.likes or 0) // 9,
        }
        for number, post in enumerate(posts, 1)
    ]


def youtube(posts: list[Post]) -> list[Row]:
    """Give the rows of a YouTube channel's export, the total first."""
    rows = [_video(post) for post in posts]
    total = dict.fromkeys(rows[0], "") | {"Content": "Total"}
    total["Views"] = str(sum(post.views or 0 for post in posts))
    return [total, *rows]


def _video(post: Post) -> dict[str, object]:
    views = post.views or 0
    return {
        "Content": post.url.rpartition("=")[2],
        "Video title": post.title,
        "Video publish time": f"{post.published:%b} {post.published.day}, {post.published.year}",
        "Duration": 30 + len(post.text),
        "Views": views,
        "Watch time (hours)": round(views * 0.013, 4),
        "Subscribers": views // 240,
        "Impressions": views * 11,
        "Impressions click-through rate (%)": round(100 / 11, 2),
        "Likes": post.likes,
        "Comments added": post.replies,
        "Shares": post.shares,
    }


def contacts(voices: Iterable[Person]) -> list[Row]:
    """Give the team's contact list: what it knows of some of the voices."""
    return [
        {
            "Nom": voice.name,
            "E-mail": f"{voice.key}@courrier.example",
            "Rôle": voice.job,
            "Tarif": "" if voice.rate is None else f"{voice.rate:g}",
            "Devise": "" if voice.rate is None else "EUR",
            "Disponible dès": voice.available.partition("/")[0],
            "Disponible jusqu'au": voice.available.partition("/")[2],
            "Collaborations passées": voice.past,
            "Collaborations concurrentes": voice.rivals,
            "Notes": "N'accepte aucune rémunération." if voice.rate == 0 else "",
        }
        for voice in voices
        if voice.rate is not None or voice.past or voice.rivals
    ]


def accounts(voices: Iterable[Person]) -> list[Row]:
    """Give every account with the person it belongs to."""
    return [
        {"compte": home(place, name), "personne": PERSON + slug(voice.name)}
        for voice in voices
        for place, (name, _) in sorted(voice.places.items())
    ]


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", newline="\n")


def calendar(path: Path) -> list[list[Cell]]:
    """Give the rows of the team's calendar as its spreadsheet has them: a title, then the table."""
    with path.open(encoding="utf-8", newline="") as file:
        headers, *rows = csv.reader(file)
    place = headers.index("Date")
    dated = [[*r[:place], date.fromisoformat(r[place]), *r[place + 1 :]] for r in rows]
    return [["Moulin des Deux Rives (marque fictive) : calendrier éditorial"], [], headers, *dated]
