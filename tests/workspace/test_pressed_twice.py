"""A form sent twice does its work once: a double click, a page gone back to, two at a time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import pytest
from django.db import connection, connections
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from condat.workspace.create.partnerships import doors
from condat.workspace.create.partnerships.models import Feedback, Partnership
from condat.workspace.create.pieces import letters
from condat.workspace.create.pieces.models import Comment, Letter, Piece
from condat.workspace.record.models import Press
from condat.workspace.teams.models import Team
from workspace.conftest import Visitor
from workspace.pressing import forms

NEW = "/t/moulin/pieces/new/"


def typed(client: Client, title: str = "Bread") -> dict[str, str]:
    """Return what a browser sends of a new piece, with the number of the form."""
    tree = LexborHTMLParser(client.get(NEW).content)
    number = tree.css_first("form[method=post] input[name=once]").attributes["value"] or ""
    return {"once": number, "title": title, "kind": "article"}


def test_the_same_form_sent_again_leads_where_it_led_and_says_so(
    visitor: Visitor, team: Team
) -> None:
    client = visitor("editor")
    sent = typed(client)
    english = {"Accept-Language": "en"}
    first, second = (client.post(NEW, sent, headers=english) for _ in range(2))
    assert (second.status_code, second["Location"]) == (302, first["Location"])
    assert Piece.objects.count() == 1
    assert team.decisions.count() == 1
    told = client.get(second["Location"], headers=english).content.decode()
    assert "it was not done twice" in told


def test_another_form_and_other_content_are_other_ones(visitor: Visitor, team: Team) -> None:
    client = visitor("editor")
    sent = typed(client)
    for one in (sent, sent | {"title": "Rye"}, typed(client), {**sent, "once": ""}):
        assert client.post(NEW, one).status_code == 302
    assert sorted(Piece.objects.values_list("title", flat=True)) == [
        "Bread",
        "Bread",
        "Bread",
        "Rye",
    ]


def test_a_guest_s_answer_is_taken_once(lived: Team) -> None:
    guest = Client()
    for door in (letters.link(Letter.objects.get()), doors.figures_door(Partnership.objects.get())):
        at = urlsplit(door).path
        form = next(
            f for f in forms(at, guest.get(at).content.decode()) if "decide" not in f.action
        )
        sent = form.as_shown | {"text": ["Who says so?"], "working": ["Very well."]}
        first, second = (guest.post(form.action, sent) for _ in range(2))
        assert (second.status_code, second["Location"]) == (302, first["Location"])
    assert Comment.objects.filter(text="Who says so?").count() == 1
    assert Feedback.objects.count() == 1


def test_what_was_refused_can_be_sent_again(visitor: Visitor, team: Team) -> None:
    client = visitor("editor")
    sent = typed(client, title="")
    assert [client.post(NEW, sent).status_code for _ in range(2)] == [422, 422]
    assert not Press.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_double_click_adds_one(visitor: Visitor, team: Team) -> None:
    at_once = 4 if connection.vendor == "postgresql" else 1  # SQLite in memory is of one thread
    client = visitor("editor")
    sent = typed(client)

    def press(_: int) -> str:
        try:
            again = Client()
            again.cookies = client.cookies
            return str(again.post(NEW, sent)["Location"])
        finally:
            connections.close_all()

    with ThreadPoolExecutor(at_once) as pool:
        led = set(pool.map(press, range(4)))
    assert (len(led), Piece.objects.count()) == (1, 1)
