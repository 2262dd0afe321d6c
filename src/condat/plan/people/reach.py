"""Reach: how many distinct people react to each person, or follow them where nobody is seen."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from condat.plan.cast import Cast, person_of
from condat.plan.codes import Flags, Ints, Reals, encode, joined, look_up, real, totals
from condat.plan.people.acts import Acts


def reach(
    posts: pa.Table,
    authors: pa.Table,
    persons: pa.Table,
    engagements: pa.Table,
    members: Cast,
    found: Acts,
) -> tuple[Reals, Flags]:
    """Count the distinct people who reacted to each person; followers where nobody is seen.

    Returns
    -------
    array of float, array of bool
        Reach, NaN where not known; and whether it is a number of followers.
    """
    size = len(members.people)
    actor, target = _reactions(posts, persons, engagements, members)
    pairs = np.unique(
        np.concatenate([target, found.target]) * size + np.concatenate([actor, found.source])
    )
    distinct = np.bincount(pairs // max(size, 1), minlength=size).astype(np.float64)
    seen = _watched(posts, members, distinct)
    owner = look_up(person_of(authors["uri"], persons), members.people)
    followers = _most(owner, real(authors["followers"]), size)
    stated = ~seen & ~np.isnan(followers)
    return np.where(seen, distinct, followers), stated


def _reactions(
    posts: pa.Table, persons: pa.Table, engagements: pa.Table, members: Cast
) -> tuple[Ints, Ints]:
    actor = look_up(person_of(engagements["actor_uri"], persons), members.people)
    about = look_up(engagements["post_uri"], posts["uri"])
    kept = (actor >= 0) & (about >= 0)
    i, j = joined(about[kept], members.post, posts.num_rows)
    who, whom = actor[kept][i], members.person[j]
    return who[who != whom], whom[who != whom]


def _watched(posts: pa.Table, members: Cast, distinct: Reals) -> Flags:
    """Say who writes where reactions are seen: there, nobody seen means nobody."""
    _, source = encode(pc.fill_null(posts["source"], ""))
    lively = totals(source[members.post], distinct[members.person]) > 0
    seen = np.zeros(len(members.people), bool)
    seen[members.person[lively[source[members.post]]]] = True
    return seen


def _most(owner: Ints, values: Reals, size: int) -> Reals:
    found = np.full(size, -1.0)
    kept = (owner >= 0) & ~np.isnan(values)
    np.maximum.at(found, owner[kept], values[kept])
    return np.where(found < 0, np.nan, found)
