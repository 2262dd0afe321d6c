"""``condat plan``: what to write, with whom, where and when; then decide on each row."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from condat.cli.output import HERE, AsJson, Folder, console, open_desk, show_json
from condat.core.words import Words
from condat.distribute.decisions import Decision
from condat.plan import gate as gates
from condat.report.reasons import say
from condat.report.titles import piece
from condat.usecases import planning
from condat.usecases.deciding import decide
from condat.usecases.desk import Desk
from condat.usecases.planning import Cycle

app = typer.Typer(help="What to write, with whom, where and when; decide on each row.")

Row = Annotated[str, typer.Argument(help="The row's id, or the start of it.")]
By = Annotated[str, typer.Option(help="Who decides.")]
Why = Annotated[str, typer.Option(help="The reason, kept with the name.")]
At = Annotated[int | None, typer.Option(help="Make the plan of an earlier version again.")]


@app.callback(invoke_without_command=True)
def plan(
    context: typer.Context, at: At = None, workspace: Folder = HERE, as_json: AsJson = False
) -> None:
    """Plan the cycle that starts tomorrow, each row with its evidence."""
    context.obj = workspace
    if context.invoked_subcommand is not None:
        return
    desk = open_desk(workspace)
    cycle = planning.make(desk) if at is None else planning.again(desk, at)
    if as_json:
        show_json(_facts(cycle))
        return
    _head(cycle)
    for row in cycle.table.to_pylist():
        _block(row, desk)
    _foot(cycle, desk.words)


@app.command()
def accept(
    context: typer.Context, row: Row, by: By, why: Why = "", workspace: Folder = HERE
) -> None:
    """Accept a row: the next plan of this cycle keeps it."""
    desk = _desk(context, workspace)
    _decided(decide(desk, row=row, verdict="accepted", by=by, why=why))


@app.command()
def dismiss(context: typer.Context, row: Row, by: By, why: Why, workspace: Folder = HERE) -> None:
    """Dismiss a row: it does not come back in this cycle."""
    desk = _desk(context, workspace)
    _decided(decide(desk, row=row, verdict="dismissed", by=by, why=why))


@app.command()
def change(
    context: typer.Context,
    row: Row,
    by: By,
    why: Why,
    moment: Annotated[str, typer.Option(help="2026-11-24T10:00, in the team's time.")] = "",
    place: Annotated[str, typer.Option(help="Where it goes out.")] = "",
    form: Annotated[str, typer.Option(help="article, interview ...")] = "",
    title: Annotated[str, typer.Option(help="What it is called.")] = "",
    message: Annotated[str, typer.Option(help="What it should leave behind.")] = "",
    persona: Annotated[str, typer.Option(help="Whom it is for.")] = "",
    person: Annotated[str, typer.Option(help="With whom.")] = "",
    role: Annotated[str, typer.Option(help="interviewed, quoted ...")] = "",
    workspace: Folder = HERE,
) -> None:
    """Change a row: the next plan of this cycle keeps it as changed."""
    given = {
        "moment": moment,
        "place": place,
        "form": form,
        "title": title,
        "message": message,
        "persona": persona,
        "person": person,
        "role": role,
    }
    changes = {field: value for field, value in given.items() if value}
    desk = _desk(context, workspace)
    _decided(decide(desk, row=row, verdict="changed", by=by, why=why, changes=changes))


def _desk(context: typer.Context, workspace: Folder) -> Desk:
    return open_desk(context.obj if workspace == HERE else workspace)


def _decided(decision: Decision) -> None:
    what = f"{decision.row} {decision.verdict} by {decision.by}: {decision.proposal.title}"
    console.print(what, markup=False, soft_wrap=True)


def _facts(cycle: Cycle) -> dict[str, Any]:
    planned = cycle.planned
    return {
        "version": cycle.version,
        "as_of": cycle.as_of,
        "draft": cycle.gate.draft,
        "todo": gates.steps(cycle.gate),
        "value": planned.value,
        "bound": planned.bound,
        "gap": planned.gap,
        "considered": planned.considered,
        "uncovered": planned.uncovered,
        "rows": cycle.table.to_pylist(),
    }


def _head(cycle: Cycle) -> None:
    if cycle.gate.draft:
        console.print("DRAFT: the strategy is not approved.", style="bold yellow")
        for step in gates.steps(cycle.gate):
            console.print(f"  - {step}", markup=False, soft_wrap=True)
    elif cycle.gate.override:
        by = cycle.gate.override
        console.print(f"Without an approved strategy: {by.by}, {by.why}", markup=False)


def _block(row: dict[str, Any], desk: Desk) -> None:
    words = desk.words
    console.print(f"\n{row['position']}. {piece(row, words)}", style="bold", markup=False)
    local = row["moment"].astimezone(planning.zone(desk))
    facts = [words.moment(local), row["place"], row["persona"], row["message"]]
    lines = [" · ".join(fact for fact in facts if fact), *_why(row, words), _effect(row, words)]
    lines += [say(rule, words) for rule in row["stop_rule"]]
    lines += [f"Evidence: {uri}" for uri in row["evidence"][:3]]
    lines.append(f"{row['row']} · {row['decision']}")
    for line in lines:
        console.print(f"   {line}", markup=False, soft_wrap=True)


def _why(row: dict[str, Any], words: Words) -> list[str]:
    told = [r for r in row["reasons"] if not r["code"].startswith("value.")]
    lines = [say(reason, words) for reason in told]
    use = ", ".join(row["words_to_use"])
    lines += [f"Words to use: {use}"] if use else []
    lines += [f"Avoid: {', '.join(row['words_to_avoid'])}"] if row["words_to_avoid"] else []
    return lines + [f"Answer: {question}" for question in row["questions"]]


def _effect(row: dict[str, Any], words: Words) -> str:
    if row["effect"] is None:
        return " ".join(["Effect: cannot know yet.", *(say(n, words) for n in row["needs"])])
    middle, low, high = (words.number(row[n], 2) for n in ("effect", "effect_low", "effect_high"))
    return f"Effect: {middle} times the usual result (90% sure: between {low} and {high})"


def _foot(cycle: Cycle, words: Words) -> None:
    planned = cycle.planned
    share = words.percent(1 - planned.gap)
    console.print(f"\nAt least {share} of the best possible choice", style="bold")
    console.print(
        f"among {words.number(planned.considered, 0)} combinations of piece, person and moment; "
        f"corpus version {cycle.version}.",
        soft_wrap=True,
    )
    for name in planned.uncovered:
        console.print(f"No row carries: {name}", style="yellow", markup=False)
