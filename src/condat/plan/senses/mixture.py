"""Whether ours and the audience mix the senses of a term alike."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from condat.plan.senses.sensed import AUDIENCE, OURS, Labels, Sensed, codes

DRAWS = 999
FEWEST_AUTHORS = 5


def by_unit(found: Sensed, mask: NDArray[np.bool_], unit: Labels) -> NDArray[np.float64]:
    """Return the mixture of senses of each unit (post or author): rows sum to one."""
    names = np.unique(unit[mask])
    table = np.zeros((len(names), found.count))
    np.add.at(table, (np.searchsorted(names, unit[mask]), found.sense[mask]), 1.0)
    return table / table.sum(1, keepdims=True)


def same_mixture(found: Sensed, *, seed: int) -> float | None:
    """Return how often chance alone would make ours and the audience's senses differ so much.

    The chi-square statistic of senses by side, against ``DRAWS`` exchanges of whole authors (whole
    posts where a side has fewer than ``FEWEST_AUTHORS``) between the sides.

    Returns
    -------
    float or None
        None where a side has no use, or there is one sense.
    """
    sides = [found.group(OURS), found.group(AUDIENCE)]
    if found.count < 2 or not all(side.any() for side in sides):
        return None
    author = codes(found.uses["author"])
    enough = all(len(np.unique(author[side])) >= FEWEST_AUTHORS for side in sides)
    tables = [by_unit(found, side, author if enough else found.post) for side in sides]
    units, ours = np.vstack(tables), len(tables[0])
    rng = np.random.default_rng(seed)
    order = rng.permuted(np.tile(np.arange(len(units)), (DRAWS, 1)), axis=1)[:, :ours]
    drawn = _chi_square(units[order].sum(1), units.sum(0), ours / len(units))
    seen = _chi_square(tables[0].sum(0)[None], units.sum(0), ours / len(units))[0]
    return float((1 + (drawn >= seen - 1e-9).sum()) / (DRAWS + 1))


def _chi_square(
    ours: NDArray[np.float64], both: NDArray[np.float64], part: float
) -> NDArray[np.float64]:
    expected = np.maximum(both * part, 1e-9)
    rest = np.maximum(both * (1 - part), 1e-9)
    return np.asarray(((ours - expected) ** 2 * (1 / expected + 1 / rest)).sum(1))
