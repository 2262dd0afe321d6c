"""What changes a brief or a text; each is written down with who and when."""

from __future__ import annotations

import json
from typing import Any

from django.db import transaction
from django.utils import timezone

from condat.core.errors import NotFoundError
from condat.core.words import mark
from condat.create.texts.briefs import Brief, wanted_by_hand
from condat.report.brief.sections import TITLES
from condat.usecases.desk import Desk
from condat.usecases.show.briefing import brief_of
from condat.workspace.accounts.models import User
from condat.workspace.create.pieces.kinds import Status
from condat.workspace.create.pieces.models import Piece, Section
from condat.workspace.record.actions import record


def make_brief(desk: Desk, arguments: dict[str, Any]) -> dict[str, Any]:
    """Write the brief of a piece from the evidence, for who asked; nothing for one that is gone."""
    piece = Piece.objects.filter(pk=arguments["piece"]).first()
    if piece is not None:
        by = User.objects.filter(pk=arguments["by"]).first()
        keep_brief(piece=piece, brief=brief_of(desk, wanted(piece)), by=by)
    return {}


def wanted(piece: Piece) -> dict[str, Any]:
    """Return what a brief is asked for: the row of the plan, with what the piece says now."""
    values = {name: getattr(piece, name) for name in ("title", "keyword", "kind")}
    values |= {name: getattr(piece, name) for name in ("message", "persona", "place")}
    return piece.planned | wanted_by_hand(values)


@transaction.atomic
def keep_brief(*, piece: Piece, brief: Brief, by: User | None) -> None:
    """Keep what the evidence says of a piece; what the team wrote by hand stays.

    The same brief made again, by a job that was killed as it ended too, is no news.
    """
    news = json.loads(json.dumps(brief.plain)) != piece.brief
    piece.brief, piece.briefed_at = brief.plain, timezone.now()
    if piece.status == Status.IDEA:
        piece.status = Status.BRIEF
    piece.save(update_fields=["brief", "briefed_at", "status"])
    if news:
        record(team=piece.team, by=by, what="brief made", subject=piece.title)


@transaction.atomic
def write_section(*, piece: Piece, key: str, text: str, by: User) -> Section:
    """Write the team's own words on a section of the brief.

    Raises
    ------
    NotFoundError
        When a brief has no such section.
    """
    if key not in TITLES:
        raise NotFoundError(mark("A brief has no section {name}."), name=key)
    values = {"text": text.strip(), "by": by, "name": str(by), "at": timezone.now()}
    section, _ = Section.objects.update_or_create(piece=piece, key=key, defaults=values)
    detail = {"section": key, "text": section.text}
    record(team=piece.team, by=by, what="brief written", subject=piece.title, detail=detail)
    return section
