"""The API as a whole: its routes, its description, its errors."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from ninja import NinjaAPI

from condat.workspace.api import problems, tokens
from condat.workspace.api.access import Bearer, PerToken, call_of
from condat.workspace.api.routes import (
    found,
    jobs,
    learnt,
    partnerships,
    pieces,
    plan,
    posts,
    strategy,
)
from condat.workspace.api.schemas import TeamOut

DESCRIPTION = """
The work of a team, for programs: the same use cases as the pages and the command line.

Every address but this description takes a token (Settings, API): `Authorization: Bearer condat_…`.
A token opens one team, and allows no more than its owner's role does. Lists come in pages: give
`next` back as `cursor`. Errors are `application/problem+json` (RFC 9457). A POST with an
`Idempotency-Key` is done once and answered the same for a day. A GET has an `ETag`.
"""


class Api(NinjaAPI):
    """The routes, with errors as problems in the description too, and an ETag on what is read."""

    def get_openapi_schema(self, **given: Any) -> Any:
        """Describe the API."""
        told = super().get_openapi_schema(**given)
        for path in told["paths"].values():
            for operation in path.values():
                _describe(operation["responses"])
        return told

    def create_response(self, request: HttpRequest, data: Any, **more: Any) -> HttpResponse:
        """Answer; with 304 where the caller has the same already."""
        made = super().create_response(request, data, **more)
        if request.method != "GET" or made.status_code != 200:
            return made
        etag = quote_etag(tokens.digest(made.content.decode()))
        made["ETag"] = etag
        return get_conditional_response(request, etag=etag, response=made) or made


def _describe(responses: dict[Any, dict[str, Any]]) -> None:
    for status, told in responses.items():
        if int(status) >= 400 and "content" in told:
            told["content"] = {problems.MEDIA: next(iter(told["content"].values()))}


api = Api(
    title="Condat",
    version="1",
    description=DESCRIPTION,
    docs_url=None,
    auth=Bearer(),
    throttle=[PerToken(settings.API_RATE)],
    urls_namespace="api",
)
problems.explain(api)


@api.get(
    "/teams",
    response={200: list[TeamOut], **dict.fromkeys(problems.STATUSES, problems.Problem)},
    operation_id="read_teams",
    summary="Read which team the token opens, and what it allows there.",
)
def teams(request: HttpRequest) -> list[TeamOut]:
    """Say which team a token opens."""
    call = call_of(request)
    role = call.membership.role
    acts = sorted(map(str, tokens.allowed(call.token, role)))
    return [TeamOut(slug=call.team.slug, name=call.team.name, role=role, acts=acts)]


for part in (strategy, posts, found, plan, pieces, partnerships, learnt, jobs):
    api.add_router("/teams/{team}", part.router)
