"""``condat report``: the plan first, then why."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from condat.cli.output import HERE, AsJson, Folder, console, open_desk, show_json
from condat.core.settings import Language
from condat.usecases import reporting


def report(
    languages: Annotated[
        list[Language] | None,
        typer.Option("--language", "-l", help="fr, en or de; may be given several times."),
    ] = None,
    folder: Annotated[
        Path | None, typer.Option("--to", help="Where to write; reports/ by default.")
    ] = None,
    workspace: Folder = HERE,
    as_json: AsJson = False,
) -> None:
    """Write the report: one self-contained HTML file, and the same as PDF."""
    desk = open_desk(workspace)
    chosen = languages or [desk.settings.language]
    written = reporting.report(desk, languages=chosen, folder=folder)
    if as_json:
        show_json([str(path) for path in written])
        return
    console.print(desk.words("The report is ready:"))
    for path in written:
        console.print(f"  {path}", soft_wrap=True)
