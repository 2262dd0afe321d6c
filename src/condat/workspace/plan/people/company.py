"""Who turns to whom: the picture, and the same as a table."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from condat.charts import network as charts
from condat.core.words import Words
from condat.plan.people.network import Network, network
from condat.report.facts import Record
from condat.report.page import Figure
from condat.workspace.pages.figures import figure
from condat.workspace.pages.found import Found

LISTED = 12


@dataclass(frozen=True)
class Company:
    """The network of a conversation."""

    figure: Figure
    people: list[Record]  # the most central first


def company(here: Found, hidden: frozenset[str], words: Words) -> Company | None:
    """Draw the people who answer, cite, name and spread each other; None when nobody does."""
    ties, out = here.table("ties"), pa.array(sorted(hidden), pa.string())
    for end in ("source_uri", "target_uri"):
        ties = ties.filter(pc.invert(pc.is_in(ties[end], value_set=out)))
    if not ties.num_rows:
        return None
    found = network(ties, seed=here.facts.settings.seed)
    people = found.people.to_pylist()
    most = [p["name"] for p in people[:3] if p["acts"]]
    caption = words("Most answered and cited: {names}", names=most)
    return Company(figure(caption, charts.network, _rows(found), words), people[:LISTED])


def _rows(found: Network) -> pa.Table:
    """Put ties and people into one table, ties first."""
    people = found.people.to_pylist()
    ties = [
        {
            "x": people[tie["source"]]["x"],
            "y": people[tie["source"]]["y"],
            "x2": people[tie["target"]]["x"],
            "y2": people[tie["target"]]["y"],
            "acts": tie["acts"],
        }
        for tie in found.arrows.to_pylist()
    ]
    columns = ("x", "y", "x2", "y2", "name", "side", "acts", "named")
    rows = [{name: row.get(name) for name in columns} for row in (*ties, *people)]
    return pa.Table.from_pylist(rows)
