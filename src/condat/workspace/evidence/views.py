"""One piece of evidence, as a page of its own or as the content of the drawer."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.http import Http404, HttpResponse

from condat.workspace.create.cues.heard import unwilling
from condat.workspace.evidence import checks, conversation, people, plan, words
from condat.workspace.evidence.exhibit import Exhibit
from condat.workspace.evidence.methods import text
from condat.workspace.pages.found import Found, found
from condat.workspace.pages.gone import Way, gone
from condat.workspace.teams.access import Visit, page
from condat.workspace.teams.roles import Act

KINDS: Mapping[str, Callable[[Found, str, str], Exhibit | None]] = {
    "keyword": words.keyword,
    "user": words.user,
    "topic": conversation.topic,
    "driver": conversation.driver,
    "result": conversation.result,
    "person": people.person,
    "statement": people.statement,
    "row": plan.row,
    "audit": plan.audit,
}
CHECKED: Mapping[str, Callable[[Found, str, str], Exhibit | None]] = {  # with or without a plan
    "check": checks.check,
    "sense": checks.sense,
}


@page(Act.READ)
def evidence(visit: Visit, version: int, kind: str, number: str) -> HttpResponse:
    """Show what a number stands on, at the version of the corpus that it was computed from."""
    of, kinds = visit.request.GET.get("of", ""), {**KINDS, **CHECKED}
    if kind in CHECKED:
        here = checks.known(visit.desk, visit.words, version, of)
    else:
        here = found(visit.desk, visit.words, version) if kind in KINDS else None
    shown = kinds[kind](here, of, number) if here else None
    if here is None or shown is None:
        return _gone(visit)
    drawer = bool(getattr(visit.request, "htmx", False))
    template = "evidence/drawer.html" if drawer else "evidence/page.html"
    told = {"exhibit": shown, "facts": here.facts, "address": visit.request.build_absolute_uri()}
    closed = unwilling(visit.team, visit.desk, [one.uri for one in shown.posts])
    return visit.show(template, unwilling=closed, **told)


def _gone(visit: Visit) -> HttpResponse:
    words = visit.words
    return gone(
        visit,
        title=words("What this number stood on is not kept any more"),
        told=words(
            "It was computed anew, or someone in it was erased; today’s numbers open theirs."
        ),
        on=[
            Way(words("Home"), visit.address("home")),
            Way(words("The plan"), visit.address("plan")),
        ],
    )


@page(Act.READ)
def method(visit: Visit, name: str) -> HttpResponse:
    """Show the page of the documentation on a method."""
    told = text(name)
    if told is None:
        raise Http404
    return visit.show("evidence/method.html", told=told)
