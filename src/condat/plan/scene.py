"""Read a corpus once for both questions: what over-performs, and who matters."""

from __future__ import annotations

from datetime import datetime

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from condat.plan.cast import Cast, cast, person_of
from condat.plan.codes import Column, Flags, Ints, Reals, encode, joined, look_up, real, totals
from condat.plan.people.acts import Acts, acts, citations
from condat.plan.people.influencers import Scene
from condat.plan.performance.baseline import baseline
from condat.plan.performance.response import responses
from condat.plan.performance.results import performance, pieces

COLUMNS = [
    "uri",
    "author_uris",
    "kind",
    "published",
    "time_known",
    "url",
    "in_reply_to",
    "links",
    "mentions",
    "source",
]
SIDES = pa.array(["audience", "competitor", "ours"])


def scene(
    posts: pa.Table,
    readings: pa.Table,
    authors: pa.Table,
    persons: pa.Table,
    contacts: pa.Table,
    counts: pa.Table,
    engagements: pa.Table,
    as_of: datetime,
) -> tuple[Scene, pa.Table]:
    """Code posts and persons, and compare each post with its author's usual result.

    Parameters
    ----------
    posts : pyarrow.Table
        The columns ``COLUMNS`` of the posts in scope, sorted by ``uri``.
    readings : pyarrow.Table
        Of the schema ``READINGS``: gives the side of each post.
    authors, persons, contacts, counts, engagements : pyarrow.Table
        Tables of facts.
    as_of : datetime
        The moment of reckoning.

    Returns
    -------
    Scene, pyarrow.Table
        What :func:`condat.plan.people.influencers.people` reads, and the table ``PERFORMANCE``.
    """
    posts = posts.combine_chunks()
    others = pa.chunked_array([*authors["uri"].chunks, *engagements["actor_uri"].chunks])
    members = cast(posts, persons, others.cast(pa.string()))
    moment = int(as_of.timestamp() * 1_000_000)
    cited = citations(posts)
    got = responses(posts, counts, engagements, cited, moment)
    piece = pieces(posts)
    base = baseline(got, members, piece)
    compared = performance(posts, got, members, base)
    found = acts(posts, authors, persons, engagements, members, cited)
    seen, stated = reach(posts, authors, persons, engagements, members, found)
    made = Scene(
        uris=posts["uri"],
        published=posts["published"],
        piece=piece,
        members=members,
        response=got,
        baseline=base,
        acts=found,
        name=names(members, authors, persons, contacts),
        side=sides(posts, readings, members),
        place=places(posts["source"], members),
        reach=seen,
        stated=stated,
        ratio=_ratios(posts["uri"], compared),
    )
    return made, compared


def names(members: Cast, authors: pa.Table, persons: pa.Table, contacts: pa.Table) -> pa.Array:
    """Return what to call each person: contact, account name, handle, or the URI itself."""
    owner = person_of(authors["uri"], persons)
    called = pc.coalesce(authors["name"].combine_chunks(), authors["handle"].combine_chunks())
    own = pc.equal(owner, authors["uri"].combine_chunks())
    return pc.coalesce(
        _first(members.people, contacts["person_uri"], contacts["name"]),
        _first(members.people, owner.filter(own), called.filter(own)),
        _first(members.people, owner, called),
        members.people,
    )


def _first(wanted: pa.Array, keys: pa.ChunkedArray | pa.Array, values: pa.Array) -> pa.Array:
    at = look_up(wanted, keys)
    flat = values.combine_chunks() if isinstance(values, pa.ChunkedArray) else values
    return pc.take(flat, pa.array(at, mask=at < 0))


def sides(posts: pa.Table, readings: pa.Table, members: Cast) -> pa.Array:
    """Return each person's side: ours or a competitor's as soon as one post is."""
    at = look_up(posts["uri"], readings["post_uri"])
    told = pc.take(readings["side"].combine_chunks(), pa.array(at, mask=at < 0))
    level = np.maximum(look_up(told, SIDES), 0)
    found = np.zeros(len(members.people), np.int64)
    np.maximum.at(found, members.person, level[members.post])
    return SIDES.take(pa.array(found))


def places(source: Column, members: Cast) -> pa.Array:
    """Return the source in which each person wrote most; the first by name of several."""
    names, at = encode(source)
    size = len(names) + 1
    pairs, wrote = np.unique(members.person * size + at[members.post], return_counts=True)
    person, place = np.divmod(pairs, size)
    order = np.lexsort((place, -wrote, person))
    first = order[np.unique(person[order], return_index=True)[1]]
    found = np.full(len(members.people), -1)
    found[person[first]] = np.where(place[first] < len(names), place[first], -1)
    return names.take(pa.array(found, mask=found < 0))


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


def _ratios(uris: pa.ChunkedArray, compared: pa.Table) -> Reals:
    at = look_up(uris, compared["post_uri"])
    return np.nan_to_num(np.append(real(compared["ratio"]), 1.0)[at], nan=1.0)
