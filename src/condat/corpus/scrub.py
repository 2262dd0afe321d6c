"""Take the people on a suppression list out of a table of facts; pure, one bucket at a time.

Three rules, for every table:

1. A row that belongs to them goes (``owner`` in the schema), and so do what was counted or done on
   their posts, and rejected rows that name them. A post with other authors stays without them.
2. An address that is theirs or names them goes from lists; a reference to them becomes null; a
   key of someone else's row that names them is replaced by an alias, the same everywhere.
3. In all other text a gap replaces their names, handles and addresses, as whole words.
"""

from __future__ import annotations

from collections.abc import Callable

import polars as pl
import pyarrow as pa
import pyarrow.compute as pc

from condat.corpus.schema import TEXT, TEXTS, Table
from condat.corpus.suppression import Suppression, fold

_LETTERS = r"[\p{L}\p{N}\p{M}]+"
_REFERENCES = ("in_reply_to", "url", "page")
_KEYS = ("uri", "post_uri")
# Accounts are known by their whole URI: another person's may hold the same words.
_ACCOUNTS = ("author_uris", "actor_uri", "author_uri", "person_uri")
_UNTOUCHED = ("raw_hash",)


def scrub(rows: pa.Table, table: Table, known: Suppression) -> tuple[pa.Table, list[str]]:
    """Return the rows without the people on the list, and the URIs of posts that went with them.

    Parameters
    ----------
    rows : pyarrow.Table
        Rows of ``table``, of its schema.
    table : Table
    known : Suppression
    """
    theirs = _theirs(rows, table, known)
    gone = _addresses(rows.filter(theirs)) if table.name == "posts" else []
    known = known.adding(posts=gone) if gone else known
    rows = rows.filter(pc.invert(theirs))
    whole = ("uri", *_ACCOUNTS) if table.name == "authors" else _ACCOUNTS
    for number, field in enumerate(rows.schema):
        if field.type in (TEXT, TEXTS) and field.name not in _UNTOUCHED:
            cleaned = _clean(rows[field.name], field, known, whole=field.name in whole)
            rows = rows.set_column(number, field, cleaned)
    return rows, gone


def posts_of(posts: pa.Table, known: Suppression) -> list[str]:
    """Return the URIs and addresses of the posts that only people on the list wrote."""
    return _addresses(posts.filter(_plain(_owned(posts["author_uris"], known))))


def _addresses(posts: pa.Table) -> list[str]:
    return [a for name in ("uri", "url") for a in posts[name].to_pylist() if a]


def _theirs(rows: pa.Table, table: Table, known: Suppression) -> pa.Array:
    mask = pa.array([False] * rows.num_rows) if rows.num_rows else pa.array([], pa.bool_())
    if table.owner:
        mask = pc.or_(mask, _owned(rows[table.owner], known))
    if table.name == "persons":
        mask = pc.or_(mask, _test(rows["person_uri"], known.erases))
    for name in _KEYS:
        if name in rows.column_names:
            mask = pc.or_(mask, _test(rows[name], known.erases_post))
    if table.name == "rejects":
        mask = pc.or_(mask, _naming(rows["raw"], known))
    return mask


def _owned(owner: pa.ChunkedArray, known: Suppression) -> pa.Array:
    if owner.type != TEXTS:
        return _test(owner, known.erases)
    flat, parents = pc.list_flatten(owner), pc.list_parent_indices(owner)
    others = pc.unique(parents.filter(pc.invert(_test(flat, known.erases))))
    some = pc.is_in(pa.array(range(len(owner)), pa.int64()), pc.unique(parents))
    left = pc.is_in(pa.array(range(len(owner)), pa.int64()), others)
    return pc.and_(some, pc.invert(left))


def _clean(
    column: pa.ChunkedArray, field: pa.Field, known: Suppression, *, whole: bool
) -> pa.ChunkedArray:
    if field.type == TEXTS:
        return _clean_list(column, known, whole=whole)
    if whole:
        return column
    if field.name in _KEYS:
        return _replace(column, _naming(column, known), known.alias)
    if field.name in _REFERENCES:
        column = _replace(column, _test(column, known.erases_post), lambda _: None)
        return _replace(column, _naming(column, known), _reference(field.name, known))
    return _replace(column, _naming(column, known), known.blank)


def _reference(name: str, known: Suppression) -> Callable[[str], str | None]:
    """Point a reply at the alias of a post of someone else; let other addresses go."""
    if name != "in_reply_to":
        return lambda _: None
    return known.alias


def _clean_list(column: pa.ChunkedArray, known: Suppression, *, whole: bool) -> pa.ChunkedArray:
    values = pc.list_flatten(column)
    drop = _test(values, known.erases)
    if not whole:
        drop = pc.or_(drop, pc.or_(_test(values, known.erases_post), _naming(values, known)))
    parents = pc.list_parent_indices(column)
    touched = set(pc.unique(parents.filter(drop)).to_pylist())
    if not touched:
        return column
    lost = set(pc.unique(values.filter(drop)).to_pylist())
    lists = column.to_pylist()
    for row in touched:
        lists[row] = [value for value in lists[row] if value not in lost]
    return pa.chunked_array([pa.array(lists, column.type)])


def _replace(
    column: pa.ChunkedArray, mask: pa.Array, change: Callable[[str], str | None]
) -> pa.ChunkedArray:
    """Change the values where the mask holds: few, so one by one."""
    if not pc.any(mask).as_py():
        return column
    changed = [change(value) for value in column.filter(mask).to_pylist()]
    done = pc.replace_with_mask(column.combine_chunks(), mask, pa.array(changed, TEXT))
    return pa.chunked_array([done])


def _test(column: pa.ChunkedArray | pa.Array, question: Callable[[str], bool]) -> pa.Array:
    """Ask of each different value once."""
    values = [value for value in pc.unique(column).to_pylist() if value and question(value)]
    return _plain(pc.is_in(column, pa.array(values, TEXT)))


def _naming(column: pa.ChunkedArray | pa.Array, known: Suppression) -> pa.Array:
    """Say which texts hold a phrase of the list: those with all its words, then word by word."""
    texts = pl.Series("text", pl.from_arrow(column.cast(TEXT)), dtype=pl.String)
    words = texts.str.extract_all(_LETTERS).to_frame().with_row_index("row").explode("text")
    rows = set[int]()
    hashed = _hashed(words, known)
    for phrase in known.phrases:
        met = hashed.filter(pl.col("hash").is_in(set(phrase))).group_by("row").len()
        rows |= set(met.filter(pl.col("len") == len(set(phrase)))["row"])
    sure = [row for row in sorted(rows) if known.blank(texts[row]) != texts[row]]
    return pc.is_in(pa.array(range(len(texts)), pa.int64()), pa.array(sure, pa.int64()))


def _hashed(words: pl.DataFrame, known: Suppression) -> pl.DataFrame:
    """Keep the words that some phrase has, as hashes: each different word is hashed once."""
    wanted = {hashed for phrase in known.phrases for hashed in phrase}
    different = words["text"].unique().drop_nulls().to_list()
    pairs = [(word, known.hash(fold(word))) for word in different]
    table = {"text": pl.String, "hash": pl.String}
    met = pl.DataFrame([pair for pair in pairs if pair[1] in wanted], table, orient="row")
    return words.join(met, on="text").select("row", "hash").unique()


def _plain(mask: pa.ChunkedArray | pa.Array) -> pa.Array:
    return mask.combine_chunks() if isinstance(mask, pa.ChunkedArray) else mask
