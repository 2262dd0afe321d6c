"""What is known of authors already, so that a file that says less takes nothing away."""

from __future__ import annotations

import polars as pl
import pyarrow as pa
import pyarrow.compute as pc

from condat.core.ids import slug
from condat.corpus.schema import AUTHORS, PERSONS
from condat.listen.mapping.cells import each

_FACTS = [
    name for name in AUTHORS.schema.names if name not in ("uri", "source", "fetched_at", "raw_hash")
]


def added(authors: pa.Table, known: pa.Table) -> pa.Table:
    """Join what a file says of authors to what is known; leave out those it says nothing new of.

    Parameters
    ----------
    authors, known : pa.Table
        Rows of ``authors``; the first may lack columns.

    Examples
    --------
    >>> known = pa.table({"uri": ["a"], "name": ["Zoé"], "followers": [9]})
    >>> added(pa.table({"uri": ["a"], "name": ["Zoé"]}), known).num_rows
    0
    >>> added(pa.table({"uri": ["a"], "place": ["Lyon"]}), known).to_pylist()[0]["followers"]
    9
    """
    empty = AUTHORS.schema.empty_table()
    new, old = (
        pl.DataFrame(pl.from_arrow(pa.concat_tables([empty, t], promote_options="permissive")))
        for t in (authors, known)
    )
    both = new.join(old, on="uri", how="left", suffix=" known", maintain_order="left")
    told = [
        pl.col(name).is_not_null() & pl.col(name).ne_missing(pl.col(f"{name} known"))
        for name in _FACTS
    ]
    first = ~pl.col("uri").is_in(old["uri"].implode())
    joined = both.filter(first | pl.any_horizontal(told)).with_columns(
        pl.coalesce(name, f"{name} known").alias(name) for name in _FACTS
    )
    return joined.select(new.columns).to_arrow().cast(AUTHORS.schema)


def updated(known: pa.Table, told: pa.Table) -> pa.Table:
    """Put what was told in the place of what was known, so that the next file builds on it.

    Examples
    --------
    >>> known = pa.table({"uri": ["a", "b"], "name": ["A", "B"]})
    >>> updated(known, pa.table({"uri": ["b"], "name": ["Bee"]}))["name"].to_pylist()
    ['A', 'Bee']
    """
    if not told.num_rows:
        return known
    kept = known.filter(pc.invert(pc.is_in(known["uri"], told["uri"])))
    return pa.concat_tables([kept, told.select(known.column_names)])


def same_people(contacts: pa.Table, authors: pa.Table) -> pa.Table:
    """Find the accounts of the people of a contact list: those with the same name or handle.

    Parameters
    ----------
    contacts : pa.Table
        ``person_uri`` and ``name``.
    authors : pa.Table
        ``uri``, ``name`` and ``handle``.

    Returns
    -------
    pa.Table
        Rows of ``persons``, without provenance.

    Examples
    --------
    >>> contacts = pa.table({"person_uri": ["p"], "name": ["Zoé Martin"]})
    >>> authors = pa.table({"uri": ["a"], "name": ["Zoe  MARTIN"], "handle": ["zm"]})
    >>> same_people(contacts, authors).to_pydict()
    {'author_uri': ['a'], 'person_uri': ['p']}
    """
    people = pl.DataFrame(pl.from_arrow(contacts)).select(
        "person_uri", each(pl.Series(contacts["name"]), slug).alias("slug")
    )
    accounts = pl.DataFrame(pl.from_arrow(authors)).select("uri", "name", "handle")
    known = pl.concat(
        accounts.select("uri", each(accounts[by].cast(pl.String), slug).alias("slug"))
        for by in ("name", "handle")
    )
    found = known.join(people, on="slug").select(pl.col("uri").alias("author_uri"), "person_uri")
    return found.unique("author_uri", maintain_order=True).to_arrow().cast(_PERSONS)


_PERSONS = pa.schema([PERSONS.schema.field(name) for name in ("author_uri", "person_uri")])
