"""Pieces written whole and dated: the brand's, the critic's, the competitors', some others'."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, datetime, time

from generator.passages import Passage, worded
from generator.posts import BRAND, SITE, Post, address, home
from generator.typography import careful
from generator.world import PARIS, Person

RIVALS = {"minoterie": "Minoterie Valombre", "levee": "Maison Levée"}
Library = dict[tuple[str, str], list[Passage]]


@dataclass(frozen=True)
class Piece:
    """A dated piece: its day, title (empty for a short note), subject and text."""

    day: date
    title: str
    topic: str
    text: str

    def at(self, hour: int, minute: int) -> datetime:
        """Say when it was published."""
        return datetime.combine(self.day, time(hour, minute), PARIS)


def pieces(library: Library, topic: str, section: str, rng: random.Random) -> list[Piece]:
    """Read the dated pieces of a section, oldest first."""
    return sorted(
        (_piece(worded(p.text, rng)) for p in library[topic, section]), key=lambda p: p.day
    )


def _piece(text: str) -> Piece:
    day, *rest = [part.strip() for part in text.split(" :: ")]
    title, topic, body = rest if len(rest) == 3 else ("", "", rest[0])
    return Piece(date.fromisoformat(day), title, topic, body.replace(" ¶ ", "\n\n"))


def brand_articles(library: Library, rng: random.Random) -> list[Post]:
    """Give the articles of the brand's own site."""
    found = pieces(library, "moulin", "article", rng)
    return [
        _article(p, BRAND, SITE, "site", number, set_=careful) for number, p in enumerate(found)
    ]


def rival_articles(library: Library, rng: random.Random) -> list[Post]:
    """Give what the two invented competitors publish."""
    posts = []
    for section, name in RIVALS.items():
        site = home("blog", name)
        found = pieces(library, "concurrents", section, rng)
        posts += [_article(p, name, site, section, n, set_=careful) for n, p in enumerate(found)]
    return posts


def critic_posts(library: Library, critic: Person, rng: random.Random) -> list[Post]:
    """Give the critic's columns and his short notes."""
    blog, notes = (critic.places[place][0] for place in ("blog", "mastodon"))
    posts = []
    for number, piece in enumerate(pieces(library, "critique", "article", rng)):
        post = _article(piece, critic.name, home("blog", blog), "blog", number, set_=careful)
        post.person = critic.key
        if BRAND in piece.text:
            post.links.append(SITE)
        posts.append(post)
    for number, piece in enumerate(pieces(library, "critique", "court", rng)):
        when, text = piece.at(8, 40 + number), careful(piece.text)
        url = address("mastodon", notes, when, "", number)
        site = home("mastodon", notes)
        mentions = [SITE] if "@moulin" in text else []
        note = Post(url, "mastodon", "Note", critic.name, site, when, text, person=critic.key)
        note.topic, note.mentions = "moisson", mentions
        posts.append(note)
    return posts


def foreign_articles(
    library: Library, voices: list[Person], language: str, rng: random.Random
) -> list[Post]:
    """Give the English or German articles to those who have a site to put them on."""
    topic = {"en": "anglais", "de": "allemand"}[language]
    long = [v for v in voices if v.language == language and {"blog", "youtube"} & set(v.places)]
    posts = []
    for number, piece in enumerate(pieces(library, topic, "article", rng)):
        voice = long[number % len(long)]
        place = "blog" if "blog" in voice.places else "youtube"
        post = _article(piece, voice.name, home(place, voice.places[place][0]), place, number)
        post.person, post.language = voice.key, language
        if piece.topic == "sans-petrissage" or "mill" in piece.text or "Mühle" in piece.text:
            post.links.append(
                SITE if piece.topic != "sans-petrissage" else f"{SITE}/2026/02/{_FOLDS}"
            )
        posts.append(post)
    return posts


_FOLDS = "la-methode-des-trois-plis"


def _article(piece: Piece, name: str, site: str, place: str, number: int, *, set_=str) -> Post:
    when = piece.at((10, 11, 9, 18)[number % 4], 5 + number)
    kind = "Video" if place == "youtube" else "Article"
    url = f"{address('blog', 'x', when, piece.title, number).replace('https://x.example', site)}"
    return Post(
        url,
        place,
        kind,
        name,
        site,
        when,
        set_(piece.text),
        title=set_(piece.title),
        topic=piece.topic,
    )
