"""``condat import``: files into the corpus."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from condat.cli.output import HERE, AsJson, Folder, console, open_desk, show_json, show_table
from condat.core.errors import InputError, RejectedRowsError
from condat.core.words import Words, mark
from condat.listen import reasons
from condat.report.labels import CHANGES, TABLES
from condat.usecases.importing import Imported, Outcome, import_files, import_post

Reject = dict[str, Any]
Figure = Annotated[int | None, typer.Option(help="A count of the post given by hand.", min=0)]


def command(
    files: Annotated[
        list[Path] | None, typer.Argument(help="CSV, XLSX, JSONL, Parquet, or a zip of such.")
    ] = None,
    layout: Annotated[str, typer.Option(help="A layout's name, or a path to its TOML.")] = "",
    source: Annotated[str, typer.Option(help="What to call where it is from.")] = "",
    side: Annotated[
        str, typer.Option("--as", help="ours, competitor:NAME or audience; kept in watch.toml.")
    ] = "",
    at: Annotated[
        datetime | None, typer.Option(help="Of when the counts are; else the file's date.")
    ] = None,
    dry_run: Annotated[bool, typer.Option(help="Show what would go in; change nothing.")] = False,
    paste: Annotated[str, typer.Option(help="The text of one post, instead of a file.")] = "",
    url: Annotated[
        str, typer.Option(help="The address of one post; fetched without --paste.")
    ] = "",
    title: Annotated[str, typer.Option(help="Its title.")] = "",
    author: Annotated[str, typer.Option(help="Its author or authors.")] = "",
    published: Annotated[str, typer.Option(help="When it was published.")] = "",
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
    figures = {
        "views": views,
        "likes": likes,
        "shares": shares,
        "replies": replies,
        "saves": saves,
        "clicks": clicks,
    }
    by_hand = {"text": paste, "title": title, "author": author, "published": published}
    _check(files, paste or url, dry_run=dry_run)
    desk = open_desk(workspace)
    if paste or url:
        counted = {name: str(count) for name, count in figures.items() if count is not None}
        options = by_hand | counted | ({"at": at.replace(tzinfo=UTC).isoformat()} if at else {})
        outcome = import_post(desk, address=url, source=source, side=side, options=options)
    else:
        outcome = import_files(
            desk, files or [], layout=layout, source=source, side=side, at=at, dry_run=dry_run
        )
    _tell(outcome, desk.words, dry_run=dry_run, as_json=as_json)


def _check(files: list[Path] | None, given: str, *, dry_run: bool) -> None:
    if bool(files) == bool(given) or (given and dry_run):
        hint = mark("Give files (with --dry-run to look first), or --paste TEXT, or --url ADDRESS.")
        raise InputError(mark("One kind of thing is imported at a time."), hint=hint)


def _tell(outcome: Outcome, words: Words, *, dry_run: bool, as_json: bool) -> None:
    if as_json:
        show_json(_told(outcome, words, dry_run=dry_run))
    else:
        for file in outcome.files:
            _show(file, words, dry_run=dry_run)
        if not dry_run:
            _show_changes(outcome, words)
    if outcome.rejected:
        raise _rejected(outcome, words, dry_run=dry_run)


def _show(file: Imported, words: Words, *, dry_run: bool) -> None:
    console.print(" · ".join(_read(file, words)), soft_wrap=True, markup=False)
    if dry_run:
        went = [_counted(words.of(TABLES, name), n, words) for name, n in sorted(file.rows.items())]
        would = words("Would go in: {rows}", rows=words.listed(went) or words("nothing"))
        console.print(f"  {would}", soft_wrap=True, markup=False)
    if dry_run:
        for name, rows in file.preview.items():
            names = [column for column in rows[0] if any(row[column] for row in rows)]
            shown = [[_short(row[column]) for column in names] for row in rows]
            title = words("{table}, as they would go in", table=words.of(TABLES, name))
            show_table(title, names, shown)
    if file.rejects:
        columns = (words("Line"), words("Field"), words("Reason"), words("As it stands"))
        shown = [
            [_short(text) for text in (row["line"], row["field"], _why(row, words), row["raw"])]
            for row in file.rejects
        ]
        show_table(words("Rejected in {file}", file=file.file), columns, shown)


def _read(file: Imported, words: Words) -> list[str]:
    told = [file.file]
    if file.layouts:
        told.append(words("layout: {layouts}", layouts=words.listed(file.layouts)))
    return [
        *told,
        words("source: {source}", source=file.source),
        words("rows read: {count}", count=file.read),
        words("rejected: {count}", count=file.rejected),
    ]


def _counted(label: str, count: int, words: Words) -> str:
    return words("{label}: {text}", label=label, text=words.number(count))


def _show_changes(outcome: Outcome, words: Words) -> None:
    if outcome.version is None:
        console.print(words("Nothing changed: the corpus had all of this already."))
        return
    for name, change in sorted(outcome.changes.items()):
        told = [_counted(words.of(CHANGES, what), n, words) for what, n in change.items() if n]
        if told:
            console.print(f"  {words.of(TABLES, name)} – {words.listed(told)}")
    console.print(words("The corpus is at version {version}.", version=str(outcome.version)))


def _short(value: object, most: int = 60) -> str:
    if isinstance(value, list):
        value = ", ".join(map(str, value))
    text = "" if value is None else " ".join(str(value).split())
    return text if len(text) <= most else text[:most] + "…"


def _told(outcome: Outcome, words: Words, *, dry_run: bool) -> dict[str, object]:
    told: dict[str, object] = {
        "files": [
            {
                "file": file.file,
                "source": file.source,
                "layouts": file.layouts,
                "read": file.read,
                "rejected": file.rejected,
                "rows": dict(file.rows),
                "rejects": [_reject(row, words) for row in file.rejects],
            }
            | ({"preview": file.preview} if dry_run else {})
            for file in outcome.files
        ]
    }
    return told if dry_run else told | {"changes": outcome.changes, "version": outcome.version}


def _reject(row: Reject, words: Words) -> dict[str, object]:
    said = {"message": _why(row, words), "hint": reasons.advise(row["reason"], words)}
    return row | said


def _why(row: Reject, words: Words) -> str:
    return reasons.say(row["reason"], row["values"] or (), words)


def _rejected(outcome: Outcome, words: Words, *, dry_run: bool) -> RejectedRowsError:
    first = next(file.rejects[0] for file in outcome.files if file.rejects)
    return RejectedRowsError(
        mark("{reason} (rejected rows: {count})"),
        reason=_why(first, words),
        count=outcome.rejected,
        file=str(first["file"]),
        line=int(str(first["line"])),
        field=str(first["field"] or ""),
        advice=reasons.advise(first["reason"], words),
        hint=_DRY if dry_run else _REST,
    )


_DRY = mark("{advice} Nothing was imported.")
_REST = mark(
    "{advice} The other rows went in. Correct the file and import it again: its rejects are then "
    "cleared."
)
