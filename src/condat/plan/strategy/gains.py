"""What improving a post of ours would bring: how much what it is about is in demand."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from condat.plan.codes import Column, Flags, Ints, Reals, look_up, real

FIRST = 10  # posts to improve, at least: what a team reworks in a few cycles
SHARE = 0.1  # of our posts, where they are many
STALE = 1460  # days from which age counts no more
DRAW = 2.0  # times the usual result, at most, that counts


@dataclass(frozen=True)
class Gains:
    """Per post: what improving it would bring, and the word of it that is most in demand.

    Parameters
    ----------
    value : array
        From 0 to 2.
    word : list of str
        As it is written; empty where nothing it is about is in demand.
    people : list of int
        Of the audience, who write about the word.
    """

    value: Reals
    word: list[str]
    people: list[int]


def gains(
    mine: pa.Table,
    post: Ints,
    told: Reals,
    keywords: pa.Table,
    *,
    ratio: Reals,
    days: Reals,
    carries: Flags,
) -> Gains:
    """Return what improving each post would bring.

    The demand for what it is about, each word by how much it tells of the post; times its result
    over our usual one (1 where that is not known, 1/2 to 2); times half, for a new post, to one,
    for one that is four years old; times half for one that carries none of our messages.

    Parameters
    ----------
    mine : pyarrow.Table
        Of the schema ``POST_TERMS``: the terms of the posts.
    post : array of int
        The post of each row.
    told : array
        How much each row tells of its post.
    keywords : pyarrow.Table
        Of the schema ``KEYWORDS``.
    ratio, days : array
        Of each post: its result over the usual one, and its age; NaN where not known.
    carries : array of bool
        Whether it carries a message, a pain or the promise.

    Examples
    --------
    >>> mine = pa.table({"language": ["fr", "fr"], "term": ["levain", "fête"]})
    >>> wanted = {"language": ["fr"], "term": ["levain"], "label": ["Levain"], "demand": [0.8]}
    >>> keywords = pa.table({**wanted, "authors": [7], "audience": [9]})
    >>> more = {"ratio": np.full(2, np.nan), "days": np.full(2, 3000.0)}
    >>> gains(mine, np.arange(2), np.ones(2), keywords, carries=np.array([True, True]), **more)
    Gains(value=array([0.8, 0. ]), word=['Levain', ''], people=[7, 0])
    """
    theirs = keywords.filter(pc.greater(keywords["audience"], 0))
    at = look_up(_key(mine), _key(theirs))
    weight = told * np.append(real(theirs["demand"]), 0.0)[at]
    whole = np.bincount(post, told, len(days))
    demand = np.bincount(post, weight, len(days)) / np.maximum(whole, 1e-9)
    best = _best(post, weight)
    found = theirs.take(pa.array(at[list(best.values())])).to_pylist()
    named = dict(zip(best, found, strict=True))
    return Gains(
        (demand * _standing(ratio, days, carries)).round(4),
        [named[i]["label"] or named[i]["term"] if i in named else "" for i in range(len(days))],
        [named[i]["authors"] or 0 if i in named else 0 for i in range(len(days))],
    )


def _standing(ratio: Reals, days: Reals, carries: Flags) -> Reals:
    """Return what counts of the demand: by results, by age, by whether a message is carried."""
    drew = np.clip(np.nan_to_num(ratio, nan=1.0), 1 / DRAW, DRAW)
    age = 0.5 + 0.5 * np.clip(np.nan_to_num(days) / STALE, 0.0, 1.0)
    return np.asarray(drew * age * np.where(carries, 1.0, 0.5))


def _key(table: pa.Table) -> Column:
    return pc.binary_join_element_wise(pc.fill_null(table["language"], ""), table["term"], "\t")


def _best(post: Ints, weight: Reals) -> dict[int, int]:
    """Return the row that weighs most of each post that has one."""
    order = np.argsort(weight, kind="stable")
    order = order[weight[order] > 0]
    return dict(zip(post[order].tolist(), order.tolist(), strict=True))


def first(gain: Reals, asking: Flags) -> Flags:
    """Say which of the posts that ask for improvement bring most: ten, or one in ten of ours.

    Examples
    --------
    >>> [int(first(np.arange(float(n)), np.ones(n, bool)).sum()) for n in (3, 30, 400)]
    [3, 10, 40]
    """
    most = max(FIRST, round(SHARE * len(gain)))
    order = np.lexsort((-gain, ~asking))[:most]
    chosen = np.zeros(len(gain), bool)
    chosen[order] = asking[order]
    return chosen
