"""``condat strategy``: what the team wants, approved by name; basics first."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from condat.cli.output import HERE, AsJson, Folder, console, open_desk, show_json
from condat.core.words import Words
from condat.plan.strategy import gate as gates
from condat.plan.strategy.gate import Gate
from condat.plan.strategy.strategy import FIELDS, Strategy
from condat.report.labels import SEEN, STATEMENTS
from condat.report.reasons import say
from condat.usecases.read.findings import findings
from condat.usecases.team import deciding
from condat.usecases.team import strategy as usecase

app = typer.Typer(
    help="Write down what the team wants, and approve it by name.", add_completion=False
)

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
        console.print(_heading(strategy, field, desk.words), style="bold", markup=False)
        for line in _lines(strategy, field, desk.words):
            console.print(f"  {line}", markup=False, soft_wrap=True)


@app.command(name="set")
def set_(
    field: Annotated[str, typer.Argument(help="objective, messages, good_content.example ...")],
    values: Annotated[list[str], typer.Argument(help="The text; several for a list.")],
    workspace: Folder = HERE,
    as_json: AsJson = False,
) -> None:
    """Write one field; an edited field has to be approved again."""
    desk = open_desk(workspace)
    usecase.set_field(desk, field=field, values=values)
    if as_json:
        show_json({"field": field, "values": values})
        return
    told = desk.words(
        "{field} is written. Approve it: condat strategy approve {whole} --by NAME",
        field=field,
        whole=_head(field),
    )
    console.print(told, soft_wrap=True, markup=False)


@app.command()
def approve(
    field: Annotated[str, typer.Argument(help="A field, or all.")],
    by: By,
    workspace: Folder = HERE,
    as_json: AsJson = False,
) -> None:
    """Approve a field as it stands now."""
    desk = open_desk(workspace)
    approved = usecase.approve(desk, field=field, by=by)
    if as_json:
        show_json({"by": by, "fields": approved, **_state(usecase.gate_of(desk))})
        return
    words = desk.words
    told = words("{by} approves: {fields}.", by=by, fields=words.listed(approved))
    console.print(told, markup=False)
    _say(usecase.gate_of(desk), words)


@app.command()
def check(workspace: Folder = HERE, as_json: AsJson = False) -> None:
    """Say what is missing before plans count; exit code 6 while something is."""
    desk = open_desk(workspace)
    state = usecase.gate_of(desk)
    if as_json:
        show_json(_state(state))
    else:
        _say(state, desk.words)
    if state.draft:
        raise typer.Exit(6)


@app.command()
def override(by: By, why: Why, workspace: Folder = HERE, as_json: AsJson = False) -> None:
    """Let plans count for one cycle without an approved strategy; the reason is kept."""
    desk = open_desk(workspace)
    record = deciding.override(desk, by=by, why=why)
    if as_json:
        show_json({"until": record.until, "by": by, "why": why})
        return
    told = desk.words(
        "Plans count until {date}: {by}, {why}", date=desk.words.date(record.until), by=by, why=why
    )
    console.print(told, markup=False)


@app.command()
def personas(workspace: Folder = HERE, as_json: AsJson = False) -> None:
    """Mark each statement of the personas: seen, contradicted or not seen in the posts."""
    desk = open_desk(workspace)
    words, version = desk.words, desk.corpus.snapshot().version
    rows = findings(desk, version)["statements"].to_pylist()
    if as_json:
        show_json(rows)
        return
    for row in rows:
        heading = words(
            "{persona} – {kind}: {statement} – {verdict}",
            persona=row["persona"],
            kind=words.of(STATEMENTS, row["kind"]),
            statement=_statement(row, words),
            verdict=words.of(SEEN, row["verdict"]),
        )
        console.print(heading, style="bold", markup=False, soft_wrap=True)
        for line in (*(say(reason, words) for reason in row["reasons"]), *row["evidence"]):
            console.print(f"   {line}", markup=False, soft_wrap=True)


def _state(gate: Gate) -> dict[str, Any]:
    return {"approved": gate.approved, "draft": gate.draft, "todo": gates.steps(gate)}


def _statement(row: dict[str, Any], words: Words) -> str:
    text = str(row["statement"])
    return words.language_name(text) if row["kind"] == "language" else text


def _say(state: Gate, words: Words) -> None:
    if state.approved:
        console.print(words("The strategy is approved: plans count"))
        return
    draft = words("Plans are drafts as long as this is missing:")
    console.print(draft if state.draft else words("Plans count for now; still to do:"))
    for step in gates.steps(state, words):
        console.print(f"  - {step}", markup=False, soft_wrap=True)


def _facts(strategy: Strategy) -> dict[str, object]:
    facts = strategy.model_dump(mode="json", exclude={"approvals"})
    given = {f: a.model_dump(mode="json") for f, a in strategy.approvals.items()}
    return facts | {"approvals": {f: a for f, a in given.items() if strategy.approved(f)}}


def _heading(strategy: Strategy, field: str, words: Words) -> str:
    approval = strategy.approvals.get(field)
    if approval is None:
        return words("{field} (not approved)", field=field)
    if not strategy.approved(field):
        return words("{field} (edited since {by} approved it)", field=field, by=approval.by)
    date = words.date(approval.at)
    return words("{field} (approved by {by}, {date})", field=field, by=approval.by, date=date)


def _lines(strategy: Strategy, field: str, words: Words) -> list[str]:
    if field == "good_content":
        good = strategy.good_content
        shown = [words("Good: {example}", example=good.example)] if good.example else []
        if good.counter_example:
            shown.append(words("Not so: {example}", example=good.counter_example))
        return [*good.criteria, *shown]
    value = getattr(strategy, field)
    return [value] if isinstance(value, str) else list(value)


def _head(field: str) -> str:
    return field.partition(".")[0]
