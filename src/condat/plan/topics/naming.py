"""Topics as tables: names that stay when the corpus grows, terms, posts."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from condat.core.ids import digest, slug
from condat.plan.persons import personal
from condat.plan.tables import POST_TOPICS, TOPIC_TERMS, TOPICS
from condat.plan.topics.division import Division
from condat.plan.topics.labels import label

FEWEST_POSTS = 3  # with fewer a group of words is no topic
LEAST_WEIGHT = 0.2  # of a post's words on a subject
MOST_TOPICS = 3  # of a post
SAME_TOPIC = 0.3  # weighted overlap of the terms of a topic then and now
EVIDENCE = 10

Reals = NDArray[np.float64]


def tables(
    found: Division,
    readings: pa.Table,
    former: pa.Table | None,
    language: str,
    written: pa.Table | None = None,
    people: Collection[str] = (),
) -> tuple[pa.Table, pa.Table, pa.Table]:
    """Lay out a division.

    Parameters
    ----------
    found : Division
    readings : pa.Table
        ``READINGS``: the side and language of each post.
    former : pa.Table, optional
        ``TOPIC_TERMS`` of the run before: a topic with mostly the same terms keeps its id.
    language : str
        Of the reader: labels are in it where the topic has terms in it.
    written : pa.Table, optional
        Columns ``post_uri`` and ``author_uri``; without it nothing is known of authors.
    people : collection of str
        Names of authors: a topic is not called after a person.

    Returns
    -------
    tuple of pa.Table
        ``TOPICS``, ``TOPIC_TERMS``, ``POST_TOPICS``; empty where there is no structure.
    """
    count = found.weight.shape[1]
    strength = _strength(found)
    names = _names(found, strength, former, count)
    telling = np.where(personal(found.corpus.labels, found.corpus.spoken, people), 0.0, strength)
    posts = _large(_posts(found, names))
    facts = _facts(posts, readings, written)
    rows = [
        {"topic": names[k], **_said(found, telling, k, language), **facts[names[k]]}
        for k in range(count)
        if names[k] in facts
    ]
    named = [i for i in np.flatnonzero(found.topic >= 0).tolist() if names[found.topic[i]] in facts]
    terms = [_term(found, strength, names, i) for i in named]
    return (
        pa.Table.from_pylist(rows, TOPICS).sort_by(
            [("posts", "descending"), ("topic", "ascending")]
        ),
        pa.Table.from_pylist(terms, TOPIC_TERMS).sort_by(
            [("topic", "ascending"), ("weight", "descending"), ("term", "ascending")]
        ),
        posts,
    )


def _large(posts: pa.Table) -> pa.Table:
    """Leave out the topics of too few posts."""
    counted = posts.group_by("topic").aggregate([("post_uri", "count")])
    enough = counted.filter(pc.greater_equal(counted["post_uri_count"], FEWEST_POSTS))
    return posts.filter(pc.is_in(posts["topic"], enough["topic"].combine_chunks()))


def _strength(found: Division) -> Reals:
    """Score each term in its topic.

    How firmly it is in it, times the log-odds of its posts being on the topic against all posts,
    times how many are.
    """
    often = np.asarray(found.corpus.holds.sum(0), np.float64).ravel()
    inside = (found.corpus.holds.T @ found.weight).toarray().astype(np.float64)
    whole = np.asarray(found.weight.sum(0), np.float64).ravel()
    at = np.arange(len(often)), np.maximum(found.topic, 0)
    if not found.weight.shape[1]:
        return np.zeros(len(often))
    own, all_posts = inside[at], found.corpus.holds.shape[0]
    here = (own + 0.5) / (often - own + 0.5)
    base = (whole[at[1]] + 0.5) / (all_posts - whole[at[1]] + 0.5)
    distinct = np.maximum(np.log(here / base), 0.01)
    return np.asarray(found.support * distinct * own, np.float64)


def _names(found: Division, strength: Reals, former: pa.Table | None, count: int) -> list[str]:
    terms = found.corpus.terms.to_pylist()
    names = []
    for k in range(count):
        mine = np.flatnonzero(found.topic == k)
        best = terms[int(mine[np.argmax(strength[mine])])]
        names.append(f"{slug(best)}-{digest(best)[:4]}")
    return _kept(found, strength, former, names) if former is not None else names


def _kept(found: Division, strength: Reals, former: pa.Table, names: list[str]) -> list[str]:
    old = sorted(set(former["topic"].to_pylist()))
    at = {term: i for i, term in enumerate(found.corpus.terms.to_pylist())}
    overlap = np.zeros((len(names), len(old)))
    rows = zip(former["topic"].to_pylist(), former["term"].to_pylist(), strict=True)
    for topic, term in rows:
        i = at.get(term, -1)
        if i >= 0 and found.topic[i] >= 0:
            overlap[found.topic[i], old.index(topic)] += strength[i]
    total = np.array([strength[found.topic == k].sum() for k in range(len(names))])
    share = overlap / np.maximum(total, 1e-12)[:, None]
    pairs = zip(*linear_sum_assignment(-share), strict=True)
    kept = {int(a): old[b] for a, b in pairs if share[a, b] >= SAME_TOPIC}
    taken = set(kept.values())
    fresh = [n if n not in taken else f"{n}-{digest(n, str(k))[:4]}" for k, n in enumerate(names)]
    return [kept.get(k, fresh[k]) for k in range(len(names))]


def _said(found: Division, strength: Reals, number: int, language: str) -> dict[str, object]:
    corpus, mine = found.corpus, np.flatnonzero(found.topic == number)
    names, spoken = (
        [column[i] for i in mine.tolist()] for column in (corpus.labels, corpus.spoken)
    )
    best = label(names, spoken, strength[mine], language)
    return {
        "label": ", ".join(names[i] for i in best),
        "languages": sorted({corpus.spoken[i] for i in mine.tolist()}),
    }


def _facts(
    posts: pa.Table, readings: pa.Table, written: pa.Table | None
) -> dict[str, dict[str, object]]:
    """Count posts, authors and sides of each topic, and name its best posts."""
    sides = readings.select(["post_uri", "side"])
    table = posts.join(sides, "post_uri").sort_by(
        [("weight", "descending"), ("post_uri", "ascending")]
    )
    side = pc.fill_null(table["side"], "audience")
    table = table.append_column("ours", pc.cast(pc.equal(side, "ours"), pa.int64()))
    table = table.append_column("audience", pc.cast(pc.equal(side, "audience"), pa.int64()))
    counted = table.group_by("topic").aggregate(
        [("post_uri", "count"), ("ours", "sum"), ("audience", "sum")]
    )
    authors: dict[str, int] = {}
    if written is not None:
        people = posts.join(written, "post_uri", join_type="inner").group_by("topic")
        seen = people.aggregate([("author_uri", "count_distinct")])
        authors = {str(row["topic"]): row["author_uri_count_distinct"] for row in seen.to_pylist()}
    return {
        row["topic"]: {
            "posts": row["post_uri_count"],
            "authors": authors.get(row["topic"], 0) if written is not None else None,
            "ours": row["ours_sum"],
            "audience": row["audience_sum"],
            "evidence": _evidence(table, row["topic"]),
        }
        for row in counted.to_pylist()
    }


def _evidence(table: pa.Table, topic: str) -> list[str]:
    uris: list[str] = (
        table["post_uri"].filter(pc.equal(table["topic"], topic))[:EVIDENCE].to_pylist()
    )
    return uris


def _term(found: Division, strength: Reals, names: list[str], i: int) -> dict[str, object]:
    corpus = found.corpus
    return {
        "topic": names[found.topic[i]],
        "term": corpus.terms[int(i)].as_py(),
        "label": corpus.labels[i],
        "language": corpus.spoken[i],
        "weight": float(strength[i]),
    }


def _posts(found: Division, names: list[str]) -> pa.Table:
    weight = found.weight.tocoo()
    kept = weight.data >= LEAST_WEIGHT
    row, topic, share = weight.row[kept], weight.col[kept], weight.data[kept].astype(np.float64)
    order = np.lexsort((topic, -share, row))
    row, topic, share = row[order], topic[order], share[order]
    first = np.arange(len(row)) - np.searchsorted(row, row) < MOST_TOPICS
    columns = [
        found.corpus.posts.take(pa.array(row[first])),
        pa.array(names, pa.string()).take(pa.array(topic[first])),
        pa.array(share[first]),
    ]
    return pa.table(columns, schema=POST_TOPICS)
