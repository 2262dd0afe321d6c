"""What the last plan stands on, read once and kept for the pages that follow."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from condat.core.words import Words
from condat.report.facts import Facts
from condat.usecases.desk import Desk
from condat.usecases.plan.plans import RECORD, ended, folder, versions
from condat.usecases.show import reporting

KEPT = 16


def standing(desk: Desk, words: Words) -> Facts | None:
    """Return the facts of the last plan, in the reader's language.

    None before the first plan, and once an erasure ended what it stands on.
    """
    made = versions(desk)
    if not made or ended(desk):
        return None
    written = (folder(desk, made[-1]) / RECORD).stat().st_mtime_ns
    head = desk.corpus.snapshot().version
    return _read(desk.root, made[-1], written, head, words.language)


@lru_cache(KEPT)
def _read(
    root: Path,
    version: int,  # noqa: ARG001 - what names a plan
    written: int,  # noqa: ARG001
    head: int,  # noqa: ARG001 - an erasure ends what was read before it
    language: str,
) -> Facts | None:
    return reporting.standing(Desk.open(root), Words(language))
