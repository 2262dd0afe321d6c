"""No stage connects to anything: run where there is no network, and ask the system who tried.

Python's own sockets are watched elsewhere; libraries in Rust and C++ open theirs unseen. In a
network of their own, with no way out, the kernel counts each address that was looked for in vain.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from integration.community import CONDAT, SAMPLE

ALONE = ["unshare", "--map-root-user", "--net", "sh", "-c", '"$@" && cat /proc/net/snmp', "sh"]
TRIED = {"Ip": ("OutNoRoutes", "OutRequests"), "Tcp": ("ActiveOpens",), "Udp": ("OutDatagrams",)}
STAGES = (
    ("import", str(SAMPLE / "data/putaindecode.jsonl")),
    ("report", "-l", "fr"),  # reading, keywords, topics, people, plan, charts, PDF
    ("export", "out"),
)
CONNECT = """
import socket
try: socket.create_connection(("192.0.2.1", 80), 1)
except OSError: pass
"""


@pytest.fixture(autouse=True)
def _apart() -> None:
    if shutil.which("unshare") is None:
        pytest.skip("unshare is not installed")
    made = subprocess.run([*ALONE, "true"], capture_output=True, text=True, check=False)
    if made.returncode:
        pytest.skip(f"this system gives no network of one's own: {made.stderr.strip()}")


def attempts(*words: str | Path, folder: Path) -> dict[str, int]:
    """Run a command in a network of its own; return what was tried, by protocol and counter."""
    done = subprocess.run([*ALONE, *words], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    told = [line.split(": ", 1) for line in done.stdout.splitlines() if ": " in line]
    found = {}
    for name, counters in TRIED.items():
        heads, values = (rest.split() for key, rest in told[-60:] if key == name)
        found |= {f"{name} {one}": int(values[heads.index(one)]) for one in counters}
    return found


def test_an_attempt_is_seen(tmp_path: Path) -> None:
    assert attempts(sys.executable, "-c", CONNECT, folder=tmp_path)["Ip OutNoRoutes"] > 0


@pytest.mark.slow
def test_no_stage_looks_for_an_address(tmp_path: Path) -> None:
    root = Path(shutil.copytree(SAMPLE / "workspace", tmp_path / "ws"))
    for words in STAGES:
        tried = attempts(CONDAT, *words, "--workspace", root, folder=tmp_path)
        assert not any(tried.values()), f"condat {words[0]}: {tried}"
