"""What went wrong, as a page: what happened, that nothing was lost, what to do."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language_from_request
from django.views.defaults import bad_request

from condat.core.errors import CondatError, ConflictError, GateError, NotFoundError, NotYetError
from condat.core.words import Words, mark
from condat.workspace.accounts.language import words_of

Respond = Callable[[HttpRequest], HttpResponse]
STATUS: tuple[tuple[type[CondatError], int], ...] = (
    (NotFoundError, 404),
    (NotYetError, 409),
    (GateError, 409),
    (ConflictError, 409),
    (CondatError, 422),
)
BUTTON = mark("There is nothing to see at this address: it belongs to a button.")
BUTTON_HINT = mark("Go back to its page and press it again.")
UNREAD = mark("What was sent is too large, or did not arrive whole.")
UNREAD_HINT = mark("Send less at once; a file is sent on the import page.")
NUL = mark("What was sent holds a character that cannot be kept (NUL).")
NUL_HINT = mark("Take it out: it mostly comes along when a file is copied as a text.")
STALE = mark("This form was open for too long, or came from another page.")
STALE_HINT = mark("Go back, load the page again, then send.")
BROKEN = mark("Something broke on our side")
BROKEN_HINT = mark(
    "Nothing was lost. Try again; if it keeps happening, tell the person who runs the server."
)
PLAIN = (
    '<!doctype html><html lang="{language}"><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
    "<title>{title}</title><h1>{title}</h1><p>{told}</p></html>"
)
TOO_OFTEN = mark("Too many attempts from here.")
TOO_OFTEN_HINT = mark("Try again in an hour.")


def status(error: CondatError) -> int:
    """Return the HTTP status of an error.

    Examples
    --------
    >>> status(NotFoundError("No such post."))
    404
    """
    return next(code for kind, code in STATUS if isinstance(error, kind))


API = "api/"  # answers programs in its own way
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


class FaultMiddleware:
    """Shows the errors that Condat can explain; others are the server's."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as usual; who opens the address of a button reads why there is nothing."""
        answer = self.respond(request)
        if answer.status_code != 405 or request.method != "GET" or answer.content:
            return answer
        shown = explained(request, 405, BUTTON, BUTTON_HINT)
        shown.headers["Allow"] = answer.headers["Allow"]
        return shown

    def process_view(
        self, request: HttpRequest, view: object, given: object, named: object
    ) -> HttpResponse | None:
        """Refuse the one character that no database keeps; nobody types it, files are full of it.

        What was sent is read already, to know the form by its token.
        """
        del view, given, named
        for_people = request.resolver_match and not request.resolver_match.route.startswith(API)
        return explained(request, 400, NUL, NUL_HINT) if for_people and _nul(request) else None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Explain an error of ours."""
        if not isinstance(error, CondatError):
            return None
        words = words_of(request)
        return explained(request, status(error), error.said(words), error.advised(words))


def explained(request: HttpRequest, code: int, message: str, hint: str = "") -> HttpResponse:
    """Say what happened, that nothing was lost, and what to do; marked sentences are put in words.

    What is said already stays as it is.
    """
    words = words_of(request)
    told = {"message": words(message), "hint": words(hint) if hint else "", "typed": typed(request)}
    return render(request, "fault.html", told, status=code)


def _nul(request: HttpRequest) -> bool:
    asked = (request.GET, request.POST) if request.method == "POST" else (request.GET,)
    return any("\0" in text for part in asked for _, values in part.lists() for text in values)


def typed(request: HttpRequest) -> list[str]:
    """Return what somebody wrote in a form that was refused: texts, not names, numbers, secrets."""
    if request.method != "POST" or request.content_type not in FORMS:
        return []
    texts = (text.strip() for _, values in request.POST.lists() for text in values)
    return [text for text in texts if any(map(str.isspace, text))]


def unread(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that a request could not be read; one for another host never gets as far as words."""
    if "words" not in vars(request):
        return bad_request(request, exception)
    return explained(request, 400, UNREAD, UNREAD_HINT)


def stale(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """Say that a form is not of this session."""
    return explained(request, 403, STALE, STALE_HINT)


def too_often(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """Say that somebody tried too often."""
    return explained(request, 429, TOO_OFTEN, TOO_OFTEN_HINT)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """Say that a page is not there, or not for this visitor: the two look alike."""
    return render(request, "missing.html", status=404)


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """Say that the visitor's role does not allow this."""
    return render(request, "refused.html", status=403)


def broken(request: HttpRequest) -> HttpResponse:
    """Say that the fault is ours; plainly where not even the reader could be looked up."""
    if "words" in vars(request):
        return render(request, "broken.html", status=500)
    words = Words(get_language_from_request(request)[:2])
    told = {"language": words.language, "title": words(BROKEN), "told": words(BROKEN_HINT)}
    return HttpResponse(PLAIN.format(**told), status=500)
