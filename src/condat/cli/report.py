"""``condat report``: the plan first, then why."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from condat.cli.output import HERE, AsJson, Folder, console, open_desk, show_json
from condat.usecases.show import reporting


class Tongue(StrEnum):
    """A language that reports are written in."""

    FR = "fr"
    EN = "en"
    DE = "de"


def report(
    languages: Annotated[
        list[Tongue] | None,
        typer.Option("--language", "-l", help="May be given several times."),
    ] = None,
    folder: Annotated[
        Path | None, typer.Option("--to", help="Where to write; reports/ by default.")
    ] = None,
    workspace: Folder = HERE,
    as_json: AsJson = False,
) -> None:
    """Write the report: one self-contained HTML file, and the same as PDF."""
    desk = open_desk(workspace)
    chosen = [tongue.value for tongue in languages or ()] or [desk.settings.language]
    written = reporting.report(desk, languages=chosen, folder=folder)
    if as_json:
        show_json([str(path) for path in written])
        return
    console.print(desk.words("The report is ready:"))
    for path in written:
        console.print(f"  {path}", soft_wrap=True)
