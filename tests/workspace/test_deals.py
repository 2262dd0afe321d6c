"""Deals in the browser's forms: the threshold is said before it is crossed, evidence is kept."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from condat.core.words import Words
from condat.workspace.accounts.models import User
from condat.workspace.create.partnerships.labels import COMPENSATIONS
from condat.workspace.create.partnerships.models import Compensation, Deal, Partnership
from condat.workspace.record.models import Decision
from condat.workspace.teams.models import Team
from workspace.conftest import Visitor

FEE = {
    "reward-kind": "cash",
    "reward-what": "Article",
    "reward-value": "700",
    "reward-currency": "EUR",
    "reward-state": "promised",
    "reward-on": "2026-03-01",
}


@pytest.fixture
def deal(team: Team, owner: User) -> Deal:
    """One deal with Ana, for the workshop."""
    ana = Partnership.objects.create(team=team, name="Ana Roux", language="fr", source="Blog")
    return ana.deals.create(advertiser="Moulin", objective="Atelier", publics=["FR"])


def page(deal: Deal) -> str:
    return f"/t/moulin/partnerships/{deal.partnership_id}/deals/{deal.pk}/"


def give(client: Client, deal: Deal, **values: Any) -> Any:
    told = {f"reward-{name}": value for name, value in values.items()}
    return client.post(f"{page(deal)}rewards/", FEE | told)


def test_the_threshold_is_said_before_anything_is_saved(visitor: Visitor, deal: Deal) -> None:
    client = visitor("partners")
    assert give(client, deal).status_code == 302
    warned = give(client, deal, kind="product", what="Four", value="300")
    text = warned.content.decode()
    assert warned.status_code == 409
    assert "1\u202f000" in text or "1 000" in text or "1\u00a0000" in text
    assert "résidence fiscale" in text
    assert Compensation.objects.count() == 1
    assert (
        give(client, deal, kind="product", what="Four", value="300", seen="1000.00").status_code
        == 302
    )
    assert Compensation.objects.count() == 2
    line = Decision.objects.first()
    assert (line.what, line.detail["warned"]) == ("compensation added", "1000.00")
    assert "contrat écrit est obligatoire" in client.get(page(deal)).content.decode()


def test_what_was_read_must_be_what_is_crossed(visitor: Visitor, deal: Deal) -> None:
    client = visitor("partners")
    give(client, deal)
    assert give(client, deal, value="900", seen="1000.00").status_code == 409


def test_the_sum_counts_the_other_deals_of_the_same_objective(visitor: Visitor, deal: Deal) -> None:
    client = visitor("partners")
    give(client, deal)
    same = deal.partnership.deals.create(advertiser="moulin", objective="ATELIER ", publics=["FR"])
    other = deal.partnership.deals.create(advertiser="Moulin", objective="Livre", publics=["FR"])
    assert give(client, other, value="700").status_code == 302
    assert give(client, same, value="300").status_code == 409


def test_another_year_begins_again(visitor: Visitor, deal: Deal) -> None:
    client = visitor("partners")
    give(client, deal)
    assert give(client, deal, on="2027-01-01").status_code == 302


def test_it_is_weighed_while_it_is_typed(visitor: Visitor, deal: Deal) -> None:
    client = visitor("partners")
    give(client, deal)
    told = FEE | {"reward-value": "300"}
    assert "obligatoire" in client.get(f"{page(deal)}weigh/", told).content.decode()
    told["reward-value"] = "299.99"
    assert "obligatoire" not in client.get(f"{page(deal)}weigh/", told).content.decode()


def test_an_unknown_value_stays_unknown(visitor: Visitor, deal: Deal) -> None:
    client = visitor("partners")
    give(client, deal, kind="event", value="")
    assert Compensation.objects.get().value is None
    text = client.get(page(deal)).content.decode()
    assert "pas encore connu" in text
    assert "sans valeur connue" in text


@pytest.mark.parametrize("kind", COMPENSATIONS)
def test_whatever_is_given_stands_in_the_deal(visitor: Visitor, deal: Deal, kind: str) -> None:
    client = visitor("partners")
    assert give(client, deal, kind=kind, what="Ce qui est convenu", value="").status_code == 302
    assert deal.compensations.get().kind == kind
    called = Words("fr")(COMPENSATIONS[kind])
    shown = client.get(page(deal)).content.decode()
    assert re.search(rf"{called}.{{0,400}}Ce qui est convenu", shown, re.DOTALL)


def test_a_deal_for_germany_keeps_evidence_that_nothing_was_given(
    visitor: Visitor, deal: Deal
) -> None:
    deal.publics = ["DE"]
    deal.save()
    client = visitor("partners")
    assert client.post(f"{page(deal)}evidence/", {"text": ""}).status_code == 422
    client.post(f"{page(deal)}evidence/", {"text": "Rien n’a été donné."})
    kept = client.get(f"{page(deal)}evidence.txt").content.decode()
    assert "Rien n’a été donné." in kept
    assert "partners@example.org" in kept
    assert f"{deal.evidence.get().at:%Y-%m-%d}" in kept


def test_what_is_forbidden_is_confirmed_by_name_and_again_when_it_changes(
    visitor: Visitor, deal: Deal
) -> None:
    client = visitor("partners")
    client.post(f"{page(deal)}confirm/")
    deal.refresh_from_db()
    assert deal.confirmed == "partners@example.org"
    told = {
        "objective": "Cryptomonnaie",
        "advertiser": "Moulin",
        "publics": ["FR"],
        "currency": "EUR",
    }
    client.post(f"{page(deal)}change/", told)
    deal.refresh_from_db()
    assert deal.confirmed == ""


@pytest.mark.parametrize("language", ["fr", "en", "de"])
def test_the_contract_is_a_pdf_in_each_language(
    visitor: Visitor, deal: Deal, language: str
) -> None:
    answer = visitor("viewer").get(f"{page(deal)}contract.{language}.pdf")
    assert answer.status_code == 200
    assert answer.content[:5] == b"%PDF-"


def test_a_contract_in_another_language_does_not_exist(visitor: Visitor, deal: Deal) -> None:
    assert visitor("viewer").get(f"{page(deal)}contract.it.pdf").status_code == 404


def test_a_signed_contract_closes_the_duty(visitor: Visitor, deal: Deal) -> None:
    client = visitor("partners")
    give(client, deal, value="1000", seen="1000")
    client.post(f"{page(deal)}sign/", {"signed_on": "2026-03-02"})
    text = client.get(page(deal)).content.decode()
    assert "Signé le 2 mars 2026" in text


def test_a_contract_is_not_signed_on_a_day_to_come(visitor: Visitor, deal: Deal) -> None:
    client = visitor("partners")
    give(client, deal, value="1000", seen="1000")
    answer = client.post(f"{page(deal)}sign/", {"signed_on": "2131-03-02"})
    assert answer.status_code == 422
    assert "Ce jour n’est pas encore venu" in answer.content.decode()
    deal.refresh_from_db()
    assert deal.signed_on is None


def test_what_was_noted_by_mistake_is_removed_and_stays_on_record(
    visitor: Visitor, deal: Deal
) -> None:
    client = visitor("partners")
    give(client, deal, value="")
    assert "la valeur de chaque contrepartie" in client.get(page(deal)).content.decode()
    address = f"{page(deal)}rewards/{Compensation.objects.get().pk}/remove/"
    assert address in client.get(page(deal)).content.decode()
    assert visitor("viewer").post(address).status_code == 403
    assert client.post(address).status_code == 302
    assert not Compensation.objects.exists()
    line = Decision.objects.first()
    assert (line.what, line.detail["value"]) == ("compensation removed", None)
    give(client, deal, value="120")
    assert "la valeur de chaque contrepartie" not in client.get(page(deal)).content.decode()
    assert client.post(address).status_code == 404


def test_a_piece_is_delivered_with_its_link(visitor: Visitor, deal: Deal) -> None:
    client = visitor("partners")
    told = {
        "piece-what": "Article",
        "piece-place": "Blog",
        "piece-due_on": "2026-01-05",
        "piece-images": "",
    }
    assert client.post(f"{page(deal)}pieces/", told).status_code == 302
    piece = deal.deliverables.get()
    assert "Article" in client.get("/t/moulin/partnerships/").content.decode()
    address = f"{page(deal)}pieces/{piece.pk}/"
    assert client.post(address, {"url": "javascript:alert(1)"}).status_code == 422
    assert client.post(address, {"url": "https://ana.example/pain"}).status_code == 302
    piece.refresh_from_db()
    assert piece.done_on is not None
    part = client.get(f"{address}disclosure/").content.decode()
    assert "corpus" in part


def test_a_compensation_changes_its_state_on_record(visitor: Visitor, deal: Deal) -> None:
    client = visitor("partners")
    give(client, deal)
    reward = Compensation.objects.get()
    assert client.post(f"{page(deal)}rewards/{reward.pk}/", {"state": "eaten"}).status_code == 404
    client.post(f"{page(deal)}rewards/{reward.pk}/", {"state": "given"})
    reward.refresh_from_db()
    assert reward.state == "given"
    assert Decision.objects.first().detail["to"] == "given"
