"""The whole job on generated posts, through the command line: import, plan, report.

Each command is a process of its own; its peak memory is what the system says of that process.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import polars as pl

from condat.simulate.world import Rules, world

SIZES = (100_000, 1_000_000)
CONDAT = Path(sys.executable).parent / "condat"


def run() -> list[dict[str, object]]:
    """Measure each size; the last row says how time grows against linear growth (1.0)."""
    rows = [row for size in SIZES for row in measure(size)]
    whole = [float(str(row["seconds"])) for row in rows if row["step"] == "all"]
    growth = (whole[-1] / whole[0]) / (SIZES[-1] / SIZES[0])
    return [*rows, {"step": "growth against linear", "ratio": round(growth, 2)}]


def measure(size: int) -> list[dict[str, object]]:
    """Return time and peak memory of each command on so many posts."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        generate(root, size)
        workspace = ["-w", str(root / "ws")]
        steps = {
            "init": ["init", str(root / "ws"), "--brand", "Simulated", "--language", "en"],
            "import ours": ["import", str(root / "ours.jsonl"), "--as", "ours", *workspace],
            "import audience": ["import", str(root / "audience.jsonl"), *workspace],
            "plan": ["plan", *workspace],
            "report": ["report", *workspace],
        }
        rows = [{"posts": size, "step": name, **timed(words)} for name, words in steps.items()]
    seconds = sum(float(str(row["seconds"])) for row in rows)
    peak = max(float(str(row["gibibytes"])) for row in rows)
    return [*rows, {"posts": size, "step": "all", "seconds": seconds, "gibibytes": peak}]


def generate(root: Path, size: int) -> None:
    """Write a simulated world as files, in a process of its own: its memory is not ours."""
    code = (
        "from benchmarks.whole_job import write; import sys; write(sys.argv[1], int(sys.argv[2]))"
    )
    subprocess.run([sys.executable, "-c", code, str(root), str(size)], check=True)


def write(folder: str, size: int) -> None:
    made = world(Rules(authors=size // 10, posts=size, links=size, sentences=5), seed=1)
    counts = pl.DataFrame(made.counts).drop("at", strict=False)
    posts = pl.DataFrame(made.posts).join(counts, left_on="uri", right_on="post_uri")
    table = posts.select(
        "url",
        pl.col("published").dt.strftime("%Y-%m-%dT%H:%M:%SZ"),
        pl.col("author_uris").alias("authors"),
        "title",
        pl.col("text").alias("content"),
        "links",
        pl.col("kind"),
        *(name for name in ("views", "likes", "shares", "replies") if name in posts.columns),
        pl.lit("2026-01-02T00:00:00Z").alias("counted_at"),
        pl.col("author_uris").list.first().str.ends_with("00").alias("ours"),
    )
    for name, ours in (("ours", True), ("audience", False)):
        table.filter(pl.col("ours") == ours).drop("ours").write_ndjson(f"{folder}/{name}.jsonl")


def timed(words: list[str]) -> dict[str, float]:
    began = time.perf_counter()
    process = subprocess.Popen([CONDAT, *words], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"condat {' '.join(words)} ended with {process.returncode}")
    seconds = time.perf_counter() - began
    return {"seconds": round(seconds, 1), "gibibytes": round(usage.ru_maxrss / 2**20, 2)}
