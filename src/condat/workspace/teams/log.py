"""The record: who did what, when and why; found again, and taken out as a file."""

from __future__ import annotations

from datetime import UTC, datetime, time

from django import forms
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpResponse, StreamingHttpResponse

from condat.core.words import Words, mark
from condat.workspace.pages.forms import Spoken, offer
from condat.workspace.pages.labels import ACTS
from condat.workspace.pages.tables import download
from condat.workspace.record.models import Decision
from condat.workspace.teams.access import Visit, page
from condat.workspace.teams.roles import Act

PER_PAGE = 50
DAY = {"type": "date"}


class LogForm(Spoken):
    """What to look for; what is empty is not asked."""

    who = forms.ChoiceField(label=mark("Who"), required=False)
    what = forms.ChoiceField(label=mark("What"), required=False)
    text = forms.CharField(label=mark("On what, or why"), required=False, max_length=200)
    since = forms.DateField(
        label=mark("From"), required=False, widget=forms.DateInput(DAY, "%Y-%m-%d")
    )
    until = forms.DateField(
        label=mark("To"), required=False, widget=forms.DateInput(DAY, "%Y-%m-%d")
    )

    def __init__(self, words: Words, lines: QuerySet[Decision], data: object = None) -> None:
        super().__init__(words, data)
        names = lines.order_by("name").values_list("name", flat=True).distinct()
        acts = sorted(
            (words(ACTS[what]), what)
            for what in lines.order_by().values_list("what", flat=True).distinct()
        )
        anybody = [("", words("Anyone")), *((name, name) for name in names)]
        anything = [("", words("Anything")), *((what, told) for told, what in acts)]
        offer(self, "who", anybody)
        offer(self, "what", anything)


@page(Act.READ)
def log(visit: Visit) -> HttpResponse:
    """Show the record, filtered, newest first."""
    form = LogForm(visit.words, visit.team.decisions.all(), visit.request.GET)
    lines = _found(visit, form)
    shown = Paginator(lines, PER_PAGE).get_page(visit.request.GET.get("page"))
    asked = visit.request.GET.copy()
    asked.pop("page", None)
    told = {"form": form, "shown": shown, "asked": asked.urlencode()}
    return visit.show("teams/record.html", **told, kept=visit.team.decisions.exists())


@page(Act.READ)
def export(visit: Visit) -> StreamingHttpResponse:
    """Take the same lines out as CSV."""
    words = visit.words
    form = LogForm(words, visit.team.decisions.all(), visit.request.GET)
    names = [words("When"), words("Who"), words("What"), words("On what"), words("Why")]
    rows = (
        (one.at.isoformat(), one.name, words(ACTS[one.what]), visit.called(one), one.why)
        for one in _found(visit, form).iterator()
    )
    return download(f"{visit.team.slug}-record", names, rows)


def _found(visit: Visit, form: LogForm) -> QuerySet[Decision]:
    lines = visit.team.decisions.all()
    if not form.is_valid():
        return lines
    given = form.cleaned_data
    wanted = Q()
    if given["who"]:
        wanted &= Q(name=given["who"])
    if given["what"]:
        wanted &= Q(what=given["what"])
    if given["text"]:
        wanted &= Q(subject__icontains=given["text"]) | Q(why__icontains=given["text"])
    if given["since"]:
        wanted &= Q(at__gte=datetime.combine(given["since"], time(), UTC))
    if given["until"]:
        wanted &= Q(at__lte=datetime.combine(given["until"], time.max, UTC))
    return lines.filter(wanted)
