"""Nobody comes in where they do not belong: a walk over every address, as everybody."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from condat.workspace.accounts.models import User
from condat.workspace.api import tokens
from condat.workspace.api.models import Token
from condat.workspace.teams.models import Membership, Team
from condat.workspace.teams.roles import MAY, Act, Role, may
from condat.workspace.urls import TEAM, api
from workspace.conftest import Visitor

# Open to all on purpose: one's own teams, signed addresses (an invitation, a calendar, partners),
# the notice to the people who are read, and the library's accounts.
SIGNED = {"join", "calendar-feed", "stop-letter"} | {
    "partner-figures",
    "partner-objection",
    "public-ranking",
}
ELSEWHERE = {"teams", "public-notice", "nothing"} | SIGNED
# Walked by themselves: the library's accounts, and the API (below).
APART = {"accounts/", "api/v1/"}
# Of pieces: whoever holds a letter reads, comments and decides.
LETTERS = {"read-letter", "print-letter", "decide-letter", "comment-letter"}
SAMPLES = {"slug": "moulin", "string": "x", "path": "x", "int": 1, "uuid": UUID(int=0)}


def every(patterns: list[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from every(pattern.url_patterns)
        else:
            yield pattern


def address(pattern: URLPattern) -> str:
    kinds = pattern.pattern.converters.items()
    values = {
        name: SAMPLES[type(kind).__name__.removesuffix("Converter").lower()] for name, kind in kinds
    }
    return reverse(pattern.name, kwargs=values | {"slug": "moulin"})


def test_every_address_is_walked_or_open_on_purpose() -> None:
    top = [p for p in get_resolver().url_patterns if str(p.pattern) not in APART]
    ours = {p.name for p in every(top)}
    assert ours == {p.name for p in every(TEAM)} | ELSEWHERE | LETTERS


def wrong(answer: HttpResponse, who: str, act: Act) -> bool:
    """Whether somebody got another answer than they should."""
    if who == "nobody":
        to_door = answer.headers.get("Location", "").startswith("/accounts/login/")
        return answer.status_code != 302 or not to_door
    if who == "stranger":
        return answer.status_code != 404
    if may(who, act):
        return answer.status_code == 403 or answer.status_code >= 500
    return answer.status_code != 403


@pytest.mark.parametrize("who", [*Role, "stranger", "nobody"])
def test_every_page_lets_in_whom_it_should(who: str, visitor: Visitor, team: Team) -> None:
    client = visitor(who)
    answers = {
        (pattern.name, method): (client.generic(method, address(pattern)), pattern.callback.act)
        for pattern in every(TEAM)
        for method in pattern.callback.methods
    }
    assert len(answers) >= len(TEAM)
    assert not {
        name: answer.status_code
        for name, (answer, act) in answers.items()
        if wrong(answer, who, act)
    }


def test_every_page_answers_its_own_methods_alone(visitor: Visitor, team: Team) -> None:
    owner = visitor("owner")
    for pattern in every(TEAM):
        other = next(m for m in ("POST", "GET", "PUT") if m not in pattern.callback.methods)
        assert owner.generic(other, address(pattern)).status_code == 405, pattern.name


def test_a_part_of_a_page_is_not_the_door_to_who_is_signed_out(
    visitor: Visitor, team: Team
) -> None:
    answer = visitor("nobody").get("/t/moulin/keywords/", headers={"hx-request": "true"})
    assert (answer.status_code, answer.content) == (401, b"")


def test_what_was_written_is_given_back_to_who_is_signed_out(visitor: Visitor, team: Team) -> None:
    told = {"text": "Un levain ne meurt presque jamais."}
    sent = visitor("nobody").post("/t/moulin/strategy/promise/write/", told)
    assert sent.status_code == 401
    assert told["text"] in sent.content.decode()
    assert told["text"] not in (team.root / "strategy.toml").read_text("utf-8")


@pytest.mark.parametrize(
    ("came_from", "leads_to"),
    [
        ("http://testserver/t/moulin/keywords/?page=2", "/t/moulin/keywords/?page=2"),
        ("https://elsewhere.example/t/moulin/keywords/", "/t/moulin/"),
        ("", "/t/moulin/"),
    ],
)
def test_who_is_signed_out_at_a_button_comes_back_to_its_page(
    owner: User, came_from: str, leads_to: str
) -> None:
    client, known = Client(), {"login": owner.email, "password": "a long enough one"}
    sent = client.post(
        "/t/moulin/keywords/check/", {"terms": "levain"}, headers={"referer": came_from}
    )
    assert client.post(sent["Location"], known)["Location"] == leads_to


def test_what_changes_something_takes_a_token(visitor: Visitor, team: Team) -> None:
    client = visitor("owner")
    client.handler.enforce_csrf_checks = True
    assert client.post("/t/moulin/strategy/promise/write/", {"text": "x"}).status_code == 403


def test_a_page_carries_the_headers_that_guard_it(visitor: Visitor, team: Team) -> None:
    answer = visitor("viewer").get("/t/moulin/")
    policy = answer["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'self'" in policy
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"


@dataclass(frozen=True)
class Route:
    """A route of the API: how it is asked, and what it takes."""

    method: str
    path: str
    act: Act | None


def routes() -> list[Route]:
    return [
        Route(method, f"{bound.prefix}{path}", getattr(operation.view_func, "act", None))
        for bound in api._get_bound_routers()
        for path, view in bound.path_operations.items()
        for operation in view.operations
        for method in operation.methods
    ]


def asked(client: Client, route: Route, team: str) -> int:
    path = re.sub(r"{(?!team)\w+}", str(UUID(int=0)), route.path).replace("{team}", team)
    address = f"/api/v1/{path.strip('/')}"
    sent = {"data": "{}", "content_type": "application/json"} if route.method == "POST" else {}
    return client.generic(route.method, address, **sent).status_code


@pytest.fixture
def program(team: Team, owner: User) -> Callable[[str], Client]:
    """A program with a token for all that a role allows."""

    def made(role: str) -> Client:
        user, _ = User.objects.get_or_create(email=f"{role}@example.org")
        mine, _ = Membership.objects.get_or_create(team=team, user=user, defaults={"role": role})
        _, secret = tokens.make(membership=mine, name="x", acts=MAY[Role(role)], days=1)
        return Client(headers={"Authorization": f"Bearer {secret}"})

    return made


def test_every_route_but_one_is_of_a_team() -> None:
    assert [route.path for route in routes() if route.act is None] == ["/teams"]
    assert len(routes()) >= 19


@pytest.mark.parametrize("role", list(Role))
def test_every_route_lets_in_whom_it_should(role: Role, program: Callable[[str], Client]) -> None:
    client = program(role)
    for route in routes():
        status = asked(client, route, "moulin")
        refused = route.act is not None and not may(role, route.act)
        assert (status == 403) == refused, route
        assert status < 500, route


def test_every_route_is_closed_without_a_token_that_lets_in(
    visitor: Visitor, program: Callable[[str], Client]
) -> None:
    revoked = program("owner")
    tokens.revoke(token=Token.objects.get(), by=User.objects.first())
    for client in (visitor("owner"), visitor("nobody"), visitor("stranger"), revoked):
        assert {asked(client, route, "moulin") for route in routes()} == {401}


def test_every_route_of_another_team_is_not_there(
    program: Callable[[str], Client], tmp_path: Path
) -> None:
    Team.objects.create(slug="other", name="Other", folder=str(tmp_path))
    client = program("owner")
    assert {asked(client, route, "other") for route in routes() if route.act} <= {404, 422}


def test_a_token_for_reading_alone_does_nothing_else(team: Team, owner: User) -> None:
    mine = Membership.objects.get(user=owner)
    _, secret = tokens.make(membership=mine, name="x", acts=[Act.READ], days=1)
    client = Client(headers={"Authorization": f"Bearer {secret}"})
    for route in routes():
        if route.act not in (None, Act.READ):
            assert asked(client, route, "moulin") == 403, route


def test_a_refusal_of_the_server_is_a_page_too(visitor: Visitor, team: Team) -> None:
    client = visitor("editor")
    told = {"Accept-Language": "fr"}
    button = client.get("/t/moulin/plan/make/", headers=told)
    assert (button.status_code, button["Allow"]) == (405, "POST, HEAD")
    assert "c’est celle d’un bouton" in button.content.decode()
    big = client.post("/t/moulin/pieces/new/", {"title": "x" * 5_000_001}, headers=told)
    assert big.status_code == 400
    assert "trop volumineux" in big.content.decode()
    client.handler.enforce_csrf_checks = True
    stale = client.post("/t/moulin/plan/make/", headers=told)
    assert stale.status_code == 403
    assert "resté ouvert trop longtemps" in stale.content.decode()
    assert client.get("/", headers={"Host": "elsewhere.example"}).status_code == 400
