"""What the scheduler asks for when what pages read of the last plan is not there."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.core.management import call_command

from condat.usecases.desk import Desk
from condat.usecases.show.browsing import NAMES, browsed, laid_out
from condat.workspace.jobs.models import Job, State
from condat.workspace.plan.listening.tending import tend
from condat.workspace.teams.models import Team

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def outdated(planned: Desk) -> Desk:
    """Return a plan whose pages were made by another method."""
    browsed(planned)
    Job.objects.all().delete()
    planned.corpus.derived.drop(f"page-{name}" for name in NAMES)
    return planned


def asked() -> list[str]:
    return [job.kind for job in Job.objects.filter(kind="layout")]


def test_pages_are_laid_out_anew_before_anybody_opens_one(outdated: Desk, team: Team) -> None:
    assert not laid_out(outdated)
    for _ in range(2):
        tend(team, datetime.now(UTC))
    assert asked() == ["layout"]
    call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)
    assert Job.objects.get(kind="layout").state == State.DONE
    assert laid_out(Desk.open(team.root))
    tend(team, datetime.now(UTC))
    assert asked() == ["layout"]


def test_what_cannot_be_laid_out_is_not_tried_for_ever(outdated: Desk, team: Team) -> None:
    Job.objects.create(team=team, kind="layout", state=State.FAILED)
    tend(team, datetime.now(UTC))
    assert asked() == ["layout"]


def test_a_plan_in_the_making_lays_out_its_own_pages(outdated: Desk, team: Team) -> None:
    Job.objects.create(team=team, kind="plan", state=State.RUNNING)
    tend(team, datetime.now(UTC))
    assert asked() == []
