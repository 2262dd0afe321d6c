"""What a bucket's staged rows change: which are new, other than before, the same, or gone."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl
import pyarrow as pa

from condat.corpus.delta import CONTENT


@dataclass(frozen=True)
class Changes:
    """What happened to rows: how many were added, changed, left as they were, or removed."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0

    def __add__(self, other: Changes) -> Changes:
        ours, theirs = vars(self), vars(other)
        return Changes(**{name: ours[name] + theirs[name] for name in ours})

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)


@dataclass(frozen=True)
class Merge:
    """The staged rows to write, the keys of present rows to drop, and the count of it all."""

    write: pa.Array
    drop: pa.Table
    changes: Changes


def merge(staged: pa.Table, present: pa.Table, key: tuple[str, ...], *, append_only: bool) -> Merge:
    """Compare staged rows with those present, by key and content.

    Parameters
    ----------
    staged : pyarrow.Table
        Keys and ``content``, in the order they came; the last row of a key counts. A null content
        removes.
    present : pyarrow.Table
        Keys and ``content`` of the rows of the bucket.
    append_only : bool
        Whether a row of other content is another row instead of a change.

    Examples
    --------
    >>> staged = pa.table({"uri": ["a", "b", "c"], "content": pa.array([1, 2, None])})
    >>> present = pa.table({"uri": ["b", "c"], "content": [9, 9]})
    >>> merge(staged, present, ("uri",), append_only=False).changes
    Changes(added=1, changed=1, unchanged=0, removed=1)
    """
    same = [*key, CONTENT] if append_only else list(key)
    last = _last(staged, key, append_only=append_only)
    there = _frame(present, key).with_columns(before=pl.col(CONTENT))
    if not append_only:
        there = there.drop(CONTENT)
    joined = last.join(there, on=same, how="left")
    wanted, known = pl.col(CONTENT).is_not_null(), pl.col("before").is_not_null()
    new = joined.filter(wanted & ~known)
    changed = joined.filter(wanted & known & (pl.col("before") != pl.col(CONTENT)))
    gone = last.filter(~wanted).join(there, on=list(key), how="semi")
    drop = pl.concat([changed.select(key), gone.select(key)])
    removed = there.join(gone, on=list(key), how="semi").height
    unchanged = joined.filter(wanted).height - new.height - changed.height
    write = pl.concat([new["row"], changed["row"]]).sort().to_arrow()
    counts = Changes(new.height, changed.height, unchanged, removed)
    return Merge(write, drop.to_arrow(), counts)


def last_of(staged: pa.Table, key: tuple[str, ...], *, append_only: bool) -> pa.Array:
    """Return the indices of the last row of each key, in order.

    Examples
    --------
    >>> staged = pa.table({"uri": ["a", "b", "a"], "content": [1, 2, 3]})
    >>> last_of(staged, ("uri",), append_only=False).to_pylist()
    [1, 2]
    """
    return _last(staged, key, append_only=append_only)["row"].sort().to_arrow()


def without(rows: pa.Table, drop: pa.Table, key: tuple[str, ...]) -> pa.Table:
    """Return the rows whose key is not among those to drop.

    Examples
    --------
    >>> rows = pa.table({"uri": ["a", "b"], "likes": [1, 2]})
    >>> without(rows, pa.table({"uri": ["a"]}), ("uri",)).to_pydict()
    {'uri': ['b'], 'likes': [2]}
    """
    kept = _frame(rows, key, content=False).with_row_index("row")
    kept = kept.join(_frame(drop, key, content=False), on=list(key), how="anti").sort("row")
    return rows.take(kept["row"].to_arrow())


def _last(staged: pa.Table, key: tuple[str, ...], *, append_only: bool) -> pl.DataFrame:
    same = [*key, CONTENT] if append_only else list(key)
    return _frame(staged, key).with_row_index("row").unique(same, keep="last")


def _frame(table: pa.Table, key: tuple[str, ...], *, content: bool = True) -> pl.DataFrame:
    frame = pl.from_arrow(table.select([*key, CONTENT] if content else list(key)))
    assert isinstance(frame, pl.DataFrame)  # noqa: S101 - a table is never a series
    return frame
