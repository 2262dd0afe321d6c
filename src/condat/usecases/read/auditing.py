"""The audit: what we published against the strategy's criteria."""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa

from condat.core.errors import NotYetError
from condat.core.ids import digest
from condat.core.words import mark
from condat.corpus.engine import arrow
from condat.corpus.schema import POSTS
from condat.corpus.snapshot import Snapshot
from condat.plan.scope import sided
from condat.plan.strategy.audit import audit
from condat.usecases.desk import Desk
from condat.usecases.read.checking import asked_for, jargon_of
from condat.usecases.read.people import compared
from condat.usecases.read.reading import METHOD as READING
from condat.usecases.read.reading import keywords, reading
from condat.usecases.team.strategy import strategy_of

METHOD = "3"  # raise it when the same posts are judged otherwise
COLUMNS = ("uri", "source", "title", "text", "published", "updated")
SCHEMA = pa.schema([POSTS.schema.field(name) for name in COLUMNS])


def audited(desk: Desk, version: int | None = None) -> pa.Table:
    """Judge our own posts: keep, improve, merge, drop, with the reasons.

    Returns
    -------
    pyarrow.Table
        Of the schema ``AUDIT``.

    Raises
    ------
    NotYetError
        When no post in scope is ours.
    """
    snapshot = desk.corpus.snapshot(version)
    return of(desk, snapshot, _read(desk, snapshot.version))


def _read(desk: Desk, version: int) -> Mapping[str, pa.Table]:
    """Find what an audit is made from, and no more."""
    read = reading(desk, version)
    found = {name: getattr(read, name) for name in ("readings", "post_terms", "questions")}
    return {
        **found,
        "keywords": keywords(desk, version),
        "performance": compared(desk, version, read.readings),
    }


def of(desk: Desk, snapshot: Snapshot, found: Mapping[str, pa.Table]) -> pa.Table:
    """Judge our own posts at a version whose findings are at hand already; kept once made."""
    key = _key(desk)
    kept = desk.corpus.derived.load("audit", version=snapshot.version, key=key)
    if kept is None:
        kept = _judged(desk, snapshot, found)
        desk.corpus.derived.save("audit", kept, version=snapshot.version, key=key)
    return kept


def _key(desk: Desk) -> str:
    """Hash what an audit is made from, besides the version."""
    strategy = strategy_of(desk).model_dump_json(include={"messages", "pains", "promise"})
    watch, seed = desk.watch.model_dump_json(), str(desk.settings.seed)
    return digest(METHOD, READING, watch, strategy, seed, desk.today, *asked_for(desk))


def _judged(desk: Desk, snapshot: Snapshot, found: Mapping[str, pa.Table]) -> pa.Table:
    posts = sided(snapshot.frame("posts"), desk.watch, desk.as_of)
    ours = arrow(
        posts.where((posts["side"] == "ours") & (posts["kind"].fill_null("") != "Comment")).select(
            *COLUMNS
        ),
        SCHEMA,
    )
    if not ours.num_rows:
        hint = mark("Import them with --as ours, or name your sources in watch.toml.")
        raise NotYetError(mark("No post of ours is in the corpus."), hint=hint)
    with desk.progress.step(mark("Auditing")):
        told = {**found, "jargon": jargon_of(desk, snapshot.version)}
        return audit(ours, told, strategy_of(desk), as_of=desk.as_of)
