"""Ingest into a corpus against DuckDB copying the same NDJSON to Parquet, in turns, one process.

The two do not do the same work: a corpus types the times, gives each row its bucket and the hash
of its content, removes duplicates, compares with what is there and publishes a version.
"""

from __future__ import annotations

import random
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from json import dumps
from pathlib import Path

import duckdb
import pyarrow as pa
from pyarrow import json

from condat.corpus.store import Corpus

ROWS, TURNS, BLOCK = 300_000, 7, 8 * 2**20
AT = datetime(2026, 1, 5, tzinfo=UTC)
TEXTS = pa.list_(pa.string())
SCHEMA = pa.schema(
    {
        "uri": pa.string(),
        "author_uris": TEXTS,
        "published": pa.timestamp("us", "UTC"),
        "language": pa.string(),
        "title": pa.string(),
        "text": pa.string(),
        "links": TEXTS,
    }
)


def run() -> list[dict[str, object]]:
    """Measure both in turns; return one row per measure, times in seconds (medians)."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        source = generate(root / "posts.ndjson", ROWS)
        ours, theirs = _in_turns(
            lambda n: ingest(source, root / f"corpus-{n}"), lambda n: copy(source, root / f"{n}.pq")
        )
        again = _timed(lambda: ingest(source, root / "corpus-0"))
        size = source.stat().st_size / 2**20
    row = {"rows": ROWS, "mebibytes": round(size), "condat": ours, "duckdb": theirs}
    return [
        row | {"measure": "ingest", "ratio": round(theirs / ours, 2)},
        row | {"measure": "the same again", "condat": again, "ratio": round(theirs / again, 2)},
    ]


def generate(path: Path, rows: int, seed: int = 0) -> Path:
    """Write posts of 10 to 60 words as NDJSON; one in a hundred is there twice."""
    draw = random.Random(seed)  # noqa: S311 - a benchmark, not a secret
    words = ["".join(draw.choices("aeioulnrst", k=draw.randint(2, 11))) for _ in range(20_000)]
    with path.open("w", encoding="utf-8") as file:
        for number in range(rows):
            file.write(dumps(_post(draw, words, number - (number % 100 == 99))) + "\n")
    return path


def ingest(source: Path, folder: Path) -> Corpus:
    """Bring a file of posts into a corpus, as one version, in batches."""
    corpus = Corpus.open(folder) if folder.exists() else Corpus.create(folder)
    with corpus.transaction(at=AT, note=source.name) as tx:
        read, parse = json.ReadOptions(block_size=BLOCK), json.ParseOptions(explicit_schema=SCHEMA)
        for batch in json.open_json(source, read_options=read, parse_options=parse):
            tx.upsert("posts", pa.table(batch))
    return corpus


def copy(source: Path, target: Path) -> None:
    """Copy a file of posts to Parquet with DuckDB, with its defaults."""
    duckdb.sql(f"copy (from read_json_auto('{source}')) to '{target}' (format parquet)")


def _post(draw: random.Random, words: list[str], number: int) -> dict[str, object]:
    day, second = 1 + number % 28, number % 60
    return {
        "uri": f"https://example.org/posts/{number}",
        "author_uris": [f"https://example.org/@{number % 5000}"],
        "published": f"2025-{1 + number % 12:02}-{day:02}T10:00:{second:02}Z",
        "language": draw.choice(["fr", "en", "de"]),
        "title": " ".join(draw.choices(words, k=6)),
        "text": " ".join(draw.choices(words, k=draw.randint(10, 60))),
        "links": [f"https://example.org/{number % 900}"] if number % 3 == 0 else [],
    }


def _in_turns(*contestants: Callable[[int], object]) -> list[float]:
    times = [[_timed(lambda c=c, n=n: c(n)) for c in contestants] for n in range(TURNS)]
    return [statistics.median(column) for column in zip(*times, strict=True)]


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return round(time.perf_counter() - start, 3)


if __name__ == "__main__":
    for row in run():
        print(row)
