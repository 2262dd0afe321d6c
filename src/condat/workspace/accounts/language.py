"""The language of each request: the person's own, else the browser's, else French."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from condat.core.words import LANGUAGES, Words

Respond = Callable[[HttpRequest], HttpResponse]


def language_of(request: HttpRequest) -> str:
    """Choose among the three languages."""
    own = getattr(request.user, "language", "")
    if own in LANGUAGES:
        return str(own)
    return translation.get_language_from_request(request)[:2]


def words_of(request: HttpRequest) -> Words:
    """Return the reader's words, as the middleware gave them to the request."""
    return cast(Words, vars(request)["words"])


class LanguageMiddleware:
    """Gives each request ``words``, and the libraries' forms the same language."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the language of the person who asks."""
        language = language_of(request)
        vars(request)["words"] = Words(language)
        with translation.override(language):
            response = self.respond(request)
            response.headers.setdefault("Content-Language", language)
            return response
