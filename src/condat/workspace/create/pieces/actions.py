"""What changes a piece; each is written down with who, when and why."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from condat.core.errors import InputError, NotFoundError
from condat.core.words import mark
from condat.workspace.accounts.models import User
from condat.workspace.create.pieces.about import about
from condat.workspace.create.pieces.kinds import ROLES, STATUSES, Status
from condat.workspace.create.pieces.models import Part, Piece
from condat.workspace.record.actions import record
from condat.workspace.teams.models import Team

BRIEFED = (  # what a brief takes from a row
    "idea",
    "words_to_use",
    "words_to_avoid",
    "questions",
    "evidence",
    "person",
    "person_uri",
    "role",
    "reasons",
    "effect",
    "effect_low",
    "effect_high",
    "know",
    "needs",
    "stop_rule",
)


@transaction.atomic
def add(*, team: Team, by: User, **values: Any) -> Piece:
    """Add a piece by hand."""
    piece = Piece.objects.create(team=team, **values)
    record(team=team, by=by, what="piece added", subject=piece.title)
    return piece


@transaction.atomic
def add_row(*, team: Team, by: User, row: Mapping[str, Any], title: str) -> Piece:
    """Make a row of the plan a piece, with all that the row says; once a row.

    Parameters
    ----------
    row : mapping
        Of the schema ``PLAN``, with what the team changed in it.
    """
    values = {name: row[name] or "" for name in ("keyword", "message", "persona", "place")}
    values |= {"title": title, "kind": row["form"], "due": row["moment"], "owner": by}
    values["planned"] = {name: row.get(name) for name in BRIEFED}
    piece, new = Piece.objects.get_or_create(team=team, row=row["row"], defaults=values)
    if new:
        if row["person"] and row["role"] in ROLES:
            told = {"name": row["person"], "uri": row["person_uri"] or "", "role": row["role"]}
            Part.objects.create(piece=piece, **told)
        detail = {"row": row["row"]}
        record(team=team, by=by, what="piece added", subject=piece.title, detail=detail)
    return piece


@transaction.atomic
def change(*, piece: Piece, by: User, values: Mapping[str, Any]) -> None:
    """Change what a piece is, for whom, with whom in charge, where and when."""
    detail = {
        name: [str(getattr(piece, name) or ""), str(value or "")]
        for name, value in values.items()
        if getattr(piece, name) != value
    }
    if not detail:
        return
    for name in detail:
        setattr(piece, name, values[name])
    piece.save(update_fields=list(detail))
    what = (
        "piece published" if detail.get("status", [""])[-1] == Status.PUBLISHED else "piece changed"
    )
    record(team=piece.team, by=by, what=what, subject=piece.title, detail=detail)


def move(*, piece: Piece, to: str, by: User) -> None:
    """Say where a piece stands now.

    Raises
    ------
    InputError
        When there is no such place, or it is published without a link.
    """
    if to not in STATUSES:
        raise InputError(mark("{name} is not a stage of a piece."), name=to)
    if to == Status.PUBLISHED and not piece.url:
        wrong = mark("A published piece has a link: where can it be read?")
        raise InputError(wrong, hint=mark("Write the link into its details first."))
    change(piece=piece, by=by, values={"status": to})


def plan_for(*, piece: Piece, due: datetime | None, by: User) -> None:
    """Move a piece to another moment."""
    change(piece=piece, by=by, values={"due": due})


def publish(*, piece: Piece, url: str, by: User) -> None:
    """Say that a piece is out, and where."""
    change(piece=piece, by=by, values={"url": url, "status": Status.PUBLISHED})


@transaction.atomic
def add_part(*, piece: Piece, name: str, role: str, by: User, uri: str = "") -> Part:
    """Add somebody to a piece; the same part twice is one.

    ``uri`` is the person of the corpus, where they are one.

    Raises
    ------
    InputError
        When the name is missing or the role is none.
    """
    if not name.strip() or role not in ROLES:
        raise InputError(mark("Say who it is and what they do in the piece."))
    told = {"piece": piece, "name": name.strip(), "role": role}
    part, _ = Part.objects.get_or_create(**told, defaults={"uri": uri})
    detail = about(piece, part.name) | {"name": part.name, "role": role}
    record(team=piece.team, by=by, what="person added", subject=piece.title, detail=detail)
    return part


@transaction.atomic
def remove_part(*, piece: Piece, number: int, by: User) -> None:
    """Take somebody out of a piece.

    Raises
    ------
    NotFoundError
        When nobody has that number.
    """
    part = piece.parts.filter(pk=number).first()
    if part is None:
        raise NotFoundError(mark("Nobody of that number takes part in the piece."))
    detail = {"name": part.name, "role": part.role}
    record(team=piece.team, by=by, what="person taken out", subject=piece.title, detail=detail)
    part.delete()
