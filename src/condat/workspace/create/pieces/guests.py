"""What somebody with a signed link sees and does, without an account."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from condat.core.errors import InputError, NotFoundError
from condat.core.words import mark
from condat.usecases.desk import Desk
from condat.workspace.accounts.language import words_of
from condat.workspace.create.pieces import letters, texts
from condat.workspace.create.pieces.briefs import as_pdf, hand_written, laid_out
from condat.workspace.create.pieces.editor import shown_text, threads
from condat.workspace.create.pieces.models import Letter
from condat.workspace.create.pieces.models.letter import Asks
from condat.workspace.create.pieces.quoting import QuotesForm
from condat.workspace.pages.faults import too_often
from condat.workspace.record.once import once
from condat.workspace.server.limits import within

HOUR = 3600
View = Callable[..., HttpResponseBase]


def guest(view: View) -> View:
    """Let in whoever holds a signed link, so often an hour."""

    @wraps(view)
    def enter(request: HttpRequest, token: str) -> HttpResponseBase:
        whence = request.META.get("REMOTE_ADDR", "")
        most = 30 if request.method == "POST" else 300
        if not within(f"letter:{request.method}:{whence}", most=most, seconds=HOUR):
            return too_often(request)
        found = letters.find(token)
        return once(request, words_of(request), lambda: view(request, found, token))

    return enter


@require_GET
@guest
def letter(request: HttpRequest, found: Letter, token: str) -> HttpResponse:
    """Show what a letter is about, and what can be done."""
    return _shown(request, found, token)


def _shown(
    request: HttpRequest, found: Letter, token: str, form: QuotesForm | None = None
) -> HttpResponse:
    words, piece, version = words_of(request), found.piece, found.version
    desk = Desk.open(piece.team.root) if found.asks == Asks.WRITE else None
    told: dict[str, Any] = {
        "letter": found,
        "token": token,
        "answer": getattr(found, "answer", None),
        "sections": laid_out(desk, piece, words) if desk else (),
        "notes": hand_written(piece) if desk else {},
        "html": shown_text(version, _passages(found)) if version else "",
        "threads": threads(version) if version else [],
        "form": form or QuotesForm(words, found.shown, initial={"name": found.name}),
    }
    return render(request, "create/letter.html", told, status=422 if form else 200)


def _passages(found: Letter) -> list[str]:
    quotes = [one.text for one in found.piece.quotes.all()]
    return found.shown if found.asks == Asks.QUOTES else quotes


@require_GET
@guest
def printed(request: HttpRequest, found: Letter, token: str) -> HttpResponse:  # noqa: ARG001 - the door's signature
    """Hand the brief of a letter out as a PDF."""
    if found.asks != Asks.WRITE:
        raise NotFoundError(mark("This link leads nowhere, or has ended."))
    return as_pdf(Desk.open(found.piece.team.root), found.piece, words_of(request))


@require_POST
@guest
def decide(request: HttpRequest, found: Letter, token: str) -> HttpResponse:
    """Approve, or ask for changes: once; of quotes one by one."""
    given = request.POST
    if found.asks == Asks.QUOTES:
        return _decide_quotes(request, found, token)
    if given.get("decision") not in ("approve", "change"):
        raise InputError(mark("Approve, or say what should change."))
    letters.decide(
        letter=found,
        approved=given["decision"] == "approve",
        comment=given.get("comment", ""),
        name=given.get("name", ""),
    )
    return redirect("read-letter", token)


def _decide_quotes(request: HttpRequest, found: Letter, token: str) -> HttpResponse:
    form = QuotesForm(words_of(request), found.shown, request.POST)
    if not form.is_valid():
        return _shown(request, found, token, form)
    said = {name: form.cleaned_data[name] for name in ("name", "comment")}
    letters.decide(letter=found, approved=True, wording=form.wording(), **said)
    return redirect("read-letter", token)


@require_POST
@guest
def comment(request: HttpRequest, found: Letter, token: str) -> HttpResponse:
    """Say something of the version that a letter shows."""
    if found.version is None:
        raise NotFoundError(mark("There is no text to comment on yet."))
    given = request.POST
    texts.comment(
        version=found.version,
        text=given.get("text", ""),
        passage=given.get("passage", ""),
        name=found.name,
    )
    return redirect(f"{reverse('read-letter', args=[token])}#comments")
