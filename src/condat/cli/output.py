"""What every command shares: the workspace option, tables, JSON, progress bars, errors."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.cells import cell_len
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bars
from rich.table import Column, Table

from condat.cli.reader import working_in
from condat.core.errors import CondatError
from condat.core.progress import Step
from condat.core.words import ENGLISH, Words
from condat.usecases.desk import Desk
from condat.usecases.keep import forgetting

console = Console(highlight=False)
aside = Console(stderr=True, highlight=False)

Folder = Annotated[
    Path,
    typer.Option("--workspace", "-w", envvar="CONDAT_WORKSPACE", help="The workspace folder."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Machine-readable output.")]
HERE = Path()
MOST = 16  # letters of a word: longer ones are broken in a narrow column
_BOUND = {0xA0: "\ue000", 0x202F: "\ue001"}  # spaces at which no line ends: Rich ends lines there
_FREED = {ord(kept): chr(space) for space, kept in _BOUND.items()}


class _BarStep:
    def __init__(self, bars: Bars, label: str, total: int | None) -> None:
        self._bars = bars
        self._task = bars.add_task(label, total=total)

    def advance(self, amount: int = 1) -> None:
        self._bars.advance(self._task, amount)

    def finish(self) -> None:
        task = self._bars.tasks[self._bars.task_ids.index(self._task)]
        self._bars.update(self._task, total=task.total or max(task.completed, 1))
        self._bars.update(self._task, completed=self._bars.tasks[task.id].total)


class BarProgress:
    """Progress bars on standard error, in a language; nothing when it is not a terminal."""

    def __init__(self) -> None:
        self.words = ENGLISH

    @contextmanager
    def step(self, label: str, total: int | None = None) -> Iterator[Step]:
        """Show one bar while the step lasts."""
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        quiet = not aside.is_terminal
        with Bars(*columns, TimeRemainingColumn(), console=aside, disable=quiet) as bars:
            step = _BarStep(bars, self.words(label), total)
            yield step
            step.finish()


def open_desk(folder: Path) -> Desk:
    """Open the workspace folder of a command, with progress bars; finish a killed erasure first."""
    working_in(folder)
    bars = BarProgress()
    desk = Desk.open(folder, progress=bars)
    bars.words = desk.words
    if forgetting.resume(desk):
        aside.print(desk.words("An erasure that was interrupted is finished now."))
    return desk


def show_json(value: object) -> None:
    """Print a value as JSON; times in ISO 8601."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2, default=_plain) + "\n")


def show_table(title: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table under a title that is a sentence with the answer in it.

    It is never wider than the terminal: where words do not fit, the longest are broken.
    """
    heads = [name.translate(_BOUND) for name in columns]
    lines = [[cell.translate(_BOUND) for cell in row] for row in rows]
    texts = [(name, *(line[at] for line in lines)) for at, name in enumerate(heads)]
    widths = _widths(texts, console.width - 2 * len(columns))
    whole = [
        Column(name, overflow="fold", width=width)
        for name, width in zip(heads, widths, strict=True)
    ]
    table = Table(*whole, title=title, title_justify="left", title_style="bold", box=None)
    for line in lines:
        table.add_row(*line)
    with console.capture() as drawn:
        console.print(table)
    console.out(drawn.get().translate(_FREED), end="", highlight=False)


def _widths(columns: Sequence[Sequence[str]], room: int) -> list[int]:
    """Share out the room: no column has more than it needs, none breaks a word while there is room.

    Examples
    --------
    >>> columns = [["a rather long text"], ["levain"]]
    >>> _widths(columns, 30), _widths(columns, 14), _widths(columns, 8)
    ([18, 6], [8, 6], [4, 4])
    """
    whole = [max(cell_len(text) for text in texts) for texts in columns]
    words = [_longest(texts) for texts in columns]
    for most in range(MOST, 0, -1):
        kept = [min(word, most) for word in words]
        if sum(kept) <= room:
            break
    for most in range(max(whole, default=0), 0, -1):
        shared = [min(one, max(word, most)) for one, word in zip(whole, kept, strict=True)]
        if sum(shared) <= room:
            return shared
    return kept


def _longest(texts: Iterable[str]) -> int:
    """Return the width of the longest word that a narrow column should not break."""
    return min(MOST, max((cell_len(word) for text in texts for word in text.split()), default=0))


def show_facts(facts: Mapping[str, object], words: Words) -> None:
    """Print a few facts, one a line."""
    for name, value in facts.items():
        console.print(words("{label}: {text}", label=name, text=value), soft_wrap=True)


def fail(error: CondatError, words: Words = ENGLISH, *, as_json: bool = False) -> int:
    """Say what was wrong and what to do; return the exit code."""
    if as_json:
        sys.stderr.write(json.dumps(error_facts(error, words), ensure_ascii=False, default=_plain))
        sys.stderr.write("\n")
        return error.exit_code
    aside.print(error.said(words), style="red", soft_wrap=True, markup=False)
    if hint := error.advised(words):
        aside.print(hint, soft_wrap=True, markup=False)
    return error.exit_code


def error_facts(error: CondatError, words: Words) -> dict[str, object]:
    """Return an error as data: its stable code, its sentence with values, and its words."""
    return {
        "code": error.code,
        "sentence": error.sentence,
        "values": error.values,
        "message": error.said(words),
        "hint": error.advised(words),
    }


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else str(value)
