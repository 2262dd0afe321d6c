"""What a plan is made from: the tables of the plan stage, the strategy, the team's means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from condat.core.settings import Plan as Means
from condat.corpus.schema import CALENDAR
from condat.distribute.decisions import Decisions
from condat.distribute.lessons import Lesson
from condat.plan.strategy.personas import Persona
from condat.plan.strategy.strategy import Strategy
from condat.plan.tables import TABLES

Record = dict[str, Any]
PERSONS = pa.schema([("author_uri", pa.string()), ("person_uri", pa.string())])


@dataclass(frozen=True)
class Material:
    """Everything that the plan of one cycle depends on.

    Parameters
    ----------
    tables : mapping of str to pyarrow.Table
        Derived tables of the plan stage by name; one that is missing counts as empty.
    posts : pyarrow.Table
        Columns ``uri``, ``author_uris``, ``source``, ``kind``, ``published``, ``time_known``.
    calendar : pyarrow.Table
        What is planned already.
    persons : pyarrow.Table
        The accounts of one person: ``author_uri``, ``person_uri``.
    brand : str
        Our name: the place of our pieces while no source of ours is known.
    means : condat.core.settings.Plan
    as_of : datetime
    languages : tuple of str
        Those we may write in when none of our posts tells.
    """

    tables: Mapping[str, pa.Table]
    posts: pa.Table
    brand: str
    means: Means
    as_of: datetime
    languages: tuple[str, ...]
    strategy: Strategy = field(default_factory=Strategy)
    personas: tuple[Persona, ...] = ()
    decisions: Decisions = field(default_factory=Decisions)
    lessons: tuple[Lesson, ...] = ()
    calendar: pa.Table = field(default_factory=CALENDAR.schema.empty_table)
    persons: pa.Table = field(default_factory=PERSONS.empty_table)
    draft: bool = True
    seed: int = 0

    def table(self, name: str) -> pa.Table:
        """Return a derived table; an empty one when it was not computed."""
        found = self.tables.get(name)
        return TABLES[name].empty_table() if found is None else found

    @cached_property
    def ours(self) -> pa.Table:
        """Return our own posts with their language."""
        readings = self.table("readings")
        mine = readings.filter(pc.equal(readings["side"], "ours"))
        joined = self.posts.drop_columns("author_uris").join(
            mine, "uri", "post_uri", join_type="inner"
        )
        return joined.sort_by("uri")
