"""The audit of real posts of a brand: each criterion decides when it should."""

from datetime import timedelta

import pyarrow as pa
import pytest

from condat.plan.strategy.audit import audit
from condat.plan.strategy.strategy import Strategy
from condat.plan.tables import AUDIT, TABLES
from fixtures.plan_world import AS_OF, posts

STRATEGY = Strategy(
    messages=(
        "You can upgrade one component at a time",
        "Hooks let you use state without classes",
        "Server rendering makes the first page fast",
    )
)
PERFORMED = {"measure": "engagement", "observed": 1.0, "expected": 1.0}


def ours(*titles: str, days: int = 30, source: str = "blog") -> pa.Table:
    real = [post for post in posts() if post["source"] == "react_blog"]
    text = next(
        p["content"]
        for p in real
        if p["title"] == "Introducing JSX 2.0" or len(p["content"]) > 3000
    )
    at = AS_OF - timedelta(days=days)
    rows = [
        {
            "uri": f"u{i}",
            "source": source,
            "title": t,
            "text": text,
            "published": at,
            "updated": None,
        }
        for i, t in enumerate(titles)
    ]
    schema = pa.schema(
        [
            ("uri", pa.string()),
            ("source", pa.string()),
            ("title", pa.string()),
            ("text", pa.string()),
            ("published", pa.timestamp("us", tz="UTC")),
            ("updated", pa.timestamp("us", tz="UTC")),
        ]
    )
    return pa.Table.from_pylist(rows, schema=schema)


def tables(**given: list[dict]) -> dict[str, pa.Table]:
    rows = {"readings": [{"post_uri": f"u{i}", "side": "ours", "words": 500} for i in range(3)]}
    rows |= given
    schemas = TABLES | {"jargon": pa.schema([("term", pa.string())])}
    return {n: pa.Table.from_pylist(rows.get(n, []), schema=s) for n, s in schemas.items()}


def uses(uri: str, *terms: str) -> list[dict]:
    return [{"post_uri": uri, "term": term, "count": 1} for term in terms]


def one(table: pa.Table, uri: str = "u0") -> dict:
    return next(row for row in table.to_pylist() if row["post_uri"] == uri)


def codes(row: dict) -> set[str]:
    return {reason["code"] for reason in row["reasons"]}


def judged(found: pa.Table, strategy: Strategy = STRATEGY, **given: list[dict]) -> pa.Table:
    return audit(found, tables(**given), strategy, as_of=AS_OF)


def test_a_fresh_post_that_carries_a_message_is_kept() -> None:
    row = one(judged(ours("Upgrade your components one at a time")))
    assert "audit.on_message" in codes(row)
    assert row["verdict"] in ("keep", "improve")


def test_an_old_post_off_every_message_that_answers_nothing_is_dropped() -> None:
    row = one(judged(ours("Sommerfest im Garten", days=2000)))
    assert (row["verdict"], codes(row) >= {"audit.off_message", "audit.old"}) == ("drop", True)


def test_an_old_post_that_is_about_the_words_of_a_message_is_not_dropped() -> None:
    about = [{"language": "en", "form": "Hooks", "in_title": True, **uses("u0", "hook")[0]}]
    row = one(judged(ours("Sommerfest im Garten", "Herbst", "Winter", days=2000), post_terms=about))
    said = next(reason for reason in row["reasons"] if reason["code"] == "audit.speaks_of")
    assert said["values"] == ["Hooks", "Hooks let you use state without classes"]
    assert row["verdict"] == "keep"


def test_our_name_in_every_title_carries_no_message_that_names_us() -> None:
    named = Strategy(messages=("Async Rust is hard to learn.",))
    releases = [f"Announcing Rust 1.{n}" for n in range(40)]
    found = judged(ours("Async functions on stable Rust", *releases, days=2000), named)
    carried = [row for row in found.to_pylist() if "audit.on_message" in codes(row)]
    assert [row["title"] for row in carried] == ["Async functions on stable Rust"]


def test_everyday_words_in_common_with_a_message_carry_nothing() -> None:
    about = [{"language": "en", "form": "time", "in_title": True, **uses("u0", "time")[0]}]
    row = one(judged(ours("Sommerfest im Garten", "Herbst", "Winter", days=2000), post_terms=about))
    assert (row["verdict"], "audit.off_message" in codes(row)) == ("drop", True)


def test_a_question_of_words_that_every_post_has_is_not_answered() -> None:
    asked = [
        {"post_uri": "a", "language": "en", "text": "How does a team work?", "terms": ["a", "b"]}
    ]
    every = [use for i in range(3) for use in uses(f"u{i}", "a", "b", f"own{i}")]
    row = one(judged(ours("One", "Two", "Three"), questions=asked, post_terms=every))
    assert "audit.answers" not in codes(row)


