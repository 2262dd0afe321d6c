"""One partnership: where it stands, what passed, what is agreed, what they tell us."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from condat.usecases.team.strategy import gate_of
from condat.workspace.create.partnerships import doors, opinions, persons, queries, relation
from condat.workspace.create.partnerships.forms import (
    DealForm,
    DetailsForm,
    NextForm,
    StageForm,
    TouchForm,
    Worded,
)
from condat.workspace.create.partnerships.models import Partnership
from condat.workspace.create.partnerships.views.found import partnership_of
from condat.workspace.protection.models import HOW
from condat.workspace.record.actions import record
from condat.workspace.teams.access import Visit, page
from condat.workspace.teams.roles import Act

DETAILS = ("name", "email", "language", "source", "stance", "legal_name", "postal", "tax_country")
CHANGED = {"stage": ("stage",), "next": ("next_step", "next_on"), "details": DETAILS}
PAGE = "create/partnerships/partnership.html"


@page(Act.READ)
def partnership(visit: Visit, number: int) -> HttpResponse:
    """Show everything about a relation."""
    return shown(visit, partnership_of(visit, number))


def shown(visit: Visit, one: Partnership, status: int = 200, **wrong: Worded) -> HttpResponse:
    """Show the page of a partnership; ``wrong`` are forms that come back with their errors."""
    today, words = queries.today_of(visit.desk), visit.words
    forms: dict[str, Any] = {
        "stage": StageForm(initial={"stage": one.stage}, words=words),
        "next": NextForm(initial={"step": one.next_step, "on": one.next_on}, words=words),
        "touch": TouchForm(initial={"on": today}, words=words, today=today, prefix="touch"),
        "details": DetailsForm(initial={n: getattr(one, n) for n in DETAILS}, words=words),
        "deal": DealForm(initial=_deal(visit), words=words, prefix="deal"),
    }
    answer = visit.show(
        PAGE,
        one=one,
        opinion=opinions.opinion(one.stance, opinions.read(visit).get(one.person_uri), visit.words),
        how=HOW,
        today=today,
        forms=forms | wrong,
        states={form: visit.seen(_state(one, form)) for form in CHANGED},
        gate=gate_of(visit.desk),
        deals=[(deal, queries.worst(deal)) for deal in one.deals.all()],
        door=doors.figures_door(one) if one.doors and visit.may("partner") else "",
    )
    answer.status_code = status
    return answer


def _deal(visit: Visit) -> dict[str, Any]:
    desk = visit.desk
    first = {"advertiser": desk.watch.brand.name, "currency": desk.settings.plan.currency}
    return first | {"publics": ["FR"]}


@page(Act.READ)
def wrote(visit: Visit, number: int) -> HttpResponse:
    """Show what they published, by key from the corpus: a part of their page, or one of its own."""
    one = partnership_of(visit, number)
    posts = persons.wrote(visit.desk, one.person_uri)
    part = "HX-Request" in visit.request.headers
    template = "wrote.html" if part else "wrote_page.html"
    return visit.show(f"create/partnerships/{template}", posts=posts, one=one)


@page(Act.PARTNER, "POST")
def stage(visit: Visit, number: int) -> HttpResponse:
    """Move a relation to another stage."""
    return _filled(visit, number, "stage", StageForm, relation.change_stage)


@page(Act.PARTNER, "POST")
def next_step(visit: Visit, number: int) -> HttpResponse:
    """Say what comes next, and when."""
    return _filled(visit, number, "next", NextForm, relation.plan_next)


@page(Act.PARTNER, "POST")
def touch(visit: Visit, number: int) -> HttpResponse:
    """Note what passed between us."""
    form = partial(TouchForm, today=queries.latest(visit.desk))
    return _filled(visit, number, "touch", form, relation.note, prefix="touch")


@page(Act.PARTNER, "POST")
def details(visit: Visit, number: int) -> HttpResponse:
    """Correct who they are and how they are reached."""
    return _filled(visit, number, "details", DetailsForm, relation.change_details)


@page(Act.PARTNER, "POST")
def objection(visit: Visit, number: int) -> HttpResponse:
    """Note that they object to being approached: they said it by another way."""
    one = partnership_of(visit, number)
    given = visit.request.POST
    how = given.get("how", "") if given.get("how", "") in HOW else "mail"
    why = given.get("why", "").strip()
    relation.object_for(partnership=one, by=visit.user, how=how, why=why)
    return _back(visit, one)


@page(Act.PARTNER, "POST")
def links(visit: Visit, number: int, act: str) -> HttpResponse:
    """Make the address where they enter their figures, or end those given out."""
    one = partnership_of(visit, number)
    if act not in ("make", "end"):
        raise Http404
    if act == "end" or not one.doors:
        doors.end_doors(partnership=one, by=visit.user)
    if act == "make":
        record(team=visit.team, by=visit.user, what="link made", subject=one.name)
    return redirect(f"{visit.address('partnership', number=one.pk)}#figures")


def _filled(
    visit: Visit,
    number: int,
    name: str,
    kind: Callable[..., Worded],
    write: Callable[..., object],
    prefix: str | None = None,
) -> HttpResponse:
    """Write what a form says, or show it again with what is wrong beside each field."""
    one = partnership_of(visit, number)
    form = kind(visit.request.POST, words=visit.words, prefix=prefix)
    if not form.is_valid():
        return shown(visit, one, 422, **{name: form})
    with transaction.atomic():
        visit.still(lambda: _state(partnership_of(visit, number), name))
        write(partnership=one, by=visit.user, **form.cleaned_data)
    return _back(visit, one)


def _state(one: Partnership, form: str) -> list[object]:
    """Return what a form changes of a partnership, as it stands."""
    return [getattr(one, name) for name in CHANGED.get(form, ())]


def _back(visit: Visit, one: Partnership) -> HttpResponse:
    return redirect(visit.address("partnership", number=one.pk))
