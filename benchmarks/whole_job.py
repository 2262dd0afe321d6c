"""The whole job on generated posts, through the command line: import, plan, report.

Reading, keywords, topics, what over-performs and people are part of ``plan``. *Growth* is the
time of the larger size over that of the smaller, over the same ratio of posts: 1 is linear. On a
machine that others use, look at the processor time.

Some sizes alone: ``CONDAT_SIZES=100000 python -m benchmarks whole_job``.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.generated.people import PLACES
from benchmarks.processes import Measured, measured

SIZES = tuple(int(n) for n in os.environ.get("CONDAT_SIZES", "100000,1000000").split(","))
CONDAT = Path(sys.executable).parent / "condat"
TOLD = ("engagements.csv", "contacts.csv", "queries.csv")
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
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        generate(root, size)
        workspace = root / "workspace"
        for step, words in commands(root):
            took = measured([CONDAT, *words, "--workspace", workspace])
            files = workspace.glob("reports/*")
            sizes: Row = {
                path.suffix[1:]: f"{path.stat().st_size / 2**20:.2f} MiB" for path in files
            }
            yield step, took, sizes


def generate(root: Path, size: int) -> None:
    """Write the files in a process of its own: its memory is not ours."""
    code = "import sys; from pathlib import Path; from benchmarks.generated.files import write; "
    code += "write(Path(sys.argv[1]), int(sys.argv[2]))"
    subprocess.run([sys.executable, "-c", code, str(root), str(size)], check=True)


def commands(root: Path) -> Iterator[tuple[str, list[str]]]:
    """Give what a team would type, in order: ours, the competitor's, all others, the plan."""
    for side in dict.fromkeys(place.side for place in PLACES):
        files = [str(root / f"{place.name}.jsonl") for place in PLACES if place.side == side]
        yield f"import {side}", ["import", *files, "--as", side]
    yield "import the rest", ["import", *(str(root / name) for name in TOLD)]
    yield "plan", ["plan"]
    yield "report", ["report"]


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
