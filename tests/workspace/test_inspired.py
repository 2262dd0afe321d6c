"""What others published because of ours, marked by hand: judged, answered, licensed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from condat.corpus.suppression import GAP
from condat.usecases.desk import Desk
from condat.workspace.create.inspired.models import Match, Right
from condat.workspace.create.inspired.queries import of_person
from condat.workspace.home.queries import waiting
from condat.workspace.teams.models import Team
from workspace.conftest import Visitor

PAGE = "/t/moulin/inspired/"
TOLD = {"link": "https://lea.example/mie", "our_link": "https://moulin.example/mie"}
PASSAGES = {"passage": "Comme le dit le moulin", "our_passage": "La mie ouverte", "author": "Léa"}


@pytest.fixture
def owner_client(visitor: Visitor) -> Client:
    return visitor("owner")


@pytest.fixture
def match(owner_client: Client, team: Team) -> Match:
    assert owner_client.post(f"{PAGE}new/", TOLD | PASSAGES).status_code == 302
    return Match.objects.get()


def test_a_post_is_marked_with_both_passages_and_once(owner_client: Client, match: Match) -> None:
    shown = owner_client.get(f"{PAGE}{match.pk}/").content.decode()
    assert "Comme le dit le moulin" in shown
    assert "La mie ouverte" in shown
    assert match.source == "hand"
    assert owner_client.post(f"{PAGE}new/", TOLD).status_code == 422
    assert owner_client.post(f"{PAGE}new/", {"link": "https://x.example/"}).status_code == 422
    assert Match.objects.count() == 1


def test_what_the_corpus_knows_of_a_post_is_filled_in(visitor: Visitor, planned: Desk) -> None:
    link = "https://ana.example/levain"
    editor = visitor("editor")
    assert "Mon levain ne monte pas." in editor.get(f"{PAGE}new/?link={link}").content.decode()
    editor.post(f"{PAGE}new/", TOLD | {"link": link})
    found = Match.objects.get()
    assert (found.title, found.author_uri) == ("Mon levain", "https://ana.example/")
    assert found.published


def test_a_post_without_a_title_is_not_said_twice(owner_client: Client, match: Match) -> None:
    shown = owner_client.get(PAGE).content.decode()
    assert shown.count("Comme le dit le moulin") == 1
    Match.objects.update(passage="Comme le dit le moulin, on attend. " * 4)
    shown = owner_client.get(PAGE).content.decode()
    assert "<blockquote>… dit le moulin, on attend. Comme" in shown


def test_of_an_erased_author_the_right_alone_is_told(owner_client: Client, match: Match) -> None:
    ends = timezone.localdate() + timedelta(days=9)
    told = {"scope": "La photo", "territory": "France", "media": "Site", "starts_on": "2026-01-01"}
    Match.objects.update(state="confirmed", title=GAP, author=GAP, passage=GAP)
    owner_client.post(f"{PAGE}{match.pk}/rights/", told | {"ends_on": ends.isoformat()})
    right = Right.objects.get()
    owner_client.post(f"{PAGE}{match.pk}/rights/{right.pk}/", {"granted_on": "2026-01-01"})
    for page in (PAGE, f"{PAGE}{match.pk}/", "/t/moulin/"):
        shown = owner_client.get(page).content.decode()
        assert "publication d’une personne effacée" in shown, page
        assert ">…<" not in shown, page
        assert "« … »" not in shown.replace("\xa0", " "), page


def test_our_post_is_called_by_its_title_where_it_was_collected(
    visitor: Visitor, planned: Desk
) -> None:
    editor = visitor("editor")
    editor.post(f"{PAGE}new/", TOLD | {"our_link": "https://ana.example/levain"})
    assert ">Mon levain</a>" in editor.get(PAGE).content.decode()


def test_it_is_confirmed_or_rejected_with_a_reason(owner_client: Client, match: Match) -> None:
    page = f"{PAGE}{match.pk}/"

    def listed() -> str:
        return owner_client.get(PAGE).content.decode()

    assert owner_client.post(f"{page}do/", {"kind": "thanked"}).status_code == 409
    assert "Aucune publication n’est encore confirmée" in listed()
    assert owner_client.post(f"{page}judge/rejected/", {"why": ""}).status_code == 422
    owner_client.post(f"{page}judge/rejected/", {"why": "Écrit avant nous"})
    assert "Écrit avant nous" in owner_client.get(page).content.decode()
    assert not of_person(match.team, "", "Léa").exists()
    owner_client.post(f"{page}judge/confirmed/")
    assert of_person(match.team, "", "Léa").get() == match
    assert "1 publication inspirée par les nôtres" in listed()
    assert f'href="{TOLD["our_link"]}"' in listed()
    assert owner_client.post(f"{page}judge/perhaps/").status_code == 404


def test_we_thank_cite_reply_and_invite(owner_client: Client, match: Match) -> None:
    page = f"{PAGE}{match.pk}/"
    owner_client.post(f"{page}judge/confirmed/")
    for kind in ("thanked", "cited", "replied", "invited"):
        assert (
            owner_client.post(f"{page}do/", {"kind": kind, "note": "par mail"}).status_code == 302
        )
    assert owner_client.post(f"{page}do/", {"kind": "ignored"}).status_code == 422
    assert [one.kind for one in match.steps.all()] == ["thanked", "cited", "replied", "invited"]
    listed = owner_client.get(PAGE, headers={"accept-language": "en"}).content.decode()
    assert "Thanked · Cited · Replied · Invited" in listed


def test_a_right_is_asked_granted_and_its_end_is_told_on_home(
    owner_client: Client, match: Match
) -> None:
    page, desk = f"{PAGE}{match.pk}/", Desk.open(match.team.root)
    today = desk.as_of.date()
    owner_client.post(f"{page}judge/confirmed/")
    told = {
        "scope": "La photo de la mie",
        "territory": "France",
        "media": "site, infolettre",
        "starts_on": today.isoformat(),
        "ends_on": (today + timedelta(days=20)).isoformat(),
        "fee": "150",
    }
    wrong = told | {"ends_on": (today - timedelta(days=1)).isoformat()}
    assert owner_client.post(f"{page}rights/", wrong).status_code == 422
    owner_client.post(f"{page}rights/", told)
    right = Right.objects.get()

    def ends() -> list[str]:
        found = waiting(match.team, desk, None, desk.words)
        return [one.text for one in found if one.page == "match"]

    def shown(address: str) -> str:
        return owner_client.get(address, headers={"accept-language": "en"}).content.decode()

    assert ends() == []
    grant = f"{page}rights/{right.pk}/"
    assert owner_client.post(grant, {"granted_on": "soon"}).status_code == 422
    owner_client.post(grant, {"granted_on": "2026-01-30"})
    assert len(ends()) == 1
    assert "Granted in writing (Jan 30, 2026)" in shown(page)
    assert "The right to reuse “https://lea.example/mie” ends on" in shown(page)
    assert "Granted in writing, ends soon" in shown(PAGE)
    assert right.state(today) == "asked"
    right.refresh_from_db()
    assert right.state(right.ends_on + timedelta(days=1)) == "ended"
    right.ends_on = today + timedelta(days=200)
    right.granted_on = today
    right.save()
    assert ends() == []
    assert right.state(today + timedelta(days=201)) == "ended"


def test_the_page_says_nothing_of_what_it_does_not_do(visitor: Visitor, team: Team) -> None:
    shown = visitor("viewer").get(PAGE, headers={"accept-language": "en"}).content.decode()
    assert "detect" not in shown.lower()
