"""What went wrong, as RFC 9457 says it to programs: the same errors, the same statuses as pages."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

import structlog
from django.http import Http404, HttpRequest, JsonResponse
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError
from pydantic import Field

from condat.core.errors import CondatError, InputError
from condat.core.words import Words, mark
from condat.workspace.accounts.language import words_of
from condat.workspace.pages.faults import status

MEDIA = "application/problem+json"
KIND = "urn:condat:problem:"
STATUSES = frozenset({400, 401, 403, 404, 409, 422, 429})
TITLES = {
    400: mark("That cannot be read"),
    401: mark("Say who you are"),
    403: mark("Your role does not allow this"),
    404: mark("This is not here"),
    409: mark("That does not fit what is there"),
    422: mark("That did not work"),
    429: mark("Too many requests"),
    500: mark("Something broke on our side"),
}
log = structlog.get_logger()


class Wrong(Schema):
    """One thing that was wrong in a request."""

    field: str
    detail: str


class Problem(Schema):
    """An error."""

    type: str = Field(description="Which kind of error, as an address that stays.")
    title: str
    status: int
    detail: str = ""
    hint: str = Field("", description="What to do about it.")
    errors: list[Wrong] = Field([], description="Which fields were wrong.")


def answer(code: int, kind: str, words: Words, **more: Any) -> JsonResponse:
    """Say a problem."""
    told = {"type": KIND + kind, "title": words(TITLES[code]), "status": code, **more}
    return JsonResponse(told, status=code, content_type=MEDIA)


def explained(request: HttpRequest, error: CondatError) -> JsonResponse:
    """Say an error of ours."""
    words = words_of(request)
    field = error.field if isinstance(error, InputError) else ""
    said = error.said(words)
    wrong = [{"field": field, "detail": said}] if field else []
    told = {"detail": said, "hint": error.advised(words), "errors": wrong}
    return answer(status(error), error.code, words, **told)


def refused(request: HttpRequest, error: HttpError) -> JsonResponse:
    """Say that somebody may not, or that it could not be read."""
    code = error.status_code if error.status_code in STATUSES else 400
    told = answer(code, HTTPStatus(code).phrase.lower().replace(" ", "-"), words_of(request))
    if isinstance(error, AuthenticationError):
        told["WWW-Authenticate"] = "Bearer"
    if isinstance(error, Throttled):
        told["Retry-After"] = str(error.wait or 1)
    return told


def invalid(request: HttpRequest, error: ValidationError) -> JsonResponse:
    """Say which fields were wrong."""
    wrong = [{"field": ".".join(map(str, e["loc"][1:])), "detail": e["msg"]} for e in error.errors]
    return answer(422, "invalid", words_of(request), errors=wrong)


def missing(request: HttpRequest, error: Http404) -> JsonResponse:  # noqa: ARG001 - the library's
    """Say that something is not there, or not for this caller: the two look alike."""
    return answer(404, "not-found", words_of(request))


def nothing(request: HttpRequest, rest: str) -> JsonResponse:  # noqa: ARG001 - what was asked for
    """Say that the API has no such address."""
    return answer(404, "not-found", words_of(request))


def broken(request: HttpRequest, error: Exception) -> JsonResponse:
    """Say that the fault is ours."""
    log.error("the API broke", path=request.path, exc_info=error)
    return answer(500, "broken", words_of(request))


def explain(api: NinjaAPI) -> None:
    """Let an API say its errors so."""
    told: dict[type[Exception], Any] = {
        CondatError: explained,
        HttpError: refused,
        ValidationError: invalid,
        Http404: missing,
        Exception: broken,
    }
    for kind, handler in told.items():
        api.add_exception_handler(kind, handler)
