"""The same work in this process and on two Ray nodes gives the same tables."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from condat.core.errors import SettingsError
from condat.core.settings import Engine
from condat.corpus import engine
from condat.corpus.store import Corpus
from servers import cluster

AT = datetime(2026, 1, 5, 9, tzinfo=UTC)
ROWS = 5000

# A job: python -c JOB runner address folder; prints its tables as JSON lines, sorted.
JOB = """
import json, sys
from daft import col
from condat.core.settings import Engine
from condat.corpus import engine
from condat.corpus.store import Corpus

runner, address, folder = sys.argv[1:]
engine.start(Engine(runner=runner, address=address or None))
snapshot = Corpus.open(folder).snapshot()
posts = snapshot.frame("posts")
words = posts.select("uri", "language", col("text").split(" ").alias("word")).explode("word")
likes = snapshot.frame("counts").join(posts, left_on="post_uri", right_on="uri")
tables = {
    "words": words.groupby("language", "word").agg(col("uri").count().alias("posts")),
    "likes": likes.groupby("language").agg(
        col("likes").mean().alias("mean"), col("likes").stddev().alias("deviation")
    ),
    "posts": posts.select("uri", "language", "text"),
}
for name, frame in tables.items():
    columns = frame.column_names
    rows = frame.to_pydict()
    rows = sorted(zip(*(rows[c] for c in columns)), key=lambda row: [str(v) for v in row[:2]])
    print("TABLE", json.dumps([name, columns, rows]), flush=True)
"""


@pytest.fixture(scope="module")
def ray_address() -> Iterator[str]:
    if lacking := cluster.missing():
        pytest.skip(lacking)
    with cluster.run() as address:
        yield address


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    draw = np.random.default_rng(5)
    uris = [f"https://example.org/{number}" for number in range(ROWS)]
    words = np.array(["eau", "pain", "Zug", "river", "code"])
    posts = {
        "uri": uris,
        "language": draw.choice(["fr", "en", "de"], ROWS),
        "text": [" ".join(row) for row in draw.choice(words, (ROWS, 6))],
    }
    counts = {"post_uri": uris, "at": [AT] * ROWS, "likes": draw.integers(0, 900, ROWS)}
    corpus = Corpus.create(tmp_path / "corpus")
    with corpus.transaction(at=AT) as tx:
        tx.upsert("posts", pa.table(posts))
        tx.upsert("counts", pa.table(counts))
    return tmp_path / "corpus"


def run(runner: str, address: str, folder: Path) -> dict[str, tuple[list[str], list[list[object]]]]:
    command = [sys.executable, "-W", "ignore", "-c", JOB, runner, address, str(folder)]
    environment = os.environ | cluster.ENVIRONMENT
    ended = subprocess.run(
        command, capture_output=True, text=True, check=False, env=environment, timeout=240
    )
    assert ended.returncode == 0, ended.stderr[-3000:]
    lines = [line for line in ended.stdout.splitlines() if line.startswith("TABLE ")]
    found = [json.loads(line.removeprefix("TABLE ")) for line in lines]
    return {name: (columns, rows) for name, columns, rows in found}


@pytest.mark.ray
@pytest.mark.slow
def test_a_cluster_of_two_nodes_finds_the_same_tables(folder: Path, ray_address: str) -> None:
    here, there = run("native", "", folder), run("ray", ray_address, folder)
    assert here.keys() == there.keys() == {"words", "likes", "posts"}
    for name, (columns, rows) in here.items():
        assert there[name][0] == columns
        assert there[name][1] == [
            [pytest.approx(value, abs=1e-9) if isinstance(value, float) else value for value in row]
            for row in rows
        ]


def test_another_engine_after_the_first_is_refused() -> None:
    engine.start(Engine())
    engine.frame(pa.table({"a": [1]})).collect()
    with pytest.raises(SettingsError, match="runs as native already"):
        engine.start(Engine(runner="ray"))
