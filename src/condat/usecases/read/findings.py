"""Everything that the plan stage found, by table: computed once for a version of the corpus."""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa

from condat.plan.strategy.statements import statements
from condat.plan.tables import TABLES
from condat.usecases.desk import Desk
from condat.usecases.read.checking import checks_of
from condat.usecases.read.people import people_of
from condat.usecases.read.reading import keywords, reading
from condat.usecases.read.topics import topics
from condat.usecases.team.strategy import personas_of


def findings(desk: Desk, version: int) -> Mapping[str, pa.Table]:
    """Return the derived tables by name; one that cannot be known yet is empty."""
    read = reading(desk, version)
    found = {name: getattr(read, name) for name in ("readings", "post_terms", "questions")}
    tables = {name: found.get(name, schema.empty_table()) for name, schema in TABLES.items()}
    tables["keywords"] = keywords(desk, version)
    tables |= checks_of(desk, version)
    divided = topics(desk, version)
    tables |= {name: getattr(divided, name) for name in ("topics", "topic_terms", "post_topics")}
    return tables | people_of(desk, version, tables) | {"statements": _statements(desk, tables)}


def _statements(desk: Desk, tables: Mapping[str, pa.Table]) -> pa.Table:
    """Mark what the conversation says of each statement of the personas."""
    told = (tables[name] for name in ("post_terms", "readings", "checks"))
    return statements(personas_of(desk).personas, *told)
