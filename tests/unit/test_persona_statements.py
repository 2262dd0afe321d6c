"""What real posts say of the statements of a persona."""

import pyarrow as pa
import pytest

from condat.plan.strategy.personas import Persona
from condat.plan.strategy.statements import statements
from condat.plan.tables import STATEMENTS, TABLES
from fixtures.plan_world import posts


@pytest.fixture(scope="module")
def conversation() -> dict[str, pa.Table]:
    uses, readings = [], []
    for post in posts():
        side = "ours" if post["source"] == "react_blog" else "audience"
        readings.append({"post_uri": post["url"], "side": side, "language": post["language"]})
        for word in sorted(set(post["title"].lower().split())):
            uses.append({"post_uri": post["url"], "term": word, "form": word})
    checks = [{"term": "synergy", "verdict": "jargon"}]
    rows = {"post_terms": uses, "readings": readings, "checks": checks}
    return {n: pa.Table.from_pylist(r, schema=TABLES[n]) for n, r in rows.items()}


def marks(conversation: dict[str, pa.Table], **said: tuple[str, ...]) -> dict[str, dict]:
    table = statements([Persona(name="Anybody", **said)], **conversation)
    assert table.schema.equals(STATEMENTS)
    return {row["statement"]: row for row in table.to_pylist()}


def test_what_the_audience_writes_is_seen_with_its_posts(conversation: dict) -> None:
    row = marks(conversation, words=("React",))["React"]
    assert row["verdict"] == "seen"
    assert row["posts"] >= 2
    assert not any("reactjs.org" in uri for uri in row["evidence"])


def test_what_nobody_writes_is_not_seen_and_jargon_is_contradicted(conversation: dict) -> None:
    found = marks(conversation, words=("zymurgy", "synergy"), pains=("My zymurgy is slow",))
    assert found["zymurgy"]["verdict"] == found["My zymurgy is slow"]["verdict"] == "not seen"
    assert found["synergy"]["verdict"] == "contradicted"


def test_a_language_that_nobody_writes_is_contradicted(conversation: dict) -> None:
    found = marks(conversation, languages=("de", "en"))
    assert (found["de"]["verdict"], found["en"]["verdict"]) == ("seen", "contradicted")


def test_no_persona_gives_an_empty_table(conversation: dict) -> None:
    assert statements([], **conversation).num_rows == 0
