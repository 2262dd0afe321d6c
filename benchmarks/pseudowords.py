"""Pseudowords: two words of a corpus written as one, beside ordinary words as frequent.

Words are nouns that stand in at most three posts in ten. Some are joined in pairs at random,
everywhere in the corpus and before anything is learnt from it; others stay as they are. Neither
serve as the ordinary words that set the bound. Each is measured at some numbers of uses, half of
them of each word.

A pseudoword stands in the corpus as often as both its words, and words that are used more are used
more variously. So each is set against an ordinary word that is used as often in the whole corpus:
else the frequency alone would tell the two apart.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score, silhouette_score
from threadpoolctl import threadpool_limits

from condat.language.identify import identify
from condat.listen.values.markup import plain
from condat.plan.codes import encode
from condat.plan.senses.contexts import laid_out, occurrences_of, spread
from condat.plan.senses.division import score
from condat.plan.senses.halves import halves
from condat.plan.senses.texts import Read, read
from condat.plan.senses.yardstick import (
    FEWEST_USES,
    WEIGHTS,
    Yardstick,
    subjects,
    taken,
    yardstick,
)

COMMUNITY = Path(__file__).parents[1] / "samples" / "community" / "data"
USES = (20, 40, 80)
MOST = 40  # pseudowords, and ordinary words, of a corpus and number of uses
ALIKE = 0.35  # how far the logarithms of two frequencies may lie apart

Codes = NDArray[np.int64]
Reals = NDArray[np.float64]
Drawn = tuple[tuple[int, ...], Codes]  # a word, or the two of a pseudoword, and some of its uses


@dataclass(frozen=True, eq=False)
class World:
    """A corpus with pseudowords in it, and what is ordinary there."""

    whole: Read
    word: Codes  # as it was written, a token
    known: Yardstick
    pairs: list[tuple[int, int]]
    singles: list[int]


@dataclass(frozen=True, eq=False)
class Item:
    """One word at a number of uses: its score, its halves, and the truth where it has one."""

    corpus: str
    uses: int
    often: int  # how often it stands in the whole corpus
    measured: Reals
    score: float
    ari: float | None  # of halves and truth; None for an ordinary word
    silhouette: float
    peer_ari: float | None


def posts(path: Path, language: str) -> pa.Table:
    """Read the posts of a corpus that are in its language."""
    rows = [json.loads(line) for line in path.read_text("utf-8").split("\n") if line]
    texts = pa.array([plain(row["content"] or "", "markdown").text for row in rows])
    spoken = identify(texts, pa.nulls(len(texts), pa.string()))
    table = pa.table(
        {
            "post_uri": [row["url"] for row in rows],
            "group": ["audience"] * len(rows),
            "author": [str(row.get("author")) for row in rows],
            "language": spoken,
            "text": texts,
        }
    )
    return table.filter(pa.compute.equal(table["language"], language)).sort_by("post_uri")


def world(table: pa.Table, language: str, seed: int) -> World | None:
    """Join half of the words of a corpus in pairs, keep a quarter, let the rest be ordinary."""
    whole = read(table, language)
    rng = np.random.default_rng(seed)
    often = np.bincount(whole.word[~whole.stop], minlength=len(whole.lemmas))
    words = rng.permutation(_candidates(whole))
    joined, singles = words[: len(words) // 2], words[len(words) // 2 : 3 * len(words) // 4]
    joined = joined[np.argsort(-often[joined] * rng.lognormal(0, 0.3, len(joined)))]
    pairs = [(int(a), int(b)) for a, b in zip(joined[::2], joined[1::2], strict=False)]
    merged = whole
    for one, other in pairs:
        merged = merged.merged(one, other)
    kept = {word for pair in pairs for word in pair} | set(singles.tolist())
    known = yardstick(merged, seed, without=kept)
    if known is None:
        return None
    return World(merged, whole.word, known, pairs, singles.tolist())


def _candidates(whole: Read) -> Codes:
    return subjects(whole, fewest=FEWEST_USES // 2)


def judged(
    corpus: str, table: pa.Table, language: str, seed: int, sizes: Sequence[int] = USES
) -> Iterator[Item]:
    """Measure pseudowords and ordinary words of one corpus."""
    here = world(table, language, seed)
    if here is None:
        return
    for uses in sizes:
        ones = _enough(here, [(word,) for word in here.singles], uses, seed)[:MOST]
        for pair in _alike(here.whole, _enough(here, here.pairs, uses, seed), ones):
            for words, at in pair:
                yield _item(here, corpus, words, at, seed)


def _enough(here: World, pool: Sequence[tuple[int, ...]], uses: int, seed: int) -> list[Drawn]:
    drawn = ((words, _drawn(here, words, uses, seed)) for words in pool)
    return [(words, at) for words, at in drawn if at is not None]


def _alike(
    whole: Read, twos: Sequence[Drawn], ones: Sequence[Drawn]
) -> Iterator[tuple[Drawn, Drawn]]:
    """Give each ordinary word the pseudoword that stands in the corpus about as often."""
    often = np.log(np.maximum(np.bincount(whole.word[~whole.stop]), 1))
    free = list(twos)
    for one in ones:
        gaps = [abs(often[words[0]] - often[one[0][0]]) for words, _ in free]
        if gaps and min(gaps) <= ALIKE:
            yield free.pop(int(np.argmin(gaps))), one


def _drawn(here: World, words: tuple[int, ...], uses: int, seed: int) -> Codes | None:
    """Draw as many uses of each word of a pseudoword, from as many posts as possible."""
    at = occurrences_of(here.whole, words[0])
    document = here.whole.tokens.document.astype(np.int64)
    each, parts = uses // len(words), []
    for word in words:
        own = at[here.word[at] == word]
        parts.append(own[spread(document[own], each, seed)])
    chosen = np.sort(np.concatenate(parts))
    enough = all(len(part) == each for part in parts)
    return chosen if enough and len(np.unique(document[chosen])) * 5 >= uses else None


def _item(here: World, corpus: str, words: tuple[int, ...], at: Codes, seed: int) -> Item:
    table = laid_out(here.whole, at)
    parts, post = here.known.parts(table), encode(table["post_uri"])[1]
    side = halves(here.known.likeness(parts)["all"], post)
    with threadpool_limits(1):  # threads that wait for each other cost more than forty rows
        clusters = KMeans(2, n_init=10, random_state=seed).fit_predict(parts["sentence"])
    bound = here.known.bound(len(at))
    measured = here.known.measured(taken(parts, np.arange(len(at))), post)
    standard = bound.standard(measured) if bound is not None else np.full(len(WEIGHTS), np.nan)
    truth = (here.word[at] == words[0]).astype(np.int64)
    two = len(words) > 1
    return Item(
        corpus,
        len(at),
        int(((here.whole.word == words[0]) & ~here.whole.stop).sum()),
        standard,
        score(here.known, parts, post, seed),
        float(adjusted_rand_score(truth, side)) if two else None,
        float(silhouette_score(parts["sentence"], clusters)),
        float(adjusted_rand_score(truth, clusters)) if two else None,
    )
