"""The known truth: who speaks, of what, when, and what makes a post do well."""

from __future__ import annotations

import random
import tomllib
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")
FIRST, LAST = date(2024, 11, 1), date(2026, 10, 31)
COUNTED_AT = datetime(2026, 11, 1, 21, 0, tzinfo=UTC)
SEED = 2026

RISING_TOPIC, RISES_FROM = "sans-petrissage", date(2026, 2, 10)
RISING_AUTHOR, AUTHOR_RISES_FROM = "ninon", date(2026, 2, 1)
GOOD_HOURS, HOUR_EFFECT = (18, 19, 20), 1.6
GOOD_FORM, FORM_EFFECT = "Video", 1.8
TOPIC_EFFECT = {"sans-petrissage": 1.4, "metier": 1.2, "materiel": 0.75, "autolyse": 0.7}
QUESTION_EFFECT = 1.0  # a question in the text changes nothing: a finding there would be false

# Months in which a subject is talked about more (or less) than usual.
SEASONS = {
    "brioche": {1: 2.5, 2: 2, 4: 2.5, 12: 1.8},
    "pizza": {5: 1.6, 6: 2.5, 7: 3, 8: 2.5, 1: 0.3, 12: 0.3},
    "chataigne": {10: 2.2, 11: 2.5, 6: 0.5, 7: 0.4},
    "moisson": {6: 1.8, 7: 3.5, 8: 2, 10: 1.5},
    "atelier": {9: 2, 10: 1.6, 6: 1.5, 7: 0.3, 8: 0.2},
    "kits": {11: 2.5, 12: 3.5, 1: 1.8, 7: 0.3},
    "materiel": {11: 1.8, 12: 2.2},
    "levain": {9: 2.2, 1: 1.5},
}
HABIT = {"blog": 1, "instagram": 1, "youtube": 1, "newsletter": 1, "mastodon": 1, "podcast": 1}


@dataclass(frozen=True)
class Person:
    """One invented voice."""

    key: str
    name: str
    gender: str
    town: str
    bio: str
    language: str
    roles: tuple[str, ...]
    topics: dict[str, int]
    places: dict[str, tuple[str, int]]
    posts: float
    hours: tuple[int, ...]
    job: str
    style: str = "courant"
    stance: str = "favorable"
    rate: float | None = None
    available: str = ""
    past: str = ""
    rivals: str = ""


def people(path: Path) -> dict[str, Person]:
    """Read the invented voices, by key."""
    listed = tomllib.loads(path.read_text("utf-8"))
    return {key: _person(key, facts) for key, facts in listed.items()}


def _person(key: str, facts: dict) -> Person:
    places = {place: (name, audience) for place, (name, audience) in facts["places"].items()}
    kept = {k: tuple(v) if isinstance(v, list) else v for k, v in facts.items()}
    return Person(key=key, **{**kept, "places": places})


def days() -> list[date]:
    """List the days of the sample."""
    return [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]


def share_of_time(day: date, start: date) -> float:
    """Say how far the sample has come since a day, 0..1."""
    return min(1.0, max(0.0, (day - start).days / (LAST - start).days))


def topic_weight(person: Person, topic: str, day: date) -> float:
    """Say how much a person speaks of a subject on a day."""
    own = float(person.topics.get(topic, 0))
    if topic == RISING_TOPIC:
        risen = share_of_time(day, RISES_FROM)
        catches = person.posts > 0.8 and not {"paysan", "meunier"} & set(person.roles)
        return own * (0.15 + 2.2 * risen) + (1.2 * risen if catches else 0)
    return own * SEASONS.get(topic, {}).get(day.month, 1.0)


def moment(day: date, hours: tuple[int, ...], rng: random.Random) -> datetime:
    """Choose the minute at which a person publishes: mostly a habit, sometimes not."""
    hour = rng.choice(hours) if rng.random() < 0.72 else rng.randint(7, 22)
    return datetime(day.year, day.month, day.day, hour, rng.randint(0, 59), tzinfo=PARIS)


def agenda(person: Person, rng: random.Random) -> list[tuple[datetime, str]]:
    """List when and where a person publishes over the two years."""
    chance = person.posts * 0.47 / 30.4
    places = sorted(person.places)
    plan = []
    for day in days():
        rise = 1 + 1.2 * share_of_time(day, AUTHOR_RISES_FROM) * (person.key == RISING_AUTHOR)
        if rng.random() < chance * rise:
            weights = [1.7 if p in ("instagram", "mastodon") else 1.0 for p in places]
            place = rng.choices(places, weights)[0]
            plan.append((moment(day, person.hours, rng), place))
    return plan
