"""``condat audit``: what to keep, improve, merge and drop of what we published."""

from __future__ import annotations

from collections import Counter

from condat.cli.output import HERE, AsJson, Folder, console, open_desk, show_json
from condat.report.reasons import say
from condat.usecases.auditing import audited

VERDICTS = ("merge", "drop", "improve", "keep")


def audit(workspace: Folder = HERE, as_json: AsJson = False) -> None:
    """Judge our own posts by the strategy: keep, improve, merge or drop, with the reasons."""
    desk = open_desk(workspace)
    rows = audited(desk).to_pylist()
    if as_json:
        show_json(rows)
        return
    counts = Counter(row["verdict"] for row in rows)
    told = ", ".join(f"{verdict} {counts[verdict]}" for verdict in VERDICTS if counts[verdict])
    console.print(f"Of {len(rows)} posts of ours: {told}", style="bold")
    for row in rows:
        console.print(f"\n{row['verdict']}: {row['title']}", style="bold", markup=False)
        for line in (row["post_uri"], *(say(reason, desk.words) for reason in row["reasons"])):
            console.print(f"   {line}", markup=False, soft_wrap=True)
