"""Ctrl-C in the middle of the work, in a process of its own: said plainly, nothing half done."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

SAMPLE = Path(__file__).parents[2] / "samples/community"
POSTS = 40  # of each community
SECONDS = 300
DOOR = "import sys; sys.argv[0] = 'condat'; from condat.cli.door import run; run()"
SAID = "Stopped. What was done is kept and nothing is half-written: run the command again."


def start(*words: str, folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", DOOR, *words, "-w", str(folder)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"NO_COLOR": "1", "CONDAT_LANGUAGE": "en"},
    )


def finish(*words: str, folder: Path) -> str:
    process = start(*words, folder=folder)
    told, wrong = process.communicate(timeout=SECONDS)
    assert process.returncode == 0, wrong
    return told


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("interrupted")
    shutil.copytree(SAMPLE / "workspace", root / "community")
    files = []
    for name in ("react_blog", "putaindecode"):
        lines = (SAMPLE / f"data/{name}.jsonl").read_text("utf-8").splitlines(keepends=True)
        files.append(root / f"{name}.jsonl")
        files[-1].write_text("".join(lines[-POSTS:]), "utf-8")
    finish("import", *map(str, files), folder=root / "community")
    return root / "community"


def found(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if path.is_file()}


def interrupted(command: str, folder: Path, tables: int) -> tuple[int, str]:
    """Stop a command once it has kept so many files; return its code and its last line."""
    before, process = len(found(folder)), start(command, folder=folder)
    until = time.monotonic() + SECONDS
    while len(found(folder)) < before + tables and process.poll() is None:
        assert time.monotonic() < until
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    wrong = process.communicate(timeout=SECONDS)[1]
    return process.returncode, wrong.rstrip("\n").rsplit("\n", 1)[-1]


@pytest.mark.slow
def test_a_plan_and_a_report_that_are_stopped_leave_nothing_half_done(
    whole: Path, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(whole, tmp_path / "stopped"))
    for command, tables in (("plan", 1), ("report", 1)):
        assert interrupted(command, folder, tables) == (130, SAID)
        assert not list((folder / "reports").glob("*"))
    finish("doctor", folder=folder)
    assert len(json.loads(finish("plan", "--json", folder=folder))["rows"]) >= 5


@pytest.mark.slow
def test_ctrl_c_while_the_program_is_read_in_is_no_accident(whole: Path) -> None:
    process = start("doctor", folder=whole)
    time.sleep(0.2)
    process.send_signal(signal.SIGINT)
    assert "Traceback" not in process.communicate(timeout=SECONDS)[1]
