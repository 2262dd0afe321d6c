"""``condat topics``: what the conversation is about, whatever the language."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

import typer

from condat.cli.output import HERE, AsJson, Folder, console, open_desk, show_json, show_table
from condat.core.words import Words
from condat.plan.topics.moments import FIRST
from condat.report.labels import SIDES
from condat.usecases.read import topics as usecase
from condat.usecases.read.topics import TopicPosts, Topics

TERMS = 15


def topics(
    topic: Annotated[str, typer.Argument(help="A topic to open, by its id or label.")] = "",
    limit: Annotated[int, typer.Option(min=1, help="At most so many rows.")] = 30,
    workspace: Folder = HERE,
    as_json: AsJson = False,
) -> None:
    """Show the topics, the most written about first, with who writes about them.

    A topic opens onto its words and its posts, those most on it first.
    """
    desk = open_desk(workspace)
    if topic:
        _open(usecase.opened(desk, topic, limit), desk.words, as_json=as_json)
        return
    found = usecase.topics(desk)
    if as_json:
        show_json(_facts(found))
        return
    _list(found, desk.words, limit)


def _facts(found: Topics) -> dict[str, Any]:
    return {
        "version": found.version,
        "topics": found.topics.to_pylist(),
        "terms": found.topic_terms.to_pylist(),
        "posts": found.post_topics.to_pylist(),
    }


def _list(found: Topics, words: Words, limit: int) -> None:
    rows = found.topics.to_pylist()
    if not rows:
        console.print(words("No topics yet"), style="bold")
        told = words(
            "It takes {count} posts at least, by several people, that share subjects.",
            count=words.number(FIRST),
        )
        console.print(told, soft_wrap=True)
        return
    show_table(
        words.plural("{count} topic", "{count} topics make the conversation", len(rows)),
        [words("Topic"), words("Posts"), words("Us"), words("Audience"), "id"],
        [
            [r["label"], *(words.number(r[n]) for n in ("posts", "ours", "audience")), r["topic"]]
            for r in rows[:limit]
        ],
    )


def _open(found: TopicPosts, words: Words, *, as_json: bool) -> None:
    if as_json:
        show_json({"topic": found.topic, "terms": found.terms, "posts": found.posts})
        return
    console.print(found.topic["label"], style="bold", markup=False)
    said = words.listed(list(dict.fromkeys(term["label"] for term in found.terms))[:TERMS])
    console.print(said, soft_wrap=True, markup=False)
    headers = (words("Who"), words("Date"), words("Title"), words("Address"))
    rows = [
        [words.of(SIDES, p["side"]), _day(p["day"], words), p["title"], p["uri"]]
        for p in found.posts
    ]
    show_table(words("Posts"), headers, rows)


def _day(day: str, words: Words) -> str:
    return words.date(datetime.fromisoformat(day)) if day else ""
