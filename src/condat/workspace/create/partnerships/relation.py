"""What changes a relation; each is written down with who, when and why."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from condat.core.errors import InputError
from condat.core.words import mark
from condat.workspace.accounts.models import User
from condat.workspace.create.partnerships.models import Partnership, Touch
from condat.workspace.create.partnerships.models.mail import Post
from condat.workspace.create.partnerships.models.partnership import Stage
from condat.workspace.protection.actions import object_to
from condat.workspace.protection.queries import objecting
from condat.workspace.record.actions import record
from condat.workspace.teams.models import Team


@transaction.atomic
def begin(*, team: Team, by: User, why: str = "", **values: Any) -> Partnership:
    """Begin a relation with a person; somebody known by address already has one.

    Raises
    ------
    InputError
        When there is one with this person.
    """
    uri = values.get("person_uri", "")
    if uri in objecting(team):
        raise InputError(mark("{name} has asked not to be contacted."), name=values["name"])
    if uri and team.partnerships.filter(person_uri=uri).exists():
        told = mark("There is a partnership with {name} already.")
        raise InputError(told, name=values["name"], hint=mark("Open it from the list."))
    made = Partnership.objects.create(team=team, owner=by, **values)
    _told(made, by, "partnership begun", why, {})
    return made


@transaction.atomic
def change_stage(*, partnership: Partnership, stage: str, by: User, why: str = "") -> None:
    """Move a relation to another stage."""
    before, partnership.stage = partnership.stage, stage
    partnership.save(update_fields=["stage"])
    _told(partnership, by, "stage changed", why, {"from": before, "to": stage})


@transaction.atomic
def change_details(*, partnership: Partnership, by: User, **values: Any) -> None:
    """Correct who they are and how they are reached."""
    changed = [name for name, value in values.items() if getattr(partnership, name) != value]
    for name in changed:
        setattr(partnership, name, values[name])
    partnership.save(update_fields=changed)
    _told(partnership, by, "details changed", "", {"fields": changed})


@transaction.atomic
def plan_next(*, partnership: Partnership, step: str, on: date | None, by: User) -> None:
    """Say what comes next, and when; nothing says that nothing does."""
    partnership.next_step, partnership.next_on = step, on if step else None
    partnership.save(update_fields=["next_step", "next_on"])
    _told(partnership, by, "next step set", "", {"step": step})


@transaction.atomic
def note(
    *, partnership: Partnership, kind: str, theirs: bool, on: date, text: str, by: User
) -> Touch:
    """Note what passed between us; what they said cancels the follow-ups that wait for it."""
    touch = Touch.objects.create(
        partnership=partnership, kind=kind, theirs=theirs, on=on, text=text, by=by, name=str(by)
    )
    _told(partnership, by, "touch noted", "", {"kind": kind})
    if theirs:
        stop_mails(partnership=partnership, states=(Post.PLANNED,))
        if partnership.stage in (Stage.TO_MEET, Stage.CONTACTED):
            change_stage(partnership=partnership, stage=Stage.TALKING, by=by)
    return touch


def object_for(*, partnership: Partnership, by: User | None, how: str, why: str = "") -> None:
    """Keep the objection of somebody we write to, once; it stops everything not agreed."""
    if partnership.objected_at is not None:
        return
    object_to(
        team=partnership.team,
        name=partnership.name,
        person_uri=partnership.person_uri,
        how=how,
        by=by,
        note=why,
    )


def stop_mails(*, partnership: Partnership, states: tuple[Post, ...]) -> int:
    """Stop the mails that have not left."""
    waiting = partnership.mails.filter(state__in=states)
    return waiting.update(state=Post.STOPPED, due_on=None)


def _told(partnership: Partnership, by: User, what: str, why: str, detail: dict[str, Any]) -> None:
    record(
        team=partnership.team,
        by=by,
        what=what,
        subject=partnership.name,
        why=why,
        detail=detail | {"partnership": partnership.pk},
    )
