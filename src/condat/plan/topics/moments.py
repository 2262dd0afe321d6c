"""The moments at which topics are looked for, so that one week changes little.

Topics of a few hundred posts are a matter of chance: another ten posts, another division. So they
are not looked for in the corpus of today alone, but in the corpus as it was at its last moments,
and what all these say together decides. A moment comes each time the corpus has grown by
``GROWTH``; when the next one comes, one voice of ``KEPT`` is replaced and the others stay. Of few
posts the last eight lie close together, so more are asked: those of the last ``REACH`` posts.
Nothing has to be remembered for it: the moments follow from the dates of the posts.
"""

from __future__ import annotations

import math

FIRST = 50  # posts: with fewer nothing can be grouped yet
GROWTH = 1.05
KEPT, MOST = 8, 16
REACH = 64  # posts that the moments go back over, as far as ``MOST`` of them do


def moments(posts: int) -> list[int]:
    """Return how many posts the corpus had at its last moments, the oldest first.

    Parameters
    ----------
    posts : int
        How many it has now.

    Examples
    --------
    >>> moments(60)
    [50, 52, 55, 57]
    >>> moments(49), [len(moments(posts)) for posts in (100, 150, 1_000_000)]
    ([], [15, 12, 8])
    """
    if posts < FIRST:
        return []
    last = math.floor(math.log(posts / FIRST) / math.log(GROWTH) + 1e-9)
    sizes = [math.floor(FIRST * GROWTH**k) for k in range(max(0, last - MOST + 1), last + 1)]
    return [size for size in sizes[:-KEPT] if size > sizes[-1] - REACH] + sizes[-KEPT:]
