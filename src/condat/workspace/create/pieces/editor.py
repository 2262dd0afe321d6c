"""The text of a piece: written, compared, restored, checked as it is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from markupsafe import Markup

from condat.core.errors import InputError
from condat.core.ids import slug
from condat.core.words import mark
from condat.create.texts.differences import Change, differences
from condat.create.texts.rendering import safe_html
from condat.report.office import MEDIA, text_docx
from condat.workspace.create.pieces import approvals, queries, texts
from condat.workspace.create.pieces.briefs import handed
from condat.workspace.create.pieces.checking import checked
from condat.workspace.create.pieces.models import Comment, Piece, Version
from condat.workspace.teams.access import Visit, page
from condat.workspace.teams.roles import Act

ENDINGS = (".md", ".markdown", ".txt")
LARGEST = 1_000_000  # bytes of a file


@page(Act.READ)
def text(visit: Visit, number: int) -> HttpResponse:
    """Show the newest text to write on, with its check."""
    piece = queries.find(visit.team, number)
    last = piece.versions.first()
    written = last.text if last else ""
    return visit.show(
        "create/text.html",
        piece=piece,
        last=last,
        text=written,
        check=checked(visit.desk, piece, written),
        versions=piece.versions.all(),
    )


@page(Act.DECIDE, "POST")
def save(visit: Visit, number: int) -> HttpResponse:
    """Save what was written, or a file, as the next version."""
    piece = queries.find(visit.team, number)
    given = visit.request.POST
    base = given.get("base", "")
    file = visit.request.FILES.get("file")
    written = _read(file) if isinstance(file, UploadedFile) else given.get("text", "")
    try:
        began = int(base) if base.isdecimal() else 0
        version = texts.save(piece=piece, text=written, base=began, by=visit.user)
    except texts.SavedMeanwhileError as saved:
        told = {"piece": piece, "theirs": saved.version, "text": written}
        changes = differences(saved.version.text, written)
        shown = visit.show("create/meanwhile.html", changes=changes, **told)
        shown.status_code = 409
        return shown
    return redirect("version", visit.team.slug, piece.pk, version.number)


def _read(file: UploadedFile[Any]) -> str:
    """Read a text file that was sent."""
    name = (file.name or "").lower()
    wrong = mark("A text comes as a .md or .txt file in UTF-8, of at most a megabyte.")
    if not name.endswith(ENDINGS) or (file.size or 0) > LARGEST:
        raise InputError(wrong)
    try:
        return file.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(wrong) from None


@page(Act.READ, "POST")
def check(visit: Visit, number: int) -> HttpResponse:
    """Check a text as it is being written."""
    piece = queries.find(visit.team, number)
    written = visit.request.POST.get("text", "")[: texts.LONGEST]
    return visit.show("create/check.html", piece=piece, check=checked(visit.desk, piece, written))


@dataclass(frozen=True)
class Thread:
    """A comment and what was answered."""

    first: Comment
    answers: list[Comment]


@page(Act.READ)
def version(visit: Visit, number: int, which: int) -> HttpResponse:
    """Show one version: the text, its quotes, what people said of it, who approved it."""
    piece = queries.find(visit.team, number)
    found = _version(piece, which)
    newest = piece.versions.first()
    quotes = list(piece.quotes.all())
    return visit.show(
        "create/version.html",
        piece=piece,
        version=found,
        newest=newest,
        html=shown_text(found, [one.text for one in quotes]),
        quotes=quotes,
        threads=threads(found),
        standings=approvals.standings(piece, newest or found),
        people=[part.name for part in piece.parts.all()],
    )


@page(Act.READ)
def taken(visit: Visit, number: int, which: int) -> HttpResponse:
    """Hand a version out for a word processor."""
    piece = queries.find(visit.team, number)
    found = _version(piece, which)
    name = f"{slug(piece.title)[:60] or 'text'}.{found.number}.docx"
    return handed(text_docx(piece.title, found.text, visit.words.language), MEDIA, name)


@page(Act.READ)
def compare(visit: Visit, number: int) -> HttpResponse:
    """Show what changed between two versions; the last two unless asked otherwise."""
    piece = queries.find(visit.team, number)
    given = visit.request.GET
    versions = list(piece.versions.all())
    if len(versions) < 2:
        return visit.show("create/compare.html", piece=piece, versions=versions, changes=None)
    new = _asked(versions, given.get("new", ""), versions[0])
    older = [one for one in versions if one.number < new.number] or [versions[-1]]
    old = _asked(versions, given.get("old", ""), older[0])
    changes: list[Change] = differences(old.text, new.text)
    return visit.show(
        "create/compare.html", piece=piece, versions=versions, changes=changes, old=old, new=new
    )


def _asked(versions: list[Version], number: str, usual: Version) -> Version:
    return next((one for one in versions if str(one.number) == number), usual)


@page(Act.DECIDE, "POST")
def restore(visit: Visit, number: int, which: int) -> HttpResponse:
    """Bring an older version back."""
    found = _version(queries.find(visit.team, number), which)
    made = texts.restore(version=found, by=visit.user)
    return redirect("version", visit.team.slug, number, made.number)


@page(Act.COMMENT, "POST")
def comment(visit: Visit, number: int, which: int) -> HttpResponse:
    """Say something of a version."""
    found = _version(queries.find(visit.team, number), which)
    given = visit.request.POST
    answers = given.get("answers", "")
    texts.comment(
        version=found,
        text=given.get("text", ""),
        passage=given.get("passage", ""),
        answers=int(answers) if answers.isdecimal() else None,
        by=visit.user,
    )
    return redirect(f"{visit.address('version', number=number, which=which)}#comments")


@page(Act.COMMENT, "POST")
def resolve(visit: Visit, number: int, which: int) -> HttpResponse:
    """Say that a comment is dealt with, or is not."""
    piece = queries.find(visit.team, number)
    found = get_object_or_404(Comment, pk=which, version__piece=piece, answers=None)
    texts.resolve(comment=found, by=visit.user)
    back = visit.address("version", number=number, which=found.version.number)
    return redirect(f"{back}#comments")


@page(Act.DECIDE, "POST")
def quote(visit: Visit, number: int, which: int) -> HttpResponse:
    """Mark a passage as somebody's words."""
    found = _version(queries.find(visit.team, number), which)
    given = visit.request.POST
    person = given.get("person", "")
    texts.quote(version=found, person=person, text=given.get("text", ""), by=visit.user)
    return redirect(f"{visit.address('version', number=number, which=which)}#quotes")


@page(Act.DECIDE, "POST")
def unquote(visit: Visit, number: int, which: int) -> HttpResponse:
    """Say that a passage is nobody's words."""
    piece = queries.find(visit.team, number)
    texts.unquote(quote=get_object_or_404(piece.quotes, pk=which), by=visit.user)
    return redirect("text", visit.team.slug, number)


def _version(piece: Piece, number: int) -> Version:
    return get_object_or_404(piece.versions.select_related("piece__team"), number=number)


def threads(version: Version) -> list[Thread]:
    """Return the comments of a version, each with its answers."""
    first = version.comments.filter(answers=None).prefetch_related("answered")
    return [Thread(one, list(one.answered.all())) for one in first]


def shown_text(version: Version, passages: list[str]) -> Markup:
    """Render a text with passages marked."""
    return Markup(safe_html(version.text, tuple(passages)))  # noqa: S704 - made safe there
