"""The people of a conversation and who turns to whom, laid out on a plane."""

from __future__ import annotations

import random
from dataclasses import dataclass

import igraph
import numpy as np
import pyarrow as pa
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

from condat.plan.codes import Flags, Ints, Reals, encode, look_up

SHOWN = 40  # people that can be told apart in a picture
NAMED = 12
ROUNDS = 600


@dataclass(frozen=True)
class Network:
    """People with their place, and the arrows between them.

    Parameters
    ----------
    people : pyarrow.Table
        ``person_uri``, ``name``, ``side``, ``acts`` (that others did towards them), ``x``, ``y``,
        ``named`` (true for the most central); the most central first.
    arrows : pyarrow.Table
        ``source``, ``target`` (places in ``people``), ``acts``.
    """

    people: pa.Table
    arrows: pa.Table


def network(ties: pa.Table, *, most: int = SHOWN, seed: int = 0) -> Network:
    """Choose the people who receive most and lay them out by who turns to whom.

    Parameters
    ----------
    ties : pyarrow.Table
        Of the schema ``TIES``.
    most : int
        People shown.
    seed : int
        Of the first places, which Fruchterman and Reingold's forces then move (1991).

    Examples
    --------
    >>> from condat.plan.tables import TIES
    >>> tie = {"source_uri": "a", "source": "Ana", "target_uri": "b", "target": "Ben", "acts": 2}
    >>> found = network(pa.Table.from_pylist([tie], schema=TIES))
    >>> found.people["name"].to_pylist(), found.arrows.to_pylist()
    (['Ben', 'Ana'], [{'source': 1, 'target': 0, 'acts': 2}])
    """
    uris, at = encode(pa.concat_arrays([*ties["source_uri"].chunks, *ties["target_uri"].chunks]))
    source, target = at[: ties.num_rows], at[ties.num_rows :]
    acts = ties["acts"].to_numpy()
    size = len(uris)
    taken, given = np.bincount(target, acts, size), np.bincount(source, acts, size)
    order = np.lexsort((np.arange(size), -given, -taken))
    first = order[_together(size, source, target)[order]][:most]
    inside = np.isin(source, first) & np.isin(target, first)
    chosen = first[_together(size, source[inside], target[inside])[first]]
    place = look_up(uris, uris.take(pa.array(chosen)))
    kept = (place[source] >= 0) & (place[target] >= 0)
    pairs, where = np.unique(
        np.stack([place[source[kept]], place[target[kept]]]), axis=1, return_inverse=True
    )
    counts = np.bincount(where.ravel(), acts[kept], pairs.shape[1]).astype(np.int64)
    spots = _laid_out(len(chosen), pairs.T, seed)
    told = _told(ties, uris.take(pa.array(chosen)))
    people = told.append_column("acts", pa.array(taken[chosen].astype(np.int64)))
    people = people.append_column("x", pa.array(spots[:, 0])).append_column(
        "y", pa.array(spots[:, 1])
    )
    named = pa.array(np.arange(len(chosen)) < NAMED)
    columns = {"source": pairs[0], "target": pairs[1], "acts": counts}
    return Network(people.append_column("named", named), pa.table(columns))


def _together(size: int, source: Ints, target: Ints) -> Flags:
    """Say who belongs to the largest company: those joined by some way of ties."""
    if size == 0:
        return np.zeros(0, bool)
    parts = connected_components(csr_matrix((np.ones(len(source)), (source, target)), (size, size)))
    found: Flags = parts[1] == np.bincount(parts[1]).argmax()
    return found


def _laid_out(size: int, pairs: Ints, seed: int) -> Reals:
    if size == 0:
        return np.zeros((0, 2))
    graph = igraph.Graph(n=size, edges=pairs.tolist())
    first = np.random.default_rng(seed).normal(size=(size, 2)).tolist()
    igraph.set_random_number_generator(random.Random(seed))  # noqa: S311 - a drawing, not a secret
    try:
        layout = graph.layout_fruchterman_reingold(seed=first, niter=ROUNDS, grid=False)
    finally:
        igraph.set_random_number_generator(random)
    return np.asarray(layout.coords, np.float64)


def _told(ties: pa.Table, wanted: pa.Array) -> pa.Table:
    """Return the name and side of people, from either end of a tie."""
    ends = [
        ties.select([f"{end}_uri", end, f"{end}_side"]).rename_columns(
            ["person_uri", "name", "side"]
        )
        for end in ("source", "target")
    ]
    both = pa.concat_tables(ends)
    return both.take(pa.array(look_up(wanted, both["person_uri"])))
