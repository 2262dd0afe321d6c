"""What the corpus of one moment says of topics, and what several moments say together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import scipy.sparse as sp
from numpy.typing import NDArray

from condat.plan.codes import encode, look_up
from condat.plan.topics.communities import consensus, divisions, together
from condat.plan.topics.concepts import concepts, near
from condat.plan.topics.division import Corpus, joined
from condat.plan.topics.links import shared
from condat.plan.topics.structure import real

DIVISIONS = 40  # of the posts of one moment
TRIAL = 10  # of each half of the posts, to see whether there is structure at all
TIE = 0.35  # of an edge by vector, against one by company

# One row per term: the group that it was in, in each division.
VOTES = pa.schema([("term", pa.string()), ("groups", pa.list_(pa.int16()))])

Ints = NDArray[np.int64]
Reals = NDArray[np.float64]


@dataclass(frozen=True)
class Agreed:
    """Terms, the topic of each (-1: none), and how often it goes with each topic (0 to 1)."""

    terms: pa.Array
    topic: Ints
    support: Reals


def votes(
    corpus: Corpus, mark: NDArray[np.uint64], held: sp.csr_matrix | None = None, *, seed: int
) -> pa.Table:
    """Divide the terms of one moment many times.

    Parameters
    ----------
    corpus : Corpus
        The posts of the moment.
    mark : uint64 array
        A hash of each of them, which decides the samples that it is in.
    held : sparse array of shape (posts, pages), optional
        The pages that each post links to.
    seed : int

    Returns
    -------
    pyarrow.Table
        ``VOTES``; no rows where words keep no more company than chance gives them.
    """
    node = concepts(corpus.labels, corpus.spoken)
    holds, half = joined(corpus.holds, node), (mark >> np.uint64(7)).astype(np.int64) % 2
    ties = _ties(corpus, node, holds, held)
    trial = [_trial(holds, corpus.language, ties, mark, half == one, seed) for one in (0, 1)]
    if not len(node) or not real(holds, corpus.language, half, trial, seed):
        return VOTES.empty_table()
    found = divisions(holds, corpus.language, ties, mark, count=DIVISIONS, seed=seed)
    rows = pa.array(found[node].astype(np.int16).ravel())
    lists = pa.FixedSizeListArray.from_arrays(rows, DIVISIONS)
    return pa.table([corpus.terms, lists.cast(VOTES.field("groups").type)], schema=VOTES)


def _ties(
    corpus: Corpus, node: Ints, holds: sp.csr_matrix, held: sp.csr_matrix | None
) -> sp.csr_matrix:
    """Join languages: by what names mean, and by the pages that posts share."""
    _, first = np.unique(node, return_index=True)
    ties = TIE * near([corpus.labels[i] for i in first], [corpus.spoken[i] for i in first])
    return ties if held is None else ties + shared(held, holds, corpus.language)


def _trial(
    holds: sp.csr_matrix,
    stratum: Ints,
    ties: sp.csr_matrix,
    mark: NDArray[np.uint64],
    chosen: NDArray[np.bool_],
    seed: int,
) -> Ints:
    at = np.flatnonzero(chosen)
    if not holds.shape[1]:
        return np.zeros(0, np.int64)
    found = divisions(holds[at], stratum[at], ties, mark[at], count=TRIAL, seed=seed)
    return consensus(together(found) / np.float32(TRIAL), seed=seed, tries=1)[0]


def agreed(moments: Sequence[pa.Table], *, seed: int) -> Agreed:
    """Divide the terms by what all moments say.

    Parameters
    ----------
    moments : sequence of pyarrow.Table
        ``VOTES``, the oldest first. One without structure has no say; there are no topics where
        half of them, or the last, have none.
    seed : int
    """
    some = [table for table in moments if table.num_rows]
    if 2 * len(some) <= len(moments) or not moments[-1].num_rows:
        return Agreed(pa.array([], pa.string()), np.zeros(0, np.int64), np.zeros((0, 0)))
    terms, _ = encode(pa.concat_arrays([chunk for t in some for chunk in t["term"].chunks]))
    share = np.zeros((len(terms), len(terms)), np.float32)
    for table in some:
        at = look_up(table["term"], terms)
        groups = pc.list_flatten(table["groups"]).to_numpy().reshape(len(at), -1)
        share[np.ix_(at, at)] += together(groups.astype(np.int64))
    topic, support = consensus(share / np.float32(DIVISIONS * len(some)), seed=seed)
    return Agreed(terms, topic, support)
