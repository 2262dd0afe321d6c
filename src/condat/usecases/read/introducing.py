"""Introduce people: the shortlist of a topic with ranks, posts and addresses to read."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import daft
import pyarrow as pa
import pyarrow.compute as pc

from condat.core.titles import called
from condat.corpus.engine import arrow
from condat.report.reasons import say
from condat.usecases.desk import Desk
from condat.usecases.read.people import people_of
from condat.usecases.read.reading import reading
from condat.usecases.read.topics import named, topics

WROTE = 3
POST = ("uri", "title", "text", "url", "published")
STANDING = ("rank", "rank_low", "rank_high", "tier", "tier_size", "ranked", "needed")
RANKS = (
    *("side", "posts", "relevance", "resonance", "authority", "score"),
    *STANDING,
    *("basis", "evidence"),
)


@dataclass(frozen=True)
class Introduction:
    """A topic, its label, and its people in order, each with all that is known."""

    version: int
    topic: str
    label: str
    people: list[dict[str, Any]]
    leader: dict[str, Any]  # who ranks first, shortlisted or not; empty where nobody is ranked

    def facts(self) -> dict[str, Any]:
        """Return everything, for a machine."""
        return asdict(self)


def introduce(desk: Desk, topic: str, limit: int) -> Introduction:
    """Return the people to read on a topic ("": the whole watch), at most ``limit``.

    Raises
    ------
    NotFoundError
        When there is no such topic; suggests the nearest.
    NotYetError
        When nothing was read yet.
    """
    version = desk.corpus.snapshot().version
    found = _found(desk, version)
    chosen, label = named(found["topics"], topic) if topic else ("", "")
    rows = _of(found["shortlist"], chosen)[:limit]
    ranked, leader = _ranked(found["people"], chosen, [row["person_uri"] for row in rows])
    posts = _posts(desk, version, rows, ranked)
    people = [_person(desk, row, ranked[row["person_uri"]], posts) for row in rows]
    return Introduction(version, chosen, label, people, leader)


def _found(desk: Desk, version: int) -> dict[str, pa.Table]:
    """Compute what is asked of people, and nothing else."""
    read, divided = reading(desk, version), topics(desk, version)
    found = {name: getattr(read, name) for name in ("readings", "post_terms")}
    found |= {name: getattr(divided, name) for name in ("topics", "post_topics")}
    return found | people_of(desk, version, found)


def _of(table: pa.Table, topic: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = table.filter(pc.equal(table["topic"], topic)).to_pylist()
    return rows


def _ranked(
    people: pa.Table, topic: str, wanted: list[str]
) -> tuple[dict[str, dict[str, Any]], dict[str, Any]]:
    """Return the ranks of some people of a topic, by person, and who ranks first."""
    ranked = people.filter(pc.equal(people["topic"], topic))
    rows = ranked.filter(pc.is_in(ranked["person_uri"], value_set=pa.array(wanted, pa.string())))
    first = ranked.sort_by("rank").slice(0, 1).select(["person_uri", "name", *STANDING]).to_pylist()
    return {row["person_uri"]: row for row in rows.to_pylist()}, first[0] if first else {}


def _posts(
    desk: Desk, version: int, rows: list[dict[str, Any]], ranked: dict[str, dict[str, Any]]
) -> dict[str, dict[str, Any]]:
    shown = {uri for row in rows for uri in ranked[row["person_uri"]]["evidence"][:WROTE]}
    shown |= {passage["post_uri"] for row in rows for passage in row["passages"]}
    wanted = daft.from_arrow(pa.table({"uri": pa.array(sorted(shown), pa.string())}))
    posts = desk.corpus.snapshot(version).frame("posts").select(*POST)
    return {row["uri"]: row for row in arrow(posts.join(wanted, on="uri", how="semi")).to_pylist()}


def _person(
    desk: Desk, row: dict[str, Any], ranked: dict[str, Any], posts: dict[str, dict[str, Any]]
) -> dict[str, Any]:
    passages = [
        p
        | {"url": _address(posts, p["post_uri"])}
        | {"said": [say(reason, desk.words) for reason in p["reasons"]]}
        for p in row["passages"]
    ]
    wrote = [
        {
            "uri": uri,
            "title": called(posts[uri]["title"], posts[uri]["text"], uri),
            "url": _address(posts, uri),
        }
        for uri in ranked["evidence"][:WROTE]
    ]
    said = [say(reason, desk.words) for reason in row["reasons"]]
    facts = {name: ranked[name] for name in RANKS}
    return row | facts | {"passages": passages, "wrote": wrote, "said": said}


def _address(posts: dict[str, dict[str, Any]], uri: str) -> str:
    return str(posts[uri]["url"] or uri)
