"""What the brand itself published outside its site: LinkedIn, Instagram, YouTube, a newsletter."""

from __future__ import annotations

import random
from datetime import date, datetime, time, timedelta

from generator.passages import Passage, worded
from generator.posts import BRAND, Post
from generator.typography import careful
from generator.world import FIRST, PARIS

LINKEDIN = "https://www.linkedin.example/company/moulindesdeuxrives"
INSTAGRAM = "https://instagram.example/@moulindesdeuxrives"
YOUTUBE = "https://youtube.example/@moulindesdeuxrives"
WATCH = "https://www.youtube.com/watch?v="  # where the export of YouTube puts every film
VIDEO_TOPICS = (
    "sans-petrissage",
    "levain",
    "moisson",
    "grigne",
    "moisson",
    "moisson",
    "moisson",
    "cuisson",
    "grigne",
    "pointage",
    "sans-petrissage",
    "brioche",
)
VIDEO_DAYS = (470, 310, 200, 150, 108, 628, 265, 505, 405, 230, 555, 168)
Library = dict[tuple[str, str], list[Passage]]


def social(library: Library, articles: list[Post], rng: random.Random) -> dict[str, list[Post]]:
    """Give the brand's posts by place, oldest first."""
    notes = [worded(p.text, rng).split(" :: ") for p in library["moulin", "post"]]
    films = [careful(worded(p.text, rng)) for p in library["moulin", "video"]]
    linkedin = [_announced(a, "linkedin", LINKEDIN, 1, rng) for a in articles]
    instagram = [_announced(a, "instagram", INSTAGRAM, 0, rng) for a in articles[::2]]
    for number, (day, text) in enumerate(notes):
        when = _on(date.fromisoformat(day), rng)
        text = careful(text)
        instagram.append(_note(text, "instagram", INSTAGRAM, when, number))
        if number % 3 == 0:
            linkedin.append(_note(text, "linkedin", LINKEDIN, when + timedelta(hours=20), number))
    youtube = []
    for number, text in enumerate(films):
        when = _on(FIRST + timedelta(days=VIDEO_DAYS[number]), rng)
        film = _note(text, "youtube", YOUTUBE, when, number)
        film.url = f"{WATCH}fictif-{when:%y%m%d}"
        film.kind, film.topic = "Video", VIDEO_TOPICS[number]
        film.title, film.text = text.partition(" :")[0].strip().rstrip("\u00a0."), text
        youtube.append(film)
        if number % 2 == 0:
            reel = _note(text, "instagram", INSTAGRAM, when + timedelta(days=1), 100 + number)
            reel.kind, reel.topic = "Video", VIDEO_TOPICS[number]
            instagram.append(reel)
    by_place = {"linkedin": linkedin, "instagram": instagram, "youtube": youtube}
    for posts in by_place.values():
        posts.sort(key=lambda p: p.published)
        for post in posts:
            _count(post, rng)
    return by_place


def letters(library: Library, rng: random.Random) -> list[Post]:
    """Give the brand's letters: five months of news, a note at the top."""
    posts = []
    for number, passage in enumerate(library["moulin", "newsletter"]):
        when = datetime(2026, 5 + number, 4, 9, 0, tzinfo=PARIS)
        month = ("mai", "juin", "juillet", "août", "septembre")[number]
        title = f"La lettre du moulin, {month} 2026"
        url = f"https://moulindesdeuxrives.example/lettre/2026-{5 + number:02d}"
        posts.append(
            Post(
                url,
                "site",
                "Article",
                BRAND,
                "https://moulindesdeuxrives.example",
                when,
                careful(worded(passage.text, rng)),
                title=title,
                topic="moisson",
            )
        )
    return posts


def _announced(article: Post, place: str, home: str, later: int, rng: random.Random) -> Post:
    sentences = article.text.replace("\n\n", " ").split(". ")
    start = 0 if place == "instagram" else 1
    quote = ". ".join(sentences[start : start + 2]).strip().rstrip(".") + "."
    text = f"{article.title.rstrip('.')}{'' if article.title[-1] in '?!' else '.'} {quote}"
    when = article.published + timedelta(days=later, hours=rng.choice((0, 1, 7, 8)))
    number = article.published.toordinal() % 1000
    post = _note(text, place, home, when, 200 + number)
    post.topic, post.links = article.topic, [article.url]
    return post


def _note(text: str, place: str, home: str, when: datetime, number: int) -> Post:
    url = f"{home}/{when:%y%m%d}{number:03d}"
    kind = "Image" if place == "instagram" else "Note"
    return Post(url, place, kind, BRAND, home, when, text, topic="moisson")


def _on(day: date, rng: random.Random) -> datetime:
    return datetime.combine(day, time(rng.choice((9, 12, 18, 19)), rng.randint(0, 59)), PARIS)


def _count(post: Post, rng: random.Random) -> None:
    good = (1.6 if post.published.hour in (18, 19, 20) else 1) * (
        1.8 if post.kind == "Video" else 1
    )
    topic = 1.4 if post.topic == "sans-petrissage" else 1
    base = {"linkedin": 46, "instagram": 130, "youtube": 95}[post.place]
    post.likes = round(base * good * topic * rng.gammavariate(3, 1 / 3))
    post.views = round(post.likes * rng.uniform(16, 28)) + 60
    post.shares = round(post.likes * rng.uniform(0.02, 0.09))
    post.replies = round(post.likes * rng.uniform(0.02, 0.08))
