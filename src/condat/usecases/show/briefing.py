"""Briefs: what the evidence says of a piece, at the last version of the corpus."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from condat.core.errors import NotYetError
from condat.create.texts.briefs import EASED, Brief, brief, eased
from condat.create.texts.examples import best
from condat.plan.tables import TABLES
from condat.usecases.desk import Desk
from condat.usecases.read.findings import findings
from condat.usecases.show.quoting import quoted


def brief_of(desk: Desk, wanted: Mapping[str, Any]) -> Brief:
    """Write the brief of a piece from what was found; nearly empty before anything was heard.

    Parameters
    ----------
    wanted : mapping
        A row of the plan, or some of its fields: ``keyword`` at least.
    """
    snapshot = desk.corpus.snapshot()
    try:
        tables = findings(desk, snapshot.version)
    except NotYetError:
        tables = {name: schema.empty_table() for name, schema in TABLES.items()}
    posts = snapshot.arrow("posts", ["uri", "source"])
    made = brief(wanted, tables, posts, language=desk.settings.language)
    liked = quoted(snapshot, best(tables, made.language)[:EASED])
    return eased(made, [post["text"] or "" for post in liked.values()])
