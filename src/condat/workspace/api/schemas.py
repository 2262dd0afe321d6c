"""What the API gives and takes, besides the tables of the methods."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import Field, StringConstraints

from condat.workspace.api.tables import model
from condat.workspace.jobs.models import State

PLAIN = r"^[^\x00]*$"  # no database keeps a null character
Name = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200, pattern=PLAIN)
]
Text = Annotated[str, StringConstraints(max_length=2000, pattern=PLAIN)]

Keyword = model("Keyword", "keywords")
Topic = model("Topic", "topics")
Person = model("Person", "people")
Candidate = model("Candidate", "shortlist")
Row = model("Row", "plan")


class TeamOut(Schema):
    """A team that the token opens."""

    slug: str
    name: str
    role: str
    acts: list[str] = Field(description="What this token allows now.")


class Approval(Schema):
    """Who approved a field, and when."""

    by: str
    at: datetime


class Gate(Schema):
    """Whether plans count, and what is missing until they do."""

    draft: bool
    approved: bool
    missing: list[str]
    waiting: list[str]


class StrategyOut(Schema):
    """The strategy, field by field, and its gate."""

    fields: dict[str, Any]
    approvals: dict[str, Approval]
    gate: Gate


class VoiceOut(Schema):
    """An organisation in the conversation."""

    name: str
    sources: list[str]
    domains: list[str]
    authors: list[str]
    mentions: list[str]


class WatchOut(Schema):
    """What is listened to."""

    brand: VoiceOut
    competitors: list[VoiceOut]
    subjects: list[str]
    places: list[str]
    languages: list[str]
    exclude: list[str]


class SourceOut(Schema):
    """A source and how it fares."""

    name: str
    connector: str
    address: str
    status: str
    succeeded_at: datetime | None
    next_at: datetime | None
    failures: int
    problem: str | None


class Post(Schema):
    """A post, as it was heard."""

    uri: str
    author_uris: list[str] | None
    kind: str | None
    published: datetime | None
    updated: datetime | None
    language: str | None
    title: str | None
    text: str | None
    url: str | None
    in_reply_to: str | None
    links: list[str] | None
    mentions: list[str] | None
    tags: list[str] | None
    source: str | None


class Posts(Schema):
    """A page of posts, in the order of their addresses."""

    version: int = Field(description="Of the corpus.")
    items: list[Post]
    next: str | None


class Found(Schema):
    """What a page of a table was computed from."""

    version: int = Field(description="Of the corpus.")
    as_of: datetime
    next: str | None


class Keywords(Found):
    """A page of keywords, the greatest opportunity first."""

    items: list[Keyword]  # type: ignore[valid-type]  # made from the table


class Topics(Found):
    """A page of topics, the most written about first."""

    items: list[Topic]  # type: ignore[valid-type]


class People(Found):
    """A page of people, by rank within each topic; the topic "" is the whole watch."""

    items: list[Person]  # type: ignore[valid-type]


class Shortlist(Found):
    """A page of people worth reading before deciding, by position within each topic."""

    items: list[Candidate]  # type: ignore[valid-type]


class Said(Schema):
    """The team's word on a row."""

    verdict: str
    by: str
    at: datetime
    why: str


class PlanRow(Row):  # type: ignore[valid-type, misc]
    """A row of the plan, and the team's word on it."""

    row: str = Field(description="Its id: it stays, whatever the team decides.")
    position: int | None = Field(
        None, description="Its number as the rows stand now; a dismissed row has none."
    )
    decision: str = Field(description="proposed, accepted, changed or dismissed.")
    said: Said | None = None


class Plan(Found):
    """A page of the rows of the last plan."""

    items: list[PlanRow]


class DecisionIn(Schema):
    """The team's word on a row, with the reason."""

    verdict: Literal["accepted", "changed", "dismissed", "undone"]
    why: Text = Field("", description="Asked for unless the row is accepted.")
    changes: dict[Name, Text] = Field(
        {}, description="Fields of the row and their new values, as text."
    )


class EvidencePost(Schema):
    """A post behind a number."""

    uri: str
    title: str | None
    text: str | None
    url: str | None
    published: datetime | None
    names: list[str]


class Evidence(Schema):
    """What a number rests on: the row it stands in, and its posts."""

    of: str
    key: str
    version: int
    as_of: datetime
    row: dict[str, Any]
    posts: list[EvidencePost]


class JobOut(Schema):
    """Long work and where it stands."""

    id: uuid.UUID
    kind: str
    state: State
    asked_at: datetime
    ended_at: datetime | None
    step: str
    done: int
    total: int | None
    error: str | None
    result: dict[str, Any] | None


class Jobs(Schema):
    """A page of jobs, the newest first."""

    items: list[JobOut]
    next: str | None


class ListenIn(Schema):
    """Which sources to listen to."""

    names: list[Name] = Field([], max_length=100, description="All when none is named.")


class CheckIn(Schema):
    """Which terms to check."""

    terms: list[Name] = Field(min_length=1, max_length=50)


class PlanIn(Schema):
    """In which languages to write the report of the plan."""

    languages: list[Literal["fr", "en", "de"]] = Field([], max_length=3)
