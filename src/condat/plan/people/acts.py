"""Who recognises whom: links, mentions, replies, quotes and announcements between persons."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from condat.plan.addresses import handle, host, page
from condat.plan.cast import Cast, first, person_of
from condat.plan.codes import Column, Ints, encode, flatten, joined, look_up

SPEAKING = ("Announce", "Reply", "Quote")


@dataclass(frozen=True)
class Acts:
    """One row per act of one person towards another; nobody acts towards themselves.

    Parameters
    ----------
    source, target : arrays of int
        Places in ``Cast.people``.
    cause, about : arrays of int
        The post in which it is done and the post that it is about; -1 where there is none.
    """

    source: Ints
    target: Ints
    cause: Ints
    about: Ints


def acts(
    posts: pa.Table,
    authors: pa.Table,
    persons: pa.Table,
    engagements: pa.Table,
    members: Cast,
    cited: tuple[Ints, Ints],
) -> Acts:
    """Find every act that a post or an engagement shows.

    Parameters
    ----------
    posts : pyarrow.Table
        Columns ``uri``, ``url``, ``author_uris``, ``in_reply_to``, ``links``, ``mentions``,
        ``source``; the rows that ``members`` was made from.
    authors, persons, engagements : pyarrow.Table
        Tables of facts.
    members : Cast
        With the authors and the actors of engagements among its people.
    cited : pair of arrays
        From :func:`citations`.
    """
    found = [_to_posts(members, *cited)]
    found.append(_to_people(members, *_named(posts, authors, persons, members)))
    found.append(_events(posts, persons, engagements, members))
    return _distinct(np.concatenate(found, axis=1))


def citations(posts: pa.Table) -> tuple[Ints, Ints]:
    """Return the pairs of posts of which the first links to, or answers, the second.

    Examples
    --------
    >>> posts = pa.table({"uri": ["a", "b"], "url": ["https://x.org/a", None],
    ...                   "in_reply_to": [None, ""], "links": [[], ["http://www.x.org/a/"]]})
    >>> [side.tolist() for side in citations(posts)]
    [[1], [0]]
    """
    links, cause = flatten(posts["links"])
    answers = posts["in_reply_to"]
    pairs = [
        _matches(page(links), cause, page(posts["url"])),
        _matches(links, cause, posts["uri"]),
        _matches(answers, np.arange(len(answers)), posts["uri"]),
        _matches(page(answers), np.arange(len(answers)), page(posts["url"])),
    ]
    rows = np.unique(np.concatenate([c * posts.num_rows + a for c, a in pairs]))
    cause, about = np.divmod(rows, max(posts.num_rows, 1))
    apart = cause != about
    return cause[apart], about[apart]


def _matches(asked: Column, rows: Ints, keys: Column) -> tuple[Ints, Ints]:
    if asked.null_count == len(asked):
        return rows[:0], rows[:0]
    names, coded = encode(keys)
    wanted = look_up(asked, names)
    left, right = np.flatnonzero(wanted >= 0), np.flatnonzero(coded >= 0)
    i, j = joined(wanted[left], coded[right], len(names))
    return rows[left[i]], right[j]


def _to_posts(members: Cast, cause: Ints, about: Ints) -> Ints:
    size = 1 + int(members.post.max(initial=-1))
    kept = (cause < size) & (about < size)
    i, j = joined(about[kept], members.post, size)
    target, cause, about = members.person[j], cause[kept][i], about[kept][i]
    k, m = joined(cause, members.post, size)
    return np.stack([members.person[m], target[k], cause[k], about[k]])


def _to_people(members: Cast, cause: Ints, target: Ints) -> Ints:
    size = 1 + int(members.post.max(initial=-1))
    kept = cause < size
    i, j = joined(cause[kept], members.post, size)
    cause = cause[kept][i]
    return np.stack([members.person[j], target[kept][i], cause, np.full(len(cause), -1)])


def _named(
    posts: pa.Table, authors: pa.Table, persons: pa.Table, members: Cast
) -> tuple[Ints, Ints]:
    """Resolve mentions and links to profiles and personal sites."""
    person = look_up(person_of(authors["uri"], persons), members.people)
    links, linked = flatten(posts["links"])
    mentions, mentioned = flatten(posts["mentions"])
    profiles, homes = page(authors["url"]), _homes(authors["url"])
    places = pc.coalesce(authors["platform"], authors["source"])
    spoken = _platform(posts, authors).take(pa.array(mentioned))
    found = [
        _one(mentions, mentioned, authors["uri"], person),
        _one(page(mentions), mentioned, profiles, person),
        _one(_key(spoken, mentions), mentioned, _key(places, authors["handle"]), person),
        _one(page(links), linked, profiles, person),
        _one(host(page(links)), linked, homes, person),
    ]
    return np.concatenate([f[0] for f in found]), np.concatenate([f[1] for f in found])


def _homes(urls: Column) -> Column:
    """Return the host of an address without a path: a site of one's own."""
    pages = page(urls)
    return pc.if_else(pc.equal(pages, host(pages)), pages, None)


def _platform(posts: pa.Table, authors: pa.Table) -> pa.Array:
    """Return where each post stands: the platform of its first account, or its source."""
    at = look_up(first(posts["author_uris"]), authors["uri"])
    found = pc.take(authors["platform"].combine_chunks(), pa.array(at, mask=at < 0))
    return pc.coalesce(found, posts["source"].combine_chunks())


def _key(places: Column, names: Column) -> Column:
    return pc.binary_join_element_wise(places, handle(names), "|")


def _one(asked: Column, rows: Ints, keys: Column, person: Ints) -> tuple[Ints, Ints]:
    """Resolve names that stand for one person alone; a name that several bear is nobody's."""
    names, coded = encode(keys)
    known = (coded >= 0) & (person >= 0)
    low = np.full(len(names), np.iinfo(np.int64).max)
    high = np.full(len(names), -1)
    np.minimum.at(low, coded[known], person[known])
    np.maximum.at(high, coded[known], person[known])
    at = look_up(asked, names)
    at = np.where((at >= 0) & (low == high)[at] if len(names) else False, at, -1)
    return rows[at >= 0], high[at[at >= 0]]


def _events(posts: pa.Table, persons: pa.Table, engagements: pa.Table, members: Cast) -> Ints:
    speaking = pc.is_in(engagements["kind"], value_set=pa.array(SPEAKING))
    rows = engagements.filter(speaking)
    actor = look_up(person_of(rows["actor_uri"], persons), members.people)
    about = look_up(rows["post_uri"], posts["uri"])
    size = 1 + int(members.post.max(initial=-1))
    kept = (actor >= 0) & (about >= 0) & (about < size)
    i, j = joined(about[kept], members.post, size)
    return np.stack([actor[kept][i], members.person[j], np.full(len(i), -1), about[kept][i]])


def _distinct(rows: Ints) -> Acts:
    source, target, cause, about = rows
    apart = source != target
    order = np.lexsort((about, cause, target, source))
    order = order[apart[order]]
    rows = rows[:, order]
    new = np.ones(rows.shape[1], bool)
    new[1:] = (rows[:, 1:] != rows[:, :-1]).any(axis=0)
    return Acts(*rows[:, new])
