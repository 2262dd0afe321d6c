"""Settle a test, start it, type what was counted, end it."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from condat.core.errors import ConflictError, InputError
from condat.core.words import mark
from condat.measure.trials.design import Design
from condat.measure.trials.size import detectable, needed
from condat.workspace.accounts.models import User
from condat.workspace.measure.trials.models import Reading, Trial
from condat.workspace.record.actions import record
from condat.workspace.teams.models import Team


def foreseen(design: Design, people: int) -> dict[str, Any]:
    """Return what a test of so many people can detect, and how many what counts would take."""
    return {"detectable": detectable(design, people), "needed": needed(design)}


@transaction.atomic
def settle(*, team: Team, by: User, values: dict[str, Any], trial: Trial | None = None) -> Trial:
    """Write down what is settled of a test that has not started.

    Raises
    ------
    ConflictError
        When it has.
    """
    one = trial or Trial(team=team, owner=by)
    if one.started_at:
        raise ConflictError(mark("A test that has started can no longer be changed."))
    for name, value in values.items():
        setattr(one, name, value)
    for name, value in foreseen(one.design, one.people).items():
        setattr(one, name, value)
    one.save()
    record(team=team, by=by, what="test settled", subject=one.varies, why=one.hypothesis)
    return one


@transaction.atomic
def start(*, trial: Trial, by: User) -> None:
    """Start a test: what is settled does not move from now on."""
    _held(trial, "settled")
    trial.started_at = timezone.now()
    trial.save(update_fields=["started_at"])
    record(team=trial.team, by=by, what="test started", subject=trial.varies)


@transaction.atomic
def note(*, trial: Trial, by: User, reading: Reading) -> None:
    """Keep what was counted since the start."""
    _held(trial, "running")
    reading.trial, reading.by = trial, by
    reading.save()
    detail = {"shown": reading.counts.shown, "done": reading.counts.done}
    record(team=trial.team, by=by, what="test read", subject=trial.varies, detail=detail)


@transaction.atomic
def end(*, trial: Trial, by: User, decision: str, learnt: str) -> None:
    """End a test with what is decided and what was learnt.

    Raises
    ------
    InputError
        When nothing was decided.
    """
    _held(trial, "running")
    if not decision.strip():
        raise InputError(mark("Say what you decide."), field="decision")
    trial.ended_at, trial.decision, trial.learnt = timezone.now(), decision, learnt
    trial.save(update_fields=["ended_at", "decision", "learnt"])
    record(team=trial.team, by=by, what="test ended", subject=trial.varies, why=decision)


def _held(trial: Trial, state: str) -> None:
    if trial.state != state:
        raise ConflictError(mark("The test is not where it was: look at the page again."))
