"""Pseudowords: two words of a corpus written as one must split, ordinary words must not.

The texts are those of the sample communities, on which no weight was fitted. Words are nouns that
stand in at most three posts in ten. Some are joined in pairs at random, everywhere in the corpus
and before anything is learnt from it; others stay as they are. Neither serve as the ordinary words
that set the bound. Each is measured at 20, 40, 80 uses, half of them of each word.

A pseudoword stands in the corpus as often as both its words, and words that are used more are used
more variously. So each is set against an ordinary word that is used as often in the whole corpus:
else the frequency alone would tell the two apart.

The peer is what a user of KeyBERT-like tools would do: k-means on sentence vectors of the passages,
split where the silhouette is better than that of nine in ten of the same ordinary words.

``python -m benchmarks.senses FOLDER`` fits the weights on other corpora: a JSON-lines file each,
named ``LANGUAGE-NAME.jsonl``, with ``url`` and ``content``.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from scipy.optimize import minimize

from condat.language.identify import identify
from condat.listen.values.markup import plain
from condat.plan.codes import encode
from condat.plan.senses.contexts import laid_out, occurrences_of, spread
from condat.plan.senses.division import score
from condat.plan.senses.halves import halves
from condat.plan.senses.texts import Read, read
from condat.plan.senses.yardstick import (
    FALSE_SPLITS,
    FEWEST_USES,
    WEIGHTS,
    Yardstick,
    subjects,
    taken,
    yardstick,
)

COMMUNITY = Path(__file__).parents[1] / "samples" / "community" / "data"
SITES = {"react_blog": "en", "putaindecode": "fr", "codefor": "de"}
USES = (20, 40, 80)
MOST = 40  # pseudowords, and ordinary words, of a corpus and number of uses
DRAWS = 3
ALIKE = 0.35  # how far the logarithms of two frequencies may lie apart
RIDGE = 30.0

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


def run() -> list[dict[str, object]]:
    items = [
        item
        for site, language in SITES.items()
        for seed in range(DRAWS)
        for item in judged(site, posts(COMMUNITY / f"{site}.jsonl", language), language, seed)
    ]
    return [_row(items, "all", uses) for uses in USES] + [
        _row([item for item in items if item.corpus == site], site, uses)
        for site in SITES
        for uses in USES
    ]


def _row(items: Sequence[Item], name: str, uses: int) -> dict[str, object]:
    here = [item for item in items if item.uses == uses]
    two = [item for item in here if item.ari is not None]
    one = [item for item in here if item.ari is None]
    bound = np.quantile([i.silhouette for i in one], 1 - FALSE_SPLITS) if one else np.nan
    return {
        "corpus": name,
        "uses": uses,
        "pseudowords": len(two),
        "ordinary": len(one),
        "split": _mean([item.score > 0 for item in two]),
        "falsely split": _mean([item.score > 0 for item in one]),
        "ARI of those split": _mean([i.ari for i in two if i.score > 0]),
        "ARI": _mean([i.ari if i.score > 0 else 0.0 for i in two]),
        "peer split": _mean([item.silhouette > bound for item in two]),
        "peer ARI of those split": _mean([i.peer_ari for i in two if i.silhouette > bound]),
        "peer ARI": _mean([i.peer_ari if i.silhouette > bound else 0.0 for i in two]),
    }


def _mean(values: Sequence[float | bool | None]) -> float:
    known = [float(value) for value in values if value is not None]
    return float(np.mean(known)) if known else float("nan")


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
    clusters, silhouette = peer(parts["sentence"], seed)
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
        agreement(side.astype(np.int64), truth) if two else None,
        silhouette,
        agreement(clusters, truth) if two else None,
    )


def peer(rows: Reals, seed: int, rounds: int = 50) -> tuple[Codes, float]:
    """Divide vectors in two by k-means (the best of ten starts), with the mean silhouette."""
    rng = np.random.default_rng(seed)
    best: tuple[float, Codes] = (np.inf, np.zeros(len(rows), np.int64))
    for _ in range(10):
        centres = rows[rng.choice(len(rows), 2, replace=False)]
        for _ in range(rounds):
            distance = ((rows[:, None] - centres[None]) ** 2).sum(2)
            label = distance.argmin(1)
            if len(np.unique(label)) < 2:
                break
            centres = np.stack([rows[label == k].mean(0) for k in (0, 1)])
        inertia = float(distance.min(1).sum())
        if len(np.unique(label)) == 2 and inertia < best[0]:
            best = (inertia, label)
    return best[1], _silhouette(rows, best[1])


def _silhouette(rows: Reals, label: Codes) -> float:
    if len(np.unique(label)) < 2:
        return -1.0
    distance = np.sqrt(np.maximum(((rows[:, None] - rows[None]) ** 2).sum(2), 0))
    member = np.eye(2)[label]
    total = distance @ member
    own = total[np.arange(len(rows)), label] / np.maximum(member.sum(0)[label] - 1, 1)
    other = total[np.arange(len(rows)), 1 - label] / member.sum(0)[1 - label]
    return float(((other - own) / np.maximum(np.maximum(own, other), 1e-12)).mean())


def agreement(found: Codes, truth: Codes) -> float:
    """Return the adjusted Rand index (Hubert and Arabie, 1985)."""
    table = np.zeros((found.max() + 1, truth.max() + 1))
    np.add.at(table, (found, truth), 1)

    def pairs(counts: Reals) -> float:
        return float((counts * (counts - 1) / 2).sum())

    rows, columns = pairs(table.sum(1)), pairs(table.sum(0))
    expected = rows * columns / pairs(np.array([len(found)]))
    best = (rows + columns) / 2
    return 1.0 if best == expected else (pairs(table) - expected) / (best - expected)


def fit(folder: Path) -> Reals:
    """Fit the weights of the measures: logistic regression with a ridge, on these corpora."""
    items = []
    for path in sorted(folder.glob("*.jsonl")):
        language = path.name.split("-")[0]
        table = posts(path, language)
        items += [it for seed in (1, 2) for it in judged(path.stem, table, language, seed)]
        print(path.stem, len(items), flush=True)
    known = [item for item in items if np.isfinite(item.measured).all()]
    x = np.stack([item.measured for item in known])
    y = np.array([1.0 if item.ari is not None else -1.0 for item in known])

    def loss(weights: Reals) -> float:
        margin = y * (x @ weights[:-1] + weights[-1])
        return float(np.logaddexp(0, -margin).sum() + RIDGE / 2 * (weights[:-1] ** 2).sum())

    return np.asarray(minimize(loss, np.zeros(x.shape[1] + 1)).x[:-1])


if __name__ == "__main__":
    print(fit(Path(sys.argv[1])).round(2).tolist())
