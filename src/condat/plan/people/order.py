"""The order of a shortlist: expertise and fit lead, reach only breaks ties.

*Merit* is the mean of shown expertise and fit under the user's weights, each on a scale where 0.5
is the topic's usual. Weights are equal unless the user says otherwise: where nothing tells which
of two criteria counts more, equal weights on a common scale do about as well as fitted ones (Dawes
1979). Merit orders people by bands as wide as it is unsure of the usual person, so that no
difference leads that is smaller than what is known. Within a band: stance towards us, past work
with us, work for competitors, then reach. Of some people nothing is asked, and they come last: who
writes for a competitor, who cannot be had in the coming cycle, who has published nothing for years.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from statistics import median
from typing import Any

SHOWN = 12
RIVAL = "people.competitor"  # the reason of whoever writes for a competitor
QUIET = "people.quiet"  # the reason of whoever has published nothing for years
_STANCES = {"favourable": 0, "mixed": 1, "unknown": 1, "critical": 2}
Row = dict[str, object]
Weights = tuple[float, float]  # of expertise, of fit


def ordered(rows: Iterable[Row], weights: Weights) -> list[Row]:
    """Order the rows of each topic, number them and keep the first ``SHOWN``.

    Parameters
    ----------
    rows : iterable of dict
        Of the schema ``SHORTLIST``, but ``merit`` and ``position``.
    weights : tuple of float
        The user's, of expertise and of fit.
    """
    kept: list[Row] = []
    for _, group in groupby(sorted(rows, key=lambda row: str(row["topic"])), _topic):
        several = list(group)
        usual = _usual(several)
        width = median(_doubt(row, usual, weights) for row in several)
        judged = [row | {"merit": merit(row, usual, weights)} for row in several]
        best = max(_real(row["merit"]) for row in judged)
        judged.sort(key=lambda row: _key(row, best, width))
        kept += [row | {"position": at} for at, row in enumerate(judged[:SHOWN], 1)]
    return kept


def apart(row: Mapping[str, Any]) -> bool:
    """Say whether a row of the shortlist is of somebody of whom nothing is asked.

    Whoever is known to be free is not quiet: the team has heard from them.

    Examples
    --------
    >>> quiet = [{"code": QUIET, "values": ["2015"]}]
    >>> [apart({"available": free, "reasons": quiet}) for free in (None, True)]
    [True, False]
    """
    told = {reason["code"] for reason in row["reasons"] or ()}
    free = row["available"]
    return free is False or RIVAL in told or (QUIET in told and not free)


def merit(row: Row, usual: float, weights: Weights, *, expertise: str = "expertise") -> float:
    """Return expertise and fit together; expertise alone where fit is not known.

    Parameters
    ----------
    row : dict
        With ``expertise`` and ``fit``.
    usual : float
        The fit that is usual on the topic.
    weights : tuple of float
        Of expertise, of fit.
    expertise : str
        The column to take: the value, or a bound of it.

    Examples
    --------
    >>> merit({"expertise": 0.6, "fit": 0.3}, 0.3, (1, 1))
    0.55
    """
    shown, near = _real(row[expertise]), row["fit"]
    if not isinstance(near, float) or not sum(weights):
        return shown
    scaled = near / (near + usual) if near else 0.0
    return (weights[0] * shown + weights[1] * scaled) / sum(weights)


def _usual(rows: Sequence[Row]) -> float:
    known = [row["fit"] for row in rows if isinstance(row["fit"], float)]
    return median(known) if known else 0.0


def _doubt(row: Row, usual: float, weights: Weights) -> float:
    low, high = (
        merit(row, usual, weights, expertise=f"expertise_{end}") for end in ("low", "high")
    )
    return (high - low) / 2


def _key(row: Row, best: float, width: float) -> tuple[float | str, ...]:
    reach, value = row["reach"], _real(row["merit"])
    return (
        apart(row),
        (best - value) // width if width else -value,
        _STANCES[str(row["stance"])],
        not row["past_collaborations"],
        bool(row["competitor_collaborations"]),
        -(reach if isinstance(reach, float) else -1.0),
        -value,
        str(row["person_uri"]),
    )


def _topic(row: Row) -> str:
    return str(row["topic"])


def _real(value: object) -> float:
    assert isinstance(value, float)  # noqa: S101 - never null in this schema
    return value
