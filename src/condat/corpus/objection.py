"""Who objected is in no ranking and no plan; what they published stays what it was."""

from __future__ import annotations

from collections.abc import Callable

import pyarrow as pa
import pyarrow.compute as pc

PERSON = "person_uri"


def unranked(table: pa.Table, objects: Callable[[str], bool]) -> pa.Table:
    """Leave out of a table the rows of people who objected; a table without people is itself.

    Parameters
    ----------
    table : pyarrow.Table
        Of any schema; a row belongs to the person in its column ``person_uri``.
    objects : callable
        Says whether a person objected.

    Returns
    -------
    pyarrow.Table
        The same table where nobody in it objected.

    Examples
    --------
    >>> ranks = pa.table({"person_uri": ["urn:ana", "urn:ben", None], "rank": [1, 2, 3]})
    >>> unranked(ranks, lambda uri: uri == "urn:ana")["rank"].to_pylist()
    [2, 3]
    """
    if PERSON not in table.column_names or not pa.types.is_string(table.schema.field(PERSON).type):
        return table
    out = [uri for uri in pc.unique(table[PERSON]).to_pylist() if uri and objects(uri)]
    if not out:
        return table
    theirs = pc.is_in(table[PERSON], value_set=pa.array(out, pa.string()))
    return table.filter(pc.invert(theirs))
