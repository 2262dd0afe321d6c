"""What changes the cycle: its hypothesis, its review, who sees to what, who hears of it."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from condat.core.errors import ConflictError, InputError
from condat.core.words import mark
from condat.workspace.accounts.models import User
from condat.workspace.home.models import Cycle, Duty, Silence
from condat.workspace.record.actions import record
from condat.workspace.teams.models import Membership, Team


def cycle_of(team: Team) -> Cycle | None:
    """Return the cycle under way."""
    return team.cycles.filter(ended_at=None).first()


@transaction.atomic
def believe(*, team: Team, by: User, hypothesis: str) -> Cycle:
    """Write the hypothesis of the cycle; the first one starts it.

    Raises
    ------
    InputError
        When there is none.
    """
    if not hypothesis.strip():
        raise InputError(mark("Write what you believe."), field="hypothesis")
    told = {"hypothesis": hypothesis.strip()}
    cycle, _ = Cycle.objects.update_or_create(team=team, ended_at=None, defaults=told)
    record(team=team, by=by, what="hypothesis written", why=cycle.hypothesis)
    return cycle


@transaction.atomic
def review(*, team: Team, by: User, text: str) -> None:
    """End the cycle with what became of its hypothesis.

    Raises
    ------
    ConflictError
        When no cycle is under way.
    InputError
        When the review says nothing.
    """
    cycle = cycle_of(team)
    if cycle is None:
        raise ConflictError(mark("No cycle is under way."))
    if not text.strip():
        raise InputError(mark("Write what became of it."), field="review")
    cycle.review, cycle.ended_at = text.strip(), timezone.now()
    cycle.save(update_fields=["review", "ended_at"])
    record(team=team, by=by, what="cycle reviewed", subject=cycle.hypothesis[:300], why=text)


@transaction.atomic
def assign(*, team: Team, by: User, job: str, owner: Membership | None) -> None:
    """Let a member see to one of the seven jobs (``jobs.JOBS``), or nobody."""
    if owner is None:
        Duty.objects.filter(team=team, job=job).delete()
    else:
        Duty.objects.update_or_create(team=team, job=job, defaults={"owner": owner})
    whom = owner.user.email if owner else ""
    record(team=team, by=by, what="job given", subject=job, detail={"to": whom})


@transaction.atomic
def hear(*, membership: Membership, wanted: bool) -> None:
    """Let a member get the letter on Mondays, or not."""
    if wanted:
        Silence.objects.filter(membership=membership).delete()
    else:
        Silence.objects.get_or_create(membership=membership)
    what = "letter wanted" if wanted else "letter not wanted"
    record(team=membership.team, by=membership.user, what=what)
