"""What ``condat import`` says of what became of files and posts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from condat.cli.output import console, error_facts, show_json, show_table
from condat.core.errors import LeftOutError, RejectedRowsError
from condat.core.words import Words, mark
from condat.listen.reasons import Reason
from condat.report.labels import CHANGES, TABLES
from condat.usecases.listen.importing_told import Imported, Outcome

Row = Mapping[str, Any]
_PROVENANCE = ("source", "fetched_at", "raw_hash")
_MOST_COLUMNS, _MOST_RECORDS = 6, 3


def tell(outcome: Outcome, words: Words, *, dry_run: bool, as_json: bool) -> None:
    """Say what went in, or would; end with an error where files or rows did not."""
    if as_json:
        show_json(_told(outcome, words, dry_run=dry_run))
    else:
        for file in outcome.files:
            _show(file, words, dry_run=dry_run)
        if not dry_run and any(file.read for file in outcome.files):
            _show_changes(outcome, words)
        for why in outcome.left:
            told = f"{why.said(words)}\n{why.advised(words)}".rstrip()
            console.print(told, soft_wrap=True, markup=False)
    if outcome.left:
        raise _left(outcome, dry_run=dry_run)
    if outcome.rejected:
        raise _rejected(outcome, dry_run=dry_run)


def _show(file: Imported, words: Words, *, dry_run: bool) -> None:
    console.print(" · ".join(_read(file, words)), soft_wrap=True, markup=False)
    if dry_run:
        _show_preview(file, words)
    if not file.read:
        console.print("  " + words("There is no row below its headers."), soft_wrap=True)
    if file.rejects:
        columns = (words("Line"), words("Field"), words("Reason"), words("As it stands"))
        shown = [
            [
                _short(text)
                for text in (row["line"], row["field"], _why(row).said(words), row["raw"])
            ]
            for row in file.rejects
        ]
        show_table(words("Rejected in {file}", file=file.file), columns, shown)


def _show_preview(file: Imported, words: Words) -> None:
    went = [_counted(words.of(TABLES, name), n, words) for name, n in sorted(file.rows.items())]
    told = [words("Would go in: {rows}", rows=went or words("nothing"))]
    told += [words("Columns read: {columns}", columns=file.columns)] if file.columns else []
    told += [words("Columns left out: {columns}", columns=file.left)] if file.left else []
    for line in told:
        console.print(f"  {line}", soft_wrap=True, markup=False)
    for name, rows in file.preview.items():
        _show_rows(words("{table}, as they would go in", table=words.of(TABLES, name)), rows, words)


def _show_rows(title: str, rows: Sequence[Row], words: Words) -> None:
    """Show rows of a few columns as a table, of many as records, a line for each value."""
    names = [c for c in rows[0] if c not in _PROVENANCE and any(row[c] for row in rows)]
    if len(names) <= _MOST_COLUMNS:
        show_table(title, names, [[_short(row[column]) for column in names] for row in rows])
        return
    records: list[tuple[str, str]] = []
    for row in rows[:_MOST_RECORDS]:
        records += [(name, _short(row[name], 100)) for name in names if row[name]] + [("", "")]
    show_table(title, (words("Column"), words("Value")), records)


def _read(file: Imported, words: Words) -> list[str]:
    told = [file.file]
    if file.layouts:
        told.append(words("layout: {layouts}", layouts=file.layouts))
    if file.known_by:
        told.append(words("known by: {columns}", columns=file.known_by))
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
    if isinstance(value, datetime):
        value = value.isoformat(" ", "seconds")
    text = "" if value is None else " ".join(str(value).split())
    return text if len(text) <= most else text[:most] + "…"


def _told(outcome: Outcome, words: Words, *, dry_run: bool) -> dict[str, object]:
    told: dict[str, object] = {
        "files": [
            {
                "file": file.file,
                "source": file.source,
                "layouts": file.layouts,
                "known_by": file.known_by,
                "columns": file.columns,
                "left": file.left,
                "read": file.read,
                "rejected": file.rejected,
                "rows": dict(file.rows),
                "rejects": [_reject(row, words) for row in file.rejects],
            }
            | ({"preview": file.preview} if dry_run else {})
            for file in outcome.files
        ],
        "left": [error_facts(file, words) for file in outcome.left],
    }
    return told if dry_run else told | {"changes": outcome.changes, "version": outcome.version}


def _reject(row: Row, words: Words) -> dict[str, object]:
    why = _why(row)
    return {**row, "message": why.said(words), "hint": why.advice.said(words)}


def _why(row: Row) -> Reason:
    return Reason(row["reason"], tuple(row["values"] or ()))


def _left(outcome: Outcome, *, dry_run: bool) -> LeftOutError:
    return LeftOutError(
        mark("Left out: {files}."),
        files=[file.file for file in outcome.left],
        hint=_NOTHING if dry_run else _OTHERS,
    )


def _rejected(outcome: Outcome, *, dry_run: bool) -> RejectedRowsError:
    first = next(file.rejects[0] for file in outcome.files if file.rejects)
    why = _why(first)
    return RejectedRowsError(
        mark("{reason} (rejected rows: {count})"),
        reason=why,
        count=outcome.rejected,
        file=str(first["file"]),
        line=int(str(first["line"])),
        field=str(first["field"] or ""),
        advice=why.advice,
        hint=_DRY if dry_run else _REST,
    )


_NOTHING = mark("The other files would go in. Nothing was imported.")
_OTHERS = mark("The other files went in. Correct what is said above and import these again.")
_DRY = mark("{advice} Nothing was imported.")
_REST = mark(
    "{advice} The other rows went in. Correct the file and import it again: its rejects are then "
    "cleared."
)
