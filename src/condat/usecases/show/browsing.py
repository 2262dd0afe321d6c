"""What pages read: small tables made once from the long ones of the last plan's version.

A page never reads the conversation itself. Tables are kept beside the other results, under the
moment of the plan and the weights of people; the few posts that a page shows are fetched by key.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

import pyarrow as pa
import pyarrow.compute as pc

from condat.core.errors import NotYetError
from condat.core.ids import digest
from condat.core.settings import People
from condat.core.words import mark
from condat.plan.cast import cast
from condat.plan.chronicle import chronicle, users
from condat.plan.codes import Ints, Reals, look_up, paired, real
from condat.plan.people.profiles import names, sides
from condat.plan.people.ties import followed
from condat.plan.tables import AUDIT
from condat.plan.words.examples import Weight, asked, examples, written
from condat.plan.words.searches import queries
from condat.usecases.desk import Desk
from condat.usecases.plan import planning
from condat.usecases.read import auditing
from condat.usecases.read.findings import findings
from condat.usecases.read.people import in_scope

METHOD = "6"  # raise it when the same plan gives other tables
KEYWORDS = 20_000  # the best, that pages list
DRAWN = 10_000  # of these, that are followed over time
PEOPLE = 500  # of each topic
TERMS = 30  # of each topic
WORKS = 1_000  # posts that did best
WHOLE = ("topics", "shortlist", "drivers", "ties", "works")
NAMES = (
    *WHOLE,
    "keywords",
    "topic_terms",
    "people",
    "performance",
    "keyword_months",
    "keyword_users",
    "keyword_written",
    "keyword_posts",
    "keyword_questions",
    "keyword_queries",
    "topic_weeks",
    "topic_posts",
    "audit",
)


@dataclass(frozen=True)
class Browsed:
    """The small tables, and what they were made from."""

    desk: Desk
    version: int
    as_of: datetime
    tables: Mapping[str, pa.Table]

    @cached_property
    def persons(self) -> Mapping[str, str]:
        """The persons who have a page, by the key in its address."""
        uris = followed(self.tables["people"], self.tables["shortlist"]).to_pylist()
        return {person_key(uri): uri for uri in uris}


def person_key(uri: str) -> str:
    """Return what stands for a person in an address: nothing personal."""
    return digest(uri)[:12]


def browsed(desk: Desk, version: int | None = None) -> Browsed | None:
    """Return what pages read of the last plan, under today's weights of people.

    With a version, what the plan made from it gave, under the weights of that time. None where no
    plan was made.

    Raises
    ------
    ErasedError
        When an erasure ended the version that the plan was made from.
    """
    kept = planning.standing(desk, version)
    if kept is None:
        return None
    then, cycle = kept
    if version is None:
        then = _weighed(then, desk.settings.people)
    tables = {**_kept(then, cycle.version, _key(then)), "plan": cycle.table}
    return Browsed(then, cycle.version, cycle.as_of, tables)


def ready(desk: Desk) -> bool:
    """Say whether pages can be shown at once: people are ranked under today's weights."""
    kept = planning.standing(desk)
    return kept is None or kept[0].settings.people == desk.settings.people or laid_out(desk)


def laid_out(desk: Desk) -> bool:
    """Say whether what pages read of the last plan is kept, as it is made today."""
    kept = planning.standing(desk)
    if kept is None:
        return True
    then = _weighed(kept[0], desk.settings.people)
    first = desk.corpus.derived.load("page-drivers", version=kept[1].version, key=_key(then))
    return first is not None


def _key(desk: Desk) -> str:
    weights = desk.settings.people.model_dump_json()
    return digest(METHOD, desk.as_of.isoformat(), weights)


def _weighed(desk: Desk, weights: People) -> Desk:
    """Return a desk with other weights of people."""
    other = replace(desk, settings=desk.settings.model_copy(update={"people": weights}))
    other.__dict__["corpus"] = desk.corpus
    return other


