"""The interview of a piece: what to ask, what was said, and the words that are taken from it."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from condat.core.words import Words, mark
from condat.report.brief.saying import asking
from condat.report.brief.told import Told
from condat.usecases.show.quoting import quoted
from condat.workspace.create.pieces import interviews, queries
from condat.workspace.create.pieces.briefs import kept
from condat.workspace.create.pieces.models import Piece
from condat.workspace.pages.forms import Spoken, offer
from condat.workspace.teams.access import Visit, page
from condat.workspace.teams.roles import Act

LONGEST = 200_000


class InterviewForm(Spoken):
    """What was said, by whom and when."""

    person = forms.ChoiceField(label=mark("With whom"), choices=())
    on = forms.DateField(label=mark("When"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))
    text = forms.CharField(
        label=mark("What was said"), max_length=LONGEST, widget=forms.Textarea({"rows": 12})
    )

    def __init__(self, words: Words, piece: Piece, data: object = None, **more: object) -> None:
        super().__init__(words, data, **more)
        names = sorted({part.name for part in piece.parts.all()})
        offer(self, "person", [(name, name) for name in names])


@page(Act.READ)
def interview(visit: Visit, number: int) -> HttpResponse:
    """Show what to ask, and what was said."""
    piece = queries.find(visit.team, number)
    today = timezone.now().astimezone(ZoneInfo(visit.desk.settings.plan.time_zone)).date()
    return _shown(visit, piece, InterviewForm(visit.words, piece, initial={"on": today}))


@page(Act.DECIDE, "POST")
def keep(visit: Visit, number: int) -> HttpResponse:
    """Keep what was said."""
    piece = queries.find(visit.team, number)
    form = InterviewForm(visit.words, piece, visit.request.POST)
    if not form.is_valid():
        return _shown(visit, piece, form, 422)
    interviews.keep(piece=piece, by=visit.user, **form.cleaned_data)
    return redirect(f"{visit.address('interview', number=number)}#said")


@page(Act.DECIDE, "POST")
def take(visit: Visit, number: int, which: int) -> HttpResponse:
    """Take a passage into the text as a quote."""
    piece = queries.find(visit.team, number)
    found = get_object_or_404(piece.interviews, pk=which)
    language = kept(piece).language or visit.desk.settings.language
    passage = visit.request.POST.get("passage", "")
    interviews.take(interview=found, passage=passage, language=language, by=visit.user)
    return redirect(f"{visit.address('interview', number=number)}#said")


def _shown(visit: Visit, piece: Piece, form: InterviewForm, status: int = 200) -> HttpResponse:
    brief = kept(piece)
    posts = [uri for one in brief.questions for uri in one.posts]
    told = Told(brief, quoted(visit.desk.corpus.snapshot(), posts) if posts else {}, visit.words)
    note = piece.sections.filter(key="questions").first()
    answer = visit.show(
        "create/interview.html",
        piece=piece,
        form=form,
        asking=asking(told),
        questions=len(brief.questions),
        note=note,
        people=sorted({part.name for part in piece.parts.all()}),
        jobs=visit.team.jobs.filter(kind="brief", arguments__piece=piece.pk)[:1],
        said=list(piece.interviews.prefetch_related("quotes")),
    )
    answer.status_code = status
    return answer
