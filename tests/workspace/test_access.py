"""Nobody comes in where they do not belong: a walk over every address, as everybody."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from condat.workspace.teams.models import Team
from condat.workspace.teams.roles import Act, Role, may
from condat.workspace.urls import TEAM
from workspace.conftest import Visitor

# Open to all on purpose: one's own teams, a signed invitation, and the library's accounts.
ELSEWHERE = {"teams", "join"}
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


@pytest.mark.parametrize("who", [*Role, "stranger", "nobody"])
@pytest.mark.parametrize("pattern", [*every(TEAM)], ids=lambda p: p.name)
def test_a_page_lets_in_whom_it_should(
    pattern: URLPattern, who: str, visitor: Visitor, team: Team
) -> None:
    act: Act = pattern.callback.act
    for method in pattern.callback.methods:
        answer = visitor(who).generic(method, address(pattern))
        if who == "nobody":
            assert answer.status_code == 302
            assert answer["Location"].startswith("/accounts/login/")
        elif who == "stranger":
            assert answer.status_code == 404
        elif may(who, act):
            assert answer.status_code != 403
            assert answer.status_code < 500
        else:
            assert answer.status_code == 403


@pytest.mark.parametrize("pattern", [*every(TEAM)], ids=lambda p: p.name)
def test_a_page_answers_its_own_methods_alone(pattern: URLPattern, visitor: Visitor) -> None:
    other = "POST" if "POST" not in pattern.callback.methods else "GET"
    assert visitor("owner").generic(other, address(pattern)).status_code == 405


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
