"""What was counted in the tests of the story: drawn by lot from rates that are known here.

The figures stand in ``story/2-mesures.toml``; a test draws them again.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

SEED = 2026


@dataclass(frozen=True)
class Trial:
    """Two variants, the true share of yes of each, and how many saw them between two readings."""

    name: str
    first: float
    second: float
    shown: tuple[int, ...]


TRIALS = (
    Trial("objet de la lettre", 0.31, 0.38, (620, 810, 970)),
    Trial("vidéo ou photo", 0.040, 0.068, (940, 1130)),
)


def counts(trial: Trial, seed: int = SEED) -> list[dict[str, int]]:
    """Draw who saw which variant and who said yes; each reading holds all since the start."""
    rng = random.Random(f"{seed} {trial.name}")  # noqa: S311 - chance, not secrecy
    told = dict.fromkeys(("first_shown", "first_done", "second_shown", "second_done"), 0)
    readings = []
    for people in trial.shown:
        for _ in range(people):
            which, rate = rng.choice((("first", trial.first), ("second", trial.second)))
            told[f"{which}_shown"] += 1
            told[f"{which}_done"] += rng.random() < rate
        readings.append(dict(told))
    return readings
