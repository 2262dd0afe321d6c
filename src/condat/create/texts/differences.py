"""What changed between two versions of a text, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Literal

Kind = Literal["same", "gone", "come"]
_WORDS = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True)
class Run:
    """Some words that stayed, went or came."""

    kind: Kind
    text: str


@dataclass(frozen=True)
class Change:
    """A paragraph before and after, as runs of words."""

    runs: tuple[Run, ...]

    @property
    def before(self) -> tuple[Run, ...]:
        """The runs of the older version."""
        return tuple(run for run in self.runs if run.kind != "come")

    @property
    def after(self) -> tuple[Run, ...]:
        """The runs of the newer version."""
        return tuple(run for run in self.runs if run.kind != "gone")

    @property
    def changed(self) -> bool:
        """Whether anything in it is not as it was."""
        return any(run.kind != "same" for run in self.runs)


def differences(old: str, new: str) -> list[Change]:
    """Compare two texts: paragraphs first, then the words of those that changed.

    Examples
    --------
    >>> [(run.kind, run.text) for run in differences("Il a faim.", "Il a très faim.")[0].runs]
    [('same', 'Il a '), ('come', 'très '), ('same', 'faim.')]
    """
    before, after = _paragraphs(old), _paragraphs(new)
    found = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            found += [Change((Run("same", text),)) for text in before[a:b]]
        else:
            pairs = zip_longest(before[a:b], after[c:d], fillvalue="")
            found += [Change(tuple(_runs(one, other))) for one, other in pairs]
    return found


def _paragraphs(text: str) -> list[str]:
    return [part for part in re.split(r"\r?\n(?:[ \t]*\r?\n)*", text.strip()) if part.strip()]


def _runs(old: str, new: str) -> Iterator[Run]:
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Run("same", "".join(before[a:b]))
            continue
        if a < b:
            yield Run("gone", "".join(before[a:b]))
        if c < d:
            yield Run("come", "".join(after[c:d]))
