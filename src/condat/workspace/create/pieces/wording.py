"""The words that somebody stands by, taken into the text; quotes that wait for their approval."""

from __future__ import annotations

from django.db import transaction

from condat.core.errors import InputError
from condat.core.words import mark
from condat.create.texts.rendering import find
from condat.workspace.accounts.models import User
from condat.workspace.create.pieces import texts
from condat.workspace.create.pieces.models import Answer, Letter, Piece, Quote, Version
from condat.workspace.record.actions import record


@transaction.atomic
def reword(*, letter: Letter, by: User) -> Version:
    """Take a guest's corrections into the newest text; what they refuse is left to the writer.

    Raises
    ------
    InputError
        When there is nothing to take: no correction, or none of it stands in the text any more.
    """
    piece, answer = letter.piece, getattr(letter, "answer", None)
    last = piece.versions.first()
    text = corrected(last.text, answer) if last and answer else ""
    if last is None or answer is None or text == last.text:
        raise InputError(mark("No corrected quote stands in the text."))
    version = texts.save(piece=piece, text=text, base=last.number, by=by)
    for shown, stands in answer.pairs:
        theirs = Quote.objects.filter(piece=piece, person=letter.name, text=shown)
        theirs.update(text=stands) if stands else theirs.delete()
    detail = {"name": letter.name, "version": version.number}
    record(team=piece.team, by=by, what="wording taken", subject=piece.title, detail=detail)
    return version


def corrected(text: str, answer: Answer) -> str:
    """Return a text with the quotes in the words that their author stands by."""
    for shown, stands in answer.pairs:
        at = find(shown, text) if stands and stands != shown else None
        if at is not None:
            text = text[: at[0]] + stands + text[at[1] :]
    return text


def unapproved(piece: Piece) -> list[Quote]:
    """Return the quotes that nobody approved as they stand."""
    answers = Answer.objects.filter(letter__piece=piece).select_related("letter")
    approved = {text for one in answers for text in one.wording}
    texts_read = [one for one in answers if one.approved and not one.wording]
    whole = {one.letter.name: one.letter.shown for one in texts_read}
    return [
        quote
        for quote in piece.quotes.all()
        if quote.text not in approved
        and not any(find(quote.text, text) for text in whole.get(quote.person, ()))
    ]
