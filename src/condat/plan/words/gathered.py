"""What was read of posts, batch by batch, laid out as the tables of a corpus.

Strings are coded as soon as they come: a corpus says the same few terms again and again.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from condat.plan.codes import Column, Ints, encode
from condat.plan.tables import CODED, POST_TERMS, QUESTIONS, READINGS
from condat.plan.words.spellings import joined, renamed, spellings

_USES = pa.schema([POST_TERMS.field(n) for n in ("term", "form", "count", "in_title", "position")])
_ASKED = pa.schema([QUESTIONS.field(name) for name in ("text", "terms")])


@dataclass
class Gathered:
    """Takes batches of posts in any order; gives the tables sorted by post.

    Examples
    --------
    >>> from condat.plan.words.terms import read
    >>> texts = pa.array(["Warum geht der Teig nicht auf?", "Bonjour à tous"])
    >>> gathered, sides = Gathered(), pa.array(["audience", "ours"])
    >>> gathered.add(pa.array(["b", "a"]), sides, read(texts, texts, texts, {}))
    >>> gathered.tables()[0].select(["post_uri", "side"]).to_pylist()
    [{'post_uri': 'a', 'side': 'ours'}, {'post_uri': 'b', 'side': 'audience'}]
    """

    _posts: list[pa.Table] = field(default_factory=list)
    _uses: list[pa.Table] = field(default_factory=list)
    _asked: list[pa.Table] = field(default_factory=list)

    def add(self, uris: Column, sides: Column, read: Column) -> None:
        """Take what was read of some posts.

        Parameters
        ----------
        uris, sides : string arrays
        read : array of structs ``condat.plan.words.terms.READ``
        """
        read = read.combine_chunks() if isinstance(read, pa.ChunkedArray) else read
        language, words, uses, asked = (pc.struct_field(read, i) for i in range(4))
        columns = {
            "post_uri": uris.cast(pa.string()),
            "side": sides.cast(pa.string()),
            "language": language.cast(pa.string()),
            "words": words,
            "uses": pc.cast(pc.list_value_length(uses), pa.int32()),
            "asked": pc.cast(pc.list_value_length(asked), pa.int32()),
        }
        self._posts.append(pa.table(columns))
        self._uses.append(_flat(uses, _USES))
        self._asked.append(_flat(asked, _ASKED))

    def tables(self) -> tuple[pa.Table, pa.Table, pa.Table]:
        """Return ``READINGS``, ``POST_TERMS`` and ``QUESTIONS``; what was taken is given up."""
        posts = pa.concat_tables(self._posts)
        order = pc.sort_indices(posts["post_uri"]).to_numpy()
        sizes = [np.asarray(posts[name].to_numpy(), np.int64) for name in ("uses", "asked")]
        readings = posts.select(READINGS.names).take(pa.array(order)).combine_chunks()
        self._posts.clear()
        uses = _owned(_taken(self._uses, sizes[0], order), sizes[0][order], readings, CODED)
        asked = _owned(_taken(self._asked, sizes[1], order), sizes[1][order], readings, pa.string())
        same = spellings(uses)
        told = joined(uses.select(POST_TERMS.names), same)
        return readings, told, renamed(asked.select(QUESTIONS.names), same)


def _flat(lists: pa.Array, schema: pa.Schema) -> pa.Table:
    return pa.Table.from_struct_array(pc.list_flatten(lists)).select(schema.names).cast(schema)


def _taken(parts: list[pa.Table], sizes: Ints, order: Ints) -> pa.Table:
    """Join the parts, the rows of each post together and the posts in order."""
    whole = pa.concat_tables(parts).combine_chunks()
    parts.clear()
    wanted = sizes[order]
    rows = np.repeat((np.cumsum(sizes) - sizes)[order], wanted) + _within(wanted)
    return whole.take(pa.array(rows))


def _within(sizes: Ints) -> Ints:
    """Count each group's rows from 0.

    Examples
    --------
    >>> _within(np.array([2, 0, 3])).tolist()
    [0, 1, 0, 1, 2]
    """
    return np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)


def _owned(rows: pa.Table, sizes: Ints, readings: pa.Table, kind: pa.DataType) -> pa.Table:
    """Add to rows the post that each is of, and its language."""
    names, spoken = encode(readings["language"])
    owner = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)
    uris = readings["post_uri"].combine_chunks()
    coded = {"post_uri": (uris, owner), "language": (names, spoken[owner].astype(np.int32))}
    for name, (values, codes) in coded.items():
        column = pa.DictionaryArray.from_arrays(pa.array(codes), values).cast(kind)
        rows = rows.append_column(name, column)
    return rows
