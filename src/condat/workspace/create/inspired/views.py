"""Inspired: posts of others that ours set off, marked by hand; what we do with them."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from condat.core.errors import InputError
from condat.core.words import Words
from condat.workspace.create.inspired import actions, queries
from condat.workspace.create.inspired.forms import GrantForm, MatchForm, RightForm
from condat.workspace.create.inspired.models import CONFIRMED, PROPOSED, REJECTED, Match, Right
from condat.workspace.create.partnerships.queries import with_person
from condat.workspace.pages.labels import ACTS
from condat.workspace.protection.queries import objecting
from condat.workspace.teams.access import Visit, page
from condat.workspace.teams.roles import Act

STATES = (PROPOSED, CONFIRMED, REJECTED)
CORPUS = ("post_uri", "published", "author_uri")


@page(Act.READ)
def inspired(visit: Visit) -> HttpResponse:
    """List the posts that ours inspired; those that wait for a judgement first."""
    every = list(visit.team.matches.select_related("piece").prefetch_related("steps", "rights"))
    asked = visit.request.GET.get("state", "")
    shown = [one for one in every if asked in ("", one.state)]
    shown.sort(key=lambda one: STATES.index(one.state))
    titles = queries.titles(visit.desk, {one.our_link for one in shown if not one.piece} - {""})
    today = visit.desk.as_of.date()
    told = {"matches": shown, "every": every, "asked": asked, "titles": titles, "today": today}
    done = {one.pk: _done(one, visit.words) for one in shown}
    return visit.show("create/inspired.html", done=done, **told)


def _done(one: Match, words: Words) -> list[str]:
    """Say what we did with a post, each once, in the order of the days."""
    return [words(ACTS[kind]) for kind in dict.fromkeys(step.kind for step in one.steps.all())]


@page(Act.COMMENT, "GET", "POST")
def new(visit: Visit) -> HttpResponse:
    """Mark a post, by its address; what the corpus knows of it is filled in."""
    link = visit.request.GET.get("link", "").strip()
    typed = visit.request.POST if visit.request.method == "POST" else None
    start = {"link": link, "piece": visit.request.GET.get("piece", "")}
    start |= queries.from_corpus(visit.desk, link)
    form = MatchForm(typed, words=visit.words, team=visit.team, initial=start)
    if typed is not None and form.is_valid():
        known = queries.from_corpus(visit.desk, form.cleaned_data["link"])
        values = {name: known[name] for name in CORPUS if name in known} | _filled(form, known)
        match = actions.note(team=visit.team, by=visit.user, values=values)
        return redirect(visit.address("match", number=match.pk))
    return _answer(visit, "create/match_form.html", form)


def _filled(form: MatchForm, known: dict[str, Any]) -> dict[str, Any]:
    """Take what was typed; what was left empty and is known from the corpus is filled in."""
    return {name: value or known.get(name) or value for name, value in form.cleaned_data.items()}


@page(Act.READ)
def match(visit: Visit, number: int) -> HttpResponse:
    """Show their passage beside ours, what was done, what may be done."""
    return _match(visit, queries.find(visit.team, number))


def _match(
    visit: Visit,
    found: Match,
    form: RightForm | None = None,
    granted: GrantForm | None = None,
    wrong: str = "",
) -> HttpResponse:
    today = visit.desk.as_of.date()
    return _answer(
        visit,
        "create/match.html",
        form or RightForm(words=visit.words),
        granted or GrantForm(words=visit.words, initial={"granted_on": today}),
        match=found,
        partnership=with_person(visit.team, found.author_uri),
        objects=found.author_uri in objecting(visit.team),
        steps=found.steps.select_related("by"),
        rights=[(one, one.state(today)) for one in found.rights.all()],
        doing=actions.STEPS,
        currency=visit.desk.settings.plan.currency,
        today=today,
        wrong=wrong,
    )


@page(Act.DECIDE, "POST")
def judge(visit: Visit, number: int, state: str) -> HttpResponse:
    """Confirm or reject that ours inspired it."""
    if state not in (CONFIRMED, REJECTED):
        raise Http404
    found, why = queries.find(visit.team, number), visit.request.POST.get("why", "")
    try:
        actions.judge(match=found, by=visit.user, confirmed=state == CONFIRMED, why=why)
    except InputError as error:
        return _match(visit, found, wrong=error.said(visit.words))
    return redirect(visit.address("match", number=number))


@page(Act.PARTNER, "POST")
def do(visit: Visit, number: int) -> HttpResponse:
    """Note that we thanked, cited, replied or invited."""
    found, given = queries.find(visit.team, number), visit.request.POST
    kind, text = given.get("kind", ""), given.get("note", "")
    actions.do(match=found, by=visit.user, kind=kind, text=text)
    return redirect(visit.address("match", number=number))


@page(Act.PARTNER, "POST")
def ask(visit: Visit, number: int) -> HttpResponse:
    """Note that the right to reuse it was asked for."""
    found = queries.find(visit.team, number)
    form = RightForm(visit.request.POST, words=visit.words)
    if not form.is_valid():
        return _match(visit, found, form)
    actions.ask(match=found, by=visit.user, values=form.cleaned_data)
    return redirect(visit.address("match", number=number))


@page(Act.PARTNER, "POST")
def grant(visit: Visit, number: int, right: int) -> HttpResponse:
    """Note that the right was granted, and on which day."""
    found = get_object_or_404(Right, pk=right, match__pk=number, match__team=visit.team)
    form = GrantForm(visit.request.POST, words=visit.words)
    if not form.is_valid():
        return _match(visit, found.match, granted=form)
    actions.grant(right=found, by=visit.user, on=form.cleaned_data["granted_on"])
    return redirect(visit.address("match", number=number))


def _answer(
    visit: Visit, template: str, form: Any, granted: Any = None, **values: Any
) -> HttpResponse:
    shown = visit.show(template, form=form, granted=granted, **values)
    wrong = form.errors or (granted and granted.errors) or values.get("wrong")
    shown.status_code = 422 if wrong else 200
    return shown
