"""A corpus under several processes: two writers at once, a writer killed, no connection outside."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from condat.corpus.schema import TABLES
from condat.corpus.store import Corpus
from condat.usecases.desk import Desk
from condat.usecases.init import init

ROWS, AUTHORS, KILLS = 200_000, 50, 20
CONDAT = Path(sys.executable).with_name("condat")
CORPORA = 30

# A writer: python -c WRITER folder prefix rows batches transactions
WRITER = """
import sys
from datetime import UTC, datetime
import numpy as np
import pyarrow as pa
from condat.corpus.store import Corpus

folder, prefix, rows, batches, transactions = sys.argv[1], sys.argv[2], *map(int, sys.argv[3:])
text = "Une phrase qui ne dit rien, mais qui la remplit. " * 4

def batch(number):
    ids = np.arange(number * rows // batches, (number + 1) * rows // batches).astype(str)
    uris = np.char.add(f"https://example.org/{prefix}/{transaction}/", ids)
    return pa.table({"uri": pa.array(uris), "text": pa.array([text] * len(uris))})

corpus = Corpus.open(folder)
print("ready", flush=True)
for transaction in range(transactions):
    with corpus.transaction(at=datetime(2026, 1, 5, tzinfo=UTC)) as tx:
        for number in range(batches):
            posts = batch(number)
            tx.upsert("posts", posts)
            tx.upsert("engagements", pa.table({"uri": posts["uri"], "post_uri": posts["uri"]}))
print("done", flush=True)
"""

# One who comes first, or not: python -c COMER folder, and goes when folder/go is there
COMER = f"""
import sys
from pathlib import Path
from condat.corpus import suppression
from condat.corpus.store import Corpus

folder = Path(sys.argv[1])
print("ready", flush=True)
while not (folder / "go").exists():
    pass
for number in range({CORPORA}):
    print(suppression.load(Corpus.ensure(folder / str(number)).place).key)
"""


def writer(folder: Path, prefix: str, *numbers: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(folder), prefix, *map(str, numbers)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def counts(folder: Path) -> tuple[int, int, int]:
    snapshot = Corpus.open(folder).snapshot()
    return snapshot.version, snapshot.count("posts"), snapshot.count("engagements")


def posts(path: Path) -> Path:
    """Write posts with their counts, by a few authors."""
    text = "A sourdough starter never dies, it is hungry. " * 4
    with path.open("w", encoding="utf-8") as out:
        for one in range(ROWS):
            told = {"url": f"https://a.example/{one}", "text": text, "likes": one % 9}
            day = f"2026-01-{one % 28 + 1:02}"
            more = {"published": day, "author": f"Ana {one % AUTHORS}"}
            out.write(json.dumps(told | more) + "\n")
    return path


def begun(root: Path) -> Path:
    init(root, brand="Moulin", language="en")
    return root


def importer(file: Path, root: Path) -> subprocess.Popen[bytes]:
    """Import as somebody at a terminal does."""
    command = [CONDAT, "import", str(file), "--as", "audience", "-w", str(root)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def held(root: Path) -> dict[str, int]:
    snapshot = Desk.open(root).corpus.snapshot()
    return {name: snapshot.count(name) for name in ("posts", "counts", "authors")}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    Corpus.create(tmp_path / "corpus")
    return tmp_path / "corpus"


def test_two_writers_at_once_lose_nothing(folder: Path) -> None:
    writers = [writer(folder, name, 500, 2, 6) for name in ("one", "two")]
    for process in writers:
        assert process.communicate()[0].split() == ["ready", "done"]
    assert counts(folder) == (12, 6000, 6000)
    assert len(set(Corpus.open(folder).snapshot().arrow("posts", ["uri"])["uri"])) == 6000


def test_all_who_come_at_once_get_the_same_new_corpus(tmp_path: Path) -> None:
    """As the server, the worker and the scheduler do when a team begins."""
    command = [sys.executable, "-c", COMER, str(tmp_path)]
    comers = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    for comer in comers:
        assert comer.stdout is not None
        assert comer.stdout.readline() == "ready\n"
    (tmp_path / "go").touch()
    seen = [comer.communicate()[0].split() for comer in comers]
    assert [len(keys) for keys in seen] == [CORPORA] * 4
    assert all(keys == seen[0] for keys in seen)


@pytest.mark.slow
def test_a_killed_import_leaves_no_half_and_completes_on_restart(tmp_path: Path) -> None:
    draw = random.Random(3)  # noqa: S311 - moments, not secrets
    file, root = posts(tmp_path / "posts.jsonl"), begun(tmp_path / "whole")
    start = time.monotonic()
    assert importer(file, root).wait() == 0
    whole, done = time.monotonic() - start, held(root)
    assert done == {"posts": ROWS, "counts": ROWS, "authors": AUTHORS}
    in_between = 0
    root = begun(tmp_path / "killed")
    for kill in range(KILLS):
        process = importer(file, root)
        time.sleep(draw.uniform(0.2, 1.0) * whole)
        process.kill()
        process.wait()
        after = held(root)
        assert after in (dict.fromkeys(done, 0), done), f"half a batch after kill {kill}"
        in_between += after != done
        root = begun(tmp_path / f"after-{kill}") if after == done else root
    assert in_between > KILLS / 2
    assert importer(file, root).wait() == 0
    assert held(root) == done
    uris = Desk.open(root).corpus.snapshot().arrow("posts", ["uri"])["uri"]
    assert len(uris.unique()) == ROWS


def test_nothing_connects_to_the_outside(folder: Path) -> None:
    """Runs in a process that ends at the first look-up or connection, other than Unix sockets."""
    guard = """
import socket, sys
def watch(event, args):
    if event == "socket.getaddrinfo" or (
        event == "socket.connect" and args[0].family != socket.AF_UNIX
    ):
        print("outside", event, args, flush=True)
        import os; os._exit(9)
sys.addaudithook(watch)
"""
    read = "print(corpus.snapshot().arrow('posts').num_rows)"
    command = [sys.executable, "-c", guard + WRITER + read, str(folder), "a", "100", "1", "1"]
    ended = subprocess.run(command, capture_output=True, text=True, check=True)
    assert ended.stdout.split() == ["ready", "done", "100"]


def test_every_table_can_be_written_and_read(folder: Path) -> None:
    snapshot = Corpus.open(folder).snapshot()
    assert {name: snapshot.arrow(name).num_rows for name in TABLES} == dict.fromkeys(TABLES, 0)
