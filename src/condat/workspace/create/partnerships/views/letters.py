"""Letters: the team's templates, one to a person with its preview, and what waits to leave."""

from __future__ import annotations

import uuid
from dataclasses import asdict

from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.text import Truncator

from condat.create.deals.letters import PLACES
from condat.usecases.team.strategy import gate_of
from condat.workspace.create.partnerships import outreach, persons, relation
from condat.workspace.create.partnerships.forms import (
    LETTER_FIELDS,
    ReachForm,
    SendForm,
    TemplateForm,
)
from condat.workspace.create.partnerships.models import Mail, Partnership, Template
from condat.workspace.create.partnerships.samples import after_comment, samples
from condat.workspace.create.partnerships.views.found import partnership_of
from condat.workspace.teams.access import Visit, page
from condat.workspace.teams.roles import Act

CITED = 280  # characters of a comment in a letter
FIELDS = ("name", "language", "subject", "body", "follow_days", "follow_body")


@page(Act.PARTNER, "GET", "POST")
def letters(visit: Visit) -> HttpResponse:
    """Show the templates, and write a new one."""
    first = samples(visit.words.language)[0]
    given = visit.request.POST if visit.request.method == "POST" else None
    form = TemplateForm(given, initial=first, words=visit.words)
    if given is not None and form.is_valid():
        return _written(visit, form, None)
    return _templates(visit, form, None)


@page(Act.PARTNER, "GET", "POST")
def letter(visit: Visit, template: int) -> HttpResponse:
    """Change a template."""
    found = get_object_or_404(Template, pk=template, team=visit.team)
    given = visit.request.POST if visit.request.method == "POST" else None
    form = TemplateForm(given, initial=_known(found), words=visit.words)
    if given is not None and form.is_valid():
        return _written(visit, form, found)
    return _templates(visit, form, found)


def _written(visit: Visit, form: TemplateForm, template: Template | None) -> HttpResponse:
    told = form.cleaned_data
    same = visit.team.templates.filter(name=told["name"], language=told["language"])
    if same.exclude(pk=template.pk if template else 0).exists():
        form.add_error(
            "name", visit.words("There is already a template with this name in this language.")
        )
        return _templates(visit, form, template)
    with transaction.atomic():
        if template:
            visit.still(lambda: _known(Template.objects.get(pk=template.pk)))
        outreach.write_template(team=visit.team, by=visit.user, template=template, **told)
    return redirect(visit.address("letters"))


def _known(template: Template) -> dict[str, object]:
    return {name: getattr(template, name) for name in FIELDS}


def _templates(visit: Visit, form: TemplateForm, template: Template | None) -> HttpResponse:
    shown = visit.show(
        "create/partnerships/letters.html",
        templates=visit.team.templates.all(),
        form=form,
        changed=template,
        braced=[f"{{{place}}}" for place in PLACES],
    )
    shown.status_code = 422 if form.errors else 200
    return shown


@page(Act.PARTNER, "GET", "POST")
def write(visit: Visit, number: int) -> HttpResponse:
    """Write to somebody: a template filled with what is known of them, seen before it leaves."""
    one = partnership_of(visit, number)
    if visit.request.method != "POST":
        return _preview(visit, one, SendForm(initial=_filled(visit, one), words=visit.words))
    form = SendForm(visit.request.POST, words=visit.words)
    if not form.is_valid():
        return _preview(visit, one, form)
    outreach.write(visit=visit, partnership=one, **form.cleaned_data)
    return redirect(f"{visit.address('partnership', number=one.pk)}#mails")


def _filled(visit: Visit, one: Partnership) -> dict[str, object]:
    template = _chosen(visit, one)
    last = next(iter(persons.wrote(visit.desk, one.person_uri)), None)
    wrote = {"post": last["called"], "post_link": last["url"] or ""} if last else {}
    made = outreach.letter(visit, one, template, wrote | _comment(one))
    told = asdict(made)
    return {"key": uuid.uuid4()} | {name: told[name] for name in (*LETTER_FIELDS, "follow_days")}


def _comment(one: Partnership) -> dict[str, str]:
    """Return the comment that led to somebody, as a letter cites it."""
    cue = one.cues.filter(outcome="").last()
    if cue is None:
        return {}
    return {"comment": Truncator(cue.passage).chars(CITED), "comment_link": cue.link}


def _chosen(visit: Visit, one: Partnership) -> Template:
    """Return the template asked for, else the first in their language, else a sample.

    When a comment led to them, the letters that cite it come first.
    """
    mine = visit.team.templates
    asked = visit.request.GET.get("template", "")
    if asked.isdecimal():
        return get_object_or_404(mine, pk=int(asked))
    fits = mine.filter(language=one.language)
    if one.cues.filter(outcome="").exists():
        found = fits.filter(body__contains="{comment}").first()
        return found or Template(team=visit.team, **after_comment(one.language))
    return fits.first() or Template(team=visit.team, **samples(one.language)[0])


@page(Act.PARTNER, "POST")
def reach(visit: Visit, number: int) -> HttpResponse:
    """Say how they are reached, then write."""
    one = partnership_of(visit, number)
    form = ReachForm(visit.request.POST, words=visit.words)
    if not form.is_valid():
        return _preview(visit, one, SendForm(words=visit.words), form)
    relation.change_details(partnership=one, by=visit.user, **form.cleaned_data)
    return redirect("write-letter", visit.team.slug, number)


def _preview(
    visit: Visit, one: Partnership, form: SendForm, reach: ReachForm | None = None
) -> HttpResponse:
    shown = visit.show(
        "create/partnerships/write.html",
        one=one,
        form=form,
        reach=reach or ReachForm(initial={"source": one.source}, words=visit.words),
        notice=outreach.first_notice(one, visit.user),
        templates=visit.team.templates.filter(language=one.language),
        gate=gate_of(visit.desk),
    )
    shown.status_code = 422 if form.errors or reach else 200
    return shown


@page(Act.PARTNER, "POST")
def mail(visit: Visit, number: int, key: uuid.UUID, act: str) -> HttpResponse:
    """Send what was kept, stop what waits, or settle what was not confirmed."""
    one = partnership_of(visit, number)
    found = get_object_or_404(Mail, key=key, partnership=one)
    match act:
        case "send":
            outreach.release(visit=visit, mail=found)
        case "stop":
            outreach.stop(mail=found, by=visit.user)
        case "left" | "again":
            outreach.settle(mail=found, left=act == "left", by=visit.user)
        case _:
            raise Http404
    return redirect(f"{visit.address('partnership', number=one.pk)}#mails")
