"""What is settled before a test of two variants starts, and what was counted since."""

from __future__ import annotations

from dataclasses import dataclass

ALPHA = 0.05  # wrong in at most so many tests, both ways together


@dataclass(frozen=True)
class Design:
    """What is settled before a test starts.

    Parameters
    ----------
    usual : float
        The rate expected of the first variant, between 0 and 1.
    least : float
        The least difference that counts as success, as a rate: 0.02 is two points more.
    share : float
        Share of the people that the lot gives the second variant.

    Examples
    --------
    >>> Design(usual=0.10, least=0.02).aimed
    0.12
    """

    usual: float
    least: float
    share: float = 0.5

    @property
    def aimed(self) -> float:
        """The rate of the second variant from which on it is a success."""
        return round(min(self.usual + self.least, 1 - 1e-6), 6)


@dataclass(frozen=True)
class Counts:
    """How many people saw each variant, and how many did what counts."""

    shown: tuple[int, int]
    done: tuple[int, int]

    @property
    def people(self) -> int:
        """All that took part."""
        return sum(self.shown)

    @property
    def difference(self) -> float | None:
        """The second rate over the first; null while one was shown to nobody."""
        if not all(self.shown):
            return None
        return self.done[1] / self.shown[1] - self.done[0] / self.shown[0]
