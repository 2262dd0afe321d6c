"""``condat keywords``: the audience's words, with demand, what exists, trend and opportunity."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

import typer

from condat.cli.output import HERE, AsJson, Folder, console, open_desk, show_json, show_table
from condat.core.words import Words
from condat.report.labels import SIDES
from condat.report.reasons import say
from condat.usecases.read import keywords as usecase
from condat.usecases.read.keywords import KeywordPosts


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
    words = desk.words
    if term:
        found = usecase.opened(desk, term, language=language, limit=limit)
        if found.spelt and not as_json:
            told = words("“{term}” counts for “{label}”.", term=term, label=found.keyword["label"])
            console.print(told, soft_wrap=True, markup=False)
        _open(found, words, as_json=as_json)
        return
    rows = usecase.ranked(desk, language=language, side=side, limit=limit)
    if as_json:
        show_json(rows)
        return
    title = words("No keywords yet")
    if rows:
        title = words("“{keyword}” is the best opportunity", keyword=rows[0]["label"])
    show_table(title, _columns(words), [_row(row, words) for row in rows])


def _open(found: KeywordPosts, words: Words, *, as_json: bool) -> None:
    if as_json:
        facts = {"keyword": found.keyword, "posts": found.posts, "questions": found.questions}
        show_json(facts | {"found": found.found})
        return
    show_table(found.keyword["label"], _columns(words), [_row(found.keyword, words)])
    for reason in found.keyword["reasons"]:
        console.print(f"- {say(reason, words)}", soft_wrap=True, markup=False)
    for question in found.questions:
        console.print(f"- {words.quote(question)}", soft_wrap=True, markup=False)
    if len(found.questions) < found.keyword["questions"]:
        told = words(
            "Questions shown: {shown}. Asked in all: {all}, some of them in other words.",
            shown=len(found.questions),
            all=found.keyword["questions"],
        )
        console.print(told, soft_wrap=True, markup=False)
    headers = (words("Who"), words("Date"), words("Title"), words("Address"))
    posts = [
        [words.of(SIDES, p["side"]), _day(p["day"], words), p["title"], p["uri"]]
        for p in found.posts
    ]
    show_table(words("Posts"), headers, posts)
    if len(posts) < found.found:
        told = words("Posts shown: {shown} of {all}.", shown=len(posts), all=found.found)
        console.print(told, soft_wrap=True, markup=False)


def _day(day: str, words: Words) -> str:
    return words.date(datetime.fromisoformat(day)) if day else ""


def _columns(words: Words) -> tuple[str, ...]:
    return (
        words("Keyword"),
        "",
        words("Demand"),
        words("What exists"),
        words("Opportunity"),
        words("Trend"),
        words("Posts / authors / questions"),
    )


def _row(row: dict[str, Any], words: Words) -> list[str]:
    counts = (row[name] for name in ("posts", "authors", "questions"))
    span = f"{words.number(100 * row['demand_low'], 0)}–{words.percent(row['demand_high'])}"
    return [
        row["label"],
        row["language"],
        f"{words.percent(row['demand'])} ({span})",
        words.percent(row["supply"]),
        words.percent(row["opportunity"]),
        _ratio(row, words),
        " / ".join(words.number(count) for count in counts),
    ]


def _ratio(row: dict[str, Any], words: Words) -> str:
    if row["trend"] is None:
        return "–"
    low, high = words.number(row["trend_low"]), words.number(row["trend_high"])
    return words(
        "{share} ({low} to {high})", share=f"× {words.number(row['trend'])}", low=low, high=high
    )
