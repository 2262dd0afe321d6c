"""Write an indicator, keep it or drop it, note what it was."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from condat.core.errors import InputError
from condat.core.words import mark
from condat.measure.indicators import MOST, lacks
from condat.workspace.accounts.models import User
from condat.workspace.measure.indicators.models import Indicator, Value
from condat.workspace.record.actions import record
from condat.workspace.teams.models import Team


@transaction.atomic
def write(
    *, team: Team, by: User, values: dict[str, Any], indicator: Indicator | None = None
) -> Indicator:
    """Write an indicator down; one that lacks something now is kept no more."""
    one = indicator or Indicator(team=team)
    for name, value in values.items():
        setattr(one, name, value)
    one.kept = one.kept and not lacks(one.named)
    one.save()
    record(team=team, by=by, what="indicator written", subject=one.name)
    return one


@transaction.atomic
def keep(*, indicator: Indicator, by: User) -> None:
    """Keep an indicator, one of seven at most.

    Raises
    ------
    InputError
        When it lacks something, or seven are kept.
    """
    if lacks(indicator.named):
        told = mark("It lacks an objective, an owner or a decision, or is no value.")
        raise InputError(told, hint=mark("Complete it first."))
    kept = indicator.team.indicators.select_for_update().filter(kept=True).exclude(pk=indicator.pk)
    if kept.count() >= MOST:
        told = mark("{count} indicators are kept already.")
        raise InputError(told, count=MOST, hint=mark("Drop one first."))
    indicator.kept = True
    indicator.save(update_fields=["kept"])
    record(team=indicator.team, by=by, what="indicator kept", subject=indicator.name)


@transaction.atomic
def drop(*, indicator: Indicator, by: User, why: str) -> None:
    """Drop an indicator; its values go with it, the record keeps why."""
    record(team=indicator.team, by=by, what="indicator dropped", subject=indicator.name, why=why)
    indicator.delete()


@transaction.atomic
def note(*, indicator: Indicator, by: User, day: date, value: float) -> Value:
    """Note what an indicator was on a day; typed again, the day has the new value."""
    noted, _ = Value.objects.update_or_create(
        indicator=indicator, day=day, defaults={"value": value}
    )
    detail = {"day": day.isoformat(), "value": value}
    record(team=indicator.team, by=by, what="value noted", subject=indicator.name, detail=detail)
    return noted
