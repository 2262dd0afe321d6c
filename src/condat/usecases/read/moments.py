"""What the corpus said of topics at its last moments, each looked at once."""

from __future__ import annotations

from collections.abc import Iterator

import daft
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from daft import col

from condat.core.ids import digest
from condat.core.progress import Step
from condat.corpus.engine import arrow
from condat.plan.codes import Column
from condat.plan.scope import sided
from condat.plan.topics.look import MOST_POSTS, look
from condat.plan.topics.moments import moments
from condat.plan.words import terms
from condat.plan.words.gathered import Gathered
from condat.usecases.desk import Desk

METHOD = "14"  # raise it when the same posts give other votes
_ANY = 0  # version: what is kept here hangs on the posts of a moment, whatever version has them
_READ = ("uri", "url", "title", "text", "language", "side", "author_uris", "links")


def looked(desk: Desk, version: int, step: Step) -> list[pa.Table]:
    """Return ``VOTES`` of each moment, the oldest first; ``step`` hears of each."""
    frame = desk.corpus.snapshot(version).frame("posts")
    posts = sided(frame, desk.watch, desk.as_of).with_column("mark", col("uri").hash())
    dated = arrow(posts.select("uri", "published", "raw_hash", "mark")).sort_by("uri")
    chosen = list(_chosen(dated))
    keys = [_key(desk, dated.take(rows)) for rows in chosen]
    known = [desk.corpus.derived.load("votes", version=_ANY, key=key) for key in keys]
    missing = [rows for rows, table in zip(chosen, known, strict=True) if table is None]
    texts = _texts(posts, dated, missing)
    found = []
    for rows, key, table in zip(chosen, keys, known, strict=True):
        if table is None:
            wanted = pc.is_in(texts["uri"], dated["uri"].take(rows).combine_chunks())
            table = look_at(texts.filter(wanted), seed=desk.settings.seed)
            desk.corpus.derived.save("votes", table, version=_ANY, key=key)
        found.append(table)
        step.advance()
    return found


def _chosen(dated: pa.Table) -> Iterator[pa.Array]:
    """Give the rows of each moment: the first posts by date, or some of them."""
    day = pc.fill_null(pc.cast(dated["published"], pa.int64()), -1)
    order = pc.sort_indices(
        dated.append_column("at", day), [("at", "ascending"), ("uri", "ascending")]
    )
    mark = dated["mark"].to_numpy()
    for size in moments(dated.num_rows):
        first = np.asarray(order[:size], np.int64)
        limit = np.uint64(min(2**64 - 1, int(MOST_POSTS / size * 2**64)))
        yield pa.array(np.sort(first[mark[first] <= limit]))


def _key(desk: Desk, posts: pa.Table) -> str:
    columns = (pc.fill_null(posts[name].cast(pa.string()), "") for name in ("uri", "raw_hash"))
    told = pc.binary_join_element_wise(*columns, " ").to_pylist()
    return digest(METHOD, str(desk.settings.seed), desk.watch.model_dump_json(), *told)


def _texts(posts: daft.DataFrame, dated: pa.Table, missing: list[pa.Array]) -> pa.Table:
    """Read the texts of all moments that were not looked at yet, once."""
    rows = np.unique(np.concatenate([np.zeros(0, np.int64), *(m.to_numpy() for m in missing)]))
    wanted = dated["uri"].take(pa.array(rows))
    return arrow(posts.where(col("uri").is_in(wanted.to_pylist())).select(*_READ, "mark"))


def look_at(posts: pa.Table, *, seed: int) -> pa.Table:
    """Read posts by themselves and return the ``VOTES`` of their terms."""
    return look(posts, read(posts), seed=seed)


def read(posts: pa.Table) -> pa.Table:
    """Return ``POST_TERMS`` of posts, with the vocabulary that these posts have by themselves.

    Parameters
    ----------
    posts : pyarrow.Table
        Columns ``uri``, ``title``, ``text``, ``language`` and ``side``.
    """
    posts = posts.sort_by("uri")
    title, text, declared = (_text(posts[name]) for name in ("title", "text", "language"))
    heard = pc.equal(posts["side"], "audience").to_numpy()
    gathered = Gathered()
    gathered.add(posts["uri"], posts["side"], terms.alone(title, text, declared, heard))
    return gathered.tables()[1]


def _text(column: Column) -> pa.Array:
    whole = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    return whole.cast(pa.string())
