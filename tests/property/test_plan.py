"""A plan of a real conversation, whatever the team's means: within them, explained, repeatable."""

from collections import Counter
from dataclasses import replace
from zoneinfo import ZoneInfo

import pyarrow as pa
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from condat.core.settings import Plan as Means
from condat.corpus.schema import CALENDAR
from condat.distribute.candidates.value import total
from condat.distribute.plan import plan
from condat.distribute.planned import Missed, Planned
from condat.distribute.tables import PLAN
from condat.plan.strategy.personas import Persona
from condat.plan.strategy.strategy import Strategy
from fixtures.plan_world import AS_OF, material

STRATEGY = Strategy(
    messages=(
        "You can upgrade one component at a time",
        "Measure the performance of your application",
        "Ask the community first",
    )
)
PERSONAS = (
    Persona(name="Front-end teams", words=("release",), languages=("en",), hours=(9, 18)),
    Persona(
        name="Francophones", words=("composants",), languages=("fr",), places=("putaindecode",)
    ),
)
UNSHRUNK = (Phase.explicit, Phase.reuse, Phase.generate)  # a plan takes a second
MEANS = st.builds(
    Means,
    budget=st.sampled_from([0.0, 300.0, 1000.0]),
    rows=st.integers(5, 30),
    pieces_per_week=st.integers(1, 6),
    per_place_per_week=st.integers(1, 3),
    partners_per_cycle=st.integers(0, 6),
    cycle_days=st.sampled_from([7, 14, 28, 31]),
    time_zone=st.sampled_from(["Europe/Paris", "America/New_York", "Asia/Tokyo"]),
)


def rows_of(planned: Planned) -> list[dict]:
    return planned.table.to_pylist()


def codes(row: dict) -> set[str]:
    return {reason["code"] for reason in row["reasons"]}


