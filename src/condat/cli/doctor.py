"""``condat doctor``: say whether the workspace is well."""

from __future__ import annotations

from dataclasses import asdict

import typer

from condat.cli.output import HERE, AsJson, Folder, open_desk, show_json, show_table
from condat.core.words import mark
from condat.usecases import doctor as usecase

LEVELS = {"ok": mark("well"), "warning": mark("look at this"), "error": mark("wrong")}


def doctor(workspace: Folder = HERE, as_json: AsJson = False) -> None:
    """Look at settings, files and tables; exit code 8 when something is wrong."""
    desk = open_desk(workspace)
    words, findings = desk.words, usecase.doctor(desk)
    wrong = sum(finding.level == "error" for finding in findings)
    if as_json:
        show_json([asdict(finding) for finding in findings])
    else:
        title = words("{count} things are wrong", count=wrong) if wrong else words("All is well")
        rows = [
            (words.of(LEVELS, f.level), f.about, " ".join(filter(None, (f.message, f.hint))))
            for f in findings
        ]
        show_table(title, ("", words("What"), words("How it is")), rows)
    if wrong:
        raise typer.Exit(8)
