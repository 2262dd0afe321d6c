"""The one way into the API: which token, which team, may it do this; answered once per key."""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated, Any, get_type_hints

from django.db import transaction
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from ninja import Path, Router, Schema, Status
from ninja.errors import AuthorizationError
from ninja.security import HttpBearer
from ninja.throttling import SimpleRateThrottle

from condat.core.errors import InputError
from condat.core.words import mark
from condat.workspace.api import tokens
from condat.workspace.api.models import Answered, Token
from condat.workspace.api.problems import STATUSES, Problem
from condat.workspace.record.together import together
from condat.workspace.teams.access import OnBehalf
from condat.workspace.teams.models import Membership
from condat.workspace.teams.roles import Act

DAY = timedelta(days=1)
KEY = "Idempotency-Key"
MOST = 200  # characters of a key
Slug = Annotated[str, Path(pattern=r"^[-a-zA-Z0-9_]{1,50}$", description="The team.")]
View = Callable[..., Any]


class Bearer(HttpBearer):
    """A token of Settings, API, that may do an act; it dies with its owner's membership."""

    def __init__(self, act: Act = Act.READ) -> None:
        super().__init__()
        self.act = act

    def authenticate(self, request: HttpRequest, token: str) -> Membership | None:
        """Return the membership that a token speaks for, before anything else is read."""
        known = tokens.find(token)
        found = _membership(known) if known else None
        if known is None or found is None:
            return None
        vars(request)["token"] = known
        match = request.resolver_match
        if match is not None and match.kwargs.get("team", found.team.slug) != found.team.slug:
            raise Http404
        if self.act not in tokens.allowed(known, found.role):
            raise AuthorizationError
        return found


def _membership(token: Token) -> Membership | None:
    mine = Membership.objects.select_related("team", "user")
    return mine.filter(team=token.team, user=token.user).first()


class PerToken(SimpleRateThrottle):
    """So many requests a token: in the library's own way, in the memory of the one server."""

    def get_cache_key(self, request: HttpRequest) -> str | None:
        """Count each token by itself; who has none was refused before."""
        known = vars(request).get("token")
        return f"api-{known.pk}" if known else None


@dataclass(frozen=True)
class Call(OnBehalf):
    """One request of a program: everything that a route may use."""

    token: Token


def call_of(request: HttpRequest) -> Call:
    """Return what a request may use."""
    found: Membership = vars(request)["auth"]
    return Call(request, found, vars(request)["token"])


def route(
    router: Router, method: str, path: str, act: Act, response: Any, status: int = 200
) -> Callable[[View], View]:
    """Answer an address of a team to tokens that may do the act.

    The view takes a ``Call`` and the values of its address, query and body.
    """

    def registered(view: View) -> View:
        def enter(request: HttpRequest, team: str, **values: Any) -> Any:  # noqa: ARG001 - checked
            call = call_of(request)
            with together(call.team):
                if method != "GET" and request.headers.get(KEY):
                    return _once(call, view, values, status)
                return _answer(view(call, **values), status)

        enter.__name__, enter.__doc__ = view.__name__, view.__doc__
        # What the library reads, and the walk over every route.
        vars(enter).update(__signature__=_signature(view), act=act)
        summary, _, description = inspect.cleandoc(view.__doc__ or "").partition("\n")
        told = {
            "summary": summary,
            "description": f"{description.strip()}\n\nTakes: {act}.".strip(),
            "operation_id": view.__name__,
            "auth": Bearer(act),
            **_answers(response, status),
        }
        router.api_operation([method], path, **told)(enter)
        return view

    return registered


def _answers(response: Any, status: int) -> dict[str, Any]:
    """Describe what an address gives: a schema, or a file of one of several kinds."""
    problems = dict.fromkeys(sorted(STATUSES), Problem)
    if not isinstance(response, tuple):
        return {"response": {status: response, **problems}}
    file = {"schema": {"type": "string", "format": "binary"}}
    told = {"description": "The file.", "content": dict.fromkeys(response, file)}
    return {"response": problems, "openapi_extra": {"responses": {status: told}}}


def _signature(view: View) -> inspect.Signature:
    """Take the view's own parameters, and the team's before them."""
    hints = get_type_hints(view, include_extras=True)
    _, *own = inspect.signature(view).parameters.values()
    positional = inspect.Parameter.POSITIONAL_OR_KEYWORD
    first = [
        inspect.Parameter("request", positional, annotation=HttpRequest),
        inspect.Parameter("team", positional, annotation=Slug),
    ]
    named = [p.replace(annotation=hints[p.name], kind=p.KEYWORD_ONLY) for p in own]
    return inspect.Signature([*first, *named])


def _answer(told: Any, status: int) -> Any:
    return told if isinstance(told, HttpResponseBase) else Status(status, told)


def _once(call: Call, view: View, values: dict[str, Any], status: int) -> Any:
    """Do what a key asks for once; the same request is given the same answer for a day."""
    key, asked = call.request.headers[KEY], _asked(call.request)
    if len(key) > MOST:
        raise InputError(mark("The idempotency key is too long."), field=KEY)
    mine = Answered.objects.filter(token=call.token)
    mine.filter(at__lt=timezone.now() - DAY).delete()
    with transaction.atomic():
        kept, fresh = mine.get_or_create(
            key=key, defaults={"token": call.token, "asked": asked, "answer": None}
        )
        if kept.asked != asked:
            raise InputError(mark("This idempotency key was used for another request."), field=KEY)
        if fresh:
            told: Schema = view(call, **values)
            kept.answer = told.model_dump(mode="json")
            kept.save(update_fields=["answer"])
    return Status(status, kept.answer)


def _asked(request: HttpRequest) -> str:
    """Hash what is asked: address, fields, files by name and size."""
    sent = ((name, file) for name, files in request.FILES.lists() for file in files)
    files = [(name, file.name, file.size) for name, file in sent]
    fields = sorted(request.POST.lists()) if request.POST or files else request.body
    return hashlib.sha256(repr((request.method, request.path, fields, files)).encode()).hexdigest()
