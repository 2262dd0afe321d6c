"""Letters to people, through a real mail server: the gate, once, follow-ups, the end of it."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from condat.corpus import suppression
from condat.usecases.desk import Desk
from condat.usecases.listen.importing import import_files
from condat.workspace.accounts.models import User
from condat.workspace.create.partnerships import outbox
from condat.workspace.create.partnerships.models import Mail, Partnership
from condat.workspace.create.partnerships.outreach import post_due
from condat.workspace.jobs.models import Job
from condat.workspace.protection.models import Objection
from condat.workspace.record.models import Decision
from condat.workspace.teams.models import Team
from servers.mail import Postbox, post_office
from workspace.conftest import Visitor

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.server]
ADDRESS = "ana@example.org"
DOOR = r"http://127.0.0.1:8000/partner/\S+/objection/"


@pytest.fixture
def box(settings: Settings) -> Iterator[Postbox]:
    """The team's mail server."""
    with post_office() as started:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", started.port
        yield started


@pytest.fixture
def ana(team: Team, owner: User) -> Partnership:
    """Somebody whom we want to write to."""
    return Partnership.objects.create(
        team=team,
        name="Ana Roux",
        email=ADDRESS,
        language="fr",
        source="Son blog, ana.example",
        person_uri="urn:ana",
    )


def worked() -> None:
    call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)


def opened(visitor: Visitor) -> None:
    """Let an owner open the gate."""
    visitor("owner").post("/t/moulin/strategy/override/", {"why": "La foire est lundi"})


def page(ana: Partnership) -> str:
    return f"/t/moulin/partnerships/{ana.pk}/"


def written(client: Client, ana: Partnership, **values: Any) -> Any:
    told = {"key": uuid.uuid4(), "subject": "Du pain", "body": "Bonjour Ana", "follow_body": ""}
    return client.post(f"{page(ana)}write/", told | values)


def test_outreach_waits_at_the_gate_and_leaves_when_a_person_sends_it(
    visitor: Visitor, ana: Partnership, box: Postbox
) -> None:
    client = visitor("partners")
    assert written(client, ana).status_code == 302
    worked()
    mail = Mail.objects.get()
    assert (mail.state, box.mails) == ("held", [])
    send = f"{page(ana)}mails/{mail.key}/send/"
    assert client.post(send).status_code == 409
    opened(visitor)
    worked()
    assert not box.mails
    assert client.post(send).status_code == 302
    worked()
    [left] = box.to(ADDRESS)
    assert left["Subject"] == "Du pain"
    assert left["Reply-To"] == "partners@example.org"
    ana.refresh_from_db()
    assert ana.stage == "contacted"
    assert [touch.kind for touch in ana.touches.all()] == ["mail"]
    assert Decision.objects.filter(what="mail sent", name="partners@example.org").count() == 1


def test_a_running_partnership_is_never_locked(
    visitor: Visitor, ana: Partnership, box: Postbox
) -> None:
    Partnership.objects.update(stage="running")
    written(visitor("partners"), ana)
    worked()
    assert len(box.mails) == 1


def test_the_first_mail_says_where_the_data_come_from_and_how_to_stop(
    visitor: Visitor, ana: Partnership, box: Postbox
) -> None:
    opened(visitor)
    client = visitor("partners")
    written(client, ana)
    worked()
    written(client, ana, subject="Encore")
    worked()
    first, second = (mail.get_content() for mail in box.to(ADDRESS))
    assert "Son blog, ana.example" in first
    assert "trois ans" in first
    assert "trois ans" not in second
    door = re.search(DOOR, first.replace("=\n", ""))[0]
    assert re.search(DOOR, second.replace("=\n", ""))
    assert re.fullmatch(f"<{DOOR}>", box.mails[0]["List-Unsubscribe"].strip())
    assert Client().get(door.removeprefix("http://127.0.0.1:8000")).status_code == 200


def test_pressing_twice_sends_one_mail(visitor: Visitor, ana: Partnership, box: Postbox) -> None:
    opened(visitor)
    client, key = visitor("partners"), uuid.uuid4()
    for _ in range(2):
        assert written(client, ana, key=key).status_code == 302
    worked()
    outbox.deliver(Desk.open(ana.team.root), {"mail": str(key)})
    assert len(box.mails) == 1
    assert box.mails[0]["Message-ID"].startswith(f"<{key}@")


