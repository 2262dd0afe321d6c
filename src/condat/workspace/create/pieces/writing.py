"""What changes a brief or a text; each is written down with who and when."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from condat.core.errors import NotFoundError
from condat.core.words import mark
from condat.create.briefs import Brief
from condat.report.brief import TITLES
from condat.workspace.accounts.models import User
from condat.workspace.create.pieces.kinds import Status
from condat.workspace.create.pieces.models import Piece, Section
from condat.workspace.record.actions import record


@transaction.atomic
def keep_brief(*, piece: Piece, brief: Brief, by: User) -> None:
    """Keep what the evidence says of a piece; what the team wrote by hand stays."""
    piece.brief, piece.briefed_at = brief.plain, timezone.now()
    if piece.status == Status.IDEA:
        piece.status = Status.BRIEF
    piece.save(update_fields=["brief", "briefed_at", "status"])
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
