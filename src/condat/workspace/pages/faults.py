"""What went wrong, as a page: what happened, that nothing was lost, what to do."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from condat.core.errors import CondatError, ConflictError, GateError, NotFoundError, NotYetError
from condat.workspace.accounts.language import words_of

Respond = Callable[[HttpRequest], HttpResponse]
STATUS: tuple[tuple[type[CondatError], int], ...] = (
    (NotFoundError, 404),
    (NotYetError, 409),
    (GateError, 409),
    (ConflictError, 409),
    (CondatError, 422),
)


def status(error: CondatError) -> int:
    """Return the HTTP status of an error.

    Examples
    --------
    >>> status(NotFoundError("No such post."))
    404
    """
    return next(code for kind, code in STATUS if isinstance(error, kind))


class FaultMiddleware:
    """Shows the errors that Condat can explain; others are the server's."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as usual."""
        return self.respond(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Explain an error of ours."""
        if not isinstance(error, CondatError):
            return None
        words = words_of(request)
        told = {"message": error.said(words), "hint": error.advised(words)}
        return render(request, "fault.html", told, status=status(error))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """Say that a page is not there, or not for this visitor: the two look alike."""
    return render(request, "missing.html", status=404)


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """Say that the visitor's role does not allow this."""
    return render(request, "refused.html", status=403)


def broken(request: HttpRequest) -> HttpResponse:
    """Say that the fault is ours."""
    return render(request, "broken.html", status=500)
