"""What a report shows of each table: its first rows, so that a page is made of small tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pyarrow as pa
import pyarrow.compute as pc

# Table -> (only where it is over the whole watch, column to order by, direction, rows).
_FIRST = {
    "keywords": (False, "opportunity", "descending", 15),
    "topics": (False, "posts", "descending", 500),
    "performance": (False, "ratio_low", "descending", 10),
    "drivers": (False, "ratio", "descending", 200),
    "people": (True, "rank", "ascending", 12),
    "shortlist": (True, "position", "ascending", 8),
}
TENTH = 0.1
AUDITED = 25  # of our posts, those to work on first, that are shown
_WHOLE = ("plan", "topic_terms", "senses", "checks", "audit", "months", "sources")
NAMES = (*_WHOLE, *_FIRST)


def shown(tables: Mapping[str, pa.Table]) -> dict[str, pa.Table]:
    """Return the rows of each table that the report shows, in the order it shows them.

    Examples
    --------
    >>> people = pa.table({"topic": ["", "t"], "rank": [1, 1], "evidence": [["u"], ["v"]]})
    >>> shown({"people": people})["people"].num_rows
    1
    """
    whole = {name: tables[name] for name in _WHOLE if name in tables}
    return whole | {name: _first(name, tables[name]) for name in _FIRST if name in tables}


def evidence(tables: Mapping[str, pa.Table]) -> list[str]:
    """Return the URIs of all posts that rows name as evidence or passage, each once, sorted."""
    seen = {**tables, "audit": tables["audit"].slice(0, AUDITED)} if "audit" in tables else tables
    return sorted({uri for table in seen.values() for uri in _uris(table) if uri})


def spoken(keywords: pa.Table) -> pa.Table:
    """Return the keywords of languages that hold a tenth of the audience's uses at least.

    Demand is a rank within a language: in one that hardly anybody writes, everything ranks high.

    Examples
    --------
    >>> rows = {"term": ["levain", "Teig"], "language": ["fr", "de"], "audience": [95, 5]}
    >>> spoken(pa.table(rows))["term"].to_pylist()
    ['levain']
    """
    uses = keywords.group_by("language").aggregate([("audience", "sum")])
    total = pc.sum(uses["audience_sum"]).as_py() or 0
    common = uses.filter(pc.greater_equal(uses["audience_sum"], total * TENTH))["language"]
    return keywords.filter(pc.is_in(keywords["language"], value_set=common.combine_chunks()))


def own(keywords: pa.Table) -> pa.Table:
    """Return the keywords of languages that hold a tenth of our uses, where there are some.

    Examples
    --------
    >>> rows = {"term": ["a", "b", "c"], "language": ["fr", "fr", "de"], "ours": [30, 10, 1]}
    >>> own(pa.table(rows))["term"].to_pylist()
    ['a', 'b']
    """
    uses = keywords.group_by("language").aggregate([("ours", "sum")])
    enough = (pc.sum(uses["ours_sum"]).as_py() or 0) * TENTH
    some = pc.greater(uses["ours_sum"], 0)
    ours = uses.filter(pc.and_(some, pc.greater_equal(uses["ours_sum"], enough)))
    chosen = keywords.filter(
        pc.is_in(keywords["language"], value_set=ours["language"].combine_chunks())
    )
    return chosen if chosen.num_rows else keywords


def _first(name: str, table: pa.Table) -> pa.Table:
    overall, column, direction, rows = _FIRST[name]
    if overall:
        table = table.filter(pc.equal(table["topic"], ""))
    known = table.filter(pc.is_valid(table[column]))
    known = own(spoken(known)) if name == "keywords" else known
    return known.sort_by([(column, direction)]).slice(0, rows)


def _uris(table: pa.Table) -> Iterator[str]:
    for name in ("evidence", "passages"):
        if name in table.column_names:
            values = pc.list_flatten(table[name])
            uris = pc.struct_field(values, "post_uri") if name == "passages" else values
            yield from uris.to_pylist()
    if "post_uri" in table.column_names:
        yield from table["post_uri"].to_pylist()
