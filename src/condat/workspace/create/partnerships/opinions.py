"""What somebody thinks of us: what the team says of it leads, what their posts show is told beside.

Nothing is whose it is not: "no clear opinion" is no view of the team, it has not taken one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from condat.core.words import Words
from condat.report.persons import OPEN, STANCES
from condat.workspace.pages.standing import standing
from condat.workspace.teams.access import Visit
from condat.workspace.teams.models import Team


class Opinion(NamedTuple):
    """What is thought of us, who says so, and what their posts show where they show otherwise."""

    text: str
    whose: str = ""
    beside: str = ""

    def note(self, words: Words) -> str:
        """Say who says so, and what else is said."""
        both = (self.whose, self.beside)
        return words("{team}; {posts}", team=both[0], posts=both[1]) if all(both) else both[0]


def stated(team: Team) -> dict[str, str]:
    """Return the team's view of each person of the corpus, by their key, where it has one."""
    taken = team.partnerships.exclude(person_uri="").exclude(stance=OPEN)
    return dict(taken.values_list("person_uri", "stance"))


def read(visit: Visit) -> dict[str, str]:
    """Return what the posts of each person of the shortlist show, by their key."""
    facts = standing(visit.desk, visit.words)
    return {row["person_uri"]: row["stance"] for row in (facts.rows("shortlist") if facts else ())}


def led(team: Team, rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return rows with the stance that leads, and both sides as ``view`` and ``read``."""
    views = stated(team)
    taken = ((row, views.get(row["person_uri"], OPEN)) for row in rows)
    return [
        {
            **row,
            "view": view,
            "read": row["stance"],
            "stance": row["stance"] if view == OPEN else view,
        }
        for row, view in taken
    ]


def opinion(view: str, posts: str | None, words: Words) -> Opinion:
    """Say what somebody thinks of us and who says so.

    Parameters
    ----------
    view : str
        The team's, one of ``STANCES``.
    posts : str or None
        What their posts show, one of ``STANCES``; None for somebody who is not on the shortlist.
    words : Words
        The reader's language.

    Examples
    --------
    >>> opinion("favourable", "critical", Words("en"))[1:]
    ('as the team sees it', 'from their posts: critical of us')
    >>> opinion("favourable", "unknown", Words("en"))[1:]
    ('as the team sees it', '')
    >>> opinion("unknown", "critical", Words("en"))
    Opinion(text='critical of us', whose='from their posts', beside='')
    >>> opinion("unknown", None, Words("en"))
    Opinion(text='no clear opinion of us', whose='', beside='')
    """
    posts = posts or OPEN if view == OPEN else posts
    shown = words.of(STANCES, posts) if posts else ""
    if view == OPEN:
        return Opinion(shown, "" if posts == OPEN else words("from their posts"))
    told = posts not in (None, OPEN, view)
    beside = words("from their posts: {opinion}", opinion=shown) if told else ""
    return Opinion(words.of(STANCES, view), words("as the team sees it"), beside)
