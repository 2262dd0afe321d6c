"""Every form of every page, sent what nobody should send: no answer is a server error."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import cycle
from urllib.parse import urlsplit

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from condat.core.words import Words
from condat.workspace.accounts.models import User
from condat.workspace.create.partnerships import doors
from condat.workspace.create.partnerships.models import Partnership
from condat.workspace.create.pieces import letters
from condat.workspace.create.pieces.models import Letter, Version
from condat.workspace.create.pieces.models.letter import Asks
from condat.workspace.teams import actions as teams
from condat.workspace.teams.models import Team
from condat.workspace.teams.roles import Role
from workspace.conftest import Visitor
from workspace.pressing import Form, Kept, Sent, file, forms, named, pages, pressed

ODD: tuple[object, ...] = (
    "é" * 20_000,
    "a\0b",
    "\x01\x1b[31m\x7f",
    "👩🏽‍🚀\u202eשלום\ufeff",
    "'\"<script>{{7*7}}%s%(x)s",
    "-1",
    "9" * 23,
    "NaN",
    "1e309",
    "²",
    "0001-01-01",
    "9999-12-31",
    "9999-12-31T23:59",
    "2026-02-30",
    "https://[::1",
    b"\xff\xfe%",
    b"\xed\xa0\x80",  # half a character, as bytes
)
ASKED = {"page": "9" * 30, "sort": "nothing", "order": "-", "on": "9999-12-31", "q": "é" * 300} | {
    "week": "x",
    "version": "-1",
    "of": "nobody",
    "since": "0001-01-01",
    "until": "9999-12-31",
}
CSV = file("x.csv", b'"unclosed,\n')


@pytest.fixture
def client(visitor: Visitor) -> Client:
    owner = visitor("owner")
    owner.raise_request_exception = False
    return owner


def odd(form: Form, values: Iterator[object]) -> Iterator[Sent]:
    """Give what is sent: nothing, what is shown, oddities in all fields and in each in turn."""
    yield {}
    yield form.as_shown
    everywhere = next(values)
    yield {one.name: [everywhere] for one in form.fields}
    for one in form.fields:
        files = form.method == "post" and one.kind == "file"
        yield form.as_shown | {one.name: [CSV if files else next(values)]}


def helps(answer: HttpResponse) -> bool:
    """Whether a refusal is a page of ours that says something."""
    tree = LexborHTMLParser(answer.content)
    return bool(
        tree.css("main .warning, main [role=alert], main .errorlist, main .problem, main p")
    )


def broken(team: Team, client: Client, shown: dict[str, str]) -> dict[str, int]:
    """Send every form of some pages what is odd; return what was answered that helps nobody."""
    kept, values, wrong = Kept.of(team.root), cycle(ODD), dict[str, int]()
    found = {form.name: form for at, text in shown.items() for form in forms(at, text)}
    for name, form in found.items():
        for sent in odd(form, values):
            if named(form.action) == "try-source" and sent:
                continue  # asks the network
            cache.clear()  # nobody is asked to wait
            answer = pressed(client, team, kept, form, sent)
            if answer.status_code >= 500 or (answer.status_code >= 400 and not helps(answer)):
                wrong[f"{name}: {sent}"[:300]] = answer.status_code
    return wrong | {"forms": len(found)}


def test_nothing_breaks_whatever_is_sent(lived: Team, client: Client) -> None:
    shown = pages(client, lived)
    asked = {at: client.get(at.split("?")[0], ASKED).status_code for at in shown}
    wrong = {at: status for at, status in asked.items() if status >= 500}
    wrong |= broken(lived, client, shown)
    assert (len(shown) > 60, wrong.pop("forms") > 90) == (True, True)
    assert not wrong


def test_nothing_breaks_whatever_a_guest_sends(lived: Team, owner: User) -> None:
    version, told = Version.objects.get(), {"team": lived, "by": owner, "words": Words("en")}
    ask = partial(Letter.objects.create, piece=version.piece, name="Ana", language="en", by=owner)
    quotes = [one.text for one in version.piece.quotes.all()]
    ana = Partnership.objects.get()
    doors_of_guests = [
        letters.link(Letter.objects.get()),
        letters.link(ask(asks=Asks.QUOTES, version=version, shown=quotes)),
        letters.link(ask(asks=Asks.WRITE)),
        doors.figures_door(ana),
        doors.objection_door(ana),
        teams.link(teams.invite(email="zoe@example.org", role=Role.EDITOR, **told)),
        *(f"/{path}/" for path in ("notice/moulin", "accounts/login", "accounts/password/reset")),
    ]
    guest = Client(raise_request_exception=False)
    shown = {at: guest.get(at) for at in (urlsplit(one).path for one in doors_of_guests)}
    assert {answer.status_code for answer in shown.values()} == {200}
    wrong = broken(lived, guest, {at: one.content.decode() for at, one in shown.items()})
    assert wrong.pop("forms") > 7
    assert not wrong
