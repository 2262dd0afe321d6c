"""Supply of a term: how well what is published answers it, by us and by competitors."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from condat.plan.codes import Flags, Reals
from condat.plan.words.uses import AUDIENCE, OURS, Posts, Uses

_LEAD = 0.1  # of the text: its start says what it is about
_PLACES = (1.0, 0.6, 0.3)  # term in the title, in the lead, further down and more than once
_DEPTH = 300.0  # words at which a text is half as deep as any
_Z = 1.6448536269514722


@dataclass(frozen=True)
class Supply:
    """Per term: supply with its bounds, and the part of ours alone; 0..1.

    One whole answer (in the title, long, fresh) makes 0.5, two make 0.67.
    """

    value: Reals
    low: Reals
    high: Reals
    ours: Reals


def supply(uses: Uses, posts: Posts) -> Supply:
    """Reckon how well existing content answers each term.

    Parameters
    ----------
    uses, posts
        From ``plan.uses``.
    """
    answer = _answers(uses, posts)
    side = posts.side[uses.post]
    published = side != AUDIENCE
    total = uses.total(answer, published)
    noise = np.sqrt(uses.total(answer**2, published))
    wide = _Z * noise / np.maximum(total, 1e-9)
    return Supply(
        value=_share(total),
        low=_share(total * np.exp(-wide)),
        high=_share(total * np.exp(wide)),
        ours=_share(uses.total(answer, side == OURS)),
    )


def _answers(uses: Uses, posts: Posts) -> Reals:
    """Return how well each post answers each term it uses: place x depth x freshness."""
    title, lead, further = _PLACES
    early: Flags = uses.position < _LEAD
    again = np.minimum(1.0, (uses.count - 1) / 3)
    place = np.where(uses.title, title, np.where(early, lead, further * again))
    words = posts.words[uses.post]
    return place * words / (words + _DEPTH) * posts.fresh[uses.post]


def _share(answers: Reals) -> Reals:
    return answers / (answers + 1)
