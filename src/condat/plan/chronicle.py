"""How much is written of something over time, and by whom: the small tables behind a page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from condat.plan.cast import Cast
from condat.plan.codes import Column, Ints, encode, joined, look_up
from condat.plan.tables import CHRONICLE, USERS

MONTHS = pa.schema([("month", pa.string()), ("side", pa.string()), ("posts", pa.int64())])

Uses = tuple[Column, Column]  # what is written of, and the post: one row per use


def chronicle(
    uses: Uses, posts: pa.Table, readings: pa.Table, wanted: pa.Array, period: str
) -> pa.Table:
    """Count the posts of each period and side.

    Parameters
    ----------
    uses : pair of columns
        What is written of (a term, a topic), and the URI of the post.
    posts : pyarrow.Table
        Columns ``uri``, ``published``; posts without a date are left out.
    readings : pyarrow.Table
        Of the schema ``READINGS``: gives the side of each post.
    wanted : pyarrow.Array
        Of what the counts are asked for, each once.
    period : str
        ``week`` (from Monday) or ``month``.

    Returns
    -------
    pyarrow.Table
        Of the schema ``CHRONICLE``, in order.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> posts = pa.table({"uri": ["a"], "published": [datetime(2026, 11, 18, tzinfo=UTC)]})
    >>> readings = pa.table({"post_uri": ["a"], "side": ["ours"]})
    >>> uses = (pa.array(["fr:pain"]), pa.array(["a"]))
    >>> chronicle(uses, posts, readings, pa.array(["fr:pain"]), "week").to_pylist()
    [{'of': 'fr:pain', 'start': '2026-11-16', 'side': 'ours', 'posts': 1}]
    """
    starts = pc.strftime(pc.floor_temporal(posts["published"], unit=period), format="%Y-%m-%d")
    (days, day), (sides, side) = encode(starts), encode(sided(posts["uri"], readings))
    what, post, _ = located(uses, posts["uri"], wanted)
    known = (day[post] >= 0) & (side[post] >= 0)
    what, post = what[known], post[known]
    keys = (what * max(len(days), 1) + day[post]) * max(len(sides), 1) + side[post]
    kept, counts = np.unique(keys, return_counts=True)
    rest, which = np.divmod(kept, max(len(sides), 1))
    of, when = np.divmod(rest, max(len(days), 1))
    taken = (wanted.take(pa.array(of)), days.take(pa.array(when)), sides.take(pa.array(which)))
    return pa.table([*taken, pa.array(counts)], schema=CHRONICLE)


def users(
    uses: Uses, posts: pa.Table, members: Cast, called: pa.Table, wanted: pa.Array, most: int = 8
) -> pa.Table:
    """Name who writes most of something.

    Parameters
    ----------
    uses, posts, wanted
        As in :func:`chronicle`.
    members : Cast
        Made from the same ``posts``.
    called : pyarrow.Table
        Columns ``name`` and ``side``, one row per person of ``members``.
    most : int
        People of each.

    Returns
    -------
    pyarrow.Table
        Of the schema ``USERS``, who writes most first.
    """
    what, post, _ = located(uses, posts["uri"], wanted)
    i, j = joined(post, members.post, posts.num_rows)
    size = max(len(members.people), 1)
    pairs, counts = np.unique(what[i] * size + members.person[j], return_counts=True)
    of, person = np.divmod(pairs, size)
    order = np.lexsort((person, -counts, of))
    order = order[np.arange(len(order)) - np.searchsorted(of[order], of[order]) < most]
    who = pa.array(person[order])
    columns = (wanted.take(pa.array(of[order])), members.people.take(who))
    named = (called["name"].take(who), called["side"].take(who))
    return pa.table([*columns, *named, pa.array(counts[order])], schema=USERS)


def located(uses: Uses, uris: Column, wanted: pa.Array) -> tuple[Ints, Ints, Ints]:
    """Return the uses of what is wanted: its place, the post's, and the row of each."""
    what = look_up(uses[0], wanted)
    kept = np.flatnonzero(what >= 0)
    post = look_up(uses[1].take(pa.array(kept)), uris)
    known = kept[post >= 0]
    return what[known], post[post >= 0], known


def sided(uris: Column, readings: pa.Table) -> pa.Array:
    """Return who speaks in each post; null where nobody read it."""
    at = look_up(uris, readings["post_uri"])
    return pc.take(readings["side"].combine_chunks(), pa.array(at, mask=at < 0))


def filled(rows: list[dict[str, Any]], period: str) -> pa.Table:
    """Return the counts of one thing with the periods in which nothing was written, as zeros.

    Parameters
    ----------
    rows : list of dict
        ``start``, ``side``, ``posts``.
    period : str
        ``week`` or ``month``.

    Examples
    --------
    >>> rows = [{"start": day, "side": "ours", "posts": 2} for day in ("2026-01-01", "2026-03-01")]
    >>> filled(rows, "month")["posts"].to_pylist()
    [2, 0, 2]
    """
    counted = {(row["start"], row["side"]): row["posts"] for row in rows}
    days = sorted(date.fromisoformat(row["start"]) for row in rows)
    starts = [day.isoformat() for day in _every(days[0], days[-1], period)] if days else []
    pairs = [(start, side) for side in sorted({row["side"] for row in rows}) for start in starts]
    columns = {
        "month": [start for start, _ in pairs],
        "side": [side for _, side in pairs],
        "posts": [counted.get(pair, 0) for pair in pairs],
    }
    return pa.table(columns, schema=MONTHS)


def _every(first: date, last: date, period: str) -> Iterator[date]:
    day = first
    while day <= last:
        yield day
        if period == "week":
            day += timedelta(days=7)
        else:
            day = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
