"""Check terms for ambiguity and jargon against the audience's texts and imported search results."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import daft
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from daft import col

from condat.core.errors import InputError
from condat.core.ids import digest
from condat.core.words import mark
from condat.corpus.engine import arrow
from condat.corpus.snapshot import Snapshot
from condat.language.identify import identify
from condat.plan.codes import distinct, encode, look_up, plain
from condat.plan.scope import sided
from condat.plan.senses.ambiguity import AUDIENCE, OURS, RESULTS, Sensed, sensed, senses_table
from condat.plan.senses.checks import Use, check
from condat.plan.senses.contexts import uses_in
from condat.plan.senses.jargon import asked, plainer, rate
from condat.plan.senses.texts import read_each
from condat.plan.senses.yardstick import Yardstick, yardstick
from condat.plan.tables import CHECKS, SENSES
from condat.usecases.desk import Desk
from condat.usecases.reading import Reading, reading

_USUAL = 1500  # posts that tell what is usual in the corpus
_MOST_POSTS = 2000  # with one term
_MOST_LOADED = 200  # of a side, with a term that reading found
_METHOD = "2"  # raise it when the same posts give another verdict


@dataclass(frozen=True)
class Checked:
    """What was found of some terms at one version of the corpus."""

    version: int
    checks: pa.Table
    senses: pa.Table


def check_terms(desk: Desk, terms: Sequence[str]) -> Checked:
    """Check each term, and remember what was found for the plan and the report.

    Raises
    ------
    InputError
        When a term holds no letter.
    """
    for term in terms:
        if not re.search(r"\w", term):
            told, hint = mark('"{term}" is not a term.'), mark("Give a word or a phrase.")
            raise InputError(told, term=term, hint=hint)
    snapshot = desk.corpus.snapshot()
    found = _check(desk, terms, snapshot)
    before = remembered(desk, snapshot.version)
    for name in _KEPT:
        kept = _others(before[name], found.checks["term"])
        table = pa.concat_tables([kept, getattr(found, name)])
        desk.corpus.derived.save(name, table, version=snapshot.version, key=_key(desk))
    return found


def remembered(desk: Desk, version: int) -> dict[str, pa.Table]:
    """Return what was found of all terms that the team had checked at a version, by table."""
    load = desk.corpus.derived.load
    found = {name: load(name, version=version, key=_key(desk)) for name in _KEPT}
    return {name: _KEPT[name].empty_table() if t is None else t for name, t in found.items()}


_KEPT = {"checks": CHECKS, "senses": SENSES}


def _key(desk: Desk) -> str:
    scope = desk.watch.model_dump_json()
    return digest(_METHOD, scope, desk.reckoned, str(desk.settings.seed))


def _others(table: pa.Table, terms: pa.ChunkedArray) -> pa.Table:
    return table.filter(pc.invert(pc.is_in(table["term"], value_set=terms.combine_chunks())))


def _check(desk: Desk, terms: Sequence[str], snapshot: Snapshot) -> Checked:
    read = reading(desk, snapshot.version) if snapshot.count("posts") else None
    posts = sided(snapshot.frame("posts"), desk.watch, desk.as_of)
    checks, senses = [CHECKS.empty_table()], [SENSES.empty_table()]
    seed = desk.settings.seed
    with desk.progress.step(desk.words("Checking"), len(terms) + 1) as step:
        usual = _usual(posts, read, seed)
        holding = _holding(posts, read, terms, seed)
        step.advance()
        for term in terms:
            known = holding.get(term)
            own = _posts(posts, read, term) if known is None else known
            said = _said(read, term)
            every = uses_in(read_each(pa.concat_tables([own, _results(snapshot, said)])), said)
            found = sensed(term, every, usual, seed=seed)
            checks.append(check(found, _use(read, found, every), seed=seed))
            senses.append(senses_table(found))
            step.advance()
    return Checked(snapshot.version, pa.concat_tables(checks), pa.concat_tables(senses))


def _usual(posts: daft.DataFrame, read: Reading | None, seed: int) -> dict[str, Yardstick] | None:
    """Measure what is ordinary in a sample of the corpus, by language."""
    if read is None:
        return None
    one_in = -(-read.readings.num_rows // _USUAL)
    some = posts.where(col("uri").hash() % one_in == 0) if one_in > 1 else posts
    known = read_each(_texts(arrow(some.select(*_COLUMNS)), read))
    found = {it: yardstick(whole, seed) for it, whole in known.items()}
    return {it: measured for it, measured in found.items() if measured is not None}


def _holding(
    posts: daft.DataFrame, read: Reading | None, terms: Sequence[str], seed: int
) -> dict[str, pa.Table]:
    """Load, in one pass, posts that hold each term: of terms that reading found already."""
    if read is None:
        return {}
    rng = np.random.default_rng(seed)
    wanted = {}
    for term in terms:
        rows = _named(read.post_terms, term)
        uris = np.unique(rows["post_uri"].to_numpy()) if rows.num_rows else np.zeros(0, object)
        if len(uris):
            sides = read.readings["side"].take(
                pc.index_in(pa.array(uris, pa.string()), read.readings["post_uri"])
            )
            ours = pc.equal(sides, OURS).to_numpy(zero_copy_only=False)
            some = [rng.permutation(uris[side])[:_MOST_LOADED] for side in (ours, ~ours)]
            wanted[term] = np.sort(np.concatenate(some))
    if not wanted:
        return {}
    every = np.unique(np.concatenate(list(wanted.values())))
    loaded = arrow(posts.select(*_COLUMNS).where(col("uri").is_in(every.tolist())))
    texts = _texts(loaded, read)
    return {
        term: texts.filter(pc.is_in(texts["post_uri"], pa.array(uris, pa.string())))
        for term, uris in wanted.items()
    }


def _said(read: Reading | None, term: str) -> str:
    """Return the form that most posts write, of a term as it was read; else the term as typed."""
    if read is None:
        return term
    same = plain(read.post_terms.filter(pc.equal(read.post_terms["term"], term)))
    forms = same.group_by("form").aggregate([("post_uri", "count")])
    order = [("post_uri_count", "descending"), ("form", "ascending")]
    return forms.sort_by(order)["form"][0].as_py() if forms.num_rows else term


def _named(post_terms: pa.Table, term: str) -> pa.Table:
    """Return the rows of a term as it was read, or as it is typed."""
    typed = term.casefold()
    forms = distinct(post_terms["form"])
    written = forms.filter(pc.equal(pc.utf8_lower(forms), typed))
    same = pc.or_(pc.equal(post_terms["term"], typed), pc.is_in(post_terms["form"], written))
    return plain(post_terms.filter(same))


_COLUMNS = ("uri", "title", "text", "author_uris", "side")


def _posts(posts: daft.DataFrame, read: Reading | None, term: str) -> pa.Table:
    """Load the posts that may hold a term: those with the beginning of each of its words."""
    if read is None:
        return _texts(arrow(posts.select(*_COLUMNS).limit(0)), None)
    whole = col("title").fill_null("") + " " + col("text").fill_null("")
    found = posts
    for word in re.findall(r"\w+", term):
        stem = re.escape(word[: max(3, len(word) - 3)])
        found = found.where(whole.regexp(rf"(?i)\b{stem}"))
    chosen = found.select(*_COLUMNS).sort(col("uri").hash()).limit(_MOST_POSTS)
    return _texts(arrow(chosen), read)


def _texts(posts: pa.Table, read: Reading | None) -> pa.Table:
    posts = posts.sort_by("uri")
    whole = pc.binary_join_element_wise(
        pc.fill_null(posts["title"].cast(pa.string()), ""),
        pc.fill_null(posts["text"].cast(pa.string()), ""),
        ". ",
    )
    ours = pc.equal(posts["side"], OURS)
    first = [uris[0] if uris else None for uris in posts["author_uris"].to_pylist()]
    columns = {
        "post_uri": posts["uri"].cast(pa.string()),
        "group": pc.if_else(ours, OURS, AUDIENCE).cast(pa.string()),
        "author": pa.array(first, pa.string()),
        "language": _language(posts["uri"].cast(pa.string()), read),
        "text": whole,
    }
    return pa.table(columns)


def _language(uris: pa.ChunkedArray, read: Reading | None) -> pa.ChunkedArray:
    if read is None:
        return pa.chunked_array([pa.nulls(len(uris), pa.string())])
    at = pc.index_in(uris, read.readings["post_uri"])
    return read.readings["language"].take(at)


def _results(snapshot: Snapshot, term: str) -> pa.Table:
    """Load the search results for a query that holds the term."""
    frame = snapshot.frame("results").where(
        col("query").fill_null("").regexp(rf"(?i)\b{re.escape(term)}")
    )
    found = arrow(frame.select("uri", "title", "snippet", "url", "language")).sort_by("uri")
    title, snippet = (pc.fill_null(found[n].cast(pa.string()), "") for n in ("title", "snippet"))
    whole = pc.binary_join_element_wise(title, snippet, ". ")
    columns = {
        "post_uri": found["url"].cast(pa.string()),
        "group": pa.array([RESULTS] * found.num_rows, pa.string()),
        "author": pc.replace_substring_regex(found["url"].cast(pa.string()), r"^\w+://|/.*$", ""),
        "language": identify(whole, found["language"].cast(pa.string()).combine_chunks()),
        "text": whole,
    }
    return pa.table(columns)


def _use(read: Reading | None, found: Sensed, every: pa.Table) -> Use:
    """Compare how often we and the audience use the term, and look for their words for it."""
    if read is None or not found.uses.num_rows:
        return Use()
    spoken = sorted(set(pc.drop_null(read.readings["language"]).to_pylist()))
    ours, theirs = (
        _posts_by_language(read, every, found.term, it, spoken) for it in (OURS, AUDIENCE)
    )
    words = _words_by_language(read.readings, spoken)
    question = asked(found.uses["passage"].filter(pa.array(found.group(AUDIENCE))), found.term)
    main = spoken[int(np.argmax(ours))]
    uses_there = int(theirs[spoken.index(main)])
    heard = plainer(found.term, _heard(read), uses_there, main) if ours.any() else []
    return Use(rate(ours, theirs, words) if ours.any() else None, question, heard)


def _posts_by_language(
    read: Reading, every: pa.Table, term: str, side: str, spoken: list[str]
) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Count the posts of a side with a term: all that reading found, else those looked at."""
    rows = _named(read.post_terms, term)
    if rows.num_rows:
        at = pc.index_in(rows["post_uri"], read.readings["post_uri"])
        ours = pc.equal(read.readings["side"].take(at), OURS)
        chosen = rows.filter(ours if side == OURS else pc.invert(ours))
    else:
        chosen = every.filter(pc.equal(every["group"], side))
    counted = chosen.group_by("language").aggregate([("post_uri", "count_distinct")])
    posts = dict(
        zip(*(counted[n].to_pylist() for n in ("language", "post_uri_count_distinct")), strict=True)
    )
    return np.array([posts.get(it, 0) for it in spoken], np.float64)


def _words_by_language(
    readings: pa.Table, spoken: list[str]
) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    ours = pc.equal(readings["side"], OURS)
    table = np.zeros((len(spoken), 2))
    for row, it in enumerate(spoken):
        here = pc.fill_null(pc.equal(readings["language"], it), False)
        for at, side in enumerate((ours, pc.invert(ours))):
            words = pc.sum(readings["words"].filter(pc.and_(here, side))).as_py()
            table[row, at] = words or 0
    return table


def _heard(read: Reading) -> pa.Table:
    """Count the audience's posts of each term."""
    sides = look_up(read.post_terms["post_uri"], read.readings["post_uri"])
    theirs = pc.not_equal(read.readings["side"].take(pa.array(sides)), OURS)
    terms = read.post_terms.filter(theirs)
    forms, form = encode(terms["form"])
    keys = terms.select(["term", "language"]).append_column("form", pa.array(form))
    grouped = keys.group_by(["term", "language"]).aggregate([("form", "count"), ("form", "min")])
    told = plain(grouped.rename_columns(["term", "language", "posts", "label"]))
    return told.set_column(3, "label", forms.take(told["label"]))
