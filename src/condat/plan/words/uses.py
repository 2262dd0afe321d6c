"""Who uses which term in which post: the columns that demand, supply and trend are counted from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from condat.plan.codes import Ints, Reals, encode, look_up, numbered, real, whole

DAY = 86_400_000_000  # microseconds
AUDIENCE, OURS, COMPETITOR = 0, 1, 2
SIDES = pa.array(["audience", "ours", "competitor"])
HALF_LIFE = 730.0  # days after which a post counts half
_DENSE = 2.0  # one mention tells this much of a text of (1 / it)^-2 words


@dataclass(frozen=True)
class Posts:
    """One entry per post that was read.

    Parameters
    ----------
    uris : string array
        Sorted.
    language : array of int
        Place in ``languages``.
    side, author : arrays of int
        Place in ``SIDES``; first author, coded; -1 where unknown.
    voice : array of int
        Who speaks, coded: the author; of an unsigned post the site and source that it is from.
    published : array of int
        Microseconds since 1970 UTC; -1 where unknown.
    words : array of float
    fresh : array of float
        1 at ``as_of``, half after two years; 0.5 where the date is unknown.
    """

    uris: pa.Array
    languages: pa.Array
    language: Ints
    side: Ints
    author: Ints
    voice: Ints
    published: Ints
    words: Reals
    fresh: Reals


@dataclass(frozen=True)
class Uses:
    """One entry per post and term.

    Parameters
    ----------
    terms, language : arrays
        The distinct terms, sorted by language and term; the language of each (place).
    term, post : arrays of int
        Of each use.
    count, about : arrays of float
        Occurrences; how much the post is about the term, 0..1: 1 when it stands in the title, else
        by occurrences against the square root of the post's length.
    title : array of bool
    position : array of float
    form : string array
        As it was written.
    """

    terms: pa.Array
    language: Ints
    term: Ints
    post: Ints
    count: Reals
    about: Reals
    title: np.ndarray
    position: Reals
    form: pa.ChunkedArray

    def total(self, values: Reals | None = None, where: np.ndarray | None = None) -> Reals:
        """Sum values (or count uses) per term."""
        at = self.term if where is None else self.term[where]
        weights = None if values is None else (values if where is None else values[where])
        return np.bincount(at, weights, len(self.terms)).astype(np.float64)


def read_posts(readings: pa.Table, posts: pa.Table, as_of: int) -> Posts:
    """Lay out posts by what was read of them.

    Parameters
    ----------
    readings : pyarrow.Table
        Of the schema ``READINGS``.
    posts : pyarrow.Table
        Columns ``uri``, ``url``, ``source``, ``author_uris``, ``published``.
    as_of : int
        Microseconds since 1970 UTC.
    """
    readings = readings.sort_by("post_uri").combine_chunks()
    uris = readings["post_uri"].combine_chunks()
    at = look_up(uris, posts["uri"])
    rows = posts.take(pa.array(at, mask=at < 0))
    signed = pc.greater(pc.fill_null(pc.list_value_length(rows["author_uris"]), 0), 0)
    authors = pc.list_element(
        pc.if_else(signed, rows["author_uris"], pa.scalar([None], rows["author_uris"].type)), 0
    )
    languages, language = encode(readings["language"])
    published = whole(rows["published"])
    age = np.maximum(as_of - published, 0) / DAY
    return Posts(
        uris=uris,
        languages=languages,
        language=language,
        side=look_up(readings["side"], SIDES),
        author=encode(authors)[1],
        voice=encode(pc.coalesce(authors, _places(rows)))[1],
        published=published,
        words=np.maximum(real(readings["words"]), 1),
        fresh=np.where(published < 0, 0.5, 0.5 ** (age / HALF_LIFE)),
    )


def _places(posts: pa.Table) -> pa.Array:
    """Return the site and source of each post: nobody knows how many write there unsigned."""
    site = pc.struct_field(pc.extract_regex(posts["url"], r"^https?://(?P<site>[^/]+)"), "site")
    some = [pc.fill_null(column, "") for column in (site, posts["source"])]
    return pc.binary_join_element_wise(*some, " ")


def read_uses(post_terms: pa.Table, posts: Posts) -> Uses:
    """Lay out the uses of terms in posts.

    Parameters
    ----------
    post_terms : pyarrow.Table
        Of the schema ``POST_TERMS``.
    posts : Posts
    """
    names, term = encode(post_terms["term"])
    spoken = look_up(post_terms["language"], posts.languages)
    keys, term = numbered(spoken * len(names) + term, len(posts.languages) * len(names))
    language, name = np.divmod(keys, max(len(names), 1))
    post = look_up(post_terms["post_uri"], posts.uris)
    count = real(post_terms["count"])
    title = np.asarray(post_terms["in_title"].to_numpy(), np.bool_)
    return Uses(
        terms=names.take(pa.array(name)),
        language=language,
        term=term,
        post=post,
        count=count,
        about=np.where(title, 1.0, dense(count, posts.words[post])),
        title=title,
        position=real(post_terms["position"]),
        form=post_terms["form"],
    )


def dense(count: Reals, words: Reals | Ints) -> Reals:
    """Return how much posts of so many words are about what they name so often, from 0 to 1.

    Examples
    --------
    >>> dense(np.array([1.0, 5.0, 30.0]), np.array([400, 400, 400])).tolist()
    [0.1, 0.5, 1.0]
    """
    return np.minimum(1.0, _DENSE * count / np.sqrt(np.maximum(words, 1)))
