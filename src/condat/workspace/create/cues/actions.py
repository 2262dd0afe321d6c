"""Take a comment up: invite who wrote it, make a piece of it, answer it; each on record."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.utils import timezone

from condat.core.errors import ConflictError, InputError
from condat.core.words import mark
from condat.workspace.accounts.models import User
from condat.workspace.create.cues.heard import Said
from condat.workspace.create.cues.models import ANSWERED, LEFT, REASON, Cue
from condat.workspace.create.partnerships import relation
from condat.workspace.create.partnerships.models import Partnership
from condat.workspace.create.partnerships.queries import with_person
from condat.workspace.create.pieces import actions as pieces
from condat.workspace.create.pieces.kinds import Status
from condat.workspace.create.pieces.models import Piece
from condat.workspace.record.actions import record
from condat.workspace.teams.models import Team


@transaction.atomic
def keep(*, team: Team, by: User, said: Said, piece: Piece | None = None) -> Cue:
    """Take a comment up, once; a piece given later is the one that answers it."""
    values = asdict(said) | {"name": str(by)}
    cue, new = team.cues.get_or_create(post_uri=said.post_uri, defaults=values)
    if piece is not None and cue.piece_id != piece.pk:
        cue.piece = piece
        cue.save(update_fields=["piece"])
    if new or piece is not None:
        _told(cue, by, "comment taken up", cue.passage[:REASON])
    return cue


@transaction.atomic
def invite(*, team: Team, by: User, said: Said, values: dict[str, Any]) -> Partnership:
    """Begin a relation with who wrote a comment, or go on with it; the comment is the reason.

    Raises
    ------
    InputError
        When they objected to being approached.
    """
    partnership = with_person(team, said.author_uri)
    if partnership is None:
        partnership = relation.begin(team=team, by=by, why=said.passage[:REASON], **values)
    cue = keep(team=team, by=by, said=said)
    cue.partnership = partnership
    cue.save(update_fields=["partnership"])
    return partnership


@transaction.atomic
def prepare(*, partnership: Partnership, by: User, title: str, keyword: str) -> Piece:
    """Prepare an interview with a partner: a piece that answers the comments that led to them.

    One that is under way is gone on with.
    """
    mine = partnership.team.pieces.filter(kind="interview", parts__name=partnership.name)
    piece = mine.exclude(status=Status.PUBLISHED).first()
    if piece is None:
        told = {"title": title[:300], "kind": "interview", "owner": by, "keyword": keyword[:200]}
        piece = pieces.add(team=partnership.team, by=by, **told)
        uri, name = partnership.person_uri, partnership.name
        pieces.add_part(piece=piece, name=name, role="interviewed", by=by, uri=uri)
    partnership.cues.filter(piece=None, outcome="").update(piece=piece)
    return piece


def answer(*, cue: Cue, by: User, text: str) -> None:
    """Note that a comment was answered where it was made, and with what."""
    if not text.strip():
        raise InputError(mark("Write what was answered."))
    _close(cue, by, ANSWERED, text.strip())


def leave(*, cue: Cue, by: User, why: str) -> None:
    """Leave a comment without an answer, with the reason."""
    if not why.strip():
        raise InputError(mark("Say why."))
    _close(cue, by, LEFT, why.strip())


@transaction.atomic
def _close(cue: Cue, by: User, outcome: str, text: str) -> None:
    cue = Cue.objects.select_for_update().get(pk=cue.pk)
    if cue.outcome:
        told = mark("{name} dealt with this comment already.")
        raise ConflictError(told, name=cue.closed_by)
    cue.outcome, cue.answer = outcome, text
    cue.closed_by, cue.closed_at = str(by), timezone.now()
    cue.save(update_fields=["outcome", "answer", "closed_by", "closed_at"])
    _told(cue, by, f"comment {outcome}", text)


def _told(cue: Cue, by: User, what: str, why: str) -> None:
    detail: dict[str, Any] = {"person_uri": cue.author_uri, "post": cue.post_uri}
    if cue.piece is not None:
        detail["piece"] = cue.piece.pk
    record(team=cue.team, by=by, what=what, subject=cue.author, why=why, detail=detail)
