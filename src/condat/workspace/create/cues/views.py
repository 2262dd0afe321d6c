"""Comments that are taken up: from where they are read to the answer where they were made."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from condat.core.words import LANGUAGES
from condat.workspace.create.cues import actions, queries
from condat.workspace.create.cues.heard import said
from condat.workspace.create.cues.models import Cue
from condat.workspace.create.partnerships.introducing import introduced
from condat.workspace.create.partnerships.views.found import partnership_of
from condat.workspace.create.pieces.kinds import Status
from condat.workspace.create.pieces.queries import find
from condat.workspace.teams.access import Visit, page
from condat.workspace.teams.roles import Act


@page(Act.READ)
def cues(visit: Visit) -> HttpResponse:
    """Show the comments that wait for an answer, each with what to answer once its piece is out."""
    asked = visit.request.GET.get("piece", "")
    piece = find(visit.team, int(asked)) if asked.isdecimal() else None
    return visit.show(
        "create/cues.html",
        waiting=queries.waiting(visit.team, visit.desk.settings.language, asked),
        closed=queries.closed(visit.team, asked),
        piece=piece,
    )


@page(Act.COMMENT, "GET", "POST")
def keep(visit: Visit) -> HttpResponse:
    """Take a comment up for a piece."""
    given = visit.request.POST if visit.request.method == "POST" else visit.request.GET
    comment = said(visit.desk, given.get("post", ""))
    if visit.request.method == "POST":
        number = given.get("piece", "")
        piece = find(visit.team, int(number)) if number.isdecimal() else None
        actions.keep(team=visit.team, by=visit.user, said=comment, piece=piece)
        return redirect("cues", visit.team.slug)
    open_pieces = visit.team.pieces.exclude(status=Status.PUBLISHED)
    known = visit.team.cues.filter(post_uri=comment.post_uri).first()
    return visit.show("create/cue.html", said=comment, pieces=open_pieces, known=known)


@page(Act.PARTNER, "POST")
def invite(visit: Visit) -> HttpResponse:
    """Invite who wrote a comment, with the comment as the reason; next is the letter."""
    comment = said(visit.desk, visit.request.POST.get("post", ""))
    own = comment.language in LANGUAGES
    language = comment.language if own else visit.desk.settings.language
    values = introduced(visit, comment.author_uri, language)
    partnership = actions.invite(team=visit.team, by=visit.user, said=comment, values=values)
    return redirect("write-letter", visit.team.slug, partnership.pk)


@page(Act.DECIDE, "POST")
def interview(visit: Visit, number: int) -> HttpResponse:
    """Prepare an interview with a partner."""
    one = partnership_of(visit, number)
    keyword = queries.subject(visit, one)
    title = visit.words("Interview with {name}", name=one.name)
    if keyword:
        title = visit.words("Interview with {name}: {subject}", name=one.name, subject=keyword)
    piece = actions.prepare(partnership=one, by=visit.user, title=title, keyword=keyword)
    return redirect("interview", visit.team.slug, piece.pk)


@page(Act.COMMENT, "POST")
def answer(visit: Visit, number: int) -> HttpResponse:
    """Note that a comment was answered."""
    cue = _cue(visit, number)
    actions.answer(cue=cue, by=visit.user, text=visit.request.POST.get("text", ""))
    return _back(visit, cue)


@page(Act.COMMENT, "POST")
def leave(visit: Visit, number: int) -> HttpResponse:
    """Leave a comment without an answer, with the reason."""
    cue = _cue(visit, number)
    actions.leave(cue=cue, by=visit.user, why=visit.request.POST.get("why", ""))
    return _back(visit, cue)


def _cue(visit: Visit, number: int) -> Cue:
    return get_object_or_404(Cue, pk=number, team=visit.team)


def _back(visit: Visit, cue: Cue) -> HttpResponse:
    """Return to where it was dealt with: the page of one piece, or of all."""
    piece = visit.request.POST.get("back", "")
    asked = f"?piece={cue.piece_id}" if piece and cue.piece_id else ""
    return redirect(f"{visit.address('cues')}{asked}")
