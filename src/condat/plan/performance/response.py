"""What each post got: engagement where its source tells, links to it where no source does."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from condat.plan.codes import Flags, Ints, Reals, encode, joined, look_up, real, totals, whole

DAY = 86_400_000_000  # microseconds
PARTS = ("likes", "shares", "replies", "saves", "clicks")
UNKNOWN, ENGAGEMENT, LINKS = 0, 1, 2
MEASURES = pa.array([None, "engagement", "links"], pa.string())


@dataclass(frozen=True)
class Response:
    """What each post got.

    Parameters
    ----------
    observed : array of float
        Reactions, or links by others; NaN where nothing is known.
    views : array of float
        People who saw it; NaN where the source does not say.
    age : array of float
        Days from publication to the count; NaN where the date is not known.
    measure : array of int
        Place in ``MEASURES``.
    source : array of int
        The source, coded: peers are compared within one.
    """

    observed: Reals
    views: Reals
    age: Reals
    measure: Ints
    source: Ints


def responses(
    posts: pa.Table,
    counts: pa.Table,
    engagements: pa.Table,
    cited: tuple[Ints, Ints],
    as_of: int,
) -> Response:
    """Read what each post got, at its latest count.

    A source has engagement when it gives a count, an event or a reply to one of its posts; then
    each of its posts that gives none got none, unless the source counts: a post that was not
    counted stays unknown. In a source without engagement the measure is links, and unknown when
    nobody links to any of its posts.

    Parameters
    ----------
    posts : pyarrow.Table
        Columns ``uri``, ``source``, ``published``, ``author_uris``, ``in_reply_to``.
    counts, engagements : pyarrow.Table
        Tables of facts.
    cited : pair of arrays
        Posts that link, and the posts that they link to (``acts.citations``).
    as_of : int
        The moment of reckoning, in microseconds since 1970 UTC.
    """
    _, source = encode(pc.fill_null(posts["source"], ""))
    public, views, counted = latest(posts["uri"], counts)
    answered, linked = _answers(posts, cited)
    events = answered + _events(posts["uri"], engagements)
    counting, reacting = _any(source, ~np.isnan(public)), _any(source, events > 0)
    engaged = np.where(counting, public, events)
    measure = np.where(
        counting | reacting, ENGAGEMENT, np.where(_any(source, linked > 0), LINKS, 0)
    )
    observed = np.where(measure == ENGAGEMENT, engaged, np.where(measure == LINKS, linked, np.nan))
    published = whole(posts["published"])
    until = np.where((counted >= 0) & counting, counted, as_of)
    age = np.where(published >= 0, np.maximum(until - published, 0) / DAY, np.nan)
    return Response(observed, _used(views, source, public), age, measure, source)


def latest(uris: pa.ChunkedArray, counts: pa.Table) -> tuple[Reals, Reals, Ints]:
    """Return reactions, views and moment of the latest count of each post.

    Examples
    --------
    >>> counts = pa.table({"post_uri": ["p", "p"], "at": pa.array([2, 1], pa.timestamp("us"))} |
    ...     {part: [5, 3] for part in ("views", *PARTS)})
    >>> [column.tolist() for column in latest(pa.chunked_array([["p"]]), counts)]
    [[25.0], [5.0], [2]]
    """
    reactions, views = np.full((2, len(uris)), np.nan)
    moment = np.full(len(uris), -1, np.int64)
    post, at = look_up(counts["post_uri"], uris), whole(counts["at"])
    order = np.lexsort((at, post))
    order = order[post[order] >= 0]
    last = order[np.append(post[order][1:] != post[order][:-1], True)[: len(order)]]
    parts = np.stack([real(counts[part])[last] for part in PARTS])
    known = ~np.isnan(parts).all(axis=0)
    reactions[post[last]] = np.where(known, np.nansum(parts, axis=0), np.nan)
    views[post[last]] = real(counts["views"])[last]
    moment[post[last]] = at[last]
    return reactions, views, moment


def _events(uris: pa.ChunkedArray, engagements: pa.Table) -> Reals:
    post = look_up(engagements["post_uri"], uris)
    kept = (post >= 0) & np.asarray(pc.not_equal(engagements["kind"], "Follow").fill_null(True))
    return np.bincount(post[kept], minlength=len(uris)).astype(np.float64)


def _answers(posts: pa.Table, cited: tuple[Ints, Ints]) -> tuple[Reals, Reals]:
    """Count replies to and links to each post; by others than those who signed it."""
    cause, about = cited
    own = _shared(posts, cause, about)
    uris = posts["uri"].combine_chunks()
    parent = look_up(posts["in_reply_to"], uris)
    reply = parent[cause] == about
    size = posts.num_rows
    answered = np.bincount(about[reply & ~own], minlength=size).astype(np.float64)
    return answered, np.bincount(about[~reply & ~own], minlength=size).astype(np.float64)


def _shared(posts: pa.Table, cause: Ints, about: Ints) -> Flags:
    """Say which pairs of posts have an account in common."""
    column = posts["author_uris"].combine_chunks()
    _, author = encode(pc.list_flatten(column))
    post = np.asarray(pc.list_parent_indices(column).to_numpy(), np.int64)
    width = int(author.max(initial=0)) + 1
    row, at = joined(cause, post, posts.num_rows)
    signed = np.isin(about[row] * width + author[at], post * width + author)
    return np.bincount(row[signed], minlength=len(cause)) > 0


def _any(group: Ints, flag: Flags) -> Flags:
    return (totals(group, flag) > 0)[group]


def _used(views: Reals, source: Ints, public: Reals) -> Reals:
    """Keep views where a source gives them for nine counted posts in ten: one unit a source."""
    counted = totals(source, ~np.isnan(public))
    viewed = totals(source, ~np.isnan(public) & (views > 0))
    return np.where((viewed >= 0.9 * counted)[source] & (views > 0), views, np.nan)
