"""Which words go with a keyword where the audience writes about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from scipy import sparse

from condat.distribute.material import Material
from condat.language.commonness import telling
from condat.plan.codes import Reals, among, distinct, encode, look_up, paired

FEWEST = 2  # posts that hold both words
LIFT = 1.1  # times as often together as by chance, at least, were chance against them
SPREAD = 1.0  # standard errors of a count of posts that chance can take away
PLAIN = 0.5  # of ``telling``: a term under it goes with everything
MOST = 12  # words of a keyword that are looked at

Word = tuple[str, str]  # term and language
Companions = Mapping[Word, tuple[Word, ...]]


def companions(material: Material, wanted: Sequence[Word]) -> Companions:
    """Return the words of the same language that come with each keyword, the closest first.

    Words are weighed by their part of the mutual information, ``n log(lift)``, over the posts of
    the audience: often together, and more often than each alone would explain, one standard error
    of the count taken off. Everyday words go with everything and are left out.

    Parameters
    ----------
    material : Material
    wanted : sequence of (term, language)
    """
    table = _heard(material)
    if not table.num_rows or not wanted:
        return {}
    words, word = encode(paired(table["language"], table["term"], "\t"))
    posts, post = encode(table["post_uri"])
    shape = (len(posts), len(words))
    held = sparse.csr_array((np.ones(len(word)), (post, word)), shape)
    held.data[:] = 1.0
    at = look_up(pa.array([_joined(one) for one in wanted], pa.string()), words)
    found: dict[Word, tuple[Word, ...]] = {}
    names = words.to_pylist()
    score = _scores(held, at[at >= 0]) * _special(names)
    for one, row in zip((w for w, a in zip(wanted, at, strict=True) if a >= 0), score, strict=True):
        best = np.argsort(-row, kind="stable")[:MOST]
        spoken = (_split(names[i]) for i in best if row[i] > 0)
        found[one] = tuple(word for word in spoken if word[1] == one[1] and word != one)
    return found


def _heard(material: Material) -> pa.Table:
    """Return the terms of the audience's posts, of those that are keywords."""
    readings = material.table("readings")
    heard = readings.filter(pc.equal(readings["side"], "audience"))["post_uri"]
    table = material.table("post_terms").select(["post_uri", "language", "term"])
    table = table.filter(among(table["term"], distinct(material.table("keywords")["term"])))
    return table.filter(among(table["post_uri"], heard))


def _scores(held: sparse.csr_array, at: np.ndarray) -> Reals:
    """Return ``n log(lift)`` of each keyword with each word; 0 where it does not count."""
    together = (held[:, at].T @ held).toarray()
    have = np.asarray(held.sum(axis=0)).reshape(-1)
    chance = np.outer(have[at], have) / held.shape[0]
    surely = together - SPREAD * np.sqrt(together)
    lift = surely / np.maximum(chance, 1e-9)
    counted = (together >= FEWEST) & (lift >= LIFT)
    score: Reals = np.where(counted, surely * np.log(np.maximum(lift, 1.0)), 0.0)
    return score


def _special(names: Sequence[str]) -> Reals:
    """Return 1 for words that say something of a subject, 0 for everyday ones."""
    terms, languages = zip(*map(_split, names), strict=True) if names else ((), ())
    return np.asarray(telling(terms, languages) >= PLAIN, np.float64)


def _joined(word: Word) -> str:
    return f"{word[1]}\t{word[0]}"


def _split(key: str) -> Word:
    language, _, term = key.partition("\t")
    return term, language
