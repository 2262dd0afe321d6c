"""``condat listen``: add sources, read them, see how they fare."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated, Any

import typer

from condat.cli.output import HERE, AsJson, Folder, console, open_desk, show_json, show_table
from condat.core.errors import SourceError
from condat.core.words import Words, mark
from condat.listen.discover import Found, with_scheme
from condat.listen.web.credential import BASIC
from condat.report.labels import HEALTH
from condat.usecases.listen import health as health_usecase
from condat.usecases.listen import listening, logins, sources
from condat.usecases.listen.health import Health
from condat.usecases.listen.listening import Outcome

app = typer.Typer(
    help="Listen to feeds and WordPress sites.", invoke_without_command=True, add_completion=False
)

_FOUND = {
    "feeds": mark("{address} is a feed: {title}"),
    "wordpress": mark("{address} is a WordPress site, read with its comments: {title}"),
}


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
        show_json([_facts(outcome, desk.words) for outcome in outcomes])
    elif outcomes:
        rows = [_row(outcome, desk.words) for outcome in outcomes]
        show_table(_headline(outcomes, desk.words), _columns(desk.words), rows)
        _problems(outcomes, desk.words)
    else:
        console.print(desk.words("No sources yet. Add one: condat listen add ADDRESS"))
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
    login: Annotated[
        str, typer.Option(help="The secret CONDAT_LOGIN_NAME of the environment, by its NAME.")
    ] = "",
    sent_as: Annotated[
        str, typer.Option(help="How it is sent: basic (user:password), bearer, or a header.")
    ] = BASIC,
    workspace: Folder = HERE,
    as_json: AsJson = False,
) -> None:
    """Find out what an address is, try it, and add it to the sources."""
    desk = open_desk(workspace)
    known = logins.named(login, with_scheme(address), sent_as) if login else None
    with listening.opened(desk) as client:
        fetch = client.fetcher(credential=known)
        source, found = sources.add(
            desk, address, fetch=fetch, name=name, side=side, credential=known, login=login
        )
    if as_json:
        show_json({"source": source.model_dump(), "found": asdict(found), "as": side})
        return
    words = desk.words
    console.print(_told(found, words), soft_wrap=True, markup=False)
    told = words(
        "It is now the source {name} ({side}). Next: condat listen", name=source.name, side=side
    )
    console.print(told, soft_wrap=True, markup=False)


@app.command("list")
def list_(workspace: Folder = HERE, as_json: AsJson = False) -> None:
    """List the sources."""
    desk = open_desk(workspace)
    words, known = desk.words, sources.sources_of(desk)
    if as_json:
        show_json([source.model_dump() for source in known])
        return
    rows = [(source.name, source.connector, source.address) for source in known]
    show_table(_sources(len(rows), words), (words("Name"), words("Kind"), words("Address")), rows)


@app.command()
def remove(
    name: Annotated[str, typer.Argument(help="The source’s name.")],
    workspace: Folder = HERE,
    as_json: AsJson = False,
) -> None:
    """Stop listening to a source; its posts stay."""
    desk = open_desk(workspace)
    sources.remove(desk, name)
    if as_json:
        show_json({"removed": name})
        return
    told = desk.words(
        "{name} is not listened to any more. Its posts stay in the corpus.", name=name
    )
    console.print(told, soft_wrap=True, markup=False)


@app.command()
def health(workspace: Folder = HERE, as_json: AsJson = False) -> None:
    """Say how the sources fare: last read, last news, what is wrong, when next."""
    desk = open_desk(workspace)
    words, found = desk.words, health_usecase.health(desk, datetime.now(UTC))
    if as_json:
        show_json([_facts(one, words) for one in found])
        return
    ill = sum(one.status in ("failing", "broken") for one in found)
    rows = [_fares(one, words) for one in found]
    columns = (
        words("Name"),
        words("Health"),
        words("Last read"),
        words("Last news"),
        words("Next"),
        words("What is wrong"),
    )
    title = words(
        "Sources that can be read: {well} of {count}", well=len(found) - ill, count=len(found)
    )
    show_table(title, columns, rows)


def _fares(one: Health, words: Words) -> tuple[str, ...]:
    moments = (_when(at, words) for at in (one.succeeded_at, one.changed_at, one.next_at))
    return (one.name, words.of(HEALTH, one.status), *moments, _said(one, words))


def _columns(words: Words) -> tuple[str, ...]:
    return (
        words("Source"),
        words("New"),
        words("Changed"),
        words("Removed"),
        words("Rejected rows"),
        words("Next"),
    )


def _row(outcome: Outcome, words: Words) -> tuple[str, ...]:
    told = outcome.written
    counts = (told.added, told.changed, told.removed, told.rejects)
    return (outcome.name, *map(words.number, counts), _when(outcome.next_at, words))


def _headline(outcomes: list[Outcome], words: Words) -> str:
    new = sum(outcome.written.added for outcome in outcomes)
    failed = sum(bool(outcome.problem) for outcome in outcomes)
    told = words("New posts: {count}", count=new)
    if not failed:
        return told
    return told + " · " + words("sources that could not be read: {count}", count=failed)


def _problems(outcomes: list[Outcome], words: Words) -> None:
    for outcome in outcomes:
        if outcome.problem:
            told = words("{label}: {text}", label=outcome.name, text=outcome.problem)
            console.print(told, soft_wrap=True, markup=False)


def _said(one: Outcome | Health, words: Words) -> str:
    return one.problem.said(words) if one.problem else ""


def _facts(one: Outcome | Health, words: Words) -> dict[str, Any]:
    problem = one.problem.model_dump() if one.problem else None
    told = problem and problem | {"message": _said(one, words)}
    return asdict(one) | {"problem": told}


def _told(found: Found, words: Words) -> str:
    title = found.title or words("untitled")
    sentence = _FOUND[found.connector]
    what = words(sentence, address=found.address, title=title)
    told = [what, words("Posts found: {count}", count=found.posts)]
    if found.latest:
        told.append(words("latest: {date}", date=words.date(found.latest)))
    return " · ".join(told)


def _sources(count: int, words: Words) -> str:
    return words.plural("{count} source", "{count} sources", count)


def _when(moment: datetime | None, words: Words) -> str:
    return words.moment(moment.astimezone()) if moment else "–"
