"""Write a lesson, accept it, refuse it: what is accepted changes the next plan."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from condat.core.errors import InputError
from condat.core.words import mark
from condat.distribute.lessons import Lesson as Heeded
from condat.usecases.desk import Desk
from condat.usecases.team import lessons as usecase
from condat.usecases.team.deciding import now
from condat.workspace.accounts.models import User
from condat.workspace.measure.lessons.models import ACCEPTED, REFUSED, Lesson
from condat.workspace.record.actions import record
from condat.workspace.teams.models import Team


@transaction.atomic
def write(*, team: Team, by: User, values: dict[str, Any]) -> Lesson:
    """Write a lesson down; it counts once it is accepted."""
    lesson = Lesson.objects.create(team=team, made_by=by, **values)
    record(team=team, by=by, what="lesson written", subject=lesson.text[:300])
    return lesson


@transaction.atomic
def accept(*, lesson: Lesson, desk: Desk, by: User) -> None:
    """Accept a lesson under one's name; the next plan heeds it where it says what to do."""
    _judge(lesson, ACCEPTED, by, "")
    record(team=lesson.team, by=by, what="lesson accepted", subject=lesson.text[:300])
    if lesson.heeded:
        usecase.heed(desk, _heeded(lesson))


@transaction.atomic
def refuse(*, lesson: Lesson, desk: Desk, by: User, why: str) -> None:
    """Refuse a lesson with the reason; the next plan heeds it no more.

    Raises
    ------
    InputError
        When the reason is missing.
    """
    if not why.strip():
        raise InputError(mark("Say why the lesson does not hold."), field="why")
    _judge(lesson, REFUSED, by, why)
    record(team=lesson.team, by=by, what="lesson refused", subject=lesson.text[:300], why=why)
    usecase.disregard(desk, str(lesson.pk))


def _judge(lesson: Lesson, state: str, by: User, why: str) -> None:
    lesson.state, lesson.judged_by, lesson.why = state, str(by), why.strip()
    lesson.judged_at = timezone.now()
    lesson.save(update_fields=["state", "judged_by", "judged_at", "why"])


def _heeded(lesson: Lesson) -> Heeded:
    """Return a lesson as the plan reads it; an effect is taken at its end nearer to no effect."""
    bound = lesson.low if lesson.do == "more" else lesson.high
    return Heeded.model_validate(
        {
            "id": str(lesson.pk),
            "about": lesson.about,
            "name": lesson.name,
            "do": lesson.do,
            "text": lesson.text,
            "by": lesson.judged_by,
            "at": now(),
            "effect": bound or lesson.effect,
        }
    )
