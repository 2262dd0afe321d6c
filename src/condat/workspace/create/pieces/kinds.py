"""What a piece can be, where it can stand, and what people do in it."""

from __future__ import annotations

from enum import StrEnum

from condat.core.words import mark

KINDS = {
    "article": mark("Article"),
    "interview": mark("Interview"),
    "quotes": mark("Quote round-up"),
    "guest post": mark("Guest post"),
    "podcast": mark("Podcast episode"),
    "video": mark("Video"),
    "webinar": mark("Webinar"),
    "event": mark("Event"),
}
ROLES = {
    "interviewed": mark("is interviewed"),
    "quoted": mark("is quoted"),
    "co-author": mark("writes with us"),
    "guest": mark("is our guest"),
    "carrier": mark("carries it further"),
}


class Status(StrEnum):
    """Where a piece stands, in the order of the work."""

    IDEA = "idea"
    BRIEF = "brief"
    DRAFT = "draft"
    REVIEW = "review"
    APPROVED = "approved"
    SCHEDULED = "scheduled"
    PUBLISHED = "published"


STATUSES: dict[str, str] = {
    Status.IDEA: mark("Idea"),
    Status.BRIEF: mark("Brief"),
    Status.DRAFT: mark("Draft"),
    Status.REVIEW: mark("In review"),
    Status.APPROVED: mark("Approved"),
    Status.SCHEDULED: mark("Scheduled"),
    Status.PUBLISHED: mark("Published"),
}
