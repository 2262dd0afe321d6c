"""An erasure killed at any moment, in a process of its own, is finished when the corpus opens."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pytest

from condat.corpus.store import Corpus

ROWS, KILLS = 6_000, 5
AT = datetime(2026, 1, 5, tzinfo=UTC)
OMAR, LEA = "https://example.org/@omar-belkacem", "https://example.org/@lea"

FORGET = """
import sys
from datetime import UTC, datetime
from condat.corpus.store import Corpus

corpus = Corpus.open(sys.argv[1])
print("ready", flush=True)
corpus.forget(at=datetime(2026, 1, 6, tzinfo=UTC), uris=[sys.argv[2]])
print("done", flush=True)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    corpus = Corpus.create(tmp_path / "corpus")
    uris = [f"https://example.org/{n}" for n in range(ROWS)]
    authors = [[OMAR] if n % 3 == 0 else [LEA] for n in range(ROWS)]
    texts = [f"Omar Belkacem {n}" if n % 7 == 0 else f"Une phrase {n}" for n in range(ROWS)]
    posts = pa.table({"uri": uris, "author_uris": authors, "text": texts})
    people = pa.table({"uri": [OMAR, LEA], "name": ["Omar Belkacem", "Léa"]})
    with corpus.transaction(at=AT, note="import") as tx:
        tx.upsert("posts", posts)
        tx.upsert("authors", people)
        tx.upsert("counts", pa.table({"post_uri": uris, "at": [AT] * ROWS, "likes": range(ROWS)}))
    return tmp_path / "corpus"


def start(folder: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", FORGET, str(folder), OMAR]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def traces(folder: Path) -> list[Path]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return [path for path in files if b"belkacem" in path.read_bytes().lower()]


@pytest.mark.slow
def test_a_killed_erasure_is_finished_at_the_next_start(folder: Path, tmp_path: Path) -> None:
    whole = Path(shutil.copytree(folder, tmp_path / "whole"))
    process = start(whole)
    began = time.monotonic()
    assert process.communicate()[0] == "done\n"
    took, kept = time.monotonic() - began, Corpus.open(whole).snapshot()
    draw, stopped = random.Random(5), 0  # noqa: S311 - moments, not secrets
    for kill in range(KILLS):
        one = Path(shutil.copytree(folder, tmp_path / f"kill-{kill}"))
        process = start(one)
        time.sleep(draw.uniform(0.0, 1.0) * took)
        process.kill()
        process.communicate()
        begun = b'"pending": null' not in (one / "suppression.json").read_bytes()
        found = Corpus.open(one).snapshot()
        if begun:
            stopped += 1
            assert found.version == kept.version
        if found.version != kept.version:  # killed before anything was written: ask again
            Corpus.open(one).forget(at=AT, uris=[OMAR])
            found = Corpus.open(one).snapshot()
        for table in ("posts", "authors", "counts"):
            assert found.arrow(table).equals(kept.arrow(table)), (kill, table)
        assert not traces(one), f"a trace after kill {kill}"
    assert stopped, "no kill met an erasure under way"
