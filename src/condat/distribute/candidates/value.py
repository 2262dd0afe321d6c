"""What a row of the plan is worth: a sum of parts, each a measure times a weight.

Every part stands among the row's reasons as ``value.NAME`` with its measure and its weight, so
that the value can be worked out again by hand. The weights say what this method holds to be
important: an opportunity first, then whether it fits us and who shows that they know the subject;
reach only breaks ties.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

WEIGHTS: Mapping[str, float] = {
    "opportunity": 0.40,  # of the keyword: asked for and not well answered, 0..1
    "fit": 0.25,  # of the keyword with the message and the persona, 0..1
    "pain": 0.15,  # of the strategy, how near the keyword is to one that it answers, 0..1
    "special": 0.10,  # of the keyword: everyday words make poor subjects, 0..1
    "subject": 0.15,  # of the keyword: how often it is what a post is about, 0..1
    "form": 0.10,  # what speaks for this form here, 0..1
    "expertise": 0.25,  # of the person on the topic, its low bound, 0..1
    "person_fit": 0.10,  # of the person with the promise and messages, 0..1
    "effect": 0.20,  # logarithm of the expected result over the usual one
    "lesson": 0.20,  # logarithm of what accepted lessons bring
    "moment": 0.10,  # logarithm of what the hour and day bring; 1 for an hour of the persona
    "sooner": 0.05,  # of the cycle that is left, for a keyword on the rise
    "reach": 0.001,  # of the person among those of the topic, 0..1
}
DIGITS = 6


def worth(part: str, measure: float) -> float:
    """Return what a measure counts for in a value.

    Examples
    --------
    >>> worth("opportunity", 0.5)
    0.2
    """
    return round(WEIGHTS[part] * round(measure, DIGITS), DIGITS + 6)


def reason(part: str, measure: float) -> dict[str, Any]:
    """Write a part as a reason: its measure and its weight.

    Examples
    --------
    >>> reason("fit", 0.5)
    {'code': 'value.fit', 'values': ['0.5', '0.25']}
    """
    return {"code": f"value.{part}", "values": [_plain(measure), _plain(WEIGHTS[part])]}


def _plain(number: float) -> str:
    return f"{round(number, DIGITS):.{DIGITS}f}".rstrip("0").rstrip(".")


def total(reasons: Iterable[Mapping[str, Any]]) -> float:
    """Work a row's value out again from its reasons.

    Examples
    --------
    >>> total([reason("opportunity", 0.5), reason("fit", 0.4)])
    0.3
    """
    parts = [r["values"] for r in reasons if str(r["code"]).startswith("value.")]
    return round(sum(float(measure) * float(weight) for measure, weight in parts), DIGITS)
