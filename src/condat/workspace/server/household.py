"""Processes that live and end together."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress

SOON = 0.5
PATIENCE = 10.0  # seconds to end by itself; what a worker had under way is taken up next time
DEATH_OF_PARENT = 1  # PR_SET_PDEATHSIG


def keep_alive(commands: list[list[str]]) -> None:
    """Run commands side by side; one that ends is started again, a signal ends all."""
    running = [_start(command) for command in commands]
    over = False

    def end(*_: object) -> None:
        nonlocal over
        over = True

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    while not over:
        running = [
            process if process.poll() is None else _again(process, command)
            for process, command in zip(running, commands, strict=True)
        ]
        time.sleep(SOON)
    _end(running)


def _start(command: list[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(command, preexec_fn=_follow, process_group=0)  # noqa: S603 - our own commands


def _again(process: subprocess.Popen[bytes], command: list[str]) -> subprocess.Popen[bytes]:
    """Start a process again, once what it had started itself is gone."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    return _start(command)


def _follow() -> None:
    """Ask Linux to end this process with its parent, however that ends."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(DEATH_OF_PARENT, signal.SIGTERM)


def _end(running: list[subprocess.Popen[bytes]]) -> None:
    for process in running:
        process.terminate()
    until = time.monotonic() + PATIENCE
    for process in running:
        try:
            process.wait(max(0.0, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
