"""What the posts say about each statement of a persona: seen, contradicted or not seen.

Listening complements what a team knows from interviews and support. A word, question or pain is
*seen* when two posts of the audience hold two thirds of its terms (two terms at least, but for a
word); a word is *contradicted* when
the audience does not use it, or means something else by it; a language when fewer than one post in
twenty is in it. A silence says something from fifty posts on.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from condat.language.tokens import tokenise
from condat.plan.codes import among, plain
from condat.plan.strategy.personas import Persona
from condat.plan.tables import STATEMENTS

Record = dict[str, Any]
ENOUGH = 50
FEW = 0.05
LEAST = 2
SHOWN = 5
LONGEST = 4  # words of a term


def statements(
    personas: Sequence[Persona], post_terms: pa.Table, readings: pa.Table, checks: pa.Table
) -> pa.Table:
    """Mark every statement of every persona.

    Parameters
    ----------
    personas : sequence of Persona
    post_terms, readings, checks : pyarrow.Table
        Derived tables of the plan stage.

    Returns
    -------
    pyarrow.Table
        Of the schema ``STATEMENTS``, in the order of the file.
    """
    theirs = readings.filter(pc.equal(readings["side"], "audience"))
    heard = theirs["post_uri"].combine_chunks()
    said = [(p.name, kind, text) for p in personas for kind, text in _said(p)]
    floors = [1 if kind == "word" else 2 for _, kind, _ in said]
    found = _found([text for _, _, text in said], floors, post_terms, heard)
    against = {row["term"]: row for row in checks.to_pylist()}
    rows = [
        _marked(name, kind, text, uris, against, theirs.num_rows)
        for (name, kind, text), uris in zip(said, found, strict=True)
    ]
    rows += [_spoken(p.name, tongue, theirs) for p in personas for tongue in p.languages]
    return pa.Table.from_pylist(rows, schema=STATEMENTS)


def _said(persona: Persona) -> Iterable[tuple[str, str]]:
    yield from (("word", text) for text in persona.words)
    yield from (("question", text) for text in persona.questions)
    yield from (("pain", text) for text in persona.pains)


def _found(
    texts: Sequence[str], floors: Sequence[int], post_terms: pa.Table, heard: pa.Array
) -> list[list[str]]:
    """Return the posts that hold two thirds of the terms of each text, and its floor at least."""
    held = _held(texts, post_terms, heard)
    uses = _of(post_terms, "term", held["term"], heard)
    need = held.group_by("text").aggregate([("term", "count")])
    both = held.join(uses.select(["post_uri", "term"]), "term", join_type="inner")
    met = both.group_by(["text", "post_uri", "term"]).aggregate([])
    met = met.group_by(["text", "post_uri"]).aggregate([("term", "count")])
    met = met.rename_columns(["text", "post_uri", "met"]).join(need, "text")
    most = pc.greater_equal(pc.multiply(met["met"], 3), pc.multiply(met["term_count"], 2))
    floor = pa.array(floors, pa.int64()).take(met["text"])
    enough = pc.and_(most, pc.greater_equal(met["met"], floor))
    met = met.filter(enough).sort_by([("met", "descending"), ("post_uri", "ascending")])
    found: list[list[str]] = [[] for _ in texts]
    for text, uri in zip(met["text"].to_pylist(), met["post_uri"].to_pylist(), strict=True):
        found[text].append(uri)
    return found


def _of(post_terms: pa.Table, column: str, values: pa.ChunkedArray, heard: pa.Array) -> pa.Table:
    """Return the rows of the posts heard that have one of the values."""
    some = post_terms.filter(among(post_terms[column], values))
    return plain(some.filter(among(some["post_uri"], heard)))


def _held(texts: Sequence[str], post_terms: pa.Table, heard: pa.Array) -> pa.Table:
    """Return the terms that each text holds, found by the forms in which posts write them."""
    tokens = tokenise(pa.array(texts, pa.string()))
    words = tokens.words.take(pa.array(tokens.word)).to_pylist()
    starts = np.searchsorted(tokens.document, np.arange(len(texts) + 1)).tolist()
    grams = [
        (number, " ".join(words[at : at + size]))
        for number in range(len(texts))
        for at in range(starts[number], starts[number + 1])
        for size in range(1, min(LONGEST, starts[number + 1] - at) + 1)
    ]
    schema = pa.schema([("text", pa.int64()), ("form", pa.string())])
    said = pa.Table.from_pylist([{"text": n, "form": gram} for n, gram in grams], schema=schema)
    known = _of(post_terms, "form", said["form"], heard).group_by(["form", "term"]).aggregate([])
    joined = said.join(known, "form", join_type="inner")
    return joined.group_by(["text", "term"]).aggregate([])


def _marked(
    name: str, kind: str, text: str, uris: list[str], checks: dict[str, Record], posts: int
) -> Record:
    check = checks.get(text.casefold()) if kind == "word" else None
    reasons = [{"code": "persona.posts", "values": [str(len(uris))]}]
    verdict = "seen" if len(uris) >= LEAST else "not seen"
    if check and check["verdict"] == "jargon" and posts >= ENOUGH:
        verdict, reasons = "contradicted", [{"code": "persona.jargon", "values": []}]
    if check and check["verdict"] == "ambiguous" and (check["share_ours"] or 1.0) < 0.5:
        verdict, reasons = "contradicted", [{"code": "persona.other_sense", "values": []}]
    return _row(name, kind, text, verdict, len(uris), uris[:SHOWN], reasons)


def _spoken(name: str, tongue: str, theirs: pa.Table) -> Record:
    """Mark a language by its share among the posts of the audience."""
    spoken = theirs.filter(pc.equal(theirs["language"], tongue))
    count, total = spoken.num_rows, theirs.num_rows
    seen = "seen" if count >= max(LEAST, FEW * total) else "not seen"
    verdict = "contradicted" if seen == "not seen" and total >= ENOUGH else seen
    reasons = [{"code": "persona.language", "values": [str(count), str(total)]}]
    shown = spoken.sort_by("post_uri")["post_uri"][:SHOWN].to_pylist()
    return _row(name, "language", tongue, verdict, count, shown, reasons)


def _row(
    name: str, kind: str, text: str, verdict: str, posts: int, uris: list[str], why: list[Record]
) -> Record:
    return {
        "persona": name,
        "kind": kind,
        "statement": text,
        "verdict": verdict,
        "posts": posts,
        "evidence": uris,
        "reasons": why,
    }
