"""Addresses that led somewhere: a topic drawn anew, a word not counted, a row not planned."""

from __future__ import annotations

import pyarrow as pa
import pytest
from django.db import connection
from django.test import Client

from condat.plan.tables import TOPIC_TERMS, TOPICS
from condat.usecases.desk import Desk
from condat.workspace.create.pieces.models import Piece
from condat.workspace.record.actions import record
from condat.workspace.teams.models import Team
from workspace.conftest import Visitor

OLD = "starter-hunger-1a2b"


TODAY = "rye-flour-c3d4"
POST = "https://bread.example/1"


def drawn(topic: str, label: str, *words: str) -> dict[str, pa.Table]:
    """Return the tables of one topic."""
    told = {"topic": topic, "label": label, "languages": ["en"], "posts": 4, "authors": 2}
    row = told | {"ours": 0, "audience": 4, "evidence": [POST]}
    terms = [
        {"topic": topic, "term": one, "label": one, "language": "en", "weight": 1.0}
        for one in words
    ]
    return {
        "page-topics": pa.Table.from_pylist([row], schema=TOPICS),
        "page-topic_terms": pa.Table.from_pylist(terms, schema=TOPIC_TERMS),
    }


@pytest.fixture
def bread(heard: Team) -> None:
    """A topic of today, and one of an earlier plan under another method."""
    derived = Desk.open(heard.root).corpus.derived
    for table in drawn(TODAY, "Rye flour", "rye flour", "dense crumb").values():
        derived.rewrite(lambda kept, now=table: now if kept.schema == now.schema else kept)
    for name, table in drawn(OLD, "Hungry flour", "flour", "hunger").items():
        derived.save(name, table, version=1, key="of an earlier method")


def seen(client: Client, path: str, language: str) -> tuple[int, str]:
    client.cookies["language"] = language
    answer = client.get(f"/t/moulin/{path}", headers={"accept-language": language})
    return answer.status_code, answer.content.decode()


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "is no longer a topic"),
        ("fr", "n’est plus un sujet"),
        ("de", "ist kein Thema mehr"),
    ],
)
def test_a_topic_drawn_no_more_leads_to_the_nearest_and_to_its_posts(
    visitor: Visitor, bread: None, language: str, told: str
) -> None:
    code, page = seen(visitor("viewer"), f"topics/{OLD}/", language)
    assert code == 410
    assert told in page
    assert f'href="/t/moulin/topics/{TODAY}/"' in page
    assert 'href="/t/moulin/topics/"' in page
    assert POST in page


def test_a_topic_that_no_table_knows_is_found_by_the_words_of_its_address(
    visitor: Visitor, bread: None
) -> None:
    code, page = seen(visitor("viewer"), "topics/rye-flour-ffff/", "en")
    assert code == 404
    assert "No topic is at this address any more" in page
    assert "shares flour, rye" in page


def test_a_word_of_which_nothing_is_told_leads_to_its_posts(visitor: Visitor, heard: Team) -> None:
    for address in ("checks/mill stone/", "keywords/en/mill stone/"):
        code, page = seen(visitor("viewer"), address, "en")
        assert code == 404
        assert "Nothing is known about “mill stone” today" in page
        assert 'href="/t/moulin/search/?words=mill+stone"' in page
        assert 'href="/t/moulin/keywords/en/mill/' in page


def test_a_row_planned_no_more_leads_to_its_piece(
    visitor: Visitor, heard: Team, owner: object
) -> None:
    piece = Piece.objects.create(team=heard, title="A stone", row="old-row", kind="article")
    code, page = seen(visitor("viewer"), "plan/old-row/", "en")
    assert code == 410
    assert f'href="/t/moulin/pieces/{piece.pk}/"' in page
    assert seen(visitor("viewer"), "plan/never/", "en")[0] == 404
    record(team=heard, by=None, what="accepted", subject="decided")
    assert seen(visitor("viewer"), "plan/decided/", "en")[0] == 410


def test_a_person_and_a_number_that_are_no_more_say_so(visitor: Visitor, heard: Team) -> None:
    code, page = seen(visitor("viewer"), "people/0123456789ab/", "en")
    assert code == 404
    assert 'href="/t/moulin/people/"' in page
    code, page = seen(visitor("viewer"), "evidence/77/topic/posts/?of=x", "en")
    assert code == 404
    assert "is not kept any more" in page


def test_before_the_first_plan_the_address_says_what_draws_topics(
    visitor: Visitor, team: Team
) -> None:
    code, page = seen(visitor("viewer"), "topics/rye-flour-ffff/", "en")
    assert code == 404
    assert "Topics are drawn with the plan" in page


def test_a_broken_database_is_told_in_the_browsers_language(visitor: Visitor, team: Team) -> None:
    client = visitor("owner")
    client.raise_request_exception = False
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE accounts_user RENAME TO accounts_lost")
    answer = client.get("/t/moulin/", headers={"accept-language": "de"})
    assert answer.status_code == 500
    assert "Bei uns ist ein Fehler aufgetreten" in answer.content.decode()
