"""A simulated world as the files that a team would import: posts with their counts, per place."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.compute as pc

from condat.simulate.world import World


def write(made: World, folder: Path) -> list[Path]:
    """Write one NDJSON file per place, in the layout of a community's posts.

    Parameters
    ----------
    made : World
        The world.
    folder : Path
        Where to write; it must exist.

    Returns
    -------
    list of Path
        ``place-00.jsonl`` and so on.

    Examples
    --------
    >>> import tempfile
    >>> from condat.simulate.world import Rules, world
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     made = world(Rules(authors=40, posts=90, links=5, sources=2), seed=1)
    ...     files = write(made, Path(folder))
    >>> [file.name for file in files]
    ['place-00.jsonl', 'place-01.jsonl']
    """
    lines = _lines(made)
    written = []
    for place in sorted(pc.unique(made.posts["source"]).to_pylist()):
        path = folder / f"{place}.jsonl"
        rows = lines.filter(pc.equal(made.posts["source"], place))
        pl.DataFrame(rows).write_ndjson(path)
        written.append(path)
    return written


def _lines(made: World) -> pa.Table:
    posts = made.posts
    columns = {
        "url": posts["url"],
        "published": _written(posts["published"]),
        "author": pc.list_flatten(posts["author_uris"]),
        "kind": posts["kind"],
        "title": posts["title"],
        "content": posts["text"],
        "links": posts["links"],
    }
    if made.counts.num_rows:
        columns |= {name: made.counts[name] for name in ("likes", "shares", "replies")}
        columns["counted_at"] = _written(made.counts["at"])
    return pa.table(columns)


def _written(moments: pa.ChunkedArray) -> pa.ChunkedArray:
    return pc.strftime(moments.cast(pa.timestamp("s", tz="UTC")), "%Y-%m-%dT%H:%M:%SZ")
