"""The senses of one term: in our texts, in the audience's and in search results."""

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

OURS, AUDIENCE, RESULTS = "ours", "audience", "results"
GROUPS = (OURS, AUDIENCE, RESULTS)

Labels = NDArray[np.int64]


@dataclass(frozen=True)
class Sensed:
    """The uses of a term with the sense of each: ``contexts.USES`` and labels, row by row."""

    term: str
    uses: pa.Table
    sense: Labels
    judged: int = 0  # uses that were compared with ordinary words of the corpus

    @property
    def count(self) -> int:
        """How many senses the uses have."""
        return int(self.sense.max()) + 1 if len(self.sense) else 0

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
