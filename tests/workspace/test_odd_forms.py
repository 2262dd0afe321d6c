"""Every form of every page, sent what nobody should send: no answer is a server error."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import cycle

import pytest
from django.http import HttpResponse
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from condat.workspace.teams.models import Team
from workspace.conftest import Visitor
from workspace.pressing import Form, Kept, Sent, file, forms, named, pages, pressed

# A thing of each kind, so that its pages and their forms are there; ``<kind>`` is its number.
LIVED = (
    ("cycle/hypothesis/", {"hypothesis": "Workshops bring people in."}),
    ("personas/add/", {"name": "Beginners", "description": "It does not rise."}),
    ("personas/1/say/", {"kind": "pain", "text": "It does not rise.", "origin": "interview"}),
    ("pieces/new/", {"title": "Bread", "kind": "article", "keyword": "sourdough"}),
    ("pieces/<pieces>/text/save/", {"base": "0", "text": "It is hungry, not dead."}),
    ("pieces/<pieces>/people/", {"name": "Ana", "role": "quoted"}),
    ("pieces/<pieces>/versions/1/comment/", {"text": "Who?", "passage": "hungry"}),
    ("pieces/<pieces>/versions/1/quote/", {"person": "Ana", "text": "It is hungry"}),
    (
        "pieces/<pieces>/letters/send/",
        {"version": "1", "asks": "text", "name": "Ana", "email": "ana@a.example", "language": "fr"},
    ),
    (
        "partnerships/start/",
        {
            "person_uri": "",
            "name": "Ana",
            "email": "ana@a.example",
            "language": "fr",
            "source": "Her site",
            "stance": "favourable",
        },
    ),
    (
        "partnerships/<partnerships>/deals/",
        {
            "deal-objective": "Bread",
            "deal-advertiser": "Moulin",
            "deal-missions": "Two stories",
            "deal-publics": ["FR"],
            "deal-currency": "EUR",
            "deal-rights": "A photo",
            "deal-ends_on": "2026-12-01",
        },
    ),
    (
        "partnerships/<partnerships>/deals/<deals>/pieces/",
        {"piece-what": "A story", "piece-place": "", "piece-due_on": "", "piece-images": ""},
    ),
    (
        "partnerships/<partnerships>/deals/<deals>/rewards/",
        {
            "reward-kind": "product",
            "reward-what": "Flour",
            "reward-value": "42",
            "reward-currency": "EUR",
            "reward-state": "given",
            "reward-on": "2026-06-01",
            "reward-seen": "",
        },
    ),
    (
        "inspired/new/",
        {
            "link": "https://bread.example/3",
            "author": "Ana",
            "title": "Baskets",
            "passage": "The proofing basket sticks.",
            "piece": "",
            "our_link": "https://mill.example/1",
            "our_passage": "Baskets stick.",
        },
    ),
    ("inspired/<inspired>/judge/confirmed/", {}),
    (
        "tests/new/",
        {
            "hypothesis": "Evenings work better.",
            "varies": "The hour",
            "first": "Noon",
            "second": "Evening",
            "whom": "All",
            "counted": "Opens it",
            "usual": "31",
            "least": "5",
            "people": "2400",
            "starts_on": "2026-06-01",
            "ends_on": "2026-06-08",
        },
    ),
    ("tests/<tests>/start/", {}),
    (
        "indicators/new/",
        {"name": "Orders", "objective": "More", "decision": "Stop", "tier": "outcomes"},
    ),
    ("lessons/new/", {"text": "Evenings work better.", "effect": "1,2", "low": "1", "high": "1,6"}),
)
NUMBER = re.compile(r"/(\w+)/(\d+)(?=/)")
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
def lived(heard: Team, visitor: Visitor) -> Team:
    """A team with something of each kind."""
    client, known = visitor("owner"), dict[str, str]()
    for path, typed in LIVED:
        for name, number in known.items():
            path = path.replace(f"<{name}>", number)
        answer = client.post(f"/t/moulin/{path}", typed)
        shown = LexborHTMLParser(answer.content).css(".errorlist, .warning")
        assert answer.status_code == 302, (path, [one.text() for one in shown])
        known |= dict(NUMBER.findall(answer["Location"]))
    return heard


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


def test_nothing_breaks_whatever_is_sent(lived: Team, client: Client) -> None:
    shown, kept, values = pages(client, lived), Kept.of(lived.root), cycle(ODD)
    asked = {at: client.get(at.split("?")[0], ASKED).status_code for at in shown}
    wrong = {at: status for at, status in asked.items() if status >= 500}
    found = {form.name: form for at, text in shown.items() for form in forms(at, text)}
    assert (len(shown) > 60, len(found) > 90) == (True, True)
    for name, form in found.items():
        for sent in odd(form, values):
            if named(form.action) == "try-source" and sent:
                continue  # asks the network
            answer = pressed(client, lived, kept, form, sent)
            if answer.status_code >= 500 or (answer.status_code >= 400 and not helps(answer)):
                wrong[f"{name}: {sent}"[:300]] = answer.status_code
    assert not wrong
