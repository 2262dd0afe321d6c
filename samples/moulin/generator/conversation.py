"""The whole conversation: two years, in order of time, so that people can answer each other."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from generator import brand, comments, compose, counts, written
from generator.passages import Hand, read
from generator.posts import BRAND, Post
from generator.world import COUNTED_AT, PARIS, Person, agenda, people

TEXTS = Path(__file__).parent.parent / "textes"
DATA = Path(__file__).parent.parent / "donnees"


@dataclass(frozen=True)
class Conversation:
    """What everybody published."""

    voices: dict[str, Person]
    audience: list[Post]
    site: list[Post]
    social: dict[str, list[Post]]
    rivals: list[Post]
    comments: list[Post]


def converse(seed: int) -> Conversation:
    """Let two years of conversation happen; the same seed, the same words."""
    rng = random.Random(seed)  # noqa: S311 - chance, not secrecy
    library = read(TEXTS)
    voices = people(DATA / "personnes.toml")
    site = sorted(written.brand_articles(library, rng) + brand.letters(library, rng), key=_moment)
    social = brand.social(library, [p for p in site if "/lettre/" not in p.url], rng)
    rivals = sorted(written.rival_articles(library, rng), key=_moment)
    hand = Hand(library, rng)
    audience = _publish(library, voices, site, hand, rng)
    for post in audience:
        counts.count(post, voices[post.person], rng)
    said = _talk(hand, rng, voices, audience, site, social)
    return Conversation(voices, audience, site, social, rivals, said)


def _moment(post: Post) -> tuple[str, str]:
    return post.published.astimezone(PARIS).isoformat(), post.url


def _publish(
    library: written.Library,
    voices: dict[str, Person],
    site: list[Post],
    hand: Hand,
    rng: random.Random,
) -> list[Post]:
    ready = written.critic_posts(library, voices["bastien"], rng)
    for language in ("en", "de"):
        ready += written.foreign_articles(library, list(voices.values()), language, rng)
    slots = [
        (when, place, voice) for voice in voices.values() for when, place in agenda(voice, rng)
    ]
    slots.sort(key=lambda slot: (slot[0], slot[2].key))
    inspiring = sorted(library["commun", "inspire"], key=lambda p: p.number)
    desk = compose.Desk(hand, rng, voices, site, inspiring=inspiring)
    waiting = sorted(ready, key=_moment)
    for when, place, voice in slots:
        while waiting and waiting[0].published < when:
            desk.before.append(waiting.pop(0))
        compose.compose(desk, voice, when, place)
    return _distinct(desk.before + waiting)


def _distinct(posts: list[Post]) -> list[Post]:
    """Keep the first of posts that would share an address."""
    seen: dict[str, Post] = {}
    for post in posts:
        seen.setdefault(post.url, post)
    return sorted(seen.values(), key=_moment)


def _talk(
    hand: Hand,
    rng: random.Random,
    voices: dict[str, Person],
    audience: list[Post],
    site: list[Post],
    social: dict[str, list[Post]],
) -> list[Post]:
    readers = {language: comments.readers(DATA, language) for language in ("fr", "en", "de")}
    room = comments.Room(hand, rng, readers, voices)
    said: list[Post] = []
    for post in sorted([*audience, *site, *(p for ps in social.values() for p in ps)], key=_moment):
        ours = post.author == BRAND
        usual = (comments.ON_BRAND if ours else comments.USUAL).get(post.place, 0)
        said += room.talk(post, usual)
    ends = COUNTED_AT - timedelta(hours=1)
    return sorted((c for c in _distinct(said) if c.published < ends), key=_moment)
