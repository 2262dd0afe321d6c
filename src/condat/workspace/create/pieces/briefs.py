"""The brief of a piece: made from the evidence, written on by the team, printed."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect

from condat.core.ids import slug
from condat.core.words import Words
from condat.create.texts.briefs import Brief
from condat.report.brief import sections as layout
from condat.report.brief.sections import TITLES
from condat.report.brief.told import Told
from condat.report.office import MEDIA, page_docx
from condat.report.page import Page, Section
from condat.report.pdf import pdf
from condat.usecases.desk import Desk
from condat.usecases.show.quoting import quoted
from condat.workspace.create.pieces import queries, writing
from condat.workspace.create.pieces.models import Piece
from condat.workspace.jobs.actions import ask
from condat.workspace.teams.access import Visit, page
from condat.workspace.teams.roles import Act


@page(Act.READ)
def brief(visit: Visit, number: int) -> HttpResponse:
    """Show what the evidence says, and what the team wrote beside it."""
    piece = queries.find(visit.team, number)
    notes = {one.key: one for one in piece.sections.all()}
    return visit.show(
        "create/brief.html",
        piece=piece,
        jobs=visit.team.jobs.filter(kind="brief", arguments__piece=number)[:1],
        sections=laid_out(visit.desk, piece, visit.words),
        titles=TITLES,
        notes=notes,
    )


@page(Act.DECIDE, "POST")
def make(visit: Visit, number: int) -> HttpResponse:
    """Make the brief, or make it again from what is known now, in the background."""
    piece = queries.find(visit.team, number)
    asked = {"piece": piece.pk, "by": visit.user.pk}
    ask(team=visit.team, kind="brief", by=visit.user, arguments=asked)
    back = "interview" if visit.request.GET.get("back") == "interview" else "brief"
    return redirect(back, visit.team.slug, number)


@page(Act.DECIDE, "POST")
def write(visit: Visit, number: int, key: str) -> HttpResponse:
    """Write the team's own words on a section."""
    piece = queries.find(visit.team, number)
    text = visit.request.POST.get("text", "")
    with transaction.atomic():
        visit.still(lambda: _own(queries.find(visit.team, number), key))
        writing.write_section(piece=piece, key=key, text=text, by=visit.user)
    return redirect(f"{visit.address('brief', number=number)}#{key}")


def _own(piece: Piece, key: str) -> str:
    """Return the team's own words on a section."""
    said = piece.sections.filter(key=key).first()
    return said.text if said else ""


@page(Act.READ)
def printed(visit: Visit, number: int) -> HttpResponse:
    """Hand the brief out as a PDF."""
    piece = queries.find(visit.team, number)
    return as_pdf(visit.desk, piece, visit.words)


@page(Act.READ)
def taken(visit: Visit, number: int) -> HttpResponse:
    """Hand the brief out for a word processor."""
    piece = queries.find(visit.team, number)
    content = page_docx(_page(visit.desk, piece, visit.words))
    return handed(content, MEDIA, f"{slug(piece.title)[:60] or 'brief'}.docx")


def as_pdf(desk: Desk, piece: Piece, words: Words) -> HttpResponse:
    """Write the brief as a PDF file."""
    content = pdf(_page(desk, piece, words))
    return handed(content, "application/pdf", f"{slug(piece.title)[:60] or 'brief'}.pdf")


def handed(content: bytes, media: str, name: str) -> HttpResponse:
    """Answer with a file to keep."""
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=media, headers=disposition)


def _page(desk: Desk, piece: Piece, words: Words) -> Page:
    computed = words("From what was known on {date}.", date=piece.briefed_at or piece.made_at)
    brand = desk.watch.brand.name
    told = Told(kept(piece), _posts(desk, piece), words)
    return layout.page(told, hand_written(piece), title=piece.title, brand=brand, computed=computed)


def laid_out(desk: Desk, piece: Piece, words: Words) -> tuple[Section, ...]:
    """Lay out what the evidence says; nothing before the brief is made."""
    if not piece.brief:
        return ()
    return layout.sections(Told(kept(piece), _posts(desk, piece), words), {})


def hand_written(piece: Piece) -> dict[str, str]:
    """Return what the team wrote, by section."""
    return {one.key: one.text for one in piece.sections.all()}


def kept(piece: Piece) -> Brief:
    """Return the brief as it was made; one with the keyword alone before."""
    return Brief.kept(piece.brief or {"language": "", "keyword": piece.keyword or piece.title})


def _posts(desk: Desk, piece: Piece) -> dict[str, dict[str, Any]]:
    uris = kept(piece).posts
    return quoted(desk.corpus.snapshot(), uris) if uris else {}
