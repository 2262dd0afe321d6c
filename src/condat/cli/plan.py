"""``condat plan``: what to write, with whom, where and when; then decide on each row."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from condat.cli.output import HERE, AsJson, Folder, console, open_desk, show_json
from condat.core.words import Words, mark
from condat.distribute.decisions import Decision
from condat.plan.strategy import gate as gates
from condat.report.labels import DECISIONS
from condat.report.reasons import say
from condat.report.sections.plan import certificate
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
    _head(cycle, desk.words)
    for row in cycle.table.to_pylist():
        _block(row, desk)
    _foot(cycle, desk.words)


@app.command()
def accept(
    context: typer.Context, row: Row, by: By, why: Why = "", workspace: Folder = HERE
) -> None:
    """Accept a row: the next plan of this cycle keeps it."""
    desk = _desk(context, workspace)
    _decided(decide(desk, row=row, verdict="accepted", by=by, why=why), desk.words)


@app.command()
def dismiss(context: typer.Context, row: Row, by: By, why: Why, workspace: Folder = HERE) -> None:
    """Dismiss a row: it does not come back in this cycle."""
    desk = _desk(context, workspace)
    _decided(decide(desk, row=row, verdict="dismissed", by=by, why=why), desk.words)


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
    _decided(decide(desk, row=row, verdict="changed", by=by, why=why, changes=changes), desk.words)


def _desk(context: typer.Context, workspace: Folder) -> Desk:
    return open_desk(context.obj if workspace == HERE else workspace)


_DECIDED = {
    "accepted": mark("{row}, accepted by {by}: {title}"),
    "dismissed": mark("{row}, dismissed by {by}: {title}"),
    "changed": mark("{row}, changed by {by}: {title}"),
}


def _decided(decision: Decision, words: Words) -> None:
    told, title = _DECIDED[decision.verdict], decision.proposal.title
    what = words(told, row=decision.row, by=decision.by, title=title)
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


def _head(cycle: Cycle, words: Words) -> None:
    if cycle.gate.draft:
        console.print(words("DRAFT: the strategy is not approved. Missing:"), style="bold yellow")
        for step in gates.steps(cycle.gate, words):
            console.print(f"  - {step}", markup=False, soft_wrap=True)
    elif cycle.gate.override:
        by = cycle.gate.override
        told = words("Without an approved strategy: {by}, {why}", by=by.by, why=by.why)
        console.print(told, markup=False)


def _block(row: dict[str, Any], desk: Desk) -> None:
    words = desk.words
    console.print(f"\n{row['position']}. {piece(row, words)}", style="bold", markup=False)
    local = row["moment"].astimezone(planning.zone(desk))
    facts = [words.moment(local), row["place"], row["persona"], row["message"]]
    lines = [" · ".join(fact for fact in facts if fact), *_why(row, words), _effect(row, words)]
    lines += [say(rule, words) for rule in row["stop_rule"]]
    lines += [words("Evidence: {uri}", uri=uri) for uri in row["evidence"][:3]]
    lines.append(f"{row['row']} · {words.of(DECISIONS, row['decision'])}")
    for line in lines:
        console.print(f"   {line}", markup=False, soft_wrap=True)


def _why(row: dict[str, Any], words: Words) -> list[str]:
    told = [r for r in row["reasons"] if not r["code"].startswith("value.")]
    lines = [say(reason, words) for reason in told]
    lists = (
        (words("Words to use"), row["words_to_use"]),
        (words("Words to avoid"), row["words_to_avoid"]),
    )
    lines += [_labelled(label, words.listed(given), words) for label, given in lists if given]
    label = words("Question to answer")
    return lines + [_labelled(label, question, words) for question in row["questions"]]


def _labelled(label: str, text: str, words: Words) -> str:
    return words("{label}: {text}", label=label, text=text)


def _effect(row: dict[str, Any], words: Words) -> str:
    if row["effect"] is None:
        told = " ".join([words("Cannot know yet."), *(say(n, words) for n in row["needs"])])
        return _labelled(words("Expected"), told, words)
    middle, low, high = (words.number(row[n], 2) for n in ("effect", "effect_low", "effect_high"))
    told = words(
        "{effect} times the usual result (90% sure it is between {low} and {high})",
        effect=middle,
        low=low,
        high=high,
    )
    return _labelled(words("Expected"), told, words)


def _foot(cycle: Cycle, words: Words) -> None:
    planned = cycle.planned
    console.print(f"\n{certificate(planned.gap, words)}", style="bold")
    told = words(
        "Combinations of piece, person and moment that were weighed: {count}. "
        "From version {version} of the corpus.",
        count=words.number(planned.considered, 0),
        version=str(cycle.version),
    )
    console.print(told, soft_wrap=True)
    for name in planned.uncovered:
        missed = words("No row of the plan carries: {message}", message=name)
        console.print(missed, style="yellow", markup=False)
