"""``condat people``: whom to read before deciding, with the reasons and how sure each rank is."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from condat.cli.output import HERE, AsJson, Folder, console, open_desk, show_json
from condat.core.errors import NotFoundError
from condat.core.words import Words, mark
from condat.plan.people.scores import PARTS
from condat.plan.strategy import gate as gates
from condat.usecases.desk import Desk
from condat.usecases.introducing import Introduction, introduce
from condat.usecases.strategy import gate_of

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
    weights = desk.settings.people.model_dump()
    if as_json:
        todo = {"draft": state.draft, "missing": gates.steps(state)}
        show_json(todo | {"weights": weights} | found.facts())
        return
    if not found.people:
        raise NotFoundError(
            mark("Nobody but us has written on this yet."),
            hint=mark("Import or listen to more posts."),
        )
    _head(desk, found, gates.steps(state, desk.words) if state.draft else ())
    for row in found.people:
        _card(row, desk.words)


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
    chosen = desk.settings.people.model_dump()
    told = {part: words.percent(chosen[part]) for part in PARTS}
    weights = words(
        "Weights: relevance {relevance}, resonance {resonance}, authority {authority}, "
        "reach {reach}.",
        **told,
    )
    console.print(weights, soft_wrap=True)
    if all(row["basis"] == "links" for row in found.people):
        links = words("This corpus has no engagement: links and mentions carry the ranking.")
        console.print(links, soft_wrap=True)
    sure = words("Ranks hold together nine times in ten: that is the range in brackets.")
    console.print(sure, soft_wrap=True)


def _card(row: Record, words: Words) -> None:
    console.print()
    title = f"{row['position']}. {row['name']}"
    console.print(title, style="bold", markup=False, end="")
    console.print(f"  {' · '.join(_traits(row, words))}", markup=False, soft_wrap=True)
    for reason in row["said"]:
        console.print(f"   {reason}", markup=False, soft_wrap=True)
    for heading, lines in _lists(row, words):
        label = words("{label}:", label=heading)
        console.print(f"   {label}", markup=False)
        for line in lines:
            console.print(f"   - {line}", markup=False, soft_wrap=True)


def _traits(row: Record, words: Words) -> list[str]:
    traits = [row["place"]] if row["place"] else []
    traits.append(words("rank: {rank}", rank=rank(row, words)))
    if row["rate"] is not None:
        traits.append(words.money(row["rate"], row["currency"] or "EUR"))
    if row["available"] is not None:
        traits.append(words("available") if row["available"] else words("not available"))
    return traits


def rank(row: Record, words: Words) -> str:
    """Say a rank and its interval: 3rd (2nd to 7th)."""
    if row["rank_low"] == row["rank_high"]:
        return words.ordinal(row["rank"])
    ends = {end: words.ordinal(row[f"rank_{end}"]) for end in ("low", "high")}
    return words("{rank} ({low} to {high})", rank=words.ordinal(row["rank"]), **ends)


def _named(post: Record) -> str:
    untitled = post["title"] == post["uri"]
    return str(post["url"]) if untitled else f"{post['title']} <{post['url']}>"


def _lists(row: Record, words: Words) -> list[tuple[str, list[str]]]:
    wrote = [_named(post) for post in row["wrote"]]
    passages = [f"{words.quote(p['text'])} <{p['url']}>" for p in row["passages"]]
    lists = [
        (words("Wrote"), wrote),
        (words("To read before deciding"), passages),
        (words("Worked with us"), row["past_collaborations"]),
        (words("Worked with competitors"), row["competitor_collaborations"]),
    ]
    return [(heading, lines) for heading, lines in lists if lines]
