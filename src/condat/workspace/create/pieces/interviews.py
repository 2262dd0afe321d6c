"""Keep what somebody said, and take their words into the text; each on record."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from condat.core.errors import InputError
from condat.core.words import Words, mark
from condat.create.texts.rendering import find
from condat.workspace.accounts.models import User
from condat.workspace.create.pieces import texts
from condat.workspace.create.pieces.about import about
from condat.workspace.create.pieces.models import Interview, Piece, Quote, Version
from condat.workspace.record.actions import record


@transaction.atomic
def keep(*, piece: Piece, person: str, on: date, text: str, by: User) -> Interview:
    """Keep the text of an interview."""
    told = {"person": person, "on": on, "text": text.replace("\r\n", "\n").strip()}
    made = Interview.objects.create(piece=piece, by=by, name=str(by), **told)
    detail = about(piece, person)
    record(team=piece.team, by=by, what="interview kept", subject=piece.title, detail=detail)
    return made


@transaction.atomic
def take(*, interview: Interview, passage: str, language: str, by: User) -> Version:
    """Write a passage of an interview into the text, as a quote of who said it.

    Raises
    ------
    InputError
        When the passage is not in the interview.
    """
    words = " ".join(passage.split())
    if not words or find(words, interview.text) is None:
        raise InputError(mark("This passage is not in the interview: copy it from there."))
    piece, person = interview.piece, interview.person
    last = piece.versions.first()
    if last and find(words, last.text):
        version = last
    else:
        quoted = f"> {Words(language).quote(words)} – {person}"
        text = f"{last.text}\n\n{quoted}" if last else quoted
        version = texts.save(piece=piece, text=text, base=last.number if last else 0, by=by)
    told = {"interview": interview}
    Quote.objects.update_or_create(piece=piece, person=person, text=words, defaults=told)
    detail = about(piece, person) | {"text": words}
    record(team=piece.team, by=by, what="quote taken", subject=piece.title, detail=detail)
    return version
