"""Amounts and days, said in the reader's language only when there is a reader."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from condat.core.words import Words


@dataclass(frozen=True)
class Money:
    """An amount in a currency.

    Examples
    --------
    >>> Money(1000, "EUR").said(Words("en"))
    '€1,000'
    """

    value: float
    currency: str

    def said(self, words: Words) -> str:
        """Write it."""
        return words.money(self.value, self.currency)


@dataclass(frozen=True)
class Day:
    """A day.

    Examples
    --------
    >>> Day(date(2026, 1, 1)).said(Words("fr"))
    '1er janv. 2026'
    """

    value: date

    def said(self, words: Words) -> str:
        """Write it."""
        return words.date(datetime.combine(self.value, time()))
