"""Pages under load: twenty members with five seconds to think, on a workspace with its plan.

The workspace is the largest of ``CONDAT_SIZES``, as the whole job left it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.workspaces import SIZES, planned
from condat.core import settings
from condat.core.ids import slug

MEMBERS = 20
SECONDS = 180
HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "tests"))
from servers.workspace import Site, member, served  # noqa: E402 - the server that the tests start

Row = dict[str, object]


def run() -> list[Row]:
    """Return a row for each page, and one for all: milliseconds at the median and at p95."""
    workspace = planned(SIZES[-1]).resolve()
    with (
        tempfile.TemporaryDirectory() as home,
        served(Path(home), workspace) as site,
        member(site) as owner,
    ):
        told = {
            "CONDAT_SLUG": slug(settings.load(workspace).name),
            "CONDAT_SESSION": owner.cookies["sessionid"],
        }
        visit(site, told, seconds=30)  # what is read once is read before we measure
        return list(_rows(visit(site, told, seconds=SECONDS)))


def visit(site: Site, told: dict[str, str], *, seconds: int) -> list[dict[str, object]]:
    """Let the members in for some seconds; return what locust measured of each page."""
    many = ["--users", str(MEMBERS), "--spawn-rate", "4", "--run-time", f"{seconds}s"]
    quiet = ["--headless", "--skip-log", "--json", "--reset-stats"]
    command = [sys.executable, "-m", "locust", "-f", str(HERE / "visitors.py"), "-H", site.url]
    done = subprocess.run([*command, *many, *quiet], env=os.environ | told, stdout=subprocess.PIPE)
    return json.loads(done.stdout)


def _rows(measured: list[dict[str, object]]) -> Iterator[Row]:
    everything: dict[int, int] = {}
    for one in sorted(measured, key=lambda one: str(one["name"])):
        times = {int(ms): int(n) for ms, n in dict(one["response_times"]).items()}
        for ms, count in times.items():
            everything[ms] = everything.get(ms, 0) + count
        yield {"page": one["name"], **_told(times), "failed": one["num_failures"]}
    yield {"page": "all", **_told(everything)}


def _told(times: dict[int, int]) -> Row:
    return {
        "requests": sum(times.values()),
        "median ms": _quantile(times, 0.5),
        "p95 ms": _quantile(times, 0.95),
    }


def _quantile(times: dict[int, int], share: float) -> int:
    """Return the time within which this share of the requests was answered."""
    left = share * sum(times.values())
    for ms in sorted(times):
        left -= times[ms]
        if left <= 0:
            return ms
    return 0
