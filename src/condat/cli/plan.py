"""``condat plan``: what to write, with whom, where and when; then decide on each row."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

import typer

from condat.cli.output import HERE, AsJson, Folder, console, open_desk, show_json
from condat.core.words import Words, mark
from condat.distribute.decisions import Decision
from condat.plan.strategy import gate as gates
from condat.report import limits
from condat.report.labels import DECISIONS
from condat.report.rows import heading, told, where_and_when
from condat.report.sections.plan import certificate
from condat.usecases.desk import Desk
from condat.usecases.plan import planning
from condat.usecases.plan.planning import Cycle
from condat.usecases.plan.ruling import decide

app = typer.Typer(
    help="What to write, with whom, where and when; decide on each row.", add_completion=False
)

Row = Annotated[str, typer.Argument(help="The row’s id, or the start of it.")]
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
    _foot(cycle, desk)


@app.command()
def accept(
    context: typer.Context,
    row: Row,
    by: By,
    why: Why = "",
    workspace: Folder = HERE,
    as_json: AsJson = False,
) -> None:
    """Accept a row: the next plans keep it until it has gone out."""
    desk = _desk(context, workspace)
    decision = decide(desk, row=row, verdict="accepted", by=by, why=why)
    _decided(decision, desk.words, as_json=as_json)


class Scope(StrEnum):
    """What a dismissal keeps out."""

    ROW = "row"
    KEYWORD = "keyword"
    PERSON = "person"


@app.command()
def dismiss(
    context: typer.Context,
    row: Row,
    by: By,
    why: Why,
    scope: Annotated[
        Scope,
        typer.Option(help="Keep out this keyword with this person, the keyword, or the person."),
    ] = Scope.ROW,
    workspace: Folder = HERE,
    as_json: AsJson = False,
) -> None:
    """Dismiss a row: it does not come back until the evidence has changed."""
    desk = _desk(context, workspace)
    decision = decide(desk, row=row, verdict="dismissed", by=by, why=why, scope=scope.value)
    _decided(decision, desk.words, as_json=as_json)


@app.command()
def undo(
    context: typer.Context,
    row: Row,
    by: By,
    why: Why = "",
    workspace: Folder = HERE,
    as_json: AsJson = False,
) -> None:
    """Undo what was decided on a row: the next plan is free to propose it or not."""
    desk = _desk(context, workspace)
    decision = decide(desk, row=row, verdict="undone", by=by, why=why)
    _decided(decision, desk.words, as_json=as_json)


@app.command()
def change(
    context: typer.Context,
    row: Row,
    by: By,
    why: Why,
    moment: Annotated[str, typer.Option(help="2026-11-24T10:00, in the team’s time.")] = "",
    place: Annotated[str, typer.Option(help="Where it goes out.")] = "",
    form: Annotated[str, typer.Option(help="article, interview ...")] = "",
    title: Annotated[str, typer.Option(help="What it is called.")] = "",
    message: Annotated[str, typer.Option(help="What it should leave behind.")] = "",
    persona: Annotated[str, typer.Option(help="Whom it is for.")] = "",
    person: Annotated[str, typer.Option(help="With whom; - for nobody.")] = "",
    role: Annotated[str, typer.Option(help="interviewed, quoted ...")] = "",
    cost: Annotated[str, typer.Option(help="What the person is paid.")] = "",
    words_to_use: Annotated[str, typer.Option(help="Separated by semicolons.")] = "",
    words_to_avoid: Annotated[str, typer.Option(help="Separated by semicolons.")] = "",
    questions: Annotated[str, typer.Option(help="Separated by semicolons.")] = "",
    workspace: Folder = HERE,
    as_json: AsJson = False,
) -> None:
    """Change a row: the next plan keeps it as changed."""
    given = {
        "moment": moment,
        "place": place,
        "form": form,
        "title": title,
        "message": message,
        "persona": persona,
        "person": person,
        "role": role,
        "cost": cost,
        "words_to_use": words_to_use,
        "words_to_avoid": words_to_avoid,
        "questions": questions,
    }
    changes = {name: value for name, value in given.items() if value}
    desk = _desk(context, workspace)
    decision = decide(desk, row=row, verdict="changed", by=by, why=why, changes=changes)
    _decided(decision, desk.words, as_json=as_json)


def _desk(context: typer.Context, workspace: Folder) -> Desk:
    return open_desk(context.obj if workspace == HERE else workspace)


_DECIDED = {
    "accepted": mark("{row}, accepted by {by}: {title}"),
    "dismissed": mark("{row}, dismissed by {by}: {title}"),
    "changed": mark("{row}, changed by {by}: {title}"),
    "undone": mark("{row}, decision undone by {by}: {title}"),
}


def _decided(decision: Decision, words: Words, *, as_json: bool) -> None:
    if as_json:
        show_json(decision.model_dump(mode="json"))
        return
    told, title = _DECIDED[decision.verdict], decision.proposal.title
    what = words(told, row=decision.row, by=decision.by, title=title)
    console.print(what, markup=False, soft_wrap=True)


def _facts(cycle: Cycle) -> dict[str, Any]:
    return {
        "version": cycle.version,
        "as_of": cycle.as_of,
        "draft": cycle.gate.draft,
        "todo": gates.steps(cycle.gate),
        **cycle.planned.plain,
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
    console.print(f"\n{heading(row, words)}", style="bold", markup=False)
    lines = [where_and_when(row, words, desk.settings.plan)]
    lines += [
        words("{label}: {text}", label=label, text=text)
        for label, given in told(row, words)
        for text in given
    ]
    lines += [words("Evidence: {uri}", uri=uri) for uri in row["evidence"][:3]]
    lines.append(f"{row['row']} · {words.of(DECISIONS, row['decision'])}")
    for line in lines:
        console.print(f"   {line}", markup=False, soft_wrap=True)


def _foot(cycle: Cycle, desk: Desk) -> None:
    words, means, measures = desk.words, desk.settings.plan, cycle.planned.measures
    console.print(f"\n{certificate(measures.gap, words)}", style="bold")
    count = words.number(measures.considered, 0)
    weighed = words(
        "Combinations of piece, person and moment that were weighed: {count}. "
        "From version {version} of the corpus.",
        count=count,
        version=str(cycle.version),
    )
    short = limits.summary(measures, cycle.table.num_rows, words, means)
    for line in (weighed, short, *_means(cycle, desk), *limits.planned(measures, words)):
        console.print(line, markup=False, soft_wrap=True)
    rows = cycle.table.to_pylist()
    known = {row["row"]: row for row in rows}
    warned = [*limits.distant(rows, words)]
    warned += [limits.conflict(one, known, words, means) for one in measures.conflicts]
    warned += [limits.missed(one, words) for one in measures.uncovered]
    for line in warned:
        console.print(line, style="yellow", markup=False, soft_wrap=True)
    for one in measures.dismissed:
        console.print(limits.dismissed(one, words), markup=False, soft_wrap=True)


def _means(cycle: Cycle, desk: Desk) -> list[str]:
    words, means = desk.words, desk.settings.plan
    return [
        "  - "
        + words(
            "{means}: {used}. With more of it: {brings}.",
            means=words.of(limits.MEANS, ceiling.name),
            used=limits.used(ceiling, words, means),
            brings=limits.more(ceiling, words, means),
        )
        for ceiling in cycle.planned.measures.ceilings
    ]
