"""The team's word on rows, whatever it is: kept, respected, and said where it cannot all be."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from condat.core.settings import Plan as Means
from condat.core.words import Words
from condat.distribute.decisions import Decision, Decisions, Proposal
from condat.distribute.plan import plan
from condat.distribute.planned import Planned
from condat.report.limits import conflict, summary
from fixtures.plan_world import AS_OF, material

MEANS = Means(budget=1000, rows=10, pieces_per_week=3)
UNSHRUNK = (Phase.explicit, Phase.reuse, Phase.generate)  # a plan takes a second
PARIS = ZoneInfo("Europe/Paris")
VERDICTS = st.lists(
    st.sampled_from(["accepted", "changed", "dismissed", "undone", None]), min_size=10, max_size=10
)


def rows_of(planned: Planned) -> list[dict]:
    return planned.table.to_pylist()


def decided(planned: Planned, number: int, verdict: str, **changes: object) -> Decision:
    row = rows_of(planned)[number]
    known = {name: row[name] for name in Proposal.model_fields if row[name] is not None}
    opportunity = next(
        float(r["values"][0]) for r in row["reasons"] if r["code"] == "value.opportunity"
    )
    return Decision(
        row=row["row"],
        verdict=verdict,
        by="Claire",
        at=datetime(2021, 9, 1, 8, tzinfo=UTC),
        as_of=AS_OF,
        version=1,
        opportunity=opportunity,
        proposal=Proposal.model_validate(known | changes),
    )


@pytest.fixture(scope="module")
def first() -> Planned:
    return plan(material(4, means=MEANS))


def after(*decisions: Decision, days: int = 0, means: Means = MEANS) -> Planned:
    later = AS_OF + timedelta(days=days)
    return plan(material(4, means=means, as_of=later, decisions=Decisions(decision=decisions)))


@given(
    verdicts=VERDICTS,
    budget=st.sampled_from([0.0, 300.0, 1000.0]),
    weekly=st.integers(1, 4),
    partners=st.integers(0, 5),
    moved=st.integers(1, 27),
)
@settings(max_examples=6, deadline=None, phases=UNSHRUNK)
def test_decisions_hold_and_means_are_never_exceeded_but_by_them(
    verdicts: list[str | None],
    budget: float,
    weekly: int,
    partners: int,
    moved: int,
    first: Planned,
) -> None:
    means = MEANS.model_copy(
        update={"budget": budget, "pieces_per_week": weekly, "partners_per_cycle": partners}
    )
    moment = AS_OF + timedelta(days=moved, hours=7)
    given_to = [(n, v) for n, v in enumerate(verdicts) if v and n < first.table.num_rows]
    word = [
        decided(first, n, v, **({"moment": moment} if v == "changed" else {})) for n, v in given_to
    ]
    planned = after(*word, means=means)
    rows = {row["row"]: row for row in rows_of(planned)}
    kept = {d.row: d.proposal for d in word if d.verdict in ("accepted", "changed")}
    assert kept.keys() <= rows.keys()
    for name, proposal in kept.items():
        same = rows[name]
        assert (same["moment"], same["place"], same["person"]) == (
            proposal.moment,
            proposal.place,
            proposal.person,
        )
    gone = {(d.proposal.keyword, d.proposal.person_uri) for d in word if d.verdict == "dismissed"}
    proposed = [row for row in rows.values() if row["decision"] == "proposed"]
    assert not gone & {(row["keyword"], row["person_uri"]) for row in proposed}
    broken = {one.limit for one in planned.measures.conflicts}
    assert exceeded(list(rows.values()), means) == broken - {"day"}
    if not kept:
        assert broken == set()


def exceeded(rows: list[dict], means: Means) -> set[str]:
    """Name the means that the rows of a plan go over."""
    start = AS_OF.astimezone(PARIS).date()
    week = [((r["moment"].astimezone(PARIS).date() - start).days - 1) // 7 for r in rows]
    ours = [(r["place"], w) for r, w in zip(rows, week, strict=True) if r["form"] != "guest post"]
    asked = {r["person_uri"] for r in rows if r["person_uri"] and r["role"] != "quoted"}
    people = Counter(r["person_uri"] for r in rows if r["person_uri"])
    over = {
        "rows": len(rows) > means.rows,
        "budget": sum(r["cost"] or 0 for r in rows) > means.budget,
        "partners": len(asked) > means.partners_per_cycle,
        "person": max(people.values(), default=0) > 1,
        "week": max(Counter(week).values()) > means.pieces_per_week,
        "place": max(Counter(ours).values(), default=0) > means.per_place_per_week,
    }
    return {name for name, is_over in over.items() if is_over}


def test_an_accepted_row_keeps_its_slot_and_id(first: Planned) -> None:
    row = rows_of(first)[2]
    rows = rows_of(after(decided(first, 2, "accepted"), days=1))
    same = next(r for r in rows if r["row"] == row["row"])
    assert (same["moment"], same["person_uri"], same["decision"]) == (
        row["moment"],
        row["person_uri"],
        "accepted",
    )
    assert [r["keyword"] for r in rows].count(row["keyword"]) == 1


def test_an_accepted_row_outlives_the_cycle_it_was_decided_in(first: Planned) -> None:
    moment = AS_OF + timedelta(days=40, hours=7)
    late = decided(first, 0, "changed", moment=moment)
    rows = rows_of(after(late, days=35))
    assert moment in {row["moment"] for row in rows if row["decision"] == "changed"}


def test_a_changed_row_stays_as_changed_and_is_called_so(first: Planned) -> None:
    moment = AS_OF + timedelta(days=20, hours=7)
    word = decided(first, 0, "changed", place="newsletter", moment=moment, title="Ten years on")
    same = next(r for r in rows_of(after(word)) if r["decision"] == "changed")
    assert (same["place"], same["moment"], same["title"]) == ("newsletter", moment, "Ten years on")


def test_a_dismissed_row_and_its_near_twins_do_not_come_back(first: Planned) -> None:
    for number, row in enumerate(rows_of(first)[:3]):
        for days in (0, 28):
            planned = after(decided(first, number, "dismissed"), days=days)
            twins = [(r["keyword"], r["person_uri"]) for r in rows_of(planned)]
            assert (row["keyword"], row["person_uri"]) not in twins
            assert [d.row for d in planned.measures.dismissed] == [row["row"]]


def test_a_dismissed_row_may_come_back_once_the_evidence_is_surely_stronger(
    first: Planned,
) -> None:
    word = [decided(first, n, "dismissed") for n in range(first.table.num_rows)]
    weaker = [replace_opportunity(d) for d in word]
    planned = after(*weaker)
    assert not planned.measures.dismissed
    assert {d.row for d in planned.measures.returned} == {d.row for d in word}
    told = [row["reasons"][0]["code"] for row in rows_of(planned)]
    assert "decision.returned" in told


def replace_opportunity(decision: Decision) -> Decision:
    """Make a decision look taken when the keyword was worth less."""
    return decision.model_copy(update={"opportunity": 0.01})


@pytest.mark.parametrize("scope", ["keyword", "person"])
def test_a_keyword_or_a_person_can_be_kept_out(scope: str, first: Planned) -> None:
    rows = rows_of(first)
    number = next(n for n, row in enumerate(rows) if row["person_uri"])
    word = decided(first, number, "dismissed").model_copy(update={"scope": scope})
    field = "keyword" if scope == "keyword" else "person_uri"
    assert rows[number][field] not in {row[field] for row in rows_of(after(word))}


def test_what_is_undone_leaves_no_trace(first: Planned) -> None:
    taken_back = [decided(first, 0, "dismissed"), decided(first, 0, "undone")]
    assert after(*taken_back).table.equals(first.table)


def test_conflicting_decisions_are_named(first: Planned) -> None:
    moment = AS_OF + timedelta(days=20, hours=7)
    both = [
        decided(first, n, "changed", moment=moment, place="react_blog", form="article")
        for n in (0, 1)
    ]
    planned = after(*both, means=MEANS.model_copy(update={"pieces_per_week": 1}))
    by_limit = {one.limit: one for one in planned.measures.conflicts}
    assert by_limit["week"].rows == by_limit["day"].rows
    assert set(by_limit["week"].rows) == {word.row for word in both}
    rows = {row["row"]: row for row in rows_of(planned)}
    for language in ("en", "fr", "de"):
        said = conflict(by_limit["day"], rows, Words(language), MEANS)
        assert all(word.proposal.title in said for word in both)


def test_a_plan_shorter_than_asked_says_what_binds(first: Planned) -> None:
    means = Means(rows=30, pieces_per_week=1)
    planned = plan(material(4, means=means))
    binding = [one for one in planned.measures.ceilings if one.binds]
    assert "pieces_per_week" in {one.name for one in binding}
    assert all(one.rows > 0 or one.gain > 0 for one in binding)
    said = summary(planned.measures, planned.table.num_rows, Words("en"), means)
    assert "Pieces a week" in said
    more = means.model_copy(update={"pieces_per_week": 2})
    better = plan(material(4, means=more))
    one = next(c for c in binding if c.name == "pieces_per_week")
    assert better.table.num_rows - planned.table.num_rows == one.rows


def test_a_plan_keeps_what_it_says_of_itself(first: Planned) -> None:
    assert Planned.kept(first.table, first.plain).measures == first.measures