def _kept(desk: Desk, version: int, key: str) -> Mapping[str, pa.Table]:
    """Load the tables, or make those that are not there."""
    derived = desk.corpus.derived
    desk.corpus.snapshot(version)
    found = {name: derived.load(f"page-{name}", version=version, key=key) for name in NAMES}
    made = {name: table for name, table in found.items() if table is not None}
    if len(made) < len(NAMES):
        with desk.progress.step(mark("Preparing the pages")):
            made = _made(desk, version)
        for name, table in made.items():
            derived.save(f"page-{name}", table, version=version, key=key)
    return made


def _made(desk: Desk, version: int) -> dict[str, pa.Table]:
    found = findings(desk, version)
    ranked = found["keywords"].slice(0, KEYWORDS)
    tables = {name: found[name] for name in WHOLE} | {
        "keywords": ranked,
        "topic_terms": _first(found["topic_terms"], "weight", "descending", TERMS),
        "people": _first(found["people"], "rank", "ascending", PEOPLE),
        "audit": _audit(desk, version, found),
        "performance": found["performance"].sort_by([("ratio_low", "descending")]).slice(0, WORKS),
    }
    return tables | _followed(desk, version, found, ranked.slice(0, DRAWN))


def _audit(desk: Desk, version: int, found: Mapping[str, pa.Table]) -> pa.Table:
    with suppress(NotYetError):
        return auditing.of(desk, desk.corpus.snapshot(version), found)
    return AUDIT.empty_table()


def _followed(
    desk: Desk, version: int, found: Mapping[str, pa.Table], ranked: pa.Table
) -> dict[str, pa.Table]:
    """Count over time what keywords and topics are written of, and by whom."""
    snapshot, readings = desk.corpus.snapshot(version), found["readings"]
    posts, said = in_scope(snapshot, readings), found["post_terms"]
    wanted = paired(ranked["language"], ranked["term"], ":")
    spoken = (paired(said["language"], said["term"], ":"), said["post_uri"])
    talked = (found["post_topics"]["topic"], found["post_topics"]["post_uri"])
    weights = real(found["post_topics"]["weight"])
    authors, persons = snapshot.arrow("authors"), snapshot.arrow("persons")
    members = cast(posts, persons)
    known = names(members, authors, persons, snapshot.arrow("contacts"))
    called = pa.table({"name": known, "side": sides(posts, readings, members)})
    terms = wanted.dictionary_decode()
    topics = found["topics"]["topic"].combine_chunks()
    writers = users(spoken, posts, members, called, terms)
    return {
        "keyword_months": chronicle(spoken, posts, readings, terms, "month"),
        "keyword_users": writers,
        "keyword_written": written(spoken, posts, members, writers),
        "keyword_posts": examples(spoken, posts, readings, terms, _said(said)),
        "keyword_questions": asked(found["questions"], posts, readings, terms),
        "keyword_queries": queries(snapshot.arrow("searches"), terms),
        "topic_weeks": chronicle(talked, posts, readings, topics, "week"),
        "topic_posts": examples(talked, posts, readings, topics, lambda rows: weights[rows]),
    }


def _said(said: pa.Table) -> Weight:
    """Say how much a post says of a term: one in its title most, then the earlier the more."""

    def weight(rows: Ints) -> Reals:
        some = said.select(["in_title", "position"]).take(pa.array(rows))
        return real(some["in_title"]) + 1 - real(some["position"])

    return weight


def _first(table: pa.Table, column: str, direction: str, rows: int) -> pa.Table:
    """Keep the first rows of each topic, in an order."""
    ordered = table.sort_by([("topic", "ascending"), (column, direction)])
    topics = ordered["topic"]
    start = look_up(topics, topics)
    place = pc.subtract(pa.array(range(ordered.num_rows)), pa.array(start))
    return ordered.filter(pc.less(place, rows))
