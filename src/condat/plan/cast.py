"""Who is who: accounts joined into persons, and the credit of each for each post."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from condat.plan.codes import Column, Ints, Reals, encode, flatten, look_up


@dataclass(frozen=True)
class Cast:
    """The persons of a corpus and what they wrote.

    Parameters
    ----------
    people : pyarrow.Array
        Sorted URIs of persons; an account that nobody joined to others is its own person.
    post, person : arrays of int
        One row per post and person: places in the posts given and in ``people``.
    share : array of float
        The person's part of the post: 1 over the number of persons who signed it.
    """

    people: pa.Array
    post: Ints
    person: Ints
    share: Reals


def person_of(authors: Column, persons: pa.Table) -> pa.Array:
    """Return the person behind each account."""
    at = look_up(authors, persons["author_uri"])
    known = pa.array(at, mask=at < 0)
    joined = pc.take(persons["person_uri"].combine_chunks(), known)
    plain = authors.combine_chunks() if isinstance(authors, pa.ChunkedArray) else authors
    return pc.coalesce(joined, plain)


def first(lists: Column) -> pa.Array:
    """Return the first item of each list; null where there is none.

    Examples
    --------
    >>> first(pa.array([["a", "b"], [], None])).to_pylist()
    ['a', None, None]
    """
    items, rows = flatten(lists)
    row, at = np.unique(rows, return_index=True)
    places = np.full(len(lists), -1)
    places[row] = at
    return items.take(pa.array(places, mask=places < 0))


def cast(posts: pa.Table, persons: pa.Table, others: Column | None = None) -> Cast:
    """Join accounts into persons and split each post's credit evenly.

    Parameters
    ----------
    posts : pyarrow.Table
        Column ``author_uris``.
    persons : pyarrow.Table
        Columns ``author_uri``, ``person_uri``.
    others : Arrow column, optional
        Accounts that wrote nothing but belong to the graph.

    Examples
    --------
    >>> posts = pa.table({"author_uris": [["a", "b"], ["c"]]})
    >>> persons = pa.table({"author_uri": ["c"], "person_uri": ["a"]})
    >>> cast(posts, persons).share.tolist()
    [0.5, 0.5, 1.0]
    """
    authors, post = flatten(posts["author_uris"])
    accounts = [person_of(authors, persons)]
    if others is not None:
        accounts.append(person_of(others.drop_null(), persons))
    people, codes = encode(pa.chunked_array(accounts, pa.string()))
    pairs = np.unique(post * max(len(people), 1) + codes[: len(post)])
    post, person = np.divmod(pairs, max(len(people), 1))
    signed = np.bincount(post, minlength=posts.num_rows)
    return Cast(people, post, person, 1.0 / signed[post])
