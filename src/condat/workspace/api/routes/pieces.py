"""Pieces: what the team makes, where each stands, what is said of its text."""

from __future__ import annotations

from ninja import Router

from condat.core.errors import NotYetError
from condat.core.words import mark
from condat.workspace.api.access import Call, route
from condat.workspace.api.made import (
    CommentIn,
    CommentOut,
    Comments,
    Number,
    PartOut,
    PieceIn,
    PieceMove,
    PieceOut,
    PieceRow,
    Pieces,
    PieceStatus,
)
from condat.workspace.api.paging import Cursor, Limit, sliced
from condat.workspace.create.pieces import actions, queries, texts
from condat.workspace.create.pieces.models import Comment, Piece
from condat.workspace.teams.roles import Act

router = Router(tags=["pieces"])


@route(router, "GET", "/pieces", Act.READ, Pieces)
def read_pieces(
    call: Call, status: PieceStatus | None = None, cursor: Cursor = "", limit: Limit = 50
) -> Pieces:
    """Read the pieces, those with a moment first, in its order."""
    every = queries.listed(call.team, queries.Wanted())
    some, following = sliced([one for one in every if status in (None, one.status)], cursor, limit)
    return Pieces(items=[PieceRow.model_validate(_row(one)) for one in some], next=following)


@route(router, "POST", "/pieces", Act.DECIDE, PieceOut, 201)
def add_piece(call: Call, given: PieceIn) -> PieceOut:
    """Add a piece by hand."""
    return _whole(actions.add(team=call.team, by=call.user, owner=call.user, **given.model_dump()))


@route(router, "GET", "/pieces/{number}", Act.READ, PieceOut)
def read_piece(call: Call, number: Number) -> PieceOut:
    """Read a piece with its text."""
    return _whole(queries.find(call.team, number))


@route(router, "POST", "/pieces/{number}/status", Act.DECIDE, PieceOut)
def move_piece(call: Call, number: Number, given: PieceMove) -> PieceOut:
    """Say where a piece stands now; a published one has a link."""
    piece = queries.find(call.team, number)
    actions.move(piece=piece, to=given.status, by=call.user)
    return _whole(piece)


@route(router, "GET", "/pieces/{number}/comments", Act.READ, Comments)
def read_comments(call: Call, number: Number, cursor: Cursor = "", limit: Limit = 50) -> Comments:
    """Read what is said of a text, of every version, the oldest first."""
    said = Comment.objects.filter(version__piece=queries.find(call.team, number))
    some, following = sliced(list(said.select_related("version")), cursor, limit)
    return Comments(items=[_said(one) for one in some], next=following)


@route(router, "POST", "/pieces/{number}/comments", Act.COMMENT, CommentOut, 201)
def add_comment(call: Call, number: Number, given: CommentIn) -> CommentOut:
    """Comment on the last version of a text, or on a passage of it."""
    last = queries.find(call.team, number).versions.first()
    if last is None:
        raise NotYetError(mark("Nothing is written yet."))
    return _said(texts.comment(version=last, text=given.text, passage=given.passage, by=call.user))


def _row(piece: Piece) -> dict[str, object]:
    told = {name: getattr(piece, name) for name in PieceRow.model_fields if name != "people"}
    people = [PartOut(name=part.name, role=part.role) for part in piece.parts.all()]
    return told | {"owner": piece.owner and piece.owner.email, "people": people}


def _whole(piece: Piece) -> PieceOut:
    last = piece.versions.first()
    text, version = (last.text, last.number) if last else ("", 0)
    return PieceOut.model_validate(_row(piece) | {"text": text, "version": version})


def _said(comment: Comment) -> CommentOut:
    return CommentOut(
        id=comment.pk,
        version=comment.version.number,
        text=comment.text,
        passage=comment.passage,
        by=comment.name or str(comment.by),
        at=comment.at,
        resolved=comment.resolved_at is not None,
    )