@given(means=MEANS, seed=st.integers(0, 50), written=st.booleans())
@settings(max_examples=8, deadline=None, phases=UNSHRUNK)
def test_every_plan_stays_within_the_teams_means(means: Means, seed: int, written: bool) -> None:
    more = {"strategy": STRATEGY, "personas": PERSONAS} if written else {}
    rows = rows_of(plan(material(seed, means=means, **more), seconds=5))
    zone = ZoneInfo(means.time_zone)
    days = [
        (r["moment"].astimezone(zone).date() - AS_OF.astimezone(zone).date()).days for r in rows
    ]
    people = [r["person_uri"] for r in rows if r["person_uri"]]
    asked = {r["person_uri"] for r in rows if r["person_uri"] and r["role"] != "quoted"}
    assert rows
    assert len(rows) <= means.rows
    assert all(1 <= day <= means.cycle_days for day in days)
    assert max(Counter((day - 1) // 7 for day in days).values()) <= means.pieces_per_week
    assert len(set(people)) == len(people)
    assert len(asked) <= means.partners_per_cycle
    assert sum(r["cost"] or 0 for r in rows) <= means.budget
    assert len({r["keyword"] for r in rows}) == len(rows)
    own = [
        (r["place"], (d - 1) // 7)
        for r, d in zip(rows, days, strict=True)
        if r["form"] != "guest post"
    ]
    assert max(Counter(own).values(), default=0) <= means.per_place_per_week


@given(seed=st.integers(0, 50))
@settings(max_examples=5, deadline=None)
def test_each_value_can_be_worked_out_again_from_the_reasons(seed: int) -> None:
    planned = plan(material(seed, strategy=STRATEGY, personas=PERSONAS))
    rows = rows_of(planned)
    assert all(row["value"] == total(row["reasons"]) for row in rows)
    assert sum(row["value"] for row in rows) == pytest.approx(planned.measures.value, abs=1e-4)
    assert planned.measures.bound >= planned.measures.value - 1e-9
    assert planned.measures.gap <= 1e-3


def test_the_same_material_gives_the_same_rows() -> None:
    assert plan(material(3)).table.equals(plan(material(3)).table)
    assert plan(material(3)).table.schema.equals(PLAN)


def test_no_two_rows_are_about_a_keyword_and_a_longer_one_that_holds_it() -> None:
    given = material()
    known = given.tables["keywords"].to_pylist()
    longer = [row | {"label": f"{row['label']} system", "opportunity": 0.99} for row in known[:9]]
    for row in longer:
        row["term"] = row["label"]
    both = pa.Table.from_pylist([*known[:9], *longer], schema=given.tables["keywords"].schema)
    rows = rows_of(plan(replace(given, tables={**given.tables, "keywords": both}), seconds=5))
    about = [row["title"] for row in rows]
    assert len(about) > 1
    assert not any(one != other and one in other for one in about for other in about)


def test_no_two_rows_are_about_an_acronym_and_the_words_it_stands_for() -> None:
    given = material()
    known = given.tables["keywords"].to_pylist()[:9]
    short = [f"{letter}SM" for letter in "BCDFGHJKL"]
    long = [
        " ".join(f"{a}{sign * 4}" for a in s) for s, sign in zip(short, "abcdefghi", strict=True)
    ]
    told = [
        row | {"label": name, "term": name.casefold(), "opportunity": 0.99}
        for names in (short, long)
        for row, name in zip(known, names, strict=True)
    ]
    both = pa.Table.from_pylist(told, schema=given.tables["keywords"].schema)
    rows = rows_of(plan(replace(given, tables={**given.tables, "keywords": both}), seconds=5))
    about = " ".join(row["title"] for row in rows)
    assert len(rows) > 1
    assert not [s for s, words in zip(short, long, strict=True) if s in about and words in about]


def test_every_message_and_persona_is_carried() -> None:
    planned = plan(material(1, strategy=STRATEGY, personas=PERSONAS, means=Means(rows=12)))
    assert planned.measures.uncovered == ()
    languages = {row["persona"]: set() for row in rows_of(planned)}
    assert set(languages) == {"Front-end teams", "Francophones"}


def test_a_message_far_from_every_keyword_is_told_and_not_forced() -> None:
    far = "Sauerkraut ferments in six weeks"
    strategy = STRATEGY.model_copy(update={"messages": (*STRATEGY.messages[:2], far)})
    planned = plan(material(1, strategy=strategy, personas=PERSONAS, means=Means(rows=12)))
    assert Missed(far, "uncovered.far") in planned.measures.uncovered
    assert far not in {row["message"] for row in rows_of(planned)}


def test_a_row_far_from_its_message_says_so() -> None:
    far = Strategy(messages=("A garden needs water in July", "Sauerkraut ferments in six weeks"))
    strange, known = (rows_of(plan(material(1, strategy=one))) for one in (far, STRATEGY))
    assert strange
    assert all({"code": "message.far", "values": [r["message"]]} in r["reasons"] for r in strange)
    assert 2 * len([row for row in known if "message.far" in codes(row)]) < len(known)


def test_a_message_that_nothing_can_carry_is_told() -> None:
    reader = Persona(name="Lecteurs", languages=("fr",))
    nobody = Persona(name="Polyglots", languages=("de",))
    few = material(1, personas=(reader, nobody), languages=("fr",))
    french = few.tables["keywords"].filter(
        pa.compute.equal(few.tables["keywords"]["language"], "fr")
    )
    planned = plan(replace(few, tables={**few.tables, "keywords": french}))
    assert planned.measures.uncovered == (Missed("Polyglots", "uncovered.language", ("de",)),)


def test_hours_of_a_persona_are_taken_in_the_teams_time_zone() -> None:
    night = (Persona(name="Owls", hours=(22,)),)
    rows = rows_of(plan(material(1, personas=night)))
    assert {row["moment"].astimezone(ZoneInfo("Europe/Paris")).hour for row in rows} == {22}


def test_without_counts_the_effect_is_unknown_and_says_what_it_takes() -> None:
    for row in rows_of(plan(material(2))):
        assert row["effect"] is None
        assert row["needs"][0]["code"] == "needs.counts"
        assert row["stop_rule"][0]["code"] == "stop.two_silent"


def test_what_is_in_the_calendar_is_not_proposed_again_and_takes_its_place() -> None:
    means = Means(budget=1000, rows=10, pieces_per_week=3)
    busy = rows_of(plan(material(4, means=means)))[0]
    entry = {
        "uri": "c",
        "title": f"On {busy['keyword']}",
        "at": busy["moment"],
        "channel": "react_blog",
    }
    calendar = pa.Table.from_pylist([entry], schema=CALENDAR.schema)
    after = rows_of(plan(material(4, means=means, calendar=calendar)))
    assert busy["keyword"] not in {row["keyword"] for row in after}
    own = [row["moment"].date() for row in after if row["place"] == "react_blog"]
    assert busy["moment"].date() not in own


@pytest.mark.parametrize("code", ["people.competitor", "people.quiet"])
def test_nobody_is_proposed_of_whom_nothing_is_asked(code: str) -> None:
    given = material(4, means=Means(budget=1000, rows=10))
    first, *others = sorted({row["person_uri"] for row in rows_of(plan(given))} - {None})
    told = [{"code": code, "values": []}]
    apart = {"reasons": told, "available": None}
    listed = [
        row | (apart if row["person_uri"] == first else {"reasons": []})
        for row in given.table("shortlist").to_pylist()
    ]
    known = pa.Table.from_pylist(listed, schema=given.table("shortlist").schema)
    after = rows_of(plan(replace(given, tables={**given.tables, "shortlist": known})))
    proposed = {row["person_uri"] for row in after}
    assert first not in proposed
    assert proposed & set(others)
