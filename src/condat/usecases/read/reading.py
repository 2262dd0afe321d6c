"""Read the corpus: language, terms and questions of each post, then keywords; kept once made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import daft
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from daft import DataType, Series, col

from condat.core.errors import NotYetError
from condat.core.ids import digest
from condat.core.progress import Step
from condat.core.titles import called
from condat.core.words import mark
from condat.corpus.engine import arrow
from condat.corpus.snapshot import Snapshot
from condat.plan.codes import nullable
from condat.plan.people.acts import citations
from condat.plan.performance.response import ENGAGEMENT, responses
from condat.plan.scope import sided
from condat.plan.words import terms
from condat.plan.words.gathered import Gathered
from condat.plan.words.keywords import WORK, Facts
from condat.plan.words.keywords import keywords as reckon
from condat.plan.words.searches import searched_terms
from condat.plan.words.vocabulary import Vocabularies, vocabularies
from condat.usecases.desk import Desk

METHOD = "28"  # raise it when reading finds something else in the same posts
_BATCH = 10_000  # posts read at a time
_SAMPLE = 50_000  # posts of the audience, and of the others, that terms are chosen from
_COLUMNS = ("uri", "title", "text", "language", "side")


@dataclass(frozen=True)
class Reading:
    """What was read at one version of the corpus: ``READINGS``, ``POST_TERMS``, ``QUESTIONS``."""

    version: int
    readings: pa.Table
    post_terms: pa.Table
    questions: pa.Table


def reading(desk: Desk, version: int | None = None) -> Reading:
    """Return what the corpus says, reading it if that was not done yet.

    Raises
    ------
    NotYetError
        When no post is in scope.
    """
    snapshot = desk.corpus.snapshot(version)
    key = digest(METHOD, desk.watch.model_dump_json(), desk.reckoned)
    kept = [_load(desk, name, snapshot.version, key) for name in _TABLES]
    found = [table for table in kept if table is not None]
    if len(found) < len(_TABLES):
        found = list(_read(desk, snapshot))
        for name, table in zip(_TABLES, found, strict=True):
            desk.corpus.derived.save(name, table, version=snapshot.version, key=key)
    return Reading(snapshot.version, *found)


_TABLES = ("readings", "post_terms", "questions")


def _load(desk: Desk, name: str, version: int, key: str) -> pa.Table | None:
    return desk.corpus.derived.load(name, version=version, key=key)


def _read(desk: Desk, snapshot: Snapshot) -> tuple[pa.Table, ...]:
    posts = sided(snapshot.frame("posts"), desk.watch, desk.as_of).select(*_COLUMNS)
    sizes = arrow(posts.groupby("side").agg(col("uri").count().alias("posts")))
    if not sizes.num_rows:
        raise NotYetError(
            mark("No post is in scope yet."), hint=mark("Import posts first (condat import FILE).")
        )
    with desk.progress.step(mark("Choosing terms")):
        known = _vocabularies(posts, sizes)
    with desk.progress.step(mark("Reading posts"), pc.sum(sizes["posts"]).as_py()) as step:
        return _tables(posts, known, step)


def _vocabularies(posts: daft.DataFrame, sizes: pa.Table) -> Vocabularies:
    heard = pc.equal(sizes["side"], "audience")
    audience = pc.sum(sizes["posts"].filter(heard)).as_py() or 0
    others = pc.sum(sizes["posts"].filter(pc.invert(heard))).as_py() or 0
    chosen = [
        _sample(posts.where(col("side") == "audience"), audience),
        _sample(posts.where(col("side") != "audience"), others),
    ]
    sample = pa.concat_tables(chosen).sort_by("uri")
    titles, texts, declared = (_text(sample[name]) for name in ("title", "text", "language"))
    language = terms.languages(titles, texts, declared)
    columns = {"title": titles, "text": texts, "language": language, "side": sample["side"]}
    return vocabularies(pa.table(columns), audience)


def _sample(posts: daft.DataFrame, size: int) -> pa.Table:
    one_in = -(-size // _SAMPLE)
    return arrow(posts.where(col("uri").hash() % one_in == 0) if one_in > 1 else posts)


def _tables(posts: daft.DataFrame, known: Vocabularies, step: Step) -> tuple[pa.Table, ...]:
    """Read every post, a batch at a time: their texts are never all in memory."""

    @daft.func.batch(return_dtype=DataType.from_arrow_type(terms.READ), batch_size=_BATCH)
    def read(title: Series, text: Series, language: Series) -> pa.Array:
        columns = [_text(series.to_arrow()) for series in (title, text, language)]
        return terms.read(columns[0], columns[1], columns[2], known)

    found = posts.select("uri", "side", read(col("title"), col("text"), col("language")).alias("r"))
    gathered = Gathered()
    for batch in found.to_arrow_iter():
        gathered.add(batch["uri"], batch["side"], batch["r"])
        step.advance(batch.num_rows)
    return gathered.tables()


def _text(column: pa.Array | pa.ChunkedArray) -> pa.Array:
    return _whole(column).cast(pa.string())


def _whole(column: pa.Array | pa.ChunkedArray) -> pa.Array:
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column


def keywords(desk: Desk, version: int | None = None) -> pa.Table:
    """Return the keywords, reckoning them if that was not done yet: of the schema ``KEYWORDS``."""
    snapshot = desk.corpus.snapshot(version)
    key = digest(METHOD, desk.watch.model_dump_json(), desk.today)
    kept = _load(desk, "keywords", snapshot.version, key)
    if kept is None:
        with desk.progress.step(mark("Weighing keywords"), WORK) as step:
            kept = reckon(_facts(desk, snapshot), as_of=desk.as_of, told=step)
        desk.corpus.derived.save("keywords", kept, version=snapshot.version, key=key)
    return kept


def _facts(desk: Desk, snapshot: Snapshot) -> Facts:
    read = reading(desk, snapshot.version)
    columns = ["uri", "source", "url", "author_uris", "published", "in_reply_to", "links"]
    posts = snapshot.arrow("posts", columns)
    names = snapshot.arrow("authors", ["uri", "name", "handle"])
    return Facts(
        readings=read.readings,
        post_terms=read.post_terms,
        questions=read.questions,
        posts=posts,
        engaged=_engaged(desk, snapshot, posts),
        searched=searched_terms(snapshot.arrow("searches"), read.post_terms),
        names={n for c in ("name", "handle") for n in names[c].to_pylist() if n},
    )


def _engaged(desk: Desk, snapshot: Snapshot, posts: pa.Table) -> pa.Table:
    as_of = int(desk.as_of.timestamp() * 1e6)
    counts, engagements = snapshot.arrow("counts"), snapshot.arrow("engagements")
    got = responses(posts, counts, engagements, citations(posts), as_of)
    known = np.where(got.measure == ENGAGEMENT, got.observed, np.nan)
    return pa.table({"uri": posts["uri"], "engagement": nullable(known)})


def dated(desk: Desk, read: Reading, uris: Sequence[str]) -> list[dict[str, Any]]:
    """Return the address, side, day and title of posts, in the order asked for.

    A post without a title is called by the opening of its text, one without any by its address.
    """
    told = desk.corpus.snapshot(read.version).pick("posts", uris, ["title", "text", "published"])
    posts = {row["uri"]: row for row in told.to_pylist()}
    sides = read.readings.filter(pc.is_in(read.readings["post_uri"], pa.array(uris, pa.string())))
    side = dict(zip(*(sides[name].to_pylist() for name in ("post_uri", "side")), strict=True))
    return [
        {
            "uri": uri,
            "side": side[uri],
            "day": row["published"].date().isoformat() if row["published"] else "",
            "title": called(row["title"], row["text"], uri),
        }
        for uri, row in ((uri, posts[uri]) for uri in uris)
    ]
