"""Somebody objects to being approached (GDPR, article 21): out of every ranking and plan.

Their posts stay: what they published is part of the conversation. To erase those too, forget them.
"""

from __future__ import annotations

from condat.core.errors import NotFoundError
from condat.report import shown
from condat.usecases.desk import Desk
from condat.usecases.keep.forgetting import find
from condat.usecases.plan import plans
from condat.usecases.read import people
from condat.usecases.show import browsing, reporting


def object_to(desk: Desk, uri: str) -> tuple[str, ...]:
    """Take a person and all their accounts out of rankings, shortlists and plans.

    Parameters
    ----------
    desk : Desk
        The workspace.
    uri : str
        The person's URI, in the corpus or not: who comes in later is left out too.

    Returns
    -------
    tuple of str
        The URIs that are ranked no more.
    """
    uris = _theirs(desk, uri)
    desk.corpus.object(uris)
    _renewed(desk)
    return uris


def take_back(desk: Desk, uri: str) -> tuple[str, ...]:
    """Let a person be ranked again, at once: what was ranked without them is made anew."""
    uris = _theirs(desk, uri)
    desk.corpus.take_back(uris)
    laid = (f"page-{name}" for name in browsing.NAMES)
    told = (f"shown-{name}" for name in shown.NAMES)
    desk.corpus.derived.drop((*people.NAMES, *laid, *told))
    browsing.browsed(desk)
    reporting.standing(desk, desk.words)
    _renewed(desk)
    return uris


def _theirs(desk: Desk, uri: str) -> tuple[str, ...]:
    try:
        return find(desk, uri).uris
    except NotFoundError:
        return (uri,)


def _renewed(desk: Desk) -> None:
    """Let pages that keep what the last plan stands on read it again."""
    for version in plans.versions(desk):
        (plans.folder(desk, version) / plans.RECORD).touch()
