"""What the API gives and takes of pieces, partnerships, inspired posts and tests."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated, Literal

from ninja import Path, Schema
from pydantic import AwareDatetime, Field

from condat.workspace.api.schemas import Name, Text

Number = Annotated[int, Path(ge=1, le=2**31 - 1, description="As the list gives it.")]
FIRST, LAST = datetime(1970, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
PieceKind = Literal[
    "article", "interview", "quotes", "guest post", "podcast", "video", "webinar", "event"
]
PieceStatus = Literal["idea", "brief", "draft", "review", "approved", "scheduled", "published"]
Stage = Literal["to meet", "contacted", "talking", "agreed", "running", "paused", "ended"]
TouchKind = Literal["mail", "call", "meeting", "message", "favour"]


class PartOut(Schema):
    """Someone's part in a piece."""

    name: str
    role: str


class PieceRow(Schema):
    """A piece, without its text."""

    id: int
    title: str
    kind: str
    status: str
    owner: str | None
    keyword: str
    message: str
    persona: str
    place: str
    due: datetime | None
    url: str
    row: str = Field(description="The row of the plan that it came from.")
    people: list[PartOut]


class PieceOut(PieceRow):
    """A piece with its text as it stands."""

    version: int = Field(description="0 while nothing is written.")
    text: str


class Pieces(Schema):
    """A page of pieces, those with a moment first, in its order."""

    items: list[PieceRow]
    next: str | None


class PieceIn(Schema):
    """A piece to add."""

    title: Name
    kind: PieceKind = "article"
    keyword: Annotated[Text, Field(max_length=200)] = ""
    message: Annotated[Text, Field(max_length=500)] = ""
    persona: Annotated[Text, Field(max_length=200)] = ""
    place: Annotated[Text, Field(max_length=200)] = ""
    due: Annotated[AwareDatetime, Field(ge=FIRST, le=LAST)] | None = None


class PieceMove(Schema):
    """Where a piece stands now."""

    status: PieceStatus


class CommentIn(Schema):
    """A remark on the last version of a text, or on a passage of it."""

    text: Name
    passage: Text = ""


class CommentOut(Schema):
    """A remark."""

    id: int
    version: int
    text: str
    passage: str
    by: str
    at: datetime
    resolved: bool


class Comments(Schema):
    """A page of remarks, the oldest first."""

    items: list[CommentOut]
    next: str | None


class PartnershipOut(Schema):
    """A continuing relation with a person."""

    id: int
    name: str
    person_uri: str
    email: str
    language: str
    source: str
    stage: str
    stance: str
    owner: str | None
    next_step: str
    next_on: date | None
    begun_at: datetime
    objected: bool


class Partnerships(Schema):
    """A page of partnerships, by name."""

    items: list[PartnershipOut]
    next: str | None


class SpentOut(Schema):
    """What a cycle came to in one currency."""

    currency: str
    budget: float | None = Field(
        description="Of the cycle, as the plan keeps to it; none if unset."
    )
    promised: float
    given: float
    left: float | None = Field(description="Less than nothing when too much was promised.")
    unvalued: int = Field(description="Things given or promised that have no value yet.")


class BudgetOut(Schema):
    """What the cycle that is under way came to so far."""

    since: date
    items: list[SpentOut]


class PartnershipIn(Schema):
    """A relation to begin."""

    name: Name
    source: Name = Field(description="Where we have their address from.")
    person_uri: Annotated[Text, Field(max_length=500)] = ""
    email: Annotated[Text, Field(max_length=254)] = ""
    language: Literal["fr", "en", "de"] = "fr"
    why: Text = ""


class StageIn(Schema):
    """Where a relation stands now."""

    stage: Stage
    why: Text = ""


class TouchIn(Schema):
    """Something that passed between us."""

    kind: TouchKind
    theirs: bool = Field(False, description="They turned to us.")
    on: date
    text: Name


class TouchOut(Schema):
    """Something that passed between us."""

    id: int
    kind: str
    theirs: bool
    on: date
    text: str
    by: str


class Touches(Schema):
    """A page of what passed between us, the latest first."""

    items: list[TouchOut]
    next: str | None


class MatchOut(Schema):
    """A post of somebody else that ours inspired."""

    id: int
    state: str
    link: str
    title: str
    author: str
    published: datetime | None
    passage: str
    our_link: str
    score: float | None


class Matches(Schema):
    """A page of inspired posts."""

    items: list[MatchOut]
    next: str | None


class TestOut(Schema):
    """A test of two variants, and what it says so far."""

    id: int
    varies: str
    hypothesis: str
    first: str
    second: str
    state: str
    starts_on: date
    ends_on: date
    verdict: str | None = Field(description="Of the second variant: better, worse, or open.")
    finding: str = Field(description="In the caller's language.")
    decision: str


class Tests(Schema):
    """A page of tests, those under way first."""

    items: list[TestOut]
    next: str | None
