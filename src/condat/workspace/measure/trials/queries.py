"""What a test says so far."""

from __future__ import annotations

from dataclasses import dataclass

from django.shortcuts import get_object_or_404

from condat.core.words import Words
from condat.measure.trials.interval import balanced
from condat.measure.trials.reading import Read, read
from condat.workspace.measure.trials.models import Reading, Trial
from condat.workspace.teams.models import Team


@dataclass(frozen=True)
class Line:
    """One reading, and what could be said then."""

    reading: Reading
    read: Read


@dataclass(frozen=True)
class Standing:
    """All readings of a test; what was known once stays known.

    ``known`` is the first reading that told the two apart, else the last one.
    """

    lines: tuple[Line, ...]

    @property
    def last(self) -> Line | None:
        """The last reading."""
        return self.lines[-1] if self.lines else None

    @property
    def known(self) -> Line | None:
        """The reading that counts."""
        return next((one for one in self.lines if one.read.verdict != "open"), self.last)

    @property
    def lot_broken(self) -> bool:
        """Whether the lot did not give each variant its share."""
        last = self.last
        return last is not None and not balanced(last.reading.trial.design, last.reading.counts)


def find(team: Team, number: int) -> Trial:
    """Return a test of a team, or answer that there is none."""
    return get_object_or_404(Trial, pk=number, team=team)


def standing(trial: Trial) -> Standing:
    """Read a test at each moment at which it was counted."""
    readings = trial.readings.select_related("by", "trial")
    return Standing(tuple(Line(one, read(trial.design, one.counts)) for one in readings))


def finding(trial: Trial, words: Words) -> str:
    """Say in one sentence what a test tells so far."""
    known = standing(trial).known
    if known is None:
        return words("{name}: nothing was counted yet", name=trial.varies)
    if known.read.verdict == "better":
        return words("{second} does better than {first}", **_named(trial, words))
    if known.read.verdict == "worse":
        return words("{first} does better than {second}", **_named(trial, words))
    if known.read.more is None:
        return words("We cannot know yet")
    return words(
        "We cannot know yet: it would take about {count} more people",
        count=rounded(known.read.more),
    )


def rounded(people: int) -> int:
    """Round a number of people to two figures: it is not known any better.

    Examples
    --------
    >>> rounded(12345), rounded(87)
    (12000, 87)
    """
    digits = max(len(str(people)) - 2, 0)
    return round(people, -digits)


def _named(trial: Trial, words: Words) -> dict[str, str]:
    return {"first": words.quote(trial.first), "second": words.quote(trial.second)}
