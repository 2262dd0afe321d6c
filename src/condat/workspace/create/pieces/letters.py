"""Signed links for people without an account: sent, withdrawn, answered once."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from condat.core.errors import ConflictError, InputError, NotFoundError
from condat.core.words import LANGUAGES, Words, mark
from condat.create.texts.rendering import find as find_passage
from condat.workspace.accounts.models import User
from condat.workspace.create.pieces.about import about
from condat.workspace.create.pieces.kinds import Status
from condat.workspace.create.pieces.models import Answer, Letter, Piece, Version
from condat.workspace.create.pieces.models.letter import GOOD_FOR, Asks
from condat.workspace.record.actions import record

SIGNED = "letter"
ANEW = mark("Ask whoever sent it for a new one.")
SUBJECTS = {
    Asks.WRITE: mark("{team} sends you the brief for {title}"),
    Asks.TEXT: mark("{team} asks you to approve {title}"),
    Asks.QUOTES: mark("{team} asks you to approve your quotes in {title}"),
}


def digest(shown: list[str]) -> str:
    """Return the SHA-256 of exactly what is shown."""
    return sha256("\x00".join(shown).encode()).hexdigest()


@transaction.atomic
def send(
    *,
    piece: Piece,
    asks: str,
    name: str,
    email: str,
    language: str,
    by: User,
    version: Version | None = None,
) -> Letter:
    """Send somebody a link: to a brief, to a version to approve, or to their quotes in it.

    Raises
    ------
    InputError
        When name or address is wrong, or there is nothing to show.
    """
    name, email = name.strip(), email.strip().lower()
    _check(name, email, asks, language)
    shown = _shown(piece, version, asks, name)
    letter = Letter.objects.create(
        piece=piece,
        version=version,
        asks=asks,
        name=name,
        email=email,
        language=language,
        shown=shown,
        digest=digest(shown),
        by=by,
    )
    if asks != Asks.WRITE and piece.status == Status.DRAFT:
        Piece.objects.filter(pk=piece.pk).update(status=Status.REVIEW)
    detail = about(piece, name) | {"name": name, "email": email, "asks": asks}
    detail |= {"digest": letter.digest}
    detail |= {"version": version.number} if version else {}
    record(team=piece.team, by=by, what="letter sent", subject=piece.title, detail=detail)
    transaction.on_commit(lambda: _mail(letter))
    return letter


def _check(name: str, email: str, asks: str, language: str) -> None:
    if not name:
        raise InputError(mark("Say who it is for."))
    if asks not in SUBJECTS or language not in LANGUAGES:
        raise InputError(mark("Say what is asked, and in which language."))
    try:
        validate_email(email)
    except ValidationError:
        raise InputError(mark("{email} is not an e-mail address."), email=email) from None


def _shown(piece: Piece, version: Version | None, asks: str, name: str) -> list[str]:
    if asks == Asks.WRITE:
        if not piece.brief:
            raise InputError(mark("Make the brief first."))
        return []
    if version is None:
        raise InputError(mark("There is no text to approve yet."))
    if asks == Asks.TEXT:
        return [version.text]
    theirs = [one.text for one in piece.quotes.filter(person=name)]
    held = [text for text in theirs if find_passage(text, version.text)]
    if not held:
        wrong = mark("No quote of {name} is marked in this version.")
        raise InputError(wrong, name=name, hint=mark("Mark the quotes first, under that name."))
    return held


def link(letter: Letter) -> str:
    """Return the address of a letter; it is signed."""
    token = signing.dumps(letter.pk, salt=SIGNED)
    return settings.URL + reverse("read-letter", args=[token])


def _mail(letter: Letter) -> None:
    words = Words(letter.language)
    told = {"team": letter.piece.team, "title": words.quote(letter.piece.title)}
    subject = words(SUBJECTS[Asks(letter.asks)], **told)
    body = words(
        "Hello {name},\n\n{subject}. Open this address until {date}; it takes no account:\n\n"
        "{link}\n\n{by}",
        name=letter.name,
        subject=subject,
        date=letter.ends_at,
        link=link(letter),
        by=letter.by,
    )
    reply_to = [letter.by.email] if letter.by else []
    EmailMessage(subject, body, None, [letter.email], reply_to=reply_to).send()
    Letter.objects.filter(pk=letter.pk).update(sent_at=timezone.now())


@transaction.atomic
def withdraw(*, letter: Letter, by: User) -> None:
    """Take a letter back: its link leads nowhere from now on; an answer that came stays."""
    letter.withdrawn_at = timezone.now()
    letter.save(update_fields=["withdrawn_at"])
    detail = {"name": letter.name, "email": letter.email}
    piece = letter.piece
    record(team=piece.team, by=by, what="letter withdrawn", subject=piece.title, detail=detail)


def find(token: str) -> Letter:
    """Return the letter of a signed address.

    Raises
    ------
    NotFoundError
        When the address was changed, or the letter was withdrawn or has ended.
    """
    known = Letter.objects.select_related("piece__team", "version", "by", "answer")
    try:
        letter = known.get(pk=signing.loads(token, salt=SIGNED, max_age=GOOD_FOR))
    except (signing.BadSignature, Letter.DoesNotExist):
        raise NotFoundError(mark("This link leads nowhere, or has ended."), hint=ANEW) from None
    if not letter.open:
        raise NotFoundError(mark("This link was withdrawn or has ended."), hint=ANEW)
    return letter


@transaction.atomic
def decide(
    *, letter: Letter, approved: bool, comment: str, name: str, wording: Sequence[str] = ()
) -> Answer:
    """Keep the one decision of a letter, with exactly what it is about.

    ``wording`` is, for each quote that is shown, what its author stands by; nothing for one that
    is not to be quoted.

    Raises
    ------
    ConflictError
        When the letter was answered already.
    InputError
        When nothing is to be decided, nobody signs, changes are asked for without saying which, or
        a quote is left out of the answer.
    """
    letter = Letter.objects.select_for_update().get(pk=letter.pk)
    _decidable(letter, name, wording)
    stands = [" ".join(text.split()) for text in wording]
    if letter.asks == Asks.QUOTES:
        approved = stands == letter.shown
    elif not approved and not comment.strip():
        raise InputError(mark("Say what should change."))
    answer = Answer.objects.create(
        letter=letter,
        approved=approved,
        comment=comment.strip(),
        wording=stands,
        name=name.strip(),
        digest=digest(stands) if stands else letter.digest,
    )
    _tell(answer)
    return answer


def _decidable(letter: Letter, name: str, wording: Sequence[str]) -> None:
    if letter.asks == Asks.WRITE or not name.strip():
        raise InputError(mark("Sign your decision with your name."))
    if len(wording) != (len(letter.shown) if letter.asks == Asks.QUOTES else 0):
        raise InputError(mark("Say of each quote what you think of it."))
    if Answer.objects.filter(letter=letter).exists():
        hint = mark("Ask for a new link to decide again.")
        raise ConflictError(mark("This was decided already."), hint=hint)


def _tell(answer: Answer) -> None:
    """Write the decision down, with what was shown and what was approved."""
    letter, piece = answer.letter, answer.letter.piece
    refused = "corrected by link" if answer.wording else "changes asked by link"
    detail = about(piece, letter.name) | {"asks": letter.asks, "digest": answer.digest}
    detail |= {"shown": letter.shown, "wording": answer.wording}
    detail |= {"version": letter.version.number} if letter.version else {}
    record(
        team=piece.team,
        by=None,
        name=answer.name,
        what="approved by link" if answer.approved else refused,
        subject=piece.title,
        why=answer.comment,
        detail=detail,
    )
