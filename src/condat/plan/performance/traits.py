"""What can be said of a post besides its author: topic, form, length, words, hour, day, place."""

from __future__ import annotations

from itertools import pairwise
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from condat.language.commonness import telling
from condat.plan.codes import Ints, encode, look_up, whole

SPECIAL = 0.5  # of ``telling``: nobody can act upon an everyday word (*person*) that does well
LENGTHS = (100, 300, 600, 1200, 2400)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DIMENSIONS = ("topic", "form", "length", "word", "hour", "weekday", "place")

Trait = tuple[pa.Array, Ints, Ints]  # values, and per row: place in the values, post


def traits(
    posts: pa.Table,
    readings: pa.Table,
    post_topics: pa.Table,
    post_terms: pa.Table,
    zone: ZoneInfo,
) -> dict[str, Trait]:
    """List each dimension's values and which posts have them.

    Parameters
    ----------
    posts : pyarrow.Table
        Columns ``uri``, ``kind``, ``published``, ``time_known``, ``source``.
    readings, post_topics, post_terms : pyarrow.Table
        Derived tables of the plan stage.
    zone : ZoneInfo
        The team's time zone: hours and weekdays are told in it. A date without a time of day has
        a weekday and no hour.
    """
    uris = posts["uri"]
    at = look_up(uris, readings["post_uri"])
    words = pc.take(readings["words"].combine_chunks(), pa.array(at, mask=at < 0))
    hours, weekdays = clock(posts, zone)
    return {
        "topic": _listed(post_topics["topic"], post_topics["post_uri"], uris),
        "form": _each(posts["kind"]),
        "length": _each(lengths(words)),
        "word": _words(post_terms, uris),
        "hour": _each(hours),
        "weekday": _each(weekdays),
        "place": _each(posts["source"]),
    }


def lengths(words: pa.Array) -> pa.Array:
    """Return the class of each length, in words.

    Examples
    --------
    >>> lengths(pa.array([40, 100, 5000, None])).to_pylist()
    ['0-99', '100-299', '2400+', None]
    """
    edges = (0, *LENGTHS)
    names = [f"{a}-{b - 1}" for a, b in pairwise(edges)] + [f"{edges[-1]}+"]
    count = whole(words)
    step = np.searchsorted(LENGTHS, count, side="right")
    return pa.array(names).take(pa.array(step, mask=count < 0))


def clock(posts: pa.Table, zone: ZoneInfo) -> tuple[pa.Array, pa.Array]:
    """Return the hour and the weekday of each post in a time zone; null where not known.

    Examples
    --------
    >>> posts = pa.table({"published": pa.array([0, 0], pa.timestamp("us", tz="UTC")),
    ...                   "time_known": [True, False]})
    >>> [c.to_pylist() for c in clock(posts, ZoneInfo("America/New_York"))]
    [['19', None], ['wednesday', 'thursday']]
    """
    timed = pc.fill_null(posts["time_known"], fill_value=False)
    there = pc.local_timestamp(pc.cast(posts["published"], pa.timestamp("us", tz=str(zone))))
    here = pc.local_timestamp(posts["published"])
    moment = pc.if_else(timed, there, here)
    hour = pc.utf8_lpad(pc.cast(pc.if_else(timed, pc.hour(moment), None), pa.string()), 2, "0")
    days = pa.array(WEEKDAYS).take(pc.day_of_week(moment))
    return _flat(hour), _flat(days)


def _flat(column: pa.ChunkedArray | pa.Array) -> pa.Array:
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column


def _each(column: pa.ChunkedArray | pa.Array) -> Trait:
    names, value = encode(column)
    post = np.flatnonzero(value >= 0)
    return names, value[post], post


def _words(post_terms: pa.Table, uris: pa.ChunkedArray) -> Trait:
    """Return the words of each post that say something of a subject."""
    terms, term = encode(post_terms["term"])
    languages, language = encode(post_terms["language"])
    spoken = np.zeros(len(terms), np.int64)
    spoken[term] = language
    said = languages.take(pa.array(spoken)).to_pylist()
    special = telling(terms.to_pylist(), said) >= SPECIAL
    kept = post_terms.filter(pa.array(special[term]))
    return _listed(kept["term"], kept["post_uri"], uris)


def _listed(values: pa.ChunkedArray, owners: pa.ChunkedArray, uris: pa.ChunkedArray) -> Trait:
    """Read a table with one row per post and value."""
    names, value = encode(values)
    post = look_up(owners, uris)
    kept = (post >= 0) & (value >= 0)
    return names, value[kept], post[kept]
