"""``condat listen``: add sources, read them, see how they fare."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated

import typer

from condat.cli.output import HERE, AsJson, Folder, console, open_desk, show_json, show_table
from condat.core.errors import SourceError
from condat.listen.discover import Found
from condat.usecases import health as health_usecase
from condat.usecases import listening, sources
from condat.usecases.listening import Outcome

app = typer.Typer(help="Listen to feeds and WordPress sites.", invoke_without_command=True)

_WORDS = {"feeds": "a feed", "wordpress": "a WordPress site, with its comments"}


@app.callback()
def listen(context: typer.Context, workspace: Folder = HERE, as_json: AsJson = False) -> None:
    """Listen to feeds and WordPress sites: without a command, read every source."""
    if context.invoked_subcommand is None:
        run(None, workspace, as_json)


@app.command()
def run(
    names: Annotated[list[str] | None, typer.Argument(help="Sources; all by default.")] = None,
    workspace: Folder = HERE,
    as_json: AsJson = False,
) -> None:
    """Read the sources: what is new, changed or gone goes into the corpus."""
    desk = open_desk(workspace)
    outcomes = list(listening.listen(desk, tuple(names or ())))
    if as_json:
        show_json([asdict(outcome) for outcome in outcomes])
    elif outcomes:
        show_table(_headline(outcomes), _COLUMNS, [_row(outcome) for outcome in outcomes])
        _problems(outcomes)
    else:
        console.print("No sources yet. Add one: condat listen add ADDRESS")
    failed = [outcome for outcome in outcomes if outcome.problem and not outcome.waiting]
    if failed and (len(failed) == len(outcomes) or any(o.permanent for o in failed)):
        raise typer.Exit(SourceError.exit_code)


@app.command()
def add(
    address: Annotated[str, typer.Argument(help="A site, a feed or a WordPress.")],
    name: Annotated[str, typer.Option(help="How to call it; after its title by default.")] = "",
    side: Annotated[
        str, typer.Option("--as", help="Whose voice it is: ours, competitor:NAME or audience.")
    ] = "audience",
    workspace: Folder = HERE,
    as_json: AsJson = False,
) -> None:
    """Find out what an address is, try it, and add it to the sources."""
    desk = open_desk(workspace)
    with listening.opened(desk) as fetch:
        source, found = sources.add(desk, address, fetch=fetch, name=name, side=side)
    if as_json:
        show_json({"source": source.model_dump(), "found": asdict(found), "as": side})
        return
    console.print(_told(found), soft_wrap=True)
    console.print(f"It is now the source {source.name} ({side}). Next: condat listen")


@app.command("list")
def list_(workspace: Folder = HERE, as_json: AsJson = False) -> None:
    """List the sources."""
    known = sources.sources_of(open_desk(workspace))
    if as_json:
        show_json([source.model_dump() for source in known])
        return
    rows = [(source.name, source.connector, source.address) for source in known]
    show_table(_sources(len(rows)), ("name", "kind", "address"), rows)


@app.command()
def remove(
    name: Annotated[str, typer.Argument(help="The source's name.")],
    workspace: Folder = HERE,
    as_json: AsJson = False,
) -> None:
    """Stop listening to a source; its posts stay."""
    sources.remove(open_desk(workspace), name)
    if as_json:
        show_json({"removed": name})
        return
    console.print(f"{name} is not listened to any more. Its posts stay in the corpus.")


@app.command()
def health(workspace: Folder = HERE, as_json: AsJson = False) -> None:
    """Say how the sources fare: last read, last news, what is wrong, when next."""
    found = health_usecase.health(open_desk(workspace), datetime.now(UTC))
    if as_json:
        show_json([asdict(one) for one in found])
        return
    ill = sum(one.status in ("failing", "broken") for one in found)
    rows = [
        (h.name, h.status, _when(h.succeeded_at), _when(h.changed_at), _when(h.next_at), h.problem)
        for h in found
    ]
    columns = ("name", "health", "last read", "last news", "next", "what is wrong")
    show_table(f"{len(found) - ill} of {_sources(len(found))} can be read", columns, rows)


_COLUMNS = ("source", "new", "changed", "removed", "rejected", "next")


def _row(outcome: Outcome) -> tuple[str, ...]:
    told = outcome.written
    counts = (told.added, told.changed, told.removed, told.rejects)
    return (outcome.name, *map(str, counts), _when(outcome.next_at))


def _headline(outcomes: list[Outcome]) -> str:
    new = sum(outcome.written.added for outcome in outcomes)
    failed = sum(bool(outcome.problem) for outcome in outcomes)
    told = f"New posts: {new}, from {_sources(len(outcomes))}"
    return f"{told}; {failed} could not be read" if failed else told


def _problems(outcomes: list[Outcome]) -> None:
    for outcome in outcomes:
        if outcome.problem:
            console.print(f"{outcome.name}: {outcome.problem}", soft_wrap=True, markup=False)


def _told(found: Found) -> str:
    title = f' "{found.title}"' if found.title else ""
    latest = f", the latest of {found.latest:%Y-%m-%d}" if found.latest else ""
    return f"{found.address} is {_WORDS[found.connector]}{title}: {found.posts} posts{latest}."


def _sources(count: int) -> str:
    return "1 source" if count == 1 else f"{count} sources"


def _when(moment: datetime | None) -> str:
    return moment.astimezone().strftime("%Y-%m-%d %H:%M") if moment else "-"
