"""``condat people``: whom to read before deciding, with the reasons and how sure each rank is."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from condat.cli.output import HERE, AsJson, Folder, console, open_desk, show_json
from condat.core.errors import NotFoundError
from condat.core.words import Words, mark
from condat.plan.strategy import gate as gates
from condat.report.persons import standing, sure, terms, weights
from condat.usecases.desk import Desk
from condat.usecases.read.introducing import Introduction, introduce
from condat.usecases.team.strategy import gate_of

Record = dict[str, Any]


def people(
    topic: Annotated[str, typer.Option(help="A topic, by its id or label; the whole watch.")] = "",
    limit: Annotated[int, typer.Option(min=1, help="How many people to show.")] = 10,
    workspace: Folder = HERE,
    as_json: AsJson = False,
) -> None:
    """Shortlist people: shown expertise and fit first, reach last; ranks with intervals."""
    desk = open_desk(workspace)
    found = introduce(desk, topic, limit)
    state = gate_of(desk)
    if as_json:
        todo = {"draft": state.draft, "missing": gates.steps(state)}
        show_json(todo | {"weights": desk.settings.people.model_dump()} | found.facts())
        return
    if not found.people:
        raise NotFoundError(
            mark("Nobody but us has written on this yet."),
            hint=mark("Import or listen to more posts."),
        )
    _head(desk, found, gates.steps(state, desk.words) if state.draft else ())
    for row in found.people:
        _card(row, desk.words, desk.settings.plan.currency)


def _head(desk: Desk, found: Introduction, missing: tuple[str, ...]) -> None:
    words, first = desk.words, found.people[0]
    title = words("The first to read: {name}", name=first["name"])
    if found.label:
        title = words("The first to read on {topic}: {name}", topic=found.label, name=first["name"])
    console.print(title, style="bold", markup=False)
    if missing:
        console.print(words("DRAFT: the strategy is not approved. Missing:"), style="yellow")
        for step in missing:
            console.print(f"  - {step}", markup=False, soft_wrap=True)
    console.print(weights(desk.settings.people, words), soft_wrap=True)
    if all(row["basis"] == "links" for row in found.people):
        links = words(
            "No reactions to their posts are counted: links and mentions carry the ranking."
        )
        console.print(links, soft_wrap=True)
    console.print(sure(found.leader, words), soft_wrap=True)


def _card(row: Record, words: Words, currency: str) -> None:
    console.print()
    title = f"{row['position']}. {row['name']}"
    console.print(title, style="bold", markup=False, end="")
    console.print(f"  {' · '.join(_traits(row, words, currency))}", markup=False, soft_wrap=True)
    for reason in row["said"]:
        console.print(f"   {reason}", markup=False, soft_wrap=True)
    for heading, lines in _lists(row, words):
        label = words("{label}:", label=heading)
        console.print(f"   {label}", markup=False)
        for line in lines:
            console.print(f"   - {line}", markup=False, soft_wrap=True)


def _traits(row: Record, words: Words, currency: str) -> list[str]:
    place = [row["place"]] if row["place"] else []
    return [
        *place,
        *terms(row, words, currency),
        words("{name}: {what}", name=words("Rank"), what=standing(row, words)),
    ]


def _named(post: Record) -> str:
    untitled = post["title"] == post["uri"]
    return str(post["url"]) if untitled else f"{post['title']} <{post['url']}>"


def _why(passage: Record) -> str:
    return "".join(f"\n     {reason}" for reason in passage["said"])


def _lists(row: Record, words: Words) -> list[tuple[str, list[str]]]:
    wrote = [_named(post) for post in row["wrote"]]
    passages = [f"{words.quote(p['text'])} <{p['url']}>{_why(p)}" for p in row["passages"]]
    lists = [
        (words("Wrote"), wrote),
        (words("To read before deciding"), passages),
        (words("Worked with us"), row["past_collaborations"]),
        (words("Worked with competitors"), row["competitor_collaborations"]),
    ]
    return [(heading, lines) for heading, lines in lists if lines]
