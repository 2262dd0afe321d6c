"""What changes a text, its comments and its quotes; nothing that was saved is ever lost."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from condat.core.errors import InputError, NotFoundError
from condat.core.words import mark
from condat.create.texts.rendering import find
from condat.workspace.accounts.models import User
from condat.workspace.create.pieces.kinds import Status
from condat.workspace.create.pieces.models import Comment, Piece, Quote, Version
from condat.workspace.record.actions import record

LONGEST = 500_000  # characters of a text


class SavedMeanwhileError(Exception):
    """Somebody else saved a version since the writer began; holds that version."""

    def __init__(self, version: Version) -> None:
        super().__init__(str(version))
        self.version = version


@transaction.atomic
def save(*, piece: Piece, text: str, base: int, by: User, restored: int | None = None) -> Version:
    """Save a text as the next version; the same text again is no new one.

    Parameters
    ----------
    base : int
        The number of the version that the writer began with; 0: none.

    Raises
    ------
    SavedMeanwhileError
        When a later version is there: the writer has to look at it first.
    InputError
        When there is nothing to save, or far too much.
    """
    text = text.replace("\r\n", "\n").strip()
    if not text or len(text) > LONGEST:
        raise InputError(
            mark("A text holds something, and at most {most} characters."), most=LONGEST
        )
    Piece.objects.select_for_update().get(pk=piece.pk)
    last = piece.versions.first()
    if last and last.text == text:
        return last
    if last and last.number != base:
        raise SavedMeanwhileError(last)
    number = (last.number if last else 0) + 1
    version = Version.objects.create(
        piece=piece, number=number, text=text, by=by, name=str(by), restored=restored
    )
    if piece.status in (Status.IDEA, Status.BRIEF):
        Piece.objects.filter(pk=piece.pk).update(status=Status.DRAFT)
    what, detail = ("text restored" if restored else "text saved"), {"version": number}
    record(team=piece.team, by=by, what=what, subject=piece.title, detail=detail)
    return version


def restore(*, version: Version, by: User) -> Version:
    """Bring an older version back as the newest."""
    piece = version.piece
    newest = piece.versions.aggregate(last=Max("number"))["last"]
    return save(piece=piece, text=version.text, base=newest, by=by, restored=version.number)


@transaction.atomic
def comment(
    *,
    version: Version,
    text: str,
    passage: str = "",
    answers: int | None = None,
    by: User | None = None,
    name: str = "",
) -> Comment:
    """Say something of a version, of a passage of it, or in answer to a comment.

    Raises
    ------
    InputError
        When nothing is said, or the passage is not in the text.
    NotFoundError
        When what is answered is not there.
    """
    if not text.strip():
        raise InputError(mark("Write what you want to say."))
    if passage.strip() and find(passage, version.text) is None:
        raise InputError(mark("This passage is not in the text: copy it from there."))
    first = None if answers is None else _first(version, answers)
    made = Comment.objects.create(
        version=version,
        text=text.strip(),
        passage=passage.strip(),
        answers=first,
        by=by,
        name=name or str(by),
    )
    record(
        team=version.piece.team,
        by=by,
        name=made.name,
        what="commented",
        subject=version.piece.title,
        detail={"version": version.number},
    )
    return made


def _first(version: Version, number: int) -> Comment:
    """Return the comment of a piece that another answers; answers are not answered."""
    of_piece = Comment.objects.filter(version__piece=version.piece, answers=None)
    first = of_piece.filter(pk=number).first()
    if first is None:
        raise NotFoundError(mark("This comment is not there."))
    return first


@transaction.atomic
def resolve(*, comment: Comment, by: User) -> None:
    """Say that a comment is dealt with; once more: that it is not."""
    done = comment.resolved_at is None
    comment.resolved_at = timezone.now() if done else None
    comment.resolved_by = str(by) if done else ""
    comment.save(update_fields=["resolved_at", "resolved_by"])
    piece = comment.version.piece
    what = "comment resolved" if done else "comment opened again"
    record(team=piece.team, by=by, what=what, subject=piece.title, detail={"comment": comment.pk})


@transaction.atomic
def quote(*, version: Version, person: str, text: str, by: User) -> Quote:
    """Mark a passage as somebody's words.

    Raises
    ------
    InputError
        When the person is missing or the passage is not in the text.
    """
    if not person.strip() or find(text, version.text) is None:
        raise InputError(mark("Say whose words they are, and copy them from the text."))
    made, _ = Quote.objects.get_or_create(
        piece=version.piece, person=person.strip(), text=" ".join(text.split())
    )
    detail = {"person": made.person, "text": made.text}
    record(
        team=version.piece.team,
        by=by,
        what="quote marked",
        subject=version.piece.title,
        detail=detail,
    )
    return made


@transaction.atomic
def unquote(*, quote: Quote, by: User) -> None:
    """Say that a passage is nobody's words."""
    detail = {"person": quote.person, "text": quote.text}
    piece = quote.piece
    record(team=piece.team, by=by, what="quote unmarked", subject=piece.title, detail=detail)
    quote.delete()
