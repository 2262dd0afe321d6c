"""How far apart the uses of an ordinary word of a corpus lie: the yardstick for two senses."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from condat.plan.codes import encode
from condat.plan.senses.contexts import ordinary
from condat.plan.senses.induction import divisions, strength
from condat.plan.senses.views import Background

WORDS = 60
FEWEST_WORDS = 30  # fewer do not tell what is ordinary
USES = (10, 24)  # of each word: the fewest, and the most that are looked at
FALSE_SPLITS = 0.1  # of ordinary words, at most, would be divided


@dataclass(frozen=True, eq=False)
class Habit:
    """Ordinary words of a corpus: how alike the uses of each are, and the posts they stand in."""

    words: tuple[tuple[NDArray[np.float64], NDArray[np.int64]], ...]
    seed: int

    def bound(self, uses: int) -> float:
        """Return the gap between senses that nine in ten ordinary words do not reach.

        Parameters
        ----------
        uses : int
            Of the word that is judged: a small sample falls apart more easily than a large one, so
            as many uses of each ordinary word are looked at.
        """
        return _bound(self, min(uses, USES[1]))


@cache
def _bound(known: Habit, uses: int) -> float:
    rng = np.random.default_rng(known.seed)
    found = []
    for likeness, post in known.words:
        some = np.sort(rng.permutation(len(post))[:uses])
        found.append(strength(divisions(likeness[np.ix_(some, some)], post[some], known.seed)))
    return float(np.quantile(found, 1 - FALSE_SPLITS, method="higher"))


def habit(posts: pa.Table, usual: Background, seed: int) -> Habit | None:
    """Draw ordinary words from the posts of a corpus.

    Parameters
    ----------
    posts : pa.Table
        As for ``contexts.uses``; a sample of the corpus will do.
    usual : Background
    seed : int

    Returns
    -------
    Habit or None
        None where the corpus has too few words in enough posts.
    """
    drawn = ordinary(posts, WORDS, USES, seed)
    if len(drawn) < FEWEST_WORDS:
        return None
    everything = pa.concat_tables(drawn)
    ends = np.cumsum([table.num_rows for table in drawn])
    alike, post = usual.likeness(everything), encode(everything["post_uri"])[1]
    parts = [slice(end - table.num_rows, end) for end, table in zip(ends, drawn, strict=True)]
    return Habit(tuple((alike[part, part], post[part]) for part in parts), seed)
