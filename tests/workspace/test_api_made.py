"""Pieces, partnerships, inspired posts and tests by the API: with roles, in pages, told on."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from condat.workspace.accounts.models import User
from condat.workspace.api import tokens
from condat.workspace.create.partnerships.models import Partnership
from condat.workspace.create.pieces.models import Piece
from condat.workspace.create.pieces.texts import save
from condat.workspace.protection.actions import object_to
from condat.workspace.record.models import Decision
from condat.workspace.teams.models import Membership, Team
from condat.workspace.teams.roles import MAY, Role
from condat.workspace.webhooks.models import Endpoint, Event

HERE = "/api/v1/teams/moulin"
ANA = {"name": "Ana Roux", "source": "Rencontrée au salon", "email": "ana@roux.example"}
Caller = Callable[[str], Client]


@pytest.fixture(autouse=True)
def _counted_anew() -> None:
    cache.clear()


@pytest.fixture
def caller(team: Team, owner: User) -> Caller:
    """A program with a token of somebody of a role, for all that the role allows."""

    def made(role: str) -> Client:
        user, _ = User.objects.get_or_create(email=f"{role}@example.org")
        mine, _ = Membership.objects.get_or_create(team=team, user=user, defaults={"role": role})
        _, secret = tokens.make(membership=mine, name="x", acts=MAY[Role(role)], days=1)
        return Client(headers={"Authorization": f"Bearer {secret}", "Accept-Language": "en"})

    return made


def post(client: Client, path: str, given: dict[str, Any]) -> HttpResponse:
    return client.post(f"{HERE}{path}", given, content_type="application/json")


def said(answer: HttpResponse, status: int = 200) -> Any:
    assert answer.status_code == status, answer.content
    return answer.json()


def test_a_piece_is_added_read_and_moved(caller: Caller, team: Team, owner: User) -> None:
    client = caller("editor")
    given = {"title": "Nourrir un levain", "kind": "interview", "due": "2026-12-01T08:00:00Z"}
    made = said(post(client, "/pieces", given), 201)
    assert (made["status"], made["owner"], made["text"]) == ("idea", "editor@example.org", "")
    save(piece=Piece.objects.get(), text="Un levain a faim.", base=0, by=owner)
    read = said(client.get(f"{HERE}/pieces/{made['id']}"))
    assert (read["status"], read["text"], read["version"]) == ("draft", "Un levain a faim.", 1)
    moved = said(post(client, f"/pieces/{made['id']}/status", {"status": "review"}))
    assert moved["status"] == "review"
    refused = said(post(client, f"/pieces/{made['id']}/status", {"status": "published"}), 422)
    assert "link" in refused["detail"]
    assert "text" not in said(client.get(f"{HERE}/pieces?status=review"))["items"][0]
    assert said(client.get(f"{HERE}/pieces?status=idea"))["items"] == []
    lines = [line.what for line in Decision.objects.filter(subject=made["title"]).order_by("pk")]
    assert lines == ["piece added", "text saved", "piece changed"]


def test_pieces_come_in_pages(caller: Caller, team: Team) -> None:
    for number in range(3):
        team.pieces.create(title=f"Levain {number}", kind="article")
    client = caller("viewer")
    first = said(client.get(f"{HERE}/pieces?limit=2"))
    rest = said(client.get(f"{HERE}/pieces", {"limit": 2, "cursor": first["next"]}))
    titles = [one["title"] for one in first["items"] + rest["items"]]
    assert titles == ["Levain 0", "Levain 1", "Levain 2"]
    assert rest["next"] is None


def test_a_text_is_commented_by_whoever_may(caller: Caller, team: Team, owner: User) -> None:
    piece = team.pieces.create(title="Levain", kind="article")
    here = f"/pieces/{piece.pk}/comments"
    said(post(caller("reviewer"), here, {"text": "Bien"}), 409)
    save(piece=piece, text="Un levain a faim.", base=0, by=owner)
    made = said(post(caller("reviewer"), here, {"text": "De quoi ?", "passage": "a faim"}), 201)
    assert (made["by"], made["version"], made["resolved"]) == ("reviewer@example.org", 1, False)
    said(post(caller("reviewer"), here, {"text": "x", "passage": "n’est pas là"}), 422)
    said(post(caller("viewer"), here, {"text": "x"}), 403)
    assert [one["text"] for one in said(caller("viewer").get(HERE + here))["items"]] == [
        "De quoi ?"
    ]


def test_a_partnership_is_begun_moved_and_noted(caller: Caller, team: Team) -> None:
    client = caller("partners")
    made = said(post(client, "/partnerships", ANA), 201)
    assert (made["stage"], made["owner"]) == ("to meet", "partners@example.org")
    here = f"/partnerships/{made['id']}"
    moved = said(post(client, f"{here}/stage", {"stage": "contacted", "why": "Salon"}))
    assert moved["stage"] == "contacted"
    touch = {"kind": "call", "theirs": True, "on": "2026-11-02", "text": "Elle veut bien."}
    said(post(client, f"{here}/touches", touch), 201)
    assert said(client.get(HERE + here))["stage"] == "talking"
    (noted,) = said(client.get(f"{HERE}{here}/touches"))["items"]
    assert (noted["text"], noted["by"]) == ("Elle veut bien.", "partners@example.org")
    assert [one["name"] for one in said(client.get(f"{HERE}/partnerships?stage=talking"))["items"]]
    assert said(client.get(f"{HERE}/partnerships?stage=ended"))["items"] == []
    assert Decision.objects.filter(what="stage changed", why="Salon").exists()


def test_who_objected_is_not_begun_with(caller: Caller, team: Team, owner: User) -> None:
    object_to(team=team, name="Ana Roux", how="mail", by=owner, person_uri="urn:ana")
    refused = said(post(caller("partners"), "/partnerships", ANA | {"person_uri": "urn:ana"}), 422)
    assert "asked not to be contacted" in refused["detail"]
    said(post(caller("partners"), "/partnerships", ANA | {"email": "none"}), 422)
    assert not Partnership.objects.exists()


@pytest.mark.parametrize(
    ("role", "path", "given"),
    [
        ("viewer", "/pieces", {"title": "x"}),
        ("partners", "/pieces", {"title": "x"}),
        ("editor", "/partnerships", ANA),
    ],
)
def test_a_role_does_what_it_may(
    caller: Caller, role: str, path: str, given: dict[str, Any]
) -> None:
    said(post(caller(role), path, given), 403)


def test_what_is_of_another_team_is_not_there(caller: Caller, team: Team) -> None:
    other = Team.objects.create(slug="other", name="Other", folder=team.folder)
    piece = other.pieces.create(title="x", kind="article")
    told = {"language": "fr", "source": "x"}
    one = Partnership.objects.create(team=other, name="Ana", **told)
    client = caller("owner")
    said(client.get(f"{HERE}/pieces/{piece.pk}"), 404)
    said(client.get(f"{HERE}/partnerships/{one.pk}"), 404)
    said(post(client, f"/partnerships/{one.pk}/stage", {"stage": "ended"}), 404)


def test_inspired_posts_and_tests_are_read(caller: Caller, team: Team) -> None:
    team.matches.create(link="https://ana.example/1", author="Ana", passage="Comme au Moulin")
    trial = {"usual": 0.05, "least": 0.02, "people": 2000, "whom": "x", "counted": "x"}
    days = {"starts_on": "2026-11-01", "ends_on": "2026-11-30"}
    team.trials.create(hypothesis="x", varies="Le titre", first="A", second="B", **trial, **days)
    client = caller("viewer")
    (match,) = said(client.get(f"{HERE}/inspired"))["items"]
    assert (match["state"], match["author"]) == ("proposed", "Ana")
    (test,) = said(client.get(f"{HERE}/tests"))["items"]
    assert (test["state"], test["verdict"]) == ("settled", None)
    assert "nothing was counted yet" in test["finding"]


def test_webhooks_are_told_of_both(caller: Caller, team: Team) -> None:
    kinds = ["piece.changed", "partnership.changed", "piece.approved"]
    Endpoint.objects.create(team=team, url="https://a.example/", kinds=kinds, secret="whsec_YQ==")  # noqa: S106
    made = said(post(caller("owner"), "/pieces", {"title": "Levain"}), 201)
    said(post(caller("owner"), f"/pieces/{made['id']}/status", {"status": "approved"}))
    said(post(caller("owner"), "/partnerships", ANA), 201)
    told = [event.kind for event in Event.objects.order_by("at")]
    assert told == ["piece.changed", "piece.changed", "piece.approved", "partnership.changed"]


def test_the_budget_of_a_cycle_is_read_currency_by_currency(caller: Caller, team: Team) -> None:
    settings = team.root / "condat.toml"
    told = re.sub(r"(?m)^budget = 0", "budget = 1000", settings.read_text("utf-8"))
    settings.write_text(told, "utf-8")
    begun = timezone.now() - timedelta(days=3)
    team.cycles.create(hypothesis="x", started_at=begun)
    ana = Partnership.objects.create(team=team, name="Ana", source="Salon")
    deal = ana.deals.create(advertiser="Moulin", objective="Atelier")
    given = [("EUR", "given", 300), ("EUR", "promised", 800), ("CHF", "promised", None)]
    for currency, state, value in given:
        what = {"currency": currency, "state": state, "value": value, "on": begun.date()}
        deal.compensations.create(kind="cash", **what)
    read = said(caller("viewer").get(f"{HERE}/budget"))
    assert read["since"] == f"{begun.date()}"
    francs, euros = read["items"]
    assert (francs["budget"], francs["left"], francs["unvalued"]) == (None, None, 1)
    assert (euros["budget"], euros["given"], euros["promised"]) == (1000, 300, 800)
    assert euros["left"] == -100
