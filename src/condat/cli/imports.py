"""``condat import``: files into the corpus."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from condat.cli.output import HERE, AsJson, Folder, console, open_desk, show_json, show_table
from condat.core.errors import RejectedRowsError
from condat.usecases.importing import Imported, Outcome, import_files


def command(
    files: Annotated[
        list[Path], typer.Argument(help="CSV, XLSX, JSONL, Parquet, or a zip of such.")
    ],
    layout: Annotated[str, typer.Option(help="A layout's name, or a path to its TOML.")] = "",
    source: Annotated[str, typer.Option(help="What to call where it is from.")] = "",
    side: Annotated[
        str, typer.Option("--as", help="ours, competitor:NAME or audience; kept in watch.toml.")
    ] = "",
    at: Annotated[
        datetime | None, typer.Option(help="Of when the counts are; else the file's date.")
    ] = None,
    dry_run: Annotated[bool, typer.Option(help="Show what would go in; change nothing.")] = False,
    workspace: Folder = HERE,
    as_json: AsJson = False,
) -> None:
    """Import files: posts, counts, searches, contacts, calendars, outcomes.

    The layout is found by the headers. A row that cannot go in is reported with its line and kept
    as a reject; the rest goes in. The same file twice changes nothing.
    """
    desk = open_desk(workspace)
    outcome = import_files(
        desk, files, layout=layout, source=source, side=side, at=at, dry_run=dry_run
    )
    if as_json:
        show_json(_told(outcome, dry_run=dry_run))
    else:
        for file in outcome.files:
            _show(file, dry_run=dry_run)
        _show_changes(outcome, dry_run=dry_run)
    if outcome.rejected:
        raise _rejected(outcome, dry_run=dry_run)


def _show(file: Imported, *, dry_run: bool) -> None:
    went = ", ".join(f"{count:,} {name}" for name, count in sorted(file.rows.items())) or "nothing"
    would = "would give" if dry_run else "gave"
    console.print(
        f"{file.file} (layout {', '.join(file.layouts)}, source {file.source}): "
        f"{file.read:,} rows read {would} {went}; {file.rejected:,} rejected",
        soft_wrap=True,
        markup=False,
    )
    if dry_run:
        for name, rows in file.preview.items():
            names = [column for column in rows[0] if any(row[column] for row in rows)]
            shown = [[_short(row[column]) for column in names] for row in rows]
            show_table(f"{name}, as they would go in", names, shown)
    if file.rejects:
        columns = ("line", "field", "reason", "raw")
        shown = [[_short(row[column]) for column in columns] for row in file.rejects]
        show_table(f"Rejected in {file.file}", columns, shown)


def _show_changes(outcome: Outcome, *, dry_run: bool) -> None:
    if dry_run:
        return
    if outcome.version is None:
        console.print("Nothing changed: the corpus had all of this already.")
        return
    for name, change in sorted(outcome.changes.items()):
        told = ", ".join(f"{count:,} {what}" for what, count in change.items() if count)
        if told:
            console.print(f"  {name}: {told}")
    console.print(f"The corpus is at version {outcome.version}.")


def _short(value: object, most: int = 60) -> str:
    if isinstance(value, list):
        value = ", ".join(map(str, value))
    text = "" if value is None else " ".join(str(value).split())
    return text if len(text) <= most else text[:most] + "…"


def _told(outcome: Outcome, *, dry_run: bool) -> dict[str, object]:
    told: dict[str, object] = {
        "files": [
            {
                "file": file.file,
                "source": file.source,
                "layouts": file.layouts,
                "read": file.read,
                "rejected": file.rejected,
                "rows": dict(file.rows),
                "rejects": file.rejects,
            }
            | ({"preview": file.preview} if dry_run else {})
            for file in outcome.files
        ]
    }
    return told if dry_run else told | {"changes": outcome.changes, "version": outcome.version}


def _rejected(outcome: Outcome, *, dry_run: bool) -> RejectedRowsError:
    first = next(file.rejects[0] for file in outcome.files if file.rejects)
    many = "1 row was" if outcome.rejected == 1 else f"{outcome.rejected:,} rows were"
    went = "Nothing was imported." if dry_run else "The others went in."
    return RejectedRowsError(
        f"{first['reason']} ({many} rejected)",
        file=str(first["file"]),
        line=int(str(first["line"])),
        field=str(first["field"] or ""),
        hint=f"{went} Correct the file and import it again: its rejects are then cleared.",
    )
