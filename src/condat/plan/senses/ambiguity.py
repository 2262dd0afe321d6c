"""One term checked: its senses in our texts, the audience's and search results, and a verdict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from condat.plan.senses.contexts import spread
from condat.plan.senses.division import by_size, divide
from condat.plan.senses.induction import induce
from condat.plan.senses.views import general_likeness
from condat.plan.senses.yardstick import MOST_USES, Yardstick
from condat.plan.tables import SENSES

OURS, AUDIENCE, RESULTS = "ours", "audience", "results"
GROUPS = (OURS, AUDIENCE, RESULTS)
Z90 = 1.6448536269514722
WORDS_SHOWN = 6
PASSAGES_SHOWN = 3
DRAWS = 999
FEWEST_AUTHORS = 5

Labels = NDArray[np.int64]


@dataclass(frozen=True)
class Sensed:
    """The uses of a term with the sense of each: ``contexts.USES`` and labels, row by row."""

    term: str
    uses: pa.Table
    sense: Labels
    judged: int = 0  # uses that were compared with ordinary words of the corpus

    @property
    def post(self) -> Labels:
        """The post of each use, as a number."""
        return codes(self.uses["post_uri"])

    def group(self, *names: str) -> NDArray[np.bool_]:
        """Say which uses are of one of these groups."""
        mask = pc.is_in(self.uses["group"], pa.array(names))
        return np.asarray(mask.to_numpy(zero_copy_only=False), bool)


def codes(column: pa.ChunkedArray) -> Labels:
    """Give each distinct value of a column a number; null is a value."""
    encoded = column.combine_chunks().dictionary_encode("encode")
    return np.asarray(encoded.indices.to_numpy(zero_copy_only=False), np.int64)


def sensed(
    term: str, found: pa.Table, usual: Mapping[str, Yardstick] | None, *, seed: int
) -> Sensed:
    """Divide the uses of a term into senses.

    Parameters
    ----------
    term : str
    found : pa.Table
        ``contexts.USES``; of more than ``MOST_USES`` in a group a sample is read.
    usual : mapping, optional
        What is ordinary in the corpus, by language. Without, or with search results among the
        uses, they are compared with language in general.
    seed : int
    """
    found = _sampled(found, seed)
    if not found.num_rows:
        return Sensed(term, found, np.zeros(0, np.int64))
    imported = np.asarray(pc.equal(found["group"], RESULTS).to_numpy(zero_copy_only=False), bool)
    own = np.flatnonzero(~imported)
    labels, judged = _divided(found.take(own), {} if usual is None else usual, seed)
    if imported.any() or usual is None:
        alike, post = general_likeness(found), codes(found["post_uri"])
        if not judged:
            return Sensed(term, found, induce(alike, post, seed=seed))
        there = np.flatnonzero(imported)
        inside = induce(alike[np.ix_(there, there)], post[there], seed=seed)
        return Sensed(term, found, _joined(alike, own, labels, there, inside), judged)
    return Sensed(term, found, labels, judged)


def _joined(
    alike: NDArray[np.float64], own: Labels, ours: Labels, there: Labels, theirs: Labels
) -> Labels:
    """Let each sense of the corpus be the one of the results that it is most like, or its own."""
    labels = np.zeros(len(own) + len(there), np.int64)
    labels[there] = theirs
    member = np.eye(theirs.max() + 1)[theirs]
    new = theirs.max() + 1
    for sense in np.unique(ours):
        uses = own[ours == sense]
        near = (alike[np.ix_(uses, there)] @ member).sum(0) / (len(uses) * member.sum(0))
        labels[uses] = near.argmax() if near.max() > 0 else new
        new += near.max() <= 0
    return by_size(labels)


def _divided(found: pa.Table, usual: Mapping[str, Yardstick], seed: int) -> tuple[Labels, int]:
    """Divide uses by those in their main language; the others go where they are most alike."""
    spoken = np.array(found["language"].to_pylist(), object)
    labels, main = np.zeros(found.num_rows, np.int64), main_language(spoken.tolist(), usual)
    if main is None:
        return labels, 0
    here = np.flatnonzero(spoken == main)
    parts = usual[main].parts(found.take(here))
    post = codes(found["post_uri"])[here]
    limit = usual[main].bound(len(here))
    inside = divide(usual[main], parts, post, seed)
    labels[here] = inside
    others = np.flatnonzero(spoken != main)
    if len(others) and inside.any():
        near = general_likeness(found)[np.ix_(others, here)]
        member = np.eye(inside.max() + 1)[inside]
        labels[others] = (near @ member / member.sum(0)).argmax(1)
    return labels, limit.uses if limit else 0


def main_language(spoken: Sequence[str | None], usual: Mapping[str, Yardstick]) -> str | None:
    """Return the language of most of the uses, of those in which it is known what is ordinary."""
    said = Counter(it for it in spoken if it is not None)
    return next((it for it in sorted(said, key=lambda it: (-said[it], it)) if it in usual), None)


def _sampled(found: pa.Table, seed: int) -> pa.Table:
    """Read at most ``MOST_USES``, and no group more than half of them where others have as many."""
    found = found.sort_by([("post_uri", "ascending"), ("passage", "ascending")])
    groups = [found.filter(pc.equal(found["group"], group)) for group in GROUPS]
    sizes = [group.num_rows for group in groups]
    parts = []
    for group, size in zip(groups, sizes, strict=True):
        most = max(MOST_USES // 2, MOST_USES - (sum(sizes) - size))
        parts.append(group.take(pa.array(spread(codes(group["post_uri"]), most, seed))))
    return pa.concat_tables(parts)


def senses_table(found: Sensed) -> pa.Table:
    """Return one row per group and sense: its share, words, authors and passages.

    A post counts once, divided among the senses that it uses, so that a talkative post does not
    decide; the interval is Wilson's over posts.

    Returns
    -------
    pa.Table
        ``tables.SENSES``.
    """
    rows = []
    named = [distinctive(found, k) for k in range(_count(found))]
    for group in GROUPS:
        mask = found.group(group)
        if not mask.any():
            continue
        shares, posts = _shares(found, mask)
        for k, words in enumerate(named):
            low, high = wilson(shares[k], posts)
            rows.append(
                {
                    "term": found.term,
                    "group": group,
                    "sense": k,
                    "label": ", ".join(words[:3]),
                    "words": words,
                    "share": shares[k],
                    "share_low": low,
                    "share_high": high,
                    "authors": _authors(found, mask & (found.sense == k)),
                    "passages": _passages(found, mask & (found.sense == k)),
                }
            )
    return pa.Table.from_pylist(rows, SENSES)


def _count(found: Sensed) -> int:
    return int(found.sense.max()) + 1 if len(found.sense) else 0


def _shares(found: Sensed, mask: NDArray[np.bool_]) -> tuple[list[float], int]:
    table = by_unit(found, mask, found.post)
    return table.mean(0).tolist(), len(table)


def by_unit(found: Sensed, mask: NDArray[np.bool_], unit: Labels) -> NDArray[np.float64]:
    """Return the mixture of senses of each unit (post or author): rows sum to one."""
    names = np.unique(unit[mask])
    table = np.zeros((len(names), _count(found)))
    np.add.at(table, (np.searchsorted(names, unit[mask]), found.sense[mask]), 1.0)
    return table / table.sum(1, keepdims=True)


def wilson(share: float, count: int) -> tuple[float, float]:
    """Bound a share at 90% (Wilson, 1927).

    Examples
    --------
    >>> [round(bound, 2) for bound in wilson(0.5, 10)]
    [0.27, 0.73]
    """
    spread = Z90**2 / count
    middle = (share + spread / 2) / (1 + spread)
    half = Z90 * np.sqrt(share * (1 - share) / count + spread / (4 * count)) / (1 + spread)
    return max(0.0, float(middle - half)), min(1.0, float(middle + half))


def distinctive(found: Sensed, sense: int) -> list[str]:
    """Return the words that stand near this sense more than near the others, the best first.

    Log-odds with an informative prior (Monroe, Colaresi and Quinn, 2008), a word once a post.
    """
    inside = found.sense == sense
    names, mine = _word_posts(found, inside)
    others = dict(zip(*_word_posts(found, ~inside), strict=True))
    a = np.array(mine, float)
    b = np.array([others.get(n, 0) for n in names], float)
    prior = (a + b) / max((a + b).sum(), 1.0) * 10 + 0.01
    total = (a.sum() + prior.sum() + 1.0, b.sum() + prior.sum() + 1.0)
    odds = np.log((a + prior) / (total[0] - a - prior)) - np.log(
        (b + prior) / (total[1] - b - prior)
    )
    score = odds / np.sqrt(1 / (a + prior) + 1 / (b + prior)) if b.any() else a
    order = np.lexsort((np.array(names, str), -score))
    return [names[i] for i in order[:WORDS_SHOWN]]


def _word_posts(found: Sensed, mask: NDArray[np.bool_]) -> tuple[list[str], list[int]]:
    post, words = found.post, found.uses["words"].to_pylist()
    seen = {(post[i], w) for i in np.flatnonzero(mask) for w in words[i]}
    names, counts = np.unique(np.array([w for _, w in seen], str), return_counts=True)
    return names.tolist(), counts.tolist()


def _authors(found: Sensed, mask: NDArray[np.bool_]) -> int:
    return int(pc.count_distinct(found.uses["author"].filter(pa.array(mask))).as_py())


def _passages(found: Sensed, mask: NDArray[np.bool_]) -> list[dict[str, str]]:
    """Return the first passage of some posts, those with the most uses first."""
    chosen = found.uses.filter(pa.array(mask))
    post = codes(chosen["post_uri"])
    _, first, counts = np.unique(post, return_index=True, return_counts=True)
    best = first[np.lexsort((first, -counts))][:PASSAGES_SHOWN]
    rows = chosen.take(best).select(["post_uri", "passage"]).to_pylist()
    return [{"post_uri": row["post_uri"], "text": row["passage"]} for row in rows]


def same_mixture(found: Sensed, *, seed: int) -> float | None:
    """Return how often chance alone would make ours and the audience's senses differ so much.

    The chi-square statistic of senses by side, against ``DRAWS`` exchanges of whole authors (whole
    posts where a side has fewer than ``FEWEST_AUTHORS``) between the sides.

    Returns
    -------
    float or None
        None where a side has no use, or there is one sense.
    """
    sides = [found.group(OURS), found.group(AUDIENCE)]
    if _count(found) < 2 or not all(side.any() for side in sides):
        return None
    author = codes(found.uses["author"])
    enough = all(len(np.unique(author[side])) >= FEWEST_AUTHORS for side in sides)
    tables = [by_unit(found, side, author if enough else found.post) for side in sides]
    units, ours = np.vstack(tables), len(tables[0])
    rng = np.random.default_rng(seed)
    order = rng.permuted(np.tile(np.arange(len(units)), (DRAWS, 1)), axis=1)[:, :ours]
    drawn = _chi_square(units[order].sum(1), units.sum(0), ours / len(units))
    seen = _chi_square(tables[0].sum(0)[None], units.sum(0), ours / len(units))[0]
    return float((1 + (drawn >= seen - 1e-9).sum()) / (DRAWS + 1))


def _chi_square(
    ours: NDArray[np.float64], both: NDArray[np.float64], part: float
) -> NDArray[np.float64]:
    expected = np.maximum(both * part, 1e-9)
    rest = np.maximum(both * (1 - part), 1e-9)
    return np.asarray(((ours - expected) ** 2 * (1 / expected + 1 / rest)).sum(1))