def test_a_mail_whose_worker_died_before_leaves_once(
    visitor: Visitor, ana: Partnership, box: Postbox
) -> None:
    opened(visitor)
    written(visitor("partners"), ana)
    gone = timezone.now() - timedelta(seconds=1)
    Job.objects.filter(kind="outreach").update(state="running", leased_until=gone)
    call_command("schedule", once=True)
    worked()
    worked()
    assert len(box.to(ADDRESS)) == 1  # on Mondays members get mails of their own


def test_a_mail_whose_worker_died_in_the_middle_is_not_sent_again_but_told(
    visitor: Visitor, ana: Partnership, box: Postbox
) -> None:
    opened(visitor)
    client = visitor("partners")
    written(client, ana)
    Mail.objects.update(state="sending")
    worked()
    assert not box.mails
    text = client.get(page(ana)).content.decode()
    assert "peut-être parti" in text
    mail = Mail.objects.get()
    client.post(f"{page(ana)}mails/{mail.key}/again/")
    worked()
    assert len(box.mails) == 1


def test_a_server_that_is_away_is_tried_again(
    visitor: Visitor, ana: Partnership, box: Postbox, settings: Settings
) -> None:
    opened(visitor)
    settings.EMAIL_PORT = 9
    written(visitor("partners"), ana)
    worked()
    assert Mail.objects.get().state == "waiting"
    assert "serveur de messagerie" in Job.objects.get(kind="outreach").error["fr"][0]
    settings.EMAIL_PORT = box.port
    post_due(datetime.now(UTC).date())
    worked()
    assert not box.mails
    Mail.objects.update(again_at=timezone.now() - timedelta(seconds=1))
    post_due(datetime.now(UTC).date())
    worked()
    assert len(box.mails) == 1


def test_an_address_that_is_turned_away_is_told(
    visitor: Visitor, ana: Partnership, box: Postbox
) -> None:
    opened(visitor)
    box.refused.add(ADDRESS)
    client = visitor("partners")
    written(client, ana)
    worked()
    assert Mail.objects.get().state == "refused"
    assert "refusé" in client.get(page(ana)).content.decode()


FOLLOWED = {"follow_days": "7", "follow_body": "Je me permets de revenir vers vous."}


def test_a_follow_up_leaves_on_its_day(visitor: Visitor, ana: Partnership, box: Postbox) -> None:
    opened(visitor)
    written(visitor("partners"), ana, **FOLLOWED)
    worked()
    today = datetime.now(UTC).date()
    assert post_due(today + timedelta(days=6)) == 0
    for _ in range(2):
        post_due(today + timedelta(days=7))
        worked()
    first, second = box.to(ADDRESS)
    assert second["Subject"] == "Re\u00a0: Du pain"
    assert second["In-Reply-To"] == first["Message-ID"]


def test_an_answer_cancels_the_follow_up(visitor: Visitor, ana: Partnership, box: Postbox) -> None:
    opened(visitor)
    client = visitor("partners")
    written(client, ana, **FOLLOWED)
    worked()
    answer = {
        "touch-kind": "mail",
        "touch-on": "2026-11-02",
        "touch-text": "Oui",
        "touch-theirs": "on",
    }
    client.post(f"{page(ana)}touch/", answer)
    post_due(datetime.now(UTC).date() + timedelta(days=30))
    worked()
    assert len(box.mails) == 1


def test_an_objection_by_the_link_stops_everything(
    visitor: Visitor, ana: Partnership, box: Postbox
) -> None:
    opened(visitor)
    client = visitor("partners")
    written(client, ana, **FOLLOWED)
    worked()
    text = box.mails[0].get_content().replace("=\n", "")
    door = re.search(r"http://127.0.0.1:8000(/partner/\S+/objection/)", text)[1]
    them = Client()
    assert them.get(door).status_code == 200
    assert not Objection.objects.exists()
    for _ in range(2):
        assert them.post(door).status_code == 200
    worked()
    ana.refresh_from_db()
    assert (ana.stage, ana.objected_at is None) == ("ended", False)
    assert [(one.person_uri, one.how) for one in Objection.objects.all()] == [("urn:ana", "link")]
    post_due(datetime.now(UTC).date() + timedelta(days=30))
    worked()
    assert len(box.mails) == 1
    assert written(client, ana).status_code == 422
    assert suppression.load(Desk.open(ana.team.root).corpus.place).objects("urn:ana")
    assert "ne veut plus être contacté" in client.get(page(ana)).content.decode()


