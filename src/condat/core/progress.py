"""Progress of long work, said by whoever does it to whoever watches."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol


class Step(Protocol):
    """One step under way."""

    def advance(self, amount: int = 1) -> None:
        """Say that so many more units are done."""


class Progress(Protocol):
    """Shows steps, one after another or nested."""

    def step(self, label: str, total: int | None = None) -> AbstractContextManager[Step]:
        """Open a step, a marked sentence; ``total`` in units of ``advance``, None when unknown."""


class Silence:
    """Shows nothing: for libraries, tests and notebooks.

    Examples
    --------
    >>> with Silence().step("reading", total=3) as step:
    ...     step.advance()
    """

    @contextmanager
    def step(self, label: str, total: int | None = None) -> Iterator[Step]:  # noqa: ARG002
        """Open a step that nobody sees."""
        yield self

    def advance(self, amount: int = 1) -> None:
        """Do nothing."""


SILENCE = Silence()
