"""What the story of the fictional sample claims was counted was counted: in its data, or by lot."""

from __future__ import annotations

import sys
import tomllib
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.verification.sample_world import ROOT, table, write

sys.path.insert(0, str(ROOT / "samples/moulin"))
from generator.trials import TRIALS, Trial, counts

STORY = ROOT / "samples/moulin/story"
STOPS = date(2026, 11, 2)


def steps() -> list[dict[str, Any]]:
    chapters = [tomllib.loads(path.read_text("utf-8")) for path in sorted(STORY.glob("*.toml"))]
    return [step for chapter in chapters for step in chapter.get("step", ())]


@pytest.mark.parametrize("trial", TRIALS, ids=lambda trial: trial.name)
def test_what_a_test_counted_was_drawn(trial: Trial) -> None:
    read = [step["with"] for step in steps() if step["to"].endswith("/read/")]
    told = [{name: int(value) for name, value in one.items()} for one in read]
    assert all(one in told for one in counts(trial))
    assert len(told) == sum(len(one.shown) for one in TRIALS)


@pytest.mark.parametrize(
    ("indicator", "column"),
    [("Commandes de farine", "commandes"), ("Inscriptions à la lettre", "inscriptions")],
)
def test_a_week_is_what_the_data_say(indicator: str, column: str, tmp_path: Path) -> None:
    weeks: dict[date, int] = defaultdict(int)
    for row in table(write(tmp_path / "moulin"), "equipe/resultats-par-jour.csv"):
        day = date.fromisoformat(row["date"])
        weeks[day + timedelta(days=6 - day.weekday())] += int(row[column])
    noted = list(_noted(indicator))
    assert noted
    assert [weeks[day] for day, _ in noted] == [value for _, value in noted]


def _noted(indicator: str) -> Any:
    name = ""
    for step in steps():
        if step["to"] == "indicators/new/":
            name = step["with"]["name"]
        elif step["to"] == "indicators/*/note/" and name.startswith(indicator):
            days = int(step["with"]["day"].strip("<>"))
            yield STOPS + timedelta(days=days), int(step["with"]["value"])