def test_an_objection_kept_under_settings_stops_the_mails_too(
    visitor: Visitor, ana: Partnership, box: Postbox
) -> None:
    client = visitor("partners")
    written(client, ana)
    Partnership.objects.update(person_uri="")
    told = {"name": "ana roux", "at": "2026-11-02", "how": "spoken", "note": ""}
    assert client.post("/t/moulin/settings/protection/objections/add/", told).status_code == 302
    assert Mail.objects.get().state == "stopped"
    opened(visitor)
    found = Objection.objects.get()
    visitor("owner").post(
        f"/t/moulin/settings/protection/objections/{found.pk}/withdraw/", {"why": "Erreur"}
    )
    ana.refresh_from_db()
    assert ana.objected_at is None


def test_somebody_who_objects_cannot_be_begun_with(
    visitor: Visitor, ana: Partnership, team: Team
) -> None:
    Objection.objects.create(team=team, person_uri="urn:ben", name="Ben", how="mail")
    told = {"name": "Ben", "language": "fr", "source": "x", "stance": "unknown"}
    answer = visitor("partners").post(
        "/t/moulin/partnerships/start/", told | {"person_uri": "urn:ben"}
    )
    assert answer.status_code == 422
    assert Partnership.objects.count() == 1


def test_an_unknown_place_is_an_error_beside_its_field(visitor: Visitor, team: Team) -> None:
    told = {
        "name": "Premier contact",
        "language": "fr",
        "subject": "Bonjour {fist_name}",
        "body": "Un mot",
        "follow_days": "",
        "follow_body": "",
    }
    client = visitor("partners")
    answer = client.post("/t/moulin/partnerships/letters/", told)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "{first_name}" in text
    assert 'id="id_subject_error"' in text
    assert not team.templates.exists()
    fixed = told | {"subject": "Bonjour {first_name}"}
    assert client.post("/t/moulin/partnerships/letters/", fixed).status_code == 302
    assert client.post("/t/moulin/partnerships/letters/", fixed).status_code == 422


def test_a_letter_is_filled_and_what_nothing_fills_does_not_leave(
    visitor: Visitor, ana: Partnership
) -> None:
    client = visitor("partners")
    ana.team.templates.create(
        name="Premier", language="fr", subject="Bonjour {first_name}", body="Votre article {post}"
    )
    text = client.get(f"{page(ana)}write/").content.decode()
    assert 'value="Bonjour Ana"' in text
    assert "Votre article {post}" in text
    assert written(client, ana, body="Votre article {post}").status_code == 422
    assert not Mail.objects.exists()


def test_a_letter_calls_a_post_without_a_title_by_its_first_words(
    visitor: Visitor, ana: Partnership
) -> None:
    said = {
        "url": "https://ana.example/1",
        "text": "Falten statt Kneten.",
        "author": "Ana",
        "published": "2026-01-02T08:00:00+00:00",
    }
    file = Path(ana.team.root, "post.jsonl")
    file.write_text(json.dumps(said), "utf-8")
    desk = Desk.open(ana.team.root)
    import_files(desk, [file], layout="", side="audience")
    ana.person_uri = desk.corpus.snapshot().arrow("authors", ["uri"])["uri"][0].as_py()
    ana.save()
    text = visitor("partners").get(f"{page(ana)}write/").content.decode()
    assert "Falten statt Kneten." in text
    assert "{post}" not in text


def test_the_days_of_a_follow_up_are_counted_from_when_the_letter_left(
    visitor: Visitor, ana: Partnership, box: Postbox
) -> None:
    client = visitor("partners")
    written(client, ana, **FOLLOWED)
    Mail.objects.update(written_at=timezone.now() - timedelta(days=20))
    opened(visitor)
    held = Mail.objects.get(state="held")
    before = Mail.objects.get(state="planned").due_on
    client.post(f"{page(ana)}mails/{held.key}/send/")
    worked()
    assert Mail.objects.get(state="planned").due_on == before + timedelta(days=20)
