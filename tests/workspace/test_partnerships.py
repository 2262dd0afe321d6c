"""Partnerships in the browser's forms: begun, led, what is due, what they tell, who may."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from condat.core.settings import Plan
from condat.workspace.accounts.models import User
from condat.workspace.create.partnerships import doors
from condat.workspace.create.partnerships.erased import erase
from condat.workspace.create.partnerships.models import Feedback, Partnership
from condat.workspace.create.partnerships.queries import spent_in_cycle
from condat.workspace.record.models import Decision
from condat.workspace.teams.models import Membership, Team
from workspace.conftest import Visitor

PAGE = "/t/moulin/partnerships/"
ANA: dict[str, Any] = {
    "name": "Ana Roux",
    "email": "ana@example.org",
    "language": "fr",
    "source": "Son blog",
    "stance": "critical",
}


@pytest.fixture
def ana(team: Team, owner: User) -> Partnership:
    """Somebody we want to meet."""
    return Partnership.objects.create(team=team, owner=owner, **ANA)


def shown(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_partnership_begins_with_somebody_typed_in(visitor: Visitor, team: Team) -> None:
    client = visitor("partners")
    answer = client.post(f"{PAGE}start/", ANA)
    made = Partnership.objects.get()
    assert answer["Location"] == f"{PAGE}{made.pk}/"
    assert (made.stage, made.stance, str(made.owner)) == (
        "to meet",
        "critical",
        "partners@example.org",
    )
    assert "Ana Roux" in shown(client, PAGE)
    assert "Ana Roux" in shown(client, f"{PAGE}?view=list")
    line = Decision.objects.get()
    assert (line.what, line.subject) == ("partnership begun", "Ana Roux")


def test_what_was_typed_stays_beside_its_error(visitor: Visitor, team: Team) -> None:
    answer = visitor("partners").post(f"{PAGE}start/", ANA | {"email": "nowhere", "source": ""})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="nowhere"' in text
    assert text.count('class="errorlist"') == 2
    assert not Partnership.objects.exists()


def test_one_partnership_with_each_person(visitor: Visitor, team: Team) -> None:
    client = visitor("partners")
    told = ANA | {"person_uri": "urn:ana"}
    assert client.post(f"{PAGE}start/", told).status_code == 302
    assert client.post(f"{PAGE}start/", told).status_code == 422
    assert Partnership.objects.count() == 1


def test_a_stage_and_a_next_step_are_on_record(visitor: Visitor, ana: Partnership) -> None:
    client = visitor("partners")
    tomorrow = (datetime.now(UTC).date() + timedelta(days=1)).isoformat()
    client.post(f"{PAGE}{ana.pk}/stage/", {"stage": "talking", "why": "Elle a appelé"})
    client.post(f"{PAGE}{ana.pk}/next/", {"step": "Envoyer la farine", "on": tomorrow})
    ana.refresh_from_db()
    assert (ana.stage, ana.next_step, ana.next_on.isoformat()) == (
        "talking",
        "Envoyer la farine",
        tomorrow,
    )
    assert [(d.what, d.why) for d in Decision.objects.all()] == [
        ("next step set", ""),
        ("stage changed", "Elle a appelé"),
    ]
    assert "Envoyer la farine" in shown(client, PAGE)


def test_an_unknown_stage_is_refused(visitor: Visitor, ana: Partnership) -> None:
    answer = visitor("partners").post(f"{PAGE}{ana.pk}/stage/", {"stage": "married"})
    assert answer.status_code == 422
    ana.refresh_from_db()
    assert ana.stage == "to meet"


def test_what_is_overdue_comes_first(visitor: Visitor, ana: Partnership) -> None:
    client = visitor("partners")
    for days, step in ((5, "Plus tard"), (-3, "En retard")):
        on = (datetime.now(UTC).date() + timedelta(days=days)).isoformat()
        other = Partnership.objects.create(team=ana.team, name=step, language="fr", source="x")
        client.post(f"{PAGE}{other.pk}/next/", {"step": step, "on": on})
    text = shown(client, PAGE)
    assert text.index("En retard") < text.index("Plus tard")
    assert 'class="late"' in text


def test_an_exchange_is_noted_and_an_answer_opens_the_talk(
    visitor: Visitor, ana: Partnership
) -> None:
    told = {
        "touch-kind": "call",
        "touch-on": "2026-11-02",
        "touch-text": "Elle est d’accord pour en parler",
        "touch-theirs": "on",
    }
    client = visitor("partners")
    slip = told | {"touch-on": "2131-11-02"}
    assert client.post(f"{PAGE}{ana.pk}/touch/", slip).status_code == 422
    assert client.post(f"{PAGE}{ana.pk}/touch/", told).status_code == 302
    ana.refresh_from_db()
    assert ana.stage == "talking"
    assert "d’accord pour en parler" in shown(client, f"{PAGE}{ana.pk}/")


def test_a_partner_tells_figures_by_a_link_and_unknown_stays_unknown(
    visitor: Visitor, ana: Partnership
) -> None:
    client = visitor("partners")
    client.post(f"{PAGE}{ana.pk}/links/make/")
    text = shown(client, f"{PAGE}{ana.pk}/")
    door = re.search(r'href="http://127.0.0.1:8000(/partner/[^"]+/figures/)"', text)[1]
    stranger = Client()
    assert stranger.post(door, {}).status_code == 422
    told = {"clicks": "0", "working": "Très simple", "deliverable": ""}
    answer = stranger.post(door, told)
    assert "Ana Roux" in stranger.get(answer["Location"]).content.decode()  # who is thanked
    kept = Feedback.objects.get()
    assert (kept.reach, kept.clicks, kept.sales, kept.working) == (None, 0, None, "Très simple")
    line = Decision.objects.first()
    assert (line.what, line.name, line.by) == ("feedback given", "Ana Roux", None)
    assert "Très simple" in shown(client, f"{PAGE}{ana.pk}/")


def test_a_link_ends_when_it_is_ended_or_changed(visitor: Visitor, ana: Partnership) -> None:
    client = visitor("partners")
    client.post(f"{PAGE}{ana.pk}/links/make/")
    ana.refresh_from_db()
    door = doors.figures_door(ana).removeprefix("http://127.0.0.1:8000")
    assert Client().get(door[:-12] + "aaaa/figures/").status_code == 404
    client.post(f"{PAGE}{ana.pk}/links/end/")
    assert Client().get(door).status_code == 404


def test_a_link_is_of_one_use_alone(ana: Partnership) -> None:
    door = doors.objection_door(ana).removeprefix("http://127.0.0.1:8000")
    assert Client().get(door.replace("objection", "figures")).status_code == 404


def test_another_team_s_partnership_does_not_exist(
    visitor: Visitor, ana: Partnership, team: Team
) -> None:
    other = Team.objects.create(slug="autre", name="Autre", folder=team.folder)
    client = visitor("owner")
    Membership.objects.create(
        team=other, user=User.objects.get(email="claire@example.org"), role="owner"
    )
    assert client.get(f"/t/autre/partnerships/{ana.pk}/").status_code == 404
    assert (
        client.post(f"/t/autre/partnerships/{ana.pk}/stage/", {"stage": "ended"}).status_code == 404
    )


def test_money_of_a_year_is_kept_apart_by_currency(visitor: Visitor, team: Team) -> None:
    client = visitor("partners")
    told = {"year": 2026, "currency": "EUR", "amount": "5000"}
    assert client.post(f"{PAGE}money/", told).status_code == 302
    assert client.post(f"{PAGE}money/", told | {"amount": "-1"}).status_code == 422
    assert team.budgets.get().amount == 5000
    assert client.post(f"{PAGE}money/", {"legal_name": "Moulin SARL"}).status_code == 422


def test_money_of_a_cycle_stands_against_the_budget_of_the_plan(
    ana: Partnership, visitor: Visitor
) -> None:
    client = visitor("partners")
    cycle = ana.team.cycles.create(hypothesis="x", started_at=datetime(2026, 3, 2, tzinfo=UTC))
    deal = ana.deals.create(advertiser="Moulin", objective="Atelier")
    for on, value in (("2026-03-01", 700), ("2026-03-02", 300)):
        deal.compensations.create(kind="cash", currency="EUR", state="given", on=on, value=value)
    (shown,) = spent_in_cycle(ana.team, Plan(budget=1000), date(2026, 3, 9))[1]
    assert (shown.budget, shown.given, shown.left) == (1000, 300, 700)
    assert "Ce cycle, depuis le 2 mars 2026" in client.get(f"{PAGE}money/").content.decode()
    cycle.delete()
    (shown,) = spent_in_cycle(ana.team, Plan(budget=1000), date(2026, 3, 9))[1]
    assert shown.given == 1000


def test_home_says_what_the_cycle_came_to(ana: Partnership, visitor: Visitor) -> None:
    client, viewer = visitor("partners"), visitor("viewer")
    assert "Le budget" not in shown(client, "/t/moulin/")
    ana.team.cycles.create(hypothesis="x", started_at=datetime(2026, 3, 2, tzinfo=UTC))
    deal = ana.deals.create(advertiser="Moulin", objective="Atelier")
    today = timezone.now().date()
    ana.team.cycles.update(started_at=timezone.now())
    for state, value in (("given", 300), ("promised", 200)):
        deal.compensations.create(kind="cash", currency="EUR", state=state, on=today, value=value)
    told = "300\xa0€ versés ou remis, 200\xa0€ promis"
    assert told in shown(client, "/t/moulin/")
    assert f'href="{PAGE}money/"' in shown(client, "/t/moulin/")
    assert 'href="/t/moulin/plan/means/"' in shown(viewer, "/t/moulin/")


def test_a_viewer_reads_and_changes_nothing(visitor: Visitor, ana: Partnership) -> None:
    viewer = visitor("viewer")
    text = shown(viewer, f"{PAGE}{ana.pk}/")
    assert "<textarea" not in text
    assert viewer.post(f"{PAGE}{ana.pk}/stage/", {"stage": "ended"}).status_code == 403


def test_a_pasted_post_is_checked_and_not_kept(visitor: Visitor, team: Team) -> None:
    told = {
        "text": "#collab Ma brioche",
        "jurisdiction": "FR",
        "advertiser": "Moulin",
        "form": "video",
        "images": "",
    }
    answer = visitor("viewer").post(f"{PAGE}check/", told)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "Collab" in text
    assert "Publicité" in text
    assert "2023-451" in text
    assert not Decision.objects.exists()


@pytest.mark.parametrize(("state", "left"), [("promised", 0), ("given", 1)])
def test_an_erasure_leaves_what_the_accounts_must_keep_and_no_more(
    ana: Partnership, state: str, left: int, visitor: Visitor
) -> None:
    Partnership.objects.update(person_uri="urn:ana")
    visitor("partners").post(f"{PAGE}{ana.pk}/stage/", {"stage": "talking"})
    deal = ana.deals.create(advertiser="Moulin", objective="Atelier")
    deal.compensations.create(kind="cash", currency="EUR", state=state, on="2026-03-01", value=700)
    ana.touches.create(kind="call", on="2026-03-01", text="Au téléphone", name="Claire")
    assert erase(ana.team, lambda text: text == "urn:ana") == 1
    assert Partnership.objects.count() == left
    assert not Decision.objects.filter(subject__contains="Ana").exists()
    for one in Partnership.objects.all():
        assert (one.email, one.person_uri, one.touches.count()) == ("", "", 0)
        assert one.deals.get().compensations.get().value == 700
