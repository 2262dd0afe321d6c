"""The terms that a corpus keeps: in enough posts to be counted, and no scraps of longer ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from condat.language.habits import Habits, habits
from condat.language.stopwords import LANGUAGES
from condat.language.tokens import Tokens, tokenise
from condat.plan.codes import placed
from condat.plan.words.candidates import candidates
from condat.plan.words.furniture import furniture
from condat.plan.words.keyphrases import joined

MOST_TERMS = 60_000
_BATCH = 10_000  # texts
_ALONE = 0.15  # of its occurrences that a term must stand by itself, not inside a longer one
_SAFE = 0.6  # a term may be this much rarer in the sample than in the whole

Texts = tuple[Tokens, NDArray[np.int64]]


@dataclass(frozen=True)
class Vocabulary:
    """The terms of one language.

    Parameters
    ----------
    keys : uint64 array
        Sorted hashes of the terms' lemmas.
    rare : float64 array
        Their inverse document frequency.
    used : Habits
        How these texts use their words.
    furniture : uint64 array
        Sentences that stand in too many of them to say something (``furniture``).
    """

    keys: NDArray[np.uint64]
    rare: NDArray[np.float64]
    used: Habits
    furniture: NDArray[np.uint64]

    def find(self, keys: NDArray[np.uint64]) -> NDArray[np.int64]:
        """Return the place of each key, -1 where it is no term."""
        return placed(keys, self.keys)

    def rarity(self, keys: NDArray[np.uint64]) -> NDArray[np.float64]:
        """Return the inverse document frequency of each key, 0 where it is no term."""
        return np.append(self.rare, 0.0)[self.find(keys)]


def least(posts: int) -> int:
    """Return in how many posts of a corpus a term must stand to be kept.

    Examples
    --------
    >>> [least(n) for n in (100, 500, 10_000, 1_000_000)]
    [2, 3, 10, 63]
    """
    return max(2, round(posts**0.4 / 4))


def vocabularies(sample: pa.Table, total: int) -> dict[str, Vocabulary]:
    """Choose the terms of each language from a sample of the posts.

    Parameters
    ----------
    sample : pyarrow.Table
        Columns ``title``, ``text``, ``language``, ``side``: every post of ours and of competitors,
        and some of the audience's, chosen without looking at them.
    total : int
        How many posts of the audience there are.

    Examples
    --------
    >>> sample = pa.table({"title": ["Le levain"] * 3, "text": ["Nourrir son levain."] * 3,
    ...                    "language": ["fr"] * 3, "side": ["audience"] * 3})
    >>> len(vocabularies(sample, 3)["fr"].keys)
    1
    """
    heard = pc.equal(sample["side"], "audience")
    share = pc.sum(heard).as_py() / max(total, 1)
    found = {}
    for language in LANGUAGES:
        spoken = pc.equal(sample["language"], language)
        sides = [sample.filter(pc.and_(side, spoken)) for side in (heard, pc.invert(heard))]
        found[language] = chosen([list(_tokens(posts)) for posts in sides], [share, 1.0], language)
    return found


def chosen(groups: Sequence[Sequence[Texts]], shares: Sequence[float], language: str) -> Vocabulary:
    """Choose the terms of texts of one language.

    Parameters
    ----------
    groups : sequence of sequences of (Tokens, int64 array)
        The texts of each side, in batches, with the bytes of each that are its title.
    shares : sequence of float
        What part of a side's texts these are.
    language : str
    """
    used = habits([t for group in groups for t, _ in group], language)
    copied = [furniture([t for t, _ in group], language) for group in groups]
    known = np.unique(np.concatenate(copied))
    kept, counts = [], []
    for part, group in zip(shares, groups, strict=True):
        keys, found, alone = _counts(group, language, used, known)
        posts = sum(tokens.documents for tokens, _ in group)
        enough = max(2.0, least(round(posts / max(part, 1e-9))) * part * (_SAFE if part < 1 else 1))
        kept.append(keys[(found >= enough) & alone])
        counts.append((keys, found))
    wanted = np.unique(np.concatenate(kept))
    posts_with = np.zeros(len(wanted))
    for keys, found in counts:
        at = np.searchsorted(keys, wanted)
        at = np.minimum(at, max(len(keys) - 1, 0))
        if len(keys):
            posts_with += np.where(keys[at] == wanted, found[at], 0)
    order = np.lexsort((wanted, -posts_with))[:MOST_TERMS]
    order = order[np.argsort(wanted[order])]
    size = sum(tokens.documents for group in groups for tokens, _ in group)
    return Vocabulary(wanted[order], np.log((size + 1) / (posts_with[order] + 0.5)), used, known)


def _tokens(posts: pa.Table) -> Iterable[Texts]:
    for start in range(0, posts.num_rows, _BATCH):
        batch = posts.slice(start, _BATCH)
        whole, ends = joined(batch["title"], batch["text"])
        yield tokenise(whole), ends


def _counts(
    batches: Sequence[Texts], language: str, used: Habits, copied: NDArray[np.uint64]
) -> tuple[NDArray[np.uint64], NDArray[np.int64], NDArray[np.bool_]]:
    """Return each key, in how many posts it is, and whether it stands by itself often enough."""
    parts = []
    for tokens, ends in batches:
        found = candidates(tokens, language, ends, used=used, copied=copied)
        keys, row = np.unique(found.key, return_inverse=True)
        sums = [np.bincount(row, w, len(keys)) for w in (found.count > 0, found.count, found.free)]
        parts.append((keys, *sums))
    if not parts:
        return np.zeros(0, np.uint64), np.zeros(0, np.int64), np.zeros(0, bool)
    keys, row = np.unique(np.concatenate([p[0] for p in parts]), return_inverse=True)
    posts, count, free = (
        np.bincount(row, np.concatenate([p[i] for p in parts]), len(keys)) for i in (1, 2, 3)
    )
    alone = np.asarray(np.greater_equal(free, _ALONE * count), np.bool_)
    return keys, posts.astype(np.int64), alone


Vocabularies = Mapping[str, Vocabulary]
