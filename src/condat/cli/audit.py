"""``condat audit``: what to keep, improve, merge and drop of what we published."""

from __future__ import annotations

from condat.cli.output import HERE, AsJson, Folder, console, open_desk, show_json
from condat.report.reasons import say
from condat.report.sections.audit import VERDICTS, summed
from condat.usecases.read.auditing import audited


def audit(workspace: Folder = HERE, as_json: AsJson = False) -> None:
    """Judge our own posts by the strategy: keep, improve, merge or drop, with the reasons."""
    desk = open_desk(workspace)
    words = desk.words
    rows = audited(desk).to_pylist()
    if as_json:
        show_json(rows)
        return
    console.print(summed(rows, words), style="bold")
    for row in rows:
        verdict = words.of(VERDICTS, row["verdict"])
        heading = words("{label}: {text}", label=verdict, text=row["title"])
        console.print(f"\n{heading}", style="bold", markup=False)
        for line in (row["post_uri"], *(say(reason, words) for reason in row["reasons"])):
            console.print(f"   {line}", markup=False, soft_wrap=True)
