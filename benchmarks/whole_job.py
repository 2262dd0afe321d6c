"""The whole job on generated posts, through the command line: import, plan, report.

Reading, keywords, topics, what over-performs and people are part of ``plan``. *Growth* is the
time of the larger size over that of the smaller, over the same ratio of posts: 1 is linear. On a
machine that others use, look at the processor time.

Some sizes alone: ``CONDAT_SIZES=100000 python -m benchmarks whole_job``.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.processes import Measured, measured
from benchmarks.workspaces import SIZES, anew, workspace

Row = dict[str, object]


def run() -> list[Row]:
    """Measure each size; the last rows say how it grows."""
    rows: list[Row] = []
    whole: list[Measured] = []
    for size in SIZES:
        took = []
        for step, one, extra in measure(size):
            took.append(one)
            rows.append(_row(size, step, one) | extra)
            print(f"    {rows[-1]}", flush=True)
        whole.append(_all(took))
        rows.append(_row(size, "all", whole[-1]))
    return [*rows, *_growth(whole)]


def measure(size: int) -> Iterator[tuple[str, Measured, Row]]:
    """Measure each command on so many posts; with the report, the size of its files."""
    for step, command in anew(size):
        took = measured(command)
        files = workspace(size).glob("reports/*")
        yield step, took, {path.suffix[1:]: _size(path) for path in files}


def _size(path: Path) -> str:
    return f"{path.stat().st_size / 2**20:.2f} MiB"


def _all(took: list[Measured]) -> Measured:
    """Add up times; of memory, keep the most."""
    return Measured(
        sum(one.seconds for one in took),
        sum(one.cpu for one in took),
        max(one.gibibytes for one in took),
    )


def _row(size: int, step: str, one: Measured) -> Row:
    rounded = {name: round(value, 2) for name, value in vars(one).items()}
    return {"posts": size, "step": step, **rounded}


def _growth(whole: list[Measured]) -> list[Row]:
    if len(whole) < 2:
        return []
    first, last = vars(whole[0]), vars(whole[-1])
    ratio = SIZES[-1] / SIZES[0]
    grown = {name: round(last[name] / first[name] / ratio, 2) for name in first}
    return [{"posts": f"{SIZES[0]} to {SIZES[-1]}", "step": "growth against linear", **grown}]
