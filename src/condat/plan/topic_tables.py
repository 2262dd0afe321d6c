"""Topics as tables: names that stay when the corpus grows, terms, posts."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from condat.core.ids import digest, slug
from condat.plan.tables import POST_TOPICS, TOPIC_TERMS, TOPICS
from condat.plan.topics import Division

LEAST_WEIGHT = 0.2  # of a post's words on a subject
SAME_TOPIC = 0.3  # weighted overlap of the terms of a topic then and now
EVIDENCE = 10

Reals = NDArray[np.float64]


def tables(
    found: Division, readings: pa.Table, former: pa.Table | None, language: str
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

    Returns
    -------
    tuple of pa.Table
        ``TOPICS``, ``TOPIC_TERMS``, ``POST_TOPICS``; empty where there is no structure.
    """
    weight = found.weight.toarray()
    count = int(found.topic.max(initial=-1)) + 1
    strength = _strength(found, weight)
    names = _names(found, strength, former, count)
    shown = dict(zip(readings["post_uri"].to_pylist(), readings["side"].to_pylist(), strict=True))
    sides = np.array([shown.get(uri, "audience") for uri in found.corpus.posts.to_pylist()])
    rows = [
        _topic(found, weight[:, k], strength, sides, names[k], k, language) for k in range(count)
    ]
    terms = [_term(found, strength, names, i) for i in np.flatnonzero(found.topic >= 0).tolist()]
    return (
        pa.Table.from_pylist(rows, TOPICS).sort_by(
            [("posts", "descending"), ("topic", "ascending")]
        ),
        pa.Table.from_pylist(terms, TOPIC_TERMS).sort_by(
            [("topic", "ascending"), ("weight", "descending"), ("term", "ascending")]
        ),
        _posts(found, weight[:, :count], names),
    )


def _strength(found: Division, weight: Reals) -> Reals:
    """Score each term in its topic: the share of its posts that are on it, times how many."""
    often = np.asarray(found.corpus.holds.sum(0)).ravel()
    inside = np.asarray(found.corpus.holds.T @ weight)
    own = inside[np.arange(len(often)), np.maximum(found.topic, 0)]
    return np.asarray(own / np.maximum(often, 1) * np.sqrt(often), np.float64)


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


def _topic(
    found: Division,
    weight: Reals,
    strength: Reals,
    sides: NDArray[np.str_],
    name: str,
    number: int,
    language: str,
) -> dict[str, object]:
    corpus, mine = found.corpus, np.flatnonzero(found.topic == number)
    best = mine[np.argsort(-strength[mine], kind="stable")].tolist()
    own = [i for i in best if corpus.spoken[i] == language]
    chosen: list[int] = (own + [i for i in best if i not in own])[:3] if len(own) > 1 else best[:3]
    on = weight >= LEAST_WEIGHT
    uris = corpus.posts.to_pylist()
    top = np.argsort(-weight, kind="stable")[:EVIDENCE]
    return {
        "topic": name,
        "label": ", ".join(corpus.labels[int(i)] for i in chosen),
        "languages": sorted({corpus.spoken[i] for i in mine.tolist()}),
        "posts": int(on.sum()),
        "authors": None,
        "ours": int((on & (sides == "ours")).sum()),
        "audience": int((on & (sides == "audience")).sum()),
        "evidence": [uris[i] for i in top if on[i]],
    }


def _term(found: Division, strength: Reals, names: list[str], i: int) -> dict[str, object]:
    corpus = found.corpus
    return {
        "topic": names[found.topic[i]],
        "term": corpus.terms[int(i)].as_py(),
        "label": corpus.labels[i],
        "language": corpus.spoken[i],
        "weight": float(strength[i]),
    }


def _posts(found: Division, weight: Reals, names: list[str]) -> pa.Table:
    row, topic = np.nonzero(weight >= LEAST_WEIGHT)
    columns = [
        found.corpus.posts.take(pa.array(row)),
        pa.array(names, pa.string()).take(pa.array(topic)),
        pa.array(weight[row, topic]),
    ]
    return pa.table(columns, schema=POST_TOPICS)
