"""Search in a corpus of generated posts: how long the index takes, how soon an answer is there.

Some other size: ``CONDAT_SIZES=100000 python -m benchmarks search``.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Iterator
from datetime import date

from benchmarks.processes import measured
from benchmarks.whole_job import Row
from benchmarks.workspaces import SIZES, planned
from condat.usecases.desk import Desk
from condat.usecases.search import indexing
from condat.usecases.search.searching import Wish, search

BRING = """
import sys
from pathlib import Path
from condat.usecases.search import indexing
from condat.usecases.desk import Desk
indexing.bring(Desk.open(Path(sys.argv[1])))
"""
WISHES = (
    Wish(),
    Wish(words="react"),
    Wish(words="the"),
    Wish(words="javascript composant"),
    Wish(words='"open data"'),
    Wish(words="code -javascript"),
    Wish(words="entwickler", language="de"),
    Wish(words="data", since=date(2025, 6, 1), until=date(2025, 6, 30)),
    Wish(words="node", reactions="some"),
    Wish(author="martin"),
    Wish(side="competitor"),
    Wish(words="npm", newest=True),
)
TIMES = 10


def run() -> list[Row]:
    """Measure each size."""
    return [row for size in SIZES for row in measure(size)]


def measure(size: int) -> Iterator[Row]:
    """Make the index of a workspace anew, then ask each question ten times."""
    desk = Desk.open(planned(size))
    with indexing.without(desk):
        pass
    yield {
        "posts": size,
        "step": "index",
        **vars(measured([sys.executable, "-c", BRING, desk.root])),
    }
    yield {"posts": size, "step": "ask", **_asked(desk)}


def _asked(desk: Desk) -> Row:
    """Ask, and read a page of twenty posts with their passages; milliseconds."""
    took = []
    for wish in WISHES * TIMES:
        began = time.perf_counter()
        search(desk, wish)
        took.append(1000 * (time.perf_counter() - began))
    cut = statistics.quantiles(took, n=20)
    return {"median": statistics.median(took), "p95": cut[-1], "most": max(took)}
