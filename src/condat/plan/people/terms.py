"""On what terms: price, availability, past work with us and work for competitors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

Row = dict[str, object]
Period = tuple[datetime, datetime]


def terms(
    contact: Mapping[str, object] | None,
    paid: tuple[Sequence[str], Sequence[str]],
    cycle: Period,
) -> Row:
    """Return what is known of working with a person.

    Parameters
    ----------
    contact : mapping, optional
        The person's row of the table of contacts.
    paid : pair of sequences of str
        Collaborations that their own posts disclose: with us, with competitors.
    cycle : pair of datetime
        The moment of reckoning, and the end of the coming cycle.
    """
    told = contact or {}
    past, rivals = told.get("past_collaborations"), told.get("competitor_collaborations")
    start, end = told.get("available_from"), told.get("available_until")
    return {
        "past_collaborations": [*(past if isinstance(past, list) else ()), *paid[0]],
        "competitor_collaborations": [*(rivals if isinstance(rivals, list) else ()), *paid[1]],
        "rate": told.get("rate"),
        "currency": told.get("currency"),
        "available": available(start, end, cycle),
        "available_from": start,
        "available_until": end,
    }


def available(start: object, end: object, cycle: Period) -> bool | None:
    """Say whether somebody can be had on some day of the cycle; None where nothing is known.

    Examples
    --------
    >>> june = datetime(2026, 6, 1), datetime(2026, 6, 29)
    >>> [available(datetime(2026, 6, day), None, june) for day in (1, 15, 30)]
    [True, True, False]
    >>> available(None, datetime(2026, 5, 31), june), available(None, None, june)
    (False, None)
    """
    if start is None and end is None:
        return None
    begun = not isinstance(start, datetime) or start <= cycle[1]
    return begun and (not isinstance(end, datetime) or cycle[0] <= end)
