"""The strategy of a workspace: read it, write a field, approve it by name, ask the gate."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from difflib import get_close_matches
from operator import attrgetter

import tomlkit
from tomlkit.items import Table

from condat.core.errors import InputError
from condat.core.words import Said, mark
from condat.plan.strategy import gate as gates
from condat.plan.strategy.gate import Gate
from condat.plan.strategy.personas import FILE as PERSONAS_FILE
from condat.plan.strategy.personas import Personas
from condat.plan.strategy.strategy import FIELDS, FILE, Strategy, gaps
from condat.usecases.desk import Desk, read_toml
from condat.usecases.editing import editing
from condat.usecases.team.decided import decisions_of

LISTS = ("pains", "messages", "good_content.criteria")
TEXTS = (
    "objective",
    "audience",
    "promise",
    "outcome",
    "good_content.example",
    "good_content.counter_example",
)


def strategy_of(desk: Desk) -> Strategy:
    """Read the strategy; one that was never written is empty."""
    path = desk.root / FILE
    return read_toml(path, Strategy) if path.exists() else Strategy()


def personas_of(desk: Desk) -> Personas:
    """Read the personas; none were written in a workspace without the file."""
    path = desk.root / PERSONAS_FILE
    return read_toml(path, Personas) if path.exists() else Personas()


def gate_of(desk: Desk) -> Gate:
    """Say whether plans count yet, and what they wait for."""
    overrides = decisions_of(desk).overrides
    return gates.gate(strategy_of(desk), as_of=desk.as_of, overrides=overrides)


def holds(desk: Desk, *, field: str, values: Sequence[str]) -> bool:
    """Say whether a field says just this already.

    Raises
    ------
    InputError
        When the field is unknown.
    """
    _known(field, (*TEXTS, *LISTS))
    found = attrgetter(field)(strategy_of(desk))
    return list(found if field in LISTS else [found]) == list(values)


def set_field(desk: Desk, *, field: str, values: Sequence[str]) -> Strategy:
    """Write one field, with the comments of the file kept.

    Raises
    ------
    InputError
        When the field is unknown, or a single text is given several values.
    """
    _known(field, (*TEXTS, *LISTS))
    if field in TEXTS and len(values) != 1:
        told, hint = mark("takes one text."), mark("Put the sentence between quotes.")
        raise InputError(told, file=FILE, field=field, hint=hint)
    strategy_of(desk)
    with editing(desk.root / FILE) as document:
        table, name = _place(document, field)
        table[name] = _lines(values) if field in LISTS else values[0]
    return strategy_of(desk)


def approve(desk: Desk, *, field: str, by: str) -> tuple[str, ...]:
    """Record that a person approves a field as it stands; ``all`` approves each one.

    Raises
    ------
    InputError
        When the field is unknown, nobody is named, or the field is missing something.
    """
    _known(field, (*FIELDS, "all"))
    if not by.strip():
        raise InputError(mark("An approval needs a name."), hint=mark("Add: --by NAME"))
    wanted = FIELDS if field == "all" else (field,)
    strategy = strategy_of(desk)
    for gap in gaps(strategy):
        if gap.field.split(".")[0] in wanted:
            what, hint = Said(gap.what), Said(gap.hint)
            raise InputError(
                mark("{what}."),
                what=what,
                todo=hint,
                file=FILE,
                field=gap.field,
                hint=mark("{todo}"),
            )
    with editing(desk.root / FILE) as document:
        approvals = document.setdefault("approvals", tomlkit.table(is_super_table=True))
        for name in wanted:
            approvals[name] = _approval(by.strip(), strategy.fingerprint(name))
    return wanted


def _known(field: str, names: Sequence[str]) -> None:
    if field not in names:
        near = get_close_matches(field, names, n=1)
        raise InputError(
            mark("is not a field of the strategy."),
            file=FILE,
            field=field,
            near=near,
            names=list(names),
            hint=mark("Did you mean {near}?") if near else mark("One of: {names}."),
        )


def _place(document: tomlkit.TOMLDocument, field: str) -> tuple[tomlkit.TOMLDocument | Table, str]:
    head, _, tail = field.partition(".")
    if not tail:
        return document, head
    table = document.setdefault(head, tomlkit.table())
    assert isinstance(table, Table)  # noqa: S101 - read as a Strategy just before
    return table, tail


def _lines(values: Sequence[str]) -> tomlkit.items.Array:
    lines = tomlkit.array()
    lines.extend(values)
    return lines.multiline(len(values) > 1)


def _approval(by: str, value: str) -> Table:
    approval = tomlkit.table()
    approval.update({"by": by, "at": datetime.now(UTC).replace(microsecond=0), "value": value})
    return approval
