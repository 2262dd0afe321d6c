"""``condat strategy``: what the team wants, approved by name; basics first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Annotated

import typer

from condat.cli.output import HERE, AsJson, Folder, console, open_desk, show_json
from condat.plan import gate as gates
from condat.plan.gate import Gate
from condat.plan.strategy import FIELDS, Strategy
from condat.report.reasons import say
from condat.usecases import deciding
from condat.usecases import strategy as usecase
from condat.usecases.findings import findings

app = typer.Typer(help="Write down what the team wants, and approve it by name.")

By = Annotated[str, typer.Option(help="Who says so.")]
Why = Annotated[str, typer.Option(help="The reason, kept with the name.")]


@app.command()
def show(workspace: Folder = HERE, as_json: AsJson = False) -> None:
    """Show each field, and who approved it when."""
    desk = open_desk(workspace)
    strategy = usecase.strategy_of(desk)
    if as_json:
        show_json(_facts(strategy))
        return
    for field in FIELDS:
        console.print(_heading(strategy, field, desk.words.date), style="bold", markup=False)
        for line in _lines(strategy, field):
            console.print(f"  {line}", markup=False, soft_wrap=True)


@app.command(name="set")
def set_(
    field: Annotated[str, typer.Argument(help="objective, messages, good_content.example ...")],
    values: Annotated[list[str], typer.Argument(help="The text; several for a list.")],
    workspace: Folder = HERE,
) -> None:
    """Write one field; an edited field has to be approved again."""
    usecase.set_field(open_desk(workspace), field=field, values=values)
    console.print(
        f"{field} is written. Approve it: condat strategy approve {_head(field)} --by NAME"
    )


@app.command()
def approve(
    field: Annotated[str, typer.Argument(help="A field, or all.")],
    by: By,
    workspace: Folder = HERE,
) -> None:
    """Approve a field as it stands now."""
    desk = open_desk(workspace)
    approved = usecase.approve(desk, field=field, by=by)
    console.print(f"{by} approves {', '.join(approved)}.", markup=False)
    _say(usecase.gate_of(desk))


@app.command()
def check(workspace: Folder = HERE, as_json: AsJson = False) -> None:
    """Say what is missing before plans count; exit code 6 while something is."""
    state = usecase.gate_of(open_desk(workspace))
    if as_json:
        show_json({"approved": state.approved, "draft": state.draft, "todo": gates.steps(state)})
    else:
        _say(state)
    if state.draft:
        raise typer.Exit(6)


@app.command()
def override(by: By, why: Why, workspace: Folder = HERE) -> None:
    """Let plans count for one cycle without an approved strategy; the reason is kept."""
    desk = open_desk(workspace)
    record = deciding.override(desk, by=by, why=why)
    console.print(f"Plans count until {desk.words.date(record.until)}: {by}, {why}", markup=False)


@app.command()
def personas(workspace: Folder = HERE, as_json: AsJson = False) -> None:
    """Mark each statement of the personas: seen, contradicted or not seen in the posts."""
    desk = open_desk(workspace)
    version = desk.corpus.snapshot().version
    rows = findings(desk, version)["statements"].to_pylist()
    if as_json:
        show_json(rows)
        return
    for row in rows:
        heading = f"{row['persona']}, {row['kind']}: {row['statement']}: {row['verdict']}"
        console.print(heading, style="bold", markup=False, soft_wrap=True)
        for line in (*(say(reason, desk.words) for reason in row["reasons"]), *row["evidence"]):
            console.print(f"   {line}", markup=False, soft_wrap=True)


def _say(state: Gate) -> None:
    if state.approved:
        console.print("The strategy is approved: plans count.")
        return
    console.print("Plans are drafts until:" if state.draft else "Overridden; still to do:")
    for step in gates.steps(state):
        console.print(f"  - {step}", markup=False, soft_wrap=True)


def _facts(strategy: Strategy) -> dict[str, object]:
    facts = strategy.model_dump(mode="json", exclude={"approvals"})
    given = {f: a.model_dump(mode="json") for f, a in strategy.approvals.items()}
    return facts | {"approvals": {f: a for f, a in given.items() if strategy.approved(f)}}


def _heading(strategy: Strategy, field: str, date: Callable[[datetime], str]) -> str:
    approval = strategy.approvals.get(field)
    if approval is None:
        return f"{field} (not approved)"
    if not strategy.approved(field):
        return f"{field} (edited since {approval.by} approved it)"
    return f"{field} (approved by {approval.by}, {date(approval.at)})"


def _lines(strategy: Strategy, field: str) -> list[str]:
    if field == "good_content":
        good = strategy.good_content
        shown = [*good.criteria, f"Good: {good.example}", f"Not so: {good.counter_example}"]
        return [line for line in shown if not line.endswith(": ")]
    value = getattr(strategy, field)
    return [value] if isinstance(value, str) else list(value)


def _head(field: str) -> str:
    return field.partition(".")[0]
