"""Making the search index, killed at any moment, leaves one that can be read or none."""

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

from condat.usecases.desk import Desk
from condat.usecases.init import init
from condat.usecases.search import indexing
from condat.usecases.search.searching import Wish, search

ROWS, MORE, KILLS = 4_000, 1_500, 6
AT = datetime(2026, 1, 5, tzinfo=UTC)
BRING = """
import sys
from pathlib import Path
from condat.usecases.search import indexing
from condat.usecases.desk import Desk

desk = Desk.open(Path(sys.argv[1]))
desk.corpus.snapshot()
print("ready", flush=True)
indexing.bring(desk)
print("done", flush=True)
"""


def told(root: Path, posts: range) -> Desk:
    desk = Desk.open(root)
    uris = [f"https://example.org/{n}" for n in posts]
    texts = [f"Une phrase sur le levain numéro {n} et sa farine" for n in posts]
    with desk.corpus.transaction(at=AT) as tx:
        tx.upsert("posts", pa.table({"uri": uris, "text": texts}))
    return desk


def start(root: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", BRING, str(root)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


@pytest.mark.slow
def test_a_killed_run_leaves_what_can_be_read_and_the_next_completes_it(tmp_path: Path) -> None:
    root = tmp_path / "desk"
    init(root, brand="Moulin", language="fr")
    indexing.bring(told(root, range(ROWS)))
    told(root, range(ROWS - 500, ROWS + MORE))
    whole = Path(shutil.copytree(root, tmp_path / "whole"))
    began = time.monotonic()
    assert start(whole).communicate()[0] == "done\n"
    took = time.monotonic() - began
    draw = random.Random(7)  # noqa: S311 - moments, not secrets
    for kill in range(KILLS):
        one = Path(shutil.copytree(root, tmp_path / f"kill-{kill}"))
        if kill % 2:
            (one / "index" / "made.json").unlink()  # everything is made anew
        process = start(one)
        time.sleep(draw.uniform(0.0, 0.6) * took)
        process.kill()
        process.communicate()
        if indexing.made(one) is not None:
            assert search(Desk.open(one), Wish()).count in (ROWS, ROWS + MORE)
        indexing.bring(Desk.open(one))
        assert search(Desk.open(one), Wish(words="levain")).count == ROWS + MORE
        assert len(list((one / "index").iterdir())) == 2, "what was half made is still there"
