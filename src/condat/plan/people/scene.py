"""Read a corpus once for both questions: what over-performs, and who matters."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
import pyarrow as pa

from condat.plan.cast import Cast, cast
from condat.plan.codes import Flags, Ints, Reals, look_up, real
from condat.plan.people.acts import Acts, acts, citations
from condat.plan.people.profiles import lasts, names, places, ranked, sides
from condat.plan.people.reach import reach
from condat.plan.performance.baseline import Baseline, baseline
from condat.plan.performance.response import Response, responses
from condat.plan.performance.results import performance, pieces

COLUMNS = [
    "uri",
    "author_uris",
    "kind",
    "published",
    "time_known",
    "url",
    "in_reply_to",
    "links",
    "mentions",
    "source",
]
FACTS = ("authors", "persons", "contacts", "counts", "engagements")


@dataclass(frozen=True)
class Scene:
    """Everything the ranking reads, coded: posts and persons are places in arrays.

    Per person: ``name``, ``side``, whether they are ``ranked`` (a person, and none of us),
    ``place`` (the source where they write most), when they published ``last`` (-1: not known),
    ``reach`` (NaN: not known) and whether it is ``stated`` by a platform. Per post: whether it is
    a ``piece``, and ``ratio``, its result over its author's usual one (1 where not known).
    """

    uris: pa.ChunkedArray
    published: pa.ChunkedArray
    piece: Flags
    members: Cast
    response: Response
    baseline: Baseline
    acts: Acts
    name: pa.Array
    side: pa.Array
    ranked: Flags
    place: pa.Array
    last: Ints
    reach: Reals
    stated: Flags
    ratio: Reals


def scene(
    posts: pa.Table,
    readings: pa.Table,
    facts: Mapping[str, pa.Table],
    as_of: datetime,
    brand: Collection[str] = (),
) -> tuple[Scene, pa.Table]:
    """Code posts and persons, and compare each post with its author's usual result.

    Parameters
    ----------
    posts : pyarrow.Table
        The columns ``COLUMNS`` of the posts in scope, sorted by ``uri``.
    readings : pyarrow.Table
        Of the schema ``READINGS``: gives the side of each post.
    facts : mapping of str to pyarrow.Table
        The tables of facts named in ``FACTS``.
    as_of : datetime
        The moment of reckoning.
    brand : collection of str
        What we are called: who writes under such a name is one of us.

    Returns
    -------
    Scene, pyarrow.Table
        What :func:`condat.plan.people.influencers.people` reads, and the table ``PERFORMANCE``.
    """
    posts, members = posts.combine_chunks(), _members(posts, facts)
    cited, piece = citations(posts), pieces(posts)
    moment = int(as_of.timestamp() * 1_000_000)
    response = responses(posts, facts["counts"], facts["engagements"], cited, moment)
    usual = baseline(response, members, piece)
    compared = performance(posts, response, members, usual)
    made = Scene(
        uris=posts["uri"],
        published=posts["published"],
        piece=piece,
        members=members,
        response=response,
        baseline=usual,
        ratio=_ratios(posts["uri"], compared),
        **_standing(posts, readings, facts, members, cited, brand),
    )
    return made, compared


def _standing(
    posts: pa.Table,
    readings: pa.Table,
    facts: Mapping[str, pa.Table],
    members: Cast,
    cited: tuple[Ints, Ints],
    brand: Collection[str],
) -> dict[str, Any]:
    """Return what is known of each person: what they did, name, side, place and reach."""
    known, engagements = (facts["authors"], facts["persons"]), facts["engagements"]
    found = acts(posts, *known, engagements, members, cited)
    seen, stated = reach(posts, *known, engagements, members, found)
    name, side = names(members, *known, facts["contacts"]), sides(posts, readings, members)
    return {
        "acts": found,
        "name": name,
        "side": side,
        "ranked": ranked(name, side, brand),
        "place": places(posts["source"], members),
        "last": lasts(posts["published"], members),
        "reach": seen,
        "stated": stated,
    }


def _members(posts: pa.Table, facts: Mapping[str, pa.Table]) -> Cast:
    """Join accounts into persons; those who only react belong to the graph too."""
    accounts = [*facts["authors"]["uri"].chunks, *facts["engagements"]["actor_uri"].chunks]
    return cast(posts, facts["persons"], pa.chunked_array(accounts, pa.string()))


def _ratios(uris: pa.ChunkedArray, compared: pa.Table) -> Reals:
    at = look_up(uris, compared["post_uri"])
    return np.nan_to_num(np.append(real(compared["ratio"]), 1.0)[at], nan=1.0)
