"""``condat doctor``: say whether the workspace is well."""

from __future__ import annotations

import typer

from condat.cli.output import HERE, AsJson, Folder, open_desk, show_json, show_table
from condat.core.words import Words, mark
from condat.corpus.check import Finding
from condat.report.labels import TABLES
from condat.usecases.keep import doctor as usecase

LEVELS = {"ok": mark("well"), "warning": mark("look at this"), "error": mark("wrong")}
ABOUT = TABLES | {
    "versions": mark("versions"),
    "leftovers": mark("leftovers"),
    "erasure": mark("erasure"),
    "space": mark("disk space"),
}


def doctor(workspace: Folder = HERE, as_json: AsJson = False) -> None:
    """Look at settings, files and tables; exit code 8 when something is wrong."""
    desk = open_desk(workspace)
    words, findings = desk.words, usecase.doctor(desk)
    wrong = sum(finding.level == "error" for finding in findings)
    if as_json:
        show_json([_facts(finding, words) for finding in findings])
    else:
        title = words("{count} things are wrong", count=wrong) if wrong else words("All is well")
        rows = [_row(finding, words) for finding in findings]
        show_table(title, ("", words("What"), words("How it is")), rows)
    if wrong:
        raise typer.Exit(8)


def _row(finding: Finding, words: Words) -> tuple[str, str, str]:
    about, hint = ABOUT.get(finding.about), words(finding.hint, **finding.values)
    told = words(finding.message, **finding.values)
    name = words(about) if about else finding.about
    return words.of(LEVELS, finding.level), name, " · ".join(filter(None, (told, hint)))


def _facts(finding: Finding, words: Words) -> dict[str, object]:
    return {
        "level": finding.level,
        "about": finding.about,
        "sentence": finding.message,
        "values": finding.values,
        "message": words(finding.message, **finding.values),
        "hint": words(finding.hint, **finding.values),
    }
