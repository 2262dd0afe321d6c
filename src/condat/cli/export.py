"""``condat export``: every table out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from condat.cli.output import HERE, AsJson, Folder, open_desk, show_json, show_table
from condat.usecases.keep import exporting
from condat.usecases.keep.formats import Format


def export(
    folder: Annotated[Path, typer.Argument(help="The folder to write to.")],
    form: Annotated[Format, typer.Option("--format", help="csv, jsonl or parquet.")] = "parquet",
    version: Annotated[
        int | None, typer.Option(help="A version of the corpus; the latest by default.")
    ] = None,
    workspace: Folder = HERE,
    as_json: AsJson = False,
) -> None:
    """Write every table, facts and what the last plan found, to files that other tools read."""
    desk = open_desk(workspace)
    written = exporting.export(desk, folder, form=form, version=version)
    if as_json:
        show_json(written)
        return
    words = desk.words
    title = words("Exported to {folder}", folder=folder)
    rows = [(name, words.number(count)) for name, count in written.items()]
    show_table(title, (words("Table"), words("Rows")), rows)
