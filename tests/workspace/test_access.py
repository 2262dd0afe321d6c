"""Nobody comes in where they do not belong: a walk over every address, as everybody."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

import pytest
from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from condat.workspace.teams.models import Team
from condat.workspace.teams.roles import Act, Role, may
from condat.workspace.urls import TEAM
from workspace.conftest import Visitor

# Open to all on purpose: one's own teams, signed addresses (an invitation, a calendar), the notice
# to the people who are read, and the library's accounts.
ELSEWHERE = {"teams", "join", "public-notice", "calendar-feed"}
SAMPLES = {"slug": "moulin", "string": "x", "int": 1, "uuid": UUID(int=0)}


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
    top = [p for p in get_resolver().url_patterns if str(p.pattern) != "accounts/"]
    ours = {p.name for p in every(top)}
    assert ours == {p.name for p in every(TEAM)} | ELSEWHERE


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
