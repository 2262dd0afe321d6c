"""What to call each person, on whose side they are and where they write."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from condat.core.ids import slug
from condat.plan.cast import Cast, person_of
from condat.plan.codes import Column, Flags, Ints, encode, grouped, look_up, whole
from condat.plan.persons import collective

SIDES = pa.array(["audience", "competitor", "ours"])


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


def lasts(published: Column, members: Cast) -> Ints:
    """Return when each person published last, in microseconds; -1 where no post has a date."""
    found = np.full(len(members.people), -1, np.int64)
    np.maximum.at(found, members.person, whole(published)[members.post])
    return found


def ranked(name: pa.Array, side: pa.Array, brand: Collection[str]) -> Flags:
    """Say who can be ranked: not we, whatever side our name was heard on; no team, no machine.

    Examples
    --------
    >>> name = pa.array(["Ada", "Mill", "The Mill Team", "Zoé"])
    >>> ranked(name, pa.array(["audience"] * 3 + ["ours"]), ["mill"]).tolist()
    [True, False, False, False]
    """
    own = {slug(one) for one in brand if one}
    ours = pc.equal(side, "ours").to_pylist()
    pairs = zip(name.to_pylist(), ours, strict=True)
    flags = (not us and not collective(n) and slug(n) not in own for n, us in pairs)
    return np.fromiter(flags, bool, len(name))


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


def namesakes(
    members: Cast, name: pa.Array, place: pa.Array, wanted: pa.Array
) -> dict[str, list[str]]:
    """Return, for some people, the places where others of the same full name write.

    They may be the same person: nobody is joined by name alone. A name of one word is too common
    to be worth saying.

    Parameters
    ----------
    members : Cast
        Who wrote what.
    name, place : pyarrow.Array
        Of each of its people.
    wanted : pyarrow.Array
        URIs of the people asked about.

    Examples
    --------
    >>> from condat.plan.cast import cast
    >>> posts = pa.table({"author_uris": [["a"], ["b"], ["c"]]})
    >>> nobody = pa.table({"author_uri": pa.array([], pa.string()),
    ...                    "person_uri": pa.array([], pa.string())})
    >>> namesakes(cast(posts, nobody), pa.array(["Jo Day", "jo day", "Jo"]),
    ...           pa.array(["blog", "forum", "blog"]), pa.array(["a", "c"]))
    {'a': ['forum']}
    """
    wrote = np.unique(members.person)
    names, code = encode(pc.utf8_lower(pc.utf8_trim_whitespace(name.take(pa.array(wrote)))))
    order, starts = grouped(np.maximum(code, 0), max(len(names), 1))
    found: dict[str, list[str]] = {}
    for row in np.flatnonzero(look_up(members.people.take(pa.array(wrote)), wanted) >= 0):
        one = code[row]
        if one < 0 or " " not in names[one].as_py():
            continue
        others = wrote[order[starts[one] : starts[one + 1]]]
        where = place.take(pa.array(others[others != wrote[row]])).drop_null()
        if len(where):
            found[members.people[wrote[row]].as_py()] = sorted(set(where.to_pylist()))
    return found
