"""Run a benchmark in a process of its own: what one has read is no memory of the next."""

from __future__ import annotations

import importlib
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

Rows = list[dict[str, object]]


def apart(name: str) -> Rows:
    """Return the rows of a benchmark, by the name of its module."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_rows, name).result()


def _rows(name: str) -> Rows:
    return list(importlib.import_module(f"benchmarks.{name}").run())
