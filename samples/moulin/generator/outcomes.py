"""The brand's own results per day: visits, letter sign-ups, orders; what moves them is known."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date

from generator.posts import Post
from generator.world import days

WEEK = (1.05, 1.0, 0.98, 0.97, 0.92, 1.08, 1.22)
YEAR = {
    1: 1.05,
    2: 0.95,
    3: 0.98,
    4: 1.0,
    5: 0.92,
    6: 0.85,
    7: 0.72,
    8: 0.7,
    9: 1.05,
    10: 1.15,
    11: 1.4,
    12: 1.6,
}
LIFT_OF_A_LINK = 46.0  # visits on the day when somebody else links to us, then less and less
FADES = 0.62


def outcomes(
    links: list[Post], articles: list[Post], rng: random.Random
) -> list[dict[str, object]]:
    """Give one row per day; visits rise when others link to us and when we publish."""
    linked = Counter(post.published.date() for post in links)
    ours = Counter(post.published.date() for post in articles)
    left = 0.0
    rows: list[dict[str, object]] = []
    for number, day in enumerate(days()):
        left = left * FADES + LIFT_OF_A_LINK * linked[day] + 30 * ours[day]
        visits = (210 + 0.16 * number) * WEEK[day.weekday()] * YEAR[day.month] + left
        visits *= rng.uniform(0.88, 1.12)
        orders = visits * 0.021 * rng.uniform(0.75, 1.25) * (1.35 if day.month == 12 else 1)
        rows.append(_row(day, visits, orders, visits * 0.012 * rng.uniform(0.6, 1.4)))
    return rows


def _row(day: date, visits: float, orders: float, letters: float) -> dict[str, object]:
    return {
        "date": day.isoformat(),
        "sessions": round(visits),
        "commandes": round(orders),
        "inscriptions": round(letters),
    }