def test_the_same_old_post_is_not_dropped_when_it_answers_or_did_well() -> None:
    asked = [
        {
            "post_uri": "a",
            "language": "en",
            "text": "Where is the garden party?",
            "terms": ["garden", "party"],
        }
    ]
    answers = judged(
        ours("Sommerfest im Garten", days=2000),
        questions=asked,
        post_terms=uses("u0", "garden", "party"),
    )
    liked = PERFORMED | {"post_uri": "u0", "ratio": 3.0, "ratio_low": 2.0, "ratio_high": 4.0}
    did_well = judged(ours("Sommerfest im Garten", days=2000), performance=[liked])
    assert one(answers)["verdict"] == one(did_well)["verdict"] == "improve"
    assert "audit.answers" in codes(one(answers))
    assert "audit.over" in codes(one(did_well))


def test_without_a_strategy_nothing_is_dropped() -> None:
    row = one(judged(ours("Sommerfest", days=300), Strategy()))
    assert (row["verdict"], codes(row)) == ("improve", {"audit.no_messages"})
    assert one(judged(ours("Sommerfest", days=3000), Strategy()))["verdict"] == "improve"


def test_of_two_posts_that_say_the_same_the_better_stays() -> None:
    words = [f"w{i}" for i in range(12)]
    given = [PERFORMED | {"post_uri": u, "ratio": r} for u, r in (("u0", 1.0), ("u1", 2.0))]
    table = judged(
        ours("Upgrade guide", "Upgrade guide again"),
        post_terms=[*uses("u0", *words), *uses("u1", *words, "more")],
        performance=given,
    )
    assert (one(table)["verdict"], one(table)["merge_with"]) == ("merge", "u1")
    assert one(table, "u1")["merge_with"] is None


@pytest.mark.parametrize(("other", "named"), [("Upgrade guide", "u1"), ("Again", "Again")])
def test_the_post_that_says_the_same_is_told_by_its_address_when_titles_are_equal(
    other: str, named: str
) -> None:
    words = [f"w{i}" for i in range(12)]
    table = judged(
        ours("Upgrade guide", other),
        post_terms=[*uses("u0", *words), *uses("u1", *words, "more")],
        performance=[
            PERFORMED | {"post_uri": u, "ratio": r} for u, r in (("u0", 1.0), ("u1", 2.0))
        ],
    )
    told = {reason["code"]: reason["values"] for reason in one(table)["reasons"]}
    assert told["audit.same_as"] == [named]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"jargon": [{"term": "vdom"}]}, "audit.jargon"),
        (
            {"performance": [PERFORMED | {"post_uri": "u0", "ratio": 0.3, "ratio_high": 0.6}]},
            "audit.under",
        ),
    ],
)
def test_what_can_be_repaired_is_named_and_asks_for_improvement(given: dict, code: str) -> None:
    row = one(
        judged(ours("Upgrade one component at a time"), post_terms=uses("u0", "vdom"), **given)
    )
    assert code in codes(row)
    assert row["verdict"] == "improve"


@pytest.mark.parametrize(
    ("words", "thin"),
    [((40, 500, 500), True), ((40, 45, 50), False), ((15, 45, 50), True)],
)
def test_a_text_is_thin_for_the_place_where_it_stands(words: tuple[int, ...], thin: bool) -> None:
    readings = [{"post_uri": f"u{i}", "words": count} for i, count in enumerate(words)]
    row = one(judged(ours("Upgrade one component", "Second", "Third"), readings=readings))
    assert ("audit.thin" in codes(row)) == thin


def test_what_two_places_tell_is_not_merged() -> None:
    words = uses("u0", *(f"w{i}" for i in range(12))), uses("u1", *(f"w{i}" for i in range(12)))
    both = ours("Upgrade guide", "Upgrade guide")
    places = both.set_column(1, "source", pa.array(["blog", "linkedin"]))
    merged = judged(both, post_terms=[*words[0], *words[1]])["verdict"].to_pylist()
    apart = judged(places, post_terms=[*words[0], *words[1]])["verdict"].to_pylist()
    assert "merge" in merged
    assert "merge" not in apart


def test_no_post_gives_an_empty_table_of_the_schema() -> None:
    assert judged(ours()).schema.equals(AUDIT)


def test_dates_that_are_not_known_count_neither_way() -> None:
    found = ours("Upgrade one component at a time")
    unknown = found.set_column(4, "published", pa.nulls(1, pa.timestamp("us", tz="UTC")))
    assert "audit.old" not in codes(one(judged(unknown)))


def told(*places: str, text: str = "Hooks let you use state without classes, and nothing breaks."):
    titles = [f"Hooks {n}" for n in range(len(places))]
    found = ours(*titles).set_column(1, "source", pa.array(places))
    return found.set_column(3, "text", pa.array([text] * len(places)))


def test_a_text_told_in_two_places_counts_once_and_says_where_else_it_stands() -> None:
    better = [{**PERFORMED, "post_uri": "u1", "ratio": 3.0, "ratio_low": 0.5, "ratio_high": 4.0}]
    (row,) = judged(told("blog", "linkedin"), performance=better).to_pylist()
    (reason,) = (r for r in row["reasons"] if r["code"] == "audit.elsewhere")
    assert (row["post_uri"], reason["values"]) == ("u1", ["blog (u0)"])


def test_short_texts_and_texts_told_twice_in_one_place_are_each_judged() -> None:
    assert judged(told("blog", "blog")).num_rows == 2
    assert judged(told("blog", "linkedin", text="Hooks are here.")).num_rows == 2
