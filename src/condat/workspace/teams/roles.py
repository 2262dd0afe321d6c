"""What each role may do: one table, read by every page."""

from __future__ import annotations

from enum import StrEnum

from condat.core.words import mark


class Role(StrEnum):
    """What somebody is in a team."""

    OWNER = "owner"
    EDITOR = "editor"
    PARTNERS = "partners"
    ANALYST = "analyst"
    REVIEWER = "reviewer"
    VIEWER = "viewer"


class Act(StrEnum):
    """What a page lets somebody do."""

    READ = "read"
    COMMENT = "comment"
    LISTEN = "listen"
    DECIDE = "decide"
    PARTNER = "partner"
    MANAGE = "manage"


MAY: dict[Role, frozenset[Act]] = {
    Role.OWNER: frozenset(Act),
    Role.EDITOR: frozenset({Act.READ, Act.COMMENT, Act.LISTEN, Act.DECIDE}),
    Role.PARTNERS: frozenset({Act.READ, Act.COMMENT, Act.PARTNER}),
    Role.ANALYST: frozenset({Act.READ, Act.COMMENT, Act.LISTEN}),
    Role.REVIEWER: frozenset({Act.READ, Act.COMMENT}),
    Role.VIEWER: frozenset({Act.READ}),
}
NAMES: dict[str, str] = {
    Role.OWNER: mark("Owner"),
    Role.EDITOR: mark("Editor"),
    Role.PARTNERS: mark("Partner manager"),
    Role.ANALYST: mark("Analyst"),
    Role.REVIEWER: mark("Reviewer"),
    Role.VIEWER: mark("Viewer"),
}


def may(role: str, act: Act) -> bool:
    """Say whether a role allows an act.

    Examples
    --------
    >>> may("viewer", Act.DECIDE), may("editor", Act.DECIDE)
    (False, True)
    """
    return act in MAY[Role(role)]
