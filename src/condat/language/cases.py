"""German terms in the nominative: what stands alone has no verb that bends it."""

from __future__ import annotations

import re
from collections.abc import Mapping

_BENT = re.compile(r"(\w+)e[mn] (.+)")
_ENDINGS = ("es", "e", "er")  # of adjectives in the nominative


def upright(label: str, written: Mapping[str, int]) -> str:
    """Return a label with its adjective in the nominative, if that is among the forms written.

    Parameters
    ----------
    label : str
    written : mapping
        How often each form is.

    Examples
    --------
    >>> written = {"Letzten Generation": 9, "Letzte Generation": 4, "Letzter Generation": 1}
    >>> upright("Letzten Generation", written), upright("open data", {"open data": 2})
    ('Letzte Generation', 'open data')
    """
    bent = _BENT.fullmatch(label)
    if bent is None:
        return label
    said = [f"{bent[1]}{ending} {bent[2]}" for ending in _ENDINGS]
    best = max(said, key=lambda form: written.get(form, 0))
    return best if best in written else label
