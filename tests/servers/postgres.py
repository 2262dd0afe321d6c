"""A real PostgreSQL: Debian's, a cluster of its own on loopback, thrown away afterwards."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PACKAGE = "postgresql"
ACCOUNT = "postgres"
QUICK = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off"


def missing() -> str | None:
    """Say which line would install it; None when it is there."""
    return None if _folder() else f"apt-get install {PACKAGE}"


def install() -> None:
    """Install it; nothing to do when it is there."""
    if missing() and os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = {"env": os.environ | {"DEBIAN_FRONTEND": "noninteractive"}, "check": True}
        subprocess.run(["apt-get", "update", "-qq"], **quiet)
        subprocess.run(["apt-get", "install", "-qq", "--no-install-recommends", PACKAGE], **quiet)


@contextmanager
def cluster() -> Iterator[str]:
    """Start an empty server; gives its address, as ``CONDAT_DATABASE_URL`` takes it."""
    home = Path(tempfile.mkdtemp(prefix="condat-postgres-"))
    if os.geteuid() == 0:  # it refuses to run as root
        shutil.chown(home, ACCOUNT)
    port = _free_port()
    options = f"{QUICK} -c listen_addresses=127.0.0.1 -p {port} -k {home}"
    _run("initdb", "-D", str(home / "data"), "-U", ACCOUNT, "-A", "trust", "-E", "UTF8")
    _run("pg_ctl", "-D", str(home / "data"), "-w", "-l", str(home / "log"), "-o", options, "start")
    try:
        yield f"postgres://{ACCOUNT}@127.0.0.1:{port}/{ACCOUNT}"
    finally:
        _run("pg_ctl", "-D", str(home / "data"), "-w", "-m", "immediate", "stop")
        shutil.rmtree(home)


def _run(program: str, *given: str) -> None:
    folder = _folder()
    assert folder is not None
    command = [str(folder / program), *given]
    other = ["runuser", "-u", ACCOUNT, "--"] if os.geteuid() == 0 else []
    subprocess.run([*other, *command], check=True, stdout=subprocess.DEVNULL, cwd="/")


def _folder() -> Path | None:
    """Return where the newest of its versions keeps its programs."""
    found = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = sorted(found, key=lambda path: int(path.parts[-3]))
    return newest[-1].parent if newest else None


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
