"""Workspaces of generated posts, made by the commands that a team would type.

The whole job leaves the workspaces that it made in ``build/bench``, a folder for each size: search
and pages are measured on those, and make them first where there are none.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.generated.people import PLACES

SIZES = tuple(int(n) for n in os.environ.get("CONDAT_SIZES", "100000,1000000").split(","))
CONDAT = Path(sys.executable).parent / "condat"
KEPT = Path("build/bench")
TOLD = ("engagements.csv", "contacts.csv", "queries.csv")


def anew(size: int) -> Iterator[tuple[str, list[str | Path]]]:
    """Write so many posts, then give each step and its command, in order, to be run."""
    root = KEPT / str(size)
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir(parents=True)
    _generate(root, size)
    for step, words in _typed(root):
        yield step, [CONDAT, *words, "--workspace", workspace(size)]


def workspace(size: int) -> Path:
    """Return where the workspace of so many posts lies, made or not."""
    return KEPT / str(size) / "workspace"


def planned(size: int) -> Path:
    """Return a workspace with its plan and report; make it where there is none."""
    if not list(workspace(size).glob("reports/*.pdf")):
        for _, command in anew(size):
            subprocess.run(command, check=True)
    return workspace(size)


def _generate(root: Path, size: int) -> None:
    """Write the files in a process of its own: its memory is not ours."""
    code = "import sys; from pathlib import Path; from benchmarks.generated.files import write; "
    code += "write(Path(sys.argv[1]), int(sys.argv[2]))"
    subprocess.run([sys.executable, "-c", code, str(root), str(size)], check=True)


def _typed(root: Path) -> Iterator[tuple[str, list[str]]]:
    """Give ours, the competitor's, all others, the plan, the report."""
    for side in dict.fromkeys(place.side for place in PLACES):
        files = [str(root / f"{place.name}.jsonl") for place in PLACES if place.side == side]
        yield f"import {side}", ["import", *files, "--as", side]
    yield "import the rest", ["import", *(str(root / name) for name in TOLD)]
    yield "plan", ["plan"]
    yield "report", ["report"]
