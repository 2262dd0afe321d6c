"""The texts that hold a term: posts of each side, and imported search results."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import daft
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from daft import col
from numpy.typing import NDArray

from condat.corpus.engine import arrow
from condat.corpus.snapshot import Snapshot
from condat.language.identify import identify
from condat.plan.codes import distinct, look_up
from condat.plan.senses.sensed import AUDIENCE, OURS, RESULTS
from condat.plan.senses.yardstick import MOST_USES
from condat.usecases.read.reading import Reading

_MOST_POSTS = 2000  # with one term that reading did not find
COLUMNS = ("uri", "title", "text", "author_uris", "side")


def texts(posts: pa.Table, read: Reading) -> pa.Table:
    """Lay out posts as ``contexts.uses`` takes them; ``posts`` has ``COLUMNS``."""
    posts = posts.sort_by("uri")
    uris = posts["uri"].cast(pa.string())
    first = [uris[0] if uris else None for uris in posts["author_uris"].to_pylist()]
    columns = {
        "post_uri": uris,
        "group": pc.if_else(pc.equal(posts["side"], OURS), OURS, AUDIENCE).cast(pa.string()),
        "author": pa.array(first, pa.string()),
        "language": read.readings["language"].take(pc.index_in(uris, read.readings["post_uri"])),
        "text": _joined(posts["title"], posts["text"]),
    }
    return pa.table(columns)


def _joined(title: pa.ChunkedArray, text: pa.ChunkedArray) -> pa.ChunkedArray:
    both = (pc.fill_null(part.cast(pa.string()), "") for part in (title, text))
    return pc.binary_join_element_wise(*both, ". ")


def holding(
    posts: daft.DataFrame, read: Reading, terms: Sequence[str], seed: int
) -> tuple[pa.Table, dict[str, pa.Array]]:
    """Load, in one pass, posts that hold the terms that reading found.

    Returns
    -------
    (pa.Table, dict)
        The texts of all, and the addresses of those of each term: what is read of one term does
        not depend on the others.
    """
    wanted = {term: _chosen(read, term, seed) for term in terms}
    wanted = {term: uris for term, uris in wanted.items() if len(uris)}
    every = np.unique(np.concatenate([*wanted.values(), np.zeros(0, object)]))
    loaded = posts.select(*COLUMNS).where(col("uri").is_in(every.tolist() or [""]))
    return texts(arrow(loaded), read), {t: pa.array(u, pa.string()) for t, u in wanted.items()}


def _chosen(read: Reading, term: str, seed: int) -> NDArray[np.object_]:
    """Choose posts of each side that hold a term; enough for the uses that are read."""
    rng = np.random.default_rng(seed)
    posts = pc.unique(named(read.post_terms, term)["post"])
    held = read.readings.select(["post_uri", "side"]).take(posts).sort_by("post_uri")
    uris = held["post_uri"].to_numpy()
    ours = pc.equal(held["side"], OURS).to_numpy()
    some = [rng.permutation(uris[side])[:MOST_USES] for side in (ours, ~ours)]
    return np.asarray(np.sort(np.concatenate(some)))


def beginning(posts: daft.DataFrame, read: Reading, term: str) -> pa.Table:
    """Load the posts that may hold a term: those with the beginning of each of its words."""
    whole = col("title").fill_null("") + " " + col("text").fill_null("")
    found = posts
    for word in re.findall(r"\w+", term):
        stem = re.escape(word[: max(3, len(word) - 3)])
        found = found.where(whole.regexp(rf"(?i)\b{stem}"))
    chosen = found.select(*COLUMNS).sort(col("uri").hash()).limit(_MOST_POSTS)
    return texts(arrow(chosen), read)


def about(read: Reading, terms: Sequence[str]) -> Reading:
    """Return what was read of some terms alone, as they were read or as they are typed.

    ``post_terms`` then says in ``post`` which row of ``readings`` each post is.
    """
    typed = pa.array(sorted({term.casefold() for term in terms}), pa.string())
    rows = read.post_terms
    hit = np.zeros(rows.num_rows, bool)
    for name in ("term", "form"):
        written = distinct(rows[name])
        same = written.filter(pc.is_in(pc.utf8_lower(written.cast(pa.string())), typed))
        hit |= look_up(rows[name], same) >= 0
    found = rows.take(pa.array(np.flatnonzero(hit)))
    found = found.append_column("post", [look_up(found["post_uri"], read.readings["post_uri"])])
    plain = pa.schema([(f.name, _plain(f.type)) for f in found.schema])
    return replace(read, post_terms=found.cast(plain))


def _plain(kind: pa.DataType) -> pa.DataType:
    return kind.value_type if pa.types.is_dictionary(kind) else kind


def said(read: Reading, term: str) -> str:
    """Return the form that most posts write, of a term as it was read; else the term as typed."""
    same = read.post_terms.filter(pc.equal(read.post_terms["term"], term))
    forms = same.group_by("form").aggregate([("post_uri", "count")])
    order = [("post_uri_count", "descending"), ("form", "ascending")]
    return str(forms.sort_by(order)["form"][0].as_py()) if forms.num_rows else term


def named(post_terms: pa.Table, term: str) -> pa.Table:
    """Return the rows of a term as it was read, or as it is typed (``about`` of it)."""
    typed = term.casefold()
    same = pc.equal(post_terms["term"], typed)
    return post_terms.filter(pc.or_(same, pc.equal(pc.utf8_lower(post_terms["form"]), typed)))


def results(snapshot: Snapshot, term: str) -> pa.Table:
    """Load the search results for a query that holds the term."""
    frame = snapshot.frame("results").where(
        col("query").fill_null("").regexp(rf"(?i)\b{re.escape(term)}")
    )
    found = arrow(frame.select("uri", "title", "snippet", "url", "language")).sort_by("uri")
    whole = _joined(found["title"], found["snippet"])
    columns = {
        "post_uri": found["url"].cast(pa.string()),
        "group": pa.array([RESULTS] * found.num_rows, pa.string()),
        "author": pc.replace_substring_regex(found["url"].cast(pa.string()), r"^\w+://|/.*$", ""),
        "language": identify(whole, found["language"].cast(pa.string()).combine_chunks()),
        "text": whole,
    }
    return pa.table(columns)
