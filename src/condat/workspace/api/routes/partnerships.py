"""Partnerships: with whom, where each stands, what passed between us."""

from __future__ import annotations

from dataclasses import asdict

from django.shortcuts import get_object_or_404
from ninja import Router

from condat.core.errors import InputError
from condat.core.words import mark
from condat.workspace.api.access import Call, route
from condat.workspace.api.made import (
    BudgetOut,
    Number,
    PartnershipIn,
    PartnershipOut,
    Partnerships,
    SpentOut,
    Stage,
    StageIn,
    Touches,
    TouchIn,
    TouchOut,
)
from condat.workspace.api.paging import Cursor, Limit, sliced
from condat.workspace.create.partnerships import queries, relation
from condat.workspace.create.partnerships.forms import BeginForm
from condat.workspace.create.partnerships.models import Partnership, Touch
from condat.workspace.teams.roles import Act

router = Router(tags=["partnerships"])


@route(router, "GET", "/partnerships", Act.READ, Partnerships)
def read_partnerships(
    call: Call, stage: Stage | None = None, cursor: Cursor = "", limit: Limit = 50
) -> Partnerships:
    """Read the partnerships, by name."""
    every = call.team.partnerships.select_related("owner")
    wanted = every.filter(stage=stage) if stage else every
    some, following = sliced(list(wanted), cursor, limit)
    return Partnerships(items=[_told(one) for one in some], next=following)


@route(router, "POST", "/partnerships", Act.PARTNER, PartnershipOut, 201)
def begin_partnership(call: Call, given: PartnershipIn) -> PartnershipOut:
    """Begin a relation; who objected, or is in one already, is refused."""
    typed = given.model_dump(exclude={"why"}) | {"stance": "unknown"}
    form = BeginForm(typed, words=call.words)
    if not form.is_valid():
        field, wrong = next(iter(form.errors.items()))
        raise InputError(mark("{what}"), what=wrong[0], field=field)
    made = relation.begin(team=call.team, by=call.user, why=given.why, **form.cleaned_data)
    return _told(made)


@route(router, "GET", "/budget", Act.READ, BudgetOut)
def read_budget(call: Call) -> BudgetOut:
    """Read what this cycle gave and promised, against its budget, currency by currency."""
    plan = call.desk.settings.plan
    since, spent = queries.spent_in_cycle(call.team, plan, queries.today_of(call.desk))
    items = [SpentOut.model_validate(asdict(one) | {"left": one.left}) for one in spent]
    return BudgetOut(since=since, items=items)


@route(router, "GET", "/partnerships/{number}", Act.READ, PartnershipOut)
def read_partnership(call: Call, number: Number) -> PartnershipOut:
    """Read a partnership."""
    return _told(_one(call, number))


@route(router, "POST", "/partnerships/{number}/stage", Act.PARTNER, PartnershipOut)
def move_partnership(call: Call, number: Number, given: StageIn) -> PartnershipOut:
    """Say where a relation stands now."""
    one = _one(call, number)
    relation.change_stage(partnership=one, stage=given.stage, by=call.user, why=given.why)
    return _told(one)


@route(router, "GET", "/partnerships/{number}/touches", Act.READ, Touches)
def read_touches(call: Call, number: Number, cursor: Cursor = "", limit: Limit = 50) -> Touches:
    """Read what passed between us, the latest first."""
    every = list(_one(call, number).touches.all())
    some, following = sliced(every, cursor, limit)
    return Touches(items=[_passed(one) for one in some], next=following)


@route(router, "POST", "/partnerships/{number}/touches", Act.PARTNER, TouchOut, 201)
def note_touch(call: Call, number: Number, given: TouchIn) -> TouchOut:
    """Note what passed between us; what they said ends the follow-ups that wait for it."""
    one = _one(call, number)
    return _passed(relation.note(partnership=one, by=call.user, **given.model_dump()))


def _one(call: Call, number: int) -> Partnership:
    mine = Partnership.objects.select_related("team", "owner")
    return get_object_or_404(mine, pk=number, team=call.team)


def _told(one: Partnership) -> PartnershipOut:
    same = {name: getattr(one, name) for name in PartnershipOut.model_fields if hasattr(one, name)}
    same |= {"owner": one.owner and one.owner.email, "objected": one.objected_at is not None}
    return PartnershipOut(**same)


def _passed(touch: Touch) -> TouchOut:
    same = {name: getattr(touch, name) for name in ("kind", "theirs", "on", "text")}
    return TouchOut(id=touch.pk, by=touch.name, **same)
