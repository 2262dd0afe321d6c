"""What invented posts say: sentences of their subject, a few strays, names hardly anybody says."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.random import Generator

from benchmarks.generated.people import Ints, People
from benchmarks.generated.posts import TITLED, Posts
from benchmarks.generated.sentences import LANGUAGES, RARE, rare, subjects

MORE = np.array([1.6, 1.0, 16.0, 2.0])  # sentences after the first, by kind
STRAY = 0.15  # sentences that are of another subject
NAMED = 0.2  # posts with a name that hardly anybody says
COPIED = 0.01  # posts that say what an earlier one said


@dataclass(frozen=True)
class Pool:
    """All sentences end to end: those of each subject, then the names, by language.

    ``row`` is the first subject of each language, ``start`` and ``count`` are a subject's
    sentences, ``names`` the first of each language's names.
    """

    said: pa.Array
    titles: pa.Array
    row: Ints
    start: Ints
    count: Ints
    names: Ints


@cache
def pool() -> Pool:
    """Return the sentences that posts are made of."""
    many = [subjects(language) for language in LANGUAGES]
    known = [subject for some in many for subject in some]
    count = np.array([len(subject.sentences) for subject in known])
    said = [sentence for subject in known for sentence in subject.sentences]
    names = len(said) + np.arange(len(LANGUAGES)) * RARE
    said += [sentence for language in LANGUAGES for sentence in rare(language)]
    row = np.append(0, np.cumsum([len(some) for some in many]))
    titles = pa.array([subject.title for subject in known])
    return Pool(pa.array(said), titles, row, np.cumsum(count) - count, count, names)


def texts(known: People, made: Posts, rng: Generator) -> tuple[pa.Array, pa.Array]:
    """Return the title (null but for articles and videos) and the text of each post."""
    every, size = pool(), len(made.author)
    language = known.language[made.author]
    length = 1 + rng.poisson(MORE[made.kind])
    owner = np.repeat(np.arange(size), length)
    row = (every.row[language] + made.topic)[owner]
    stray = rng.random(len(owner)) < STRAY
    row[stray] = _any(every, language[owner[stray]], rng)
    picked = every.start[row] + (every.count[row] * rng.random(len(row)) ** 1.5).astype(np.int64)
    named = np.flatnonzero(rng.random(size) < NAMED)
    name = every.names[language[named]] + np.minimum(rng.zipf(1.3, len(named)), RARE) - 1
    text = _joined(every, np.append(owner, named), np.append(picked, name), size)
    title = pa.array(every.row[language] + made.topic, mask=~np.isin(made.kind, TITLED))
    number = np.arange(size)
    copied = np.where(rng.random(size) < COPIED, number * rng.random(size), number)
    return every.titles.take(title), text.take(pa.array(copied.astype(np.int64)))


def _any(every: Pool, language: Ints, rng: Generator) -> Ints:
    many = np.diff(every.row)[language]
    return every.row[language] + (many * rng.random(len(language))).astype(np.int64)


def _joined(every: Pool, owner: Ints, sentence: Ints, size: int) -> pa.Array:
    order = np.argsort(owner, kind="stable")
    ends = np.append(0, np.cumsum(np.bincount(owner, minlength=size))).astype(np.int32)
    said = every.said.take(pa.array(sentence[order]))
    return pc.binary_join(pa.ListArray.from_arrays(ends, said), " ")
