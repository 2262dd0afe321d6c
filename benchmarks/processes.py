"""Run a command as a user would, and measure it: wall time, processor time, peak memory.

Memory is the resident memory of the process and all that it started, read from ``/proc`` every
50 ms, or what the system says was the most of one process where that is more.
"""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

EVERY = 0.05  # seconds between two looks at memory
_PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True)
class Measured:
    """What a command took: seconds, seconds of processor, gibibytes at its peak."""

    seconds: float
    cpu: float
    gibibytes: float


def measured(words: Sequence[str | Path]) -> Measured:
    """Run a command to its end, its output thrown away.

    Examples
    --------
    >>> measured(["true"]).gibibytes < 0.5
    True
    """
    began = time.perf_counter()
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL)
    most = 0
    while not (ended := os.wait4(process.pid, os.WNOHANG))[0]:
        most = max(most, resident(process.pid))
        time.sleep(EVERY)
    _, status, usage = ended
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(map(str, words))} ended with {process.returncode}")
    seconds, cpu = time.perf_counter() - began, usage.ru_utime + usage.ru_stime
    return Measured(seconds, cpu, max(most, usage.ru_maxrss * 1024) / 2**30)


def resident(pid: int) -> int:
    """Return the bytes that a process and all its descendants hold in memory."""
    try:
        own = int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE
        tasks = [task.read_text() for task in Path(f"/proc/{pid}/task").glob("*/children")]
    except OSError:  # it ended meanwhile
        return 0
    return own + sum(resident(int(child)) for line in tasks for child in line.split())
