"""The page of an address that led somewhere once: what it was, and where to go on from here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse

from condat.report.page import Post
from condat.workspace.teams.access import Visit

GONE, UNKNOWN = 410, 404


@dataclass(frozen=True)
class Way:
    """Somewhere to go on: what it is called, its address, why it is near."""

    name: str
    address: str
    why: str = ""


def gone(
    visit: Visit,
    *,
    title: str,
    told: str,
    on: Sequence[Way],
    near: Sequence[Way] = (),
    posts: Sequence[Post] = (),
    known: bool = False,
) -> HttpResponse:
    """Say what is not there any more, what is near it, and the ways on; the first one leads.

    Parameters
    ----------
    title, told : str
        What happened, in the reader's words.
    on : sequence of Way
        At least one.
    near : sequence of Way
        What comes nearest today.
    posts : sequence of Post
        The posts that it stood on.
    known : bool
        Whether it is sure that there was something: the answer is 410, not 404.
    """
    shown = visit.show("gone.html", title=title, told=told, on=on, near=near, posts=posts)
    shown.status_code = GONE if known else UNKNOWN
    return shown
