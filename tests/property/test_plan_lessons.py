"""An accepted lesson changes the next plan; without it, nothing moves."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from condat.core.settings import Plan as Means
from condat.distribute.candidates.value import total
from condat.distribute.lessons import Lesson
from condat.distribute.plan import plan
from condat.distribute.planned import Planned
from condat.plan.strategy.personas import Persona
from fixtures.plan_world import material

PARIS = ZoneInfo("Europe/Paris")
MEANS = Means(rows=8, pieces_per_week=2, budget=900)


def lesson(about: str, name: str, do: str, **more: object) -> Lesson:
    told = {
        "id": "1",
        "text": f"{name}: {do}.",
        "by": "Ana",
        "at": datetime(2026, 1, 1, tzinfo=UTC),
    }
    return Lesson.model_validate(told | {"about": about, "name": name, "do": do} | more)


def made(*lessons: Lesson) -> Planned:
    return plan(material(3, means=MEANS, lessons=lessons))


def column(planned: Planned, name: str) -> list[str]:
    return planned.table[name].to_pylist()


def test_a_word_to_do_less_of_leaves_and_one_to_do_more_of_comes() -> None:
    rows = made().table.to_pylist()
    weakest = min(rows, key=lambda row: row["value"])["keyword"]
    after = column(made(lesson("word", weakest, "less")), "keyword")
    assert weakest not in after
    came = (set(after) - {row["keyword"] for row in rows}).pop()
    assert came in column(made(lesson("word", came, "more")), "keyword")


def test_a_person_to_do_less_with_takes_no_part() -> None:
    planned = made()
    people = {name for name in column(planned, "person") if name}
    assert people
    after = made(*(lesson("person", name, "less") for name in people))
    assert not people & set(column(after, "person"))


def test_an_hour_to_do_more_of_is_chosen() -> None:
    persona = (Persona(name="Readers", words=("release",), hours=(9, 18)),)
    for hour in (9, 18):
        world = material(
            3, means=MEANS, personas=persona, lessons=(lesson("hour", str(hour), "more"),)
        )
        moments = column(plan(world), "moment")
        assert {moment.astimezone(PARIS).hour for moment in moments} == {hour}


def test_a_row_says_the_lesson_and_its_value_is_still_the_sum_of_its_parts() -> None:
    word = min(column(made(), "keyword"))
    rows = made(lesson("word", word, "more")).table.to_pylist()
    row = next(row for row in rows if row["keyword"] == word)
    assert {"code": "lesson.more", "values": [f"{word}: more.", "Ana"]} in row["reasons"]
    assert row["value"] == pytest.approx(total(row["reasons"]))
    others = [row for row in rows if row["keyword"] != word]
    assert not [r for row in others for r in row["reasons"] if r["code"].startswith("lesson")]


def test_a_lesson_that_names_nothing_of_the_plan_changes_nothing() -> None:
    assert made(lesson("word", "zeppelin", "more")).table.equals(made().table)


def test_a_measured_effect_counts_as_measured_and_never_against_the_lesson() -> None:
    assert lesson("word", "a", "more", effect=1.2).measure == pytest.approx(0.182322)
    assert lesson("word", "a", "more", effect=5.0).measure == pytest.approx(0.693147)
    assert lesson("word", "a", "more", effect=0.8).measure == 0
    assert lesson("word", "a", "less", effect=0.8).measure == pytest.approx(-0.223144)
