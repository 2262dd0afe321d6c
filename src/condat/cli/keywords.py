"""``condat keywords``: the audience's words, with demand, what exists, trend and opportunity."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from condat.cli.output import HERE, AsJson, Folder, console, open_desk, show_json, show_table
from condat.usecases import keywords as usecase
from condat.usecases.keywords import KeywordPosts


def keywords(
    term: Annotated[str, typer.Argument(help="A keyword to open: its figures and posts.")] = "",
    language: Annotated[str, typer.Option(help="Only this language: fr, en or de.")] = "",
    side: Annotated[str, typer.Option(help="Only terms said by: ours, competitor, audience.")] = "",
    limit: Annotated[int, typer.Option(min=1, help="At most so many rows.")] = 30,
    workspace: Folder = HERE,
    as_json: AsJson = False,
) -> None:
    """Show what your audience talks about, asks and looks for, and what answers it already.

    A term opens onto its posts. Demand and existing content go from 0 to 100%; opportunity is
    demand that nothing answers yet. A trend that cannot be known yet is shown as a dash.
    """
    desk = open_desk(workspace)
    if term:
        _open(usecase.opened(desk, term, language=language, limit=limit), as_json=as_json)
        return
    rows = usecase.ranked(desk, language=language, side=side, limit=limit)
    if as_json:
        show_json(rows)
        return
    title = f"{rows[0]['label']} is the best opportunity." if rows else "No keyword yet."
    show_table(title, _COLUMNS, [_row(row) for row in rows])


def _open(found: KeywordPosts, *, as_json: bool) -> None:
    if as_json:
        show_json({"keyword": found.keyword, "posts": found.posts, "questions": found.questions})
        return
    show_table(found.keyword["label"], _COLUMNS, [_row(found.keyword)])
    for reason in found.keyword["reasons"]:
        console.print(f"- {' '.join([reason['code'].replace('_', ' '), *reason['values']])}")
    for question in found.questions:
        console.print(f"? {question}", soft_wrap=True, markup=False)
    posts = [[p["side"], p["day"], p["title"] or "", p["uri"]] for p in found.posts]
    show_table("Posts", ("side", "day", "title", "address"), posts)


_COLUMNS = ("keyword", "", "demand", "exists", "opportunity", "trend", "posts", "people", "asked")


def _row(row: dict[str, Any]) -> list[str]:
    return [
        row["label"],
        row["language"],
        f"{row['demand']:.0%} ({row['demand_low']:.0%}-{row['demand_high']:.0%})",
        f"{row['supply']:.0%}",
        f"{row['opportunity']:.0%}",
        _ratio(row),
        str(row["posts"]),
        str(row["authors"]),
        str(row["questions"]),
    ]


def _ratio(row: dict[str, Any]) -> str:
    if row["trend"] is None:
        return "-"
    return f"x{row['trend']:.1f} ({row['trend_low']:.1f}-{row['trend_high']:.1f})"
