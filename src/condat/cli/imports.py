"""``condat import``: files into the corpus."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

from condat.cli.imported import tell
from condat.cli.output import HERE, AsJson, Folder, open_desk
from condat.core.errors import InputError
from condat.core.words import mark
from condat.usecases.listen.importing import import_files
from condat.usecases.listen.importing_post import FIGURES, import_post

Option = typer.Option
Files = Annotated[
    list[Path] | None, typer.Argument(help="CSV, XLSX, JSONL, Parquet, or a zip of such.")
]
Layout = Annotated[str, Option(help="A layout’s name, or a path to its TOML.")]
Source = Annotated[str, Option(help="What to call where it is from.")]
Side = Annotated[str, Option("--as", help="ours, competitor:NAME or audience; kept in watch.toml.")]
At = Annotated[datetime | None, Option(help="Of when the counts are; else the file’s date.")]
Dates = Annotated[
    Literal["", "day-first", "month-first"],
    Option(help="How dates such as 03/04/2026 are written, where the file does not tell."),
]
DryRun = Annotated[bool, Option(help="Show what would go in; change nothing.")]
Paste = Annotated[str, Option(help="The text of one post, instead of a file.")]
Url = Annotated[str, Option(help="The address of one post; fetched without --paste.")]
Title = Annotated[str, Option(help="Its title.")]
Author = Annotated[str, Option(help="Its author or authors.")]
Published = Annotated[str, Option(help="When it was published.")]
Figure = Annotated[int | None, Option(help="A count of the post given by hand.", min=0)]


def command(
    files: Files = None,
    layout: Layout = "",
    source: Source = "",
    side: Side = "",
    at: At = None,
    dates: Dates = "",
    dry_run: DryRun = False,
    paste: Paste = "",
    url: Url = "",
    title: Title = "",
    author: Author = "",
    published: Published = "",
    views: Figure = None,
    likes: Figure = None,
    shares: Figure = None,
    replies: Figure = None,
    saves: Figure = None,
    clicks: Figure = None,
    workspace: Folder = HERE,
    as_json: AsJson = False,
) -> None:
    """Import files, or one post: posts, counts, searches, contacts, calendars, outcomes.

    The layout is found by the headers. A row that cannot go in is reported with its line and kept
    as a reject; the rest goes in. The same file twice changes nothing.
    """
    desk = open_desk(workspace)
    _check(files, paste or url)
    where = {"source": source, "side": side}
    if files:
        told = {"layout": layout, "dates": dates}
        outcome = import_files(desk, files, at=at, dry_run=dry_run, **where, **told)
    else:
        counts = zip(FIGURES, (views, likes, shares, replies, saves, clicks), strict=True)
        said = {"text": paste, "title": title, "author": author, "published": published}
        said |= {name: str(count) for name, count in counts if count is not None}
        said |= {"at": at.replace(tzinfo=UTC).isoformat()} if at else {}
        outcome = import_post(desk, address=url, options=said, dry_run=dry_run, **where)
    tell(outcome, desk.words, dry_run=dry_run, as_json=as_json)


def _check(files: list[Path] | None, given: str) -> None:
    if bool(files) == bool(given):
        hint = mark("Give files, or --paste TEXT, or --url ADDRESS; --dry-run looks first.")
        raise InputError(mark("One kind of thing is imported at a time."), hint=hint)
