"""What is ordinary in a corpus: how alike the uses of its words are, and how they fall apart.

One word used in several ways and two words written the same both have uses that differ. What tells
them apart is how much ordinary words of the same corpus, at the same number of uses, differ: an
empirical null (Efron, 2004). A word is measured by three figures for each view: how alike its uses
are on average, how much of their difference lies along one line (the largest eigenvalue), and how
much more alike they are inside its two halves than across. They are put in standard deviations of
ordinary words and weighed into one score; a word is divided when it scores above nine in ten
ordinary words.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from condat.plan.codes import encode
from condat.plan.senses.contexts import laid_out, occurrences_of, spread
from condat.plan.senses.embedding import Embedding, learn, unit
from condat.plan.senses.halves import contrast, halves
from condat.plan.senses.texts import Read, read
from condat.plan.senses.views import VIEWS, Views, likeness, views

SIZES = (20, 25, 32, 40, 50, 64, 80)  # uses that a word is measured at
FEWEST_USES, MOST_USES = SIZES[0], SIZES[-1]
FEWEST_WORDS = 25  # ordinary words with so many uses, at least, or a smaller size is taken
WORDS_USED_MOST, WORDS_DRAWN = 30, 50
COMMON = 0.3  # of the posts: a word in more is no subject
NOUN = 0.8  # of its uses, at least, can stand for a thing
USES_A_POST = 5  # at most, on average
FALSE_SPLITS = 0.1  # of ordinary words
CLIP = 6.0
CENTRED = ("subjects", "company", "sentence")  # views with a direction that all passages share
# Weights of likeness, line and contrast, view by view: a logistic regression on pseudowords of
# other corpora than those the quality is measured on (docs/explanation/methods/ambiguity.md).
WEIGHTS = np.array(
    [
        (-0.22, 0.17, 0.18),  # subjects
        (-0.29, -0.01, 0.0),  # company
        (-0.5, 0.13, 0.13),  # places
        (-0.8, 0.08, 0.36),  # left
        (-0.31, -0.06, 0.22),  # right
        (-0.56, -0.02, 0.19),  # sentence
        (-0.49, 0.27, 0.3),  # all
    ]
).ravel()

Rows = NDArray[np.float64]
Codes = NDArray[np.int64]


@dataclass(frozen=True)
class Bound:
    """Ordinary words measured at one number of uses, and the score that few of them pass."""

    uses: int
    middle: Rows
    spread: Rows
    score: float

    def standard(self, measured: Rows) -> Rows:
        """Return measures in standard deviations of ordinary words."""
        return np.clip((measured - self.middle) / self.spread, -CLIP, CLIP)


@dataclass(frozen=True, eq=False)
class Yardstick:
    """Ordinary words of a corpus in one language.

    Parameters
    ----------
    known : Embedding
    centre : dict
        The mean of each view that is ``CENTRED``.
    scale : dict
        Mean and deviation of the likeness of two uses of different words, by view.
    words : tuple
        The views of the uses of each word, and their posts.
    seed : int
    """

    known: Embedding
    centre: Views
    scale: dict[str, tuple[float, float]]
    words: tuple[tuple[Views, Codes], ...]
    seed: int

    def parts(self, uses: pa.Table) -> Views:
        """Return the views of uses, centred."""
        return _centred(views(uses, self.known), self.centre)

    def likeness(self, parts: Views) -> Views:
        """Return how alike each pair of uses is, in each view and in all."""
        return likeness(parts, self.scale)

    def measured(self, parts: Views, post: Codes) -> Rows:
        """Return the figures of some uses of one word."""
        return measures(self.likeness(parts), post)

    def bound(self, uses: int) -> Bound | None:
        """Return what ordinary words reach at the largest of ``SIZES`` that fits so many uses."""
        fits = (_bound(self, size) for size in reversed(SIZES) if size <= uses)
        return next((found for found in fits if found is not None), None)


@cache
def _bound(known: Yardstick, uses: int) -> Bound | None:
    enough = [(parts, post) for parts, post in known.words if len(post) >= uses]
    if len(enough) < FEWEST_WORDS:
        return None
    found = []
    for parts, post in enough:
        some = spread(post, uses, known.seed)
        found.append(known.measured(taken(parts, some), post[some]))
    table = np.stack(found)
    standard = Bound(uses, table.mean(0), table.std(0) + 1e-6, np.inf)
    scores = standard.standard(table) @ WEIGHTS
    limit = float(np.quantile(scores, 1 - FALSE_SPLITS, method="higher"))
    return Bound(uses, standard.middle, standard.spread, limit)


def measures(alike: Views, post: Codes) -> Rows:
    """Return mean, largest eigenvalue and contrast of the likeness of uses in different posts.

    Examples
    --------
    >>> apart = np.kron(np.eye(2), np.ones((4, 4)))
    >>> alike = dict.fromkeys((*VIEWS, "all"), apart)
    >>> measures(alike, np.arange(8)).round(2)[:3].tolist()
    [0.43, 0.43, 1.0]
    """
    other = post[:, None] != post[None]
    stack = np.stack([alike[name] for name in (*VIEWS, "all")])
    mean = (stack * other).sum((1, 2)) / max(other.sum(), 1)
    line = np.linalg.eigvalsh((stack - mean[:, None, None]) * other)[:, -1] / len(post)
    apart = contrast(stack, halves(alike["all"], post), other)
    return np.column_stack([mean, line, apart]).ravel()


def taken(parts: Views, rows: Codes) -> Views:
    """Return some rows of each view."""
    return {name: part[rows] for name, part in parts.items()}


def yardstick(whole: Read, seed: int, *, without: Collection[int] = ()) -> Yardstick | None:
    """Measure ordinary words of a corpus, or of a sample of it.

    Parameters
    ----------
    whole : Read
        Its posts in one language.
    seed : int
        Draws the words and their uses.
    without : collection of int
        Words that are not to serve, by lemma.

    Returns
    -------
    Yardstick or None
        None where too few words are used often enough.
    """
    drawn = _drawn(whole, seed, without)
    if len(drawn) < FEWEST_WORDS:
        return None
    known = learn(whole)
    tables = [laid_out(whole, at) for at in drawn]
    every = pa.concat_tables(tables)
    raw, post = views(every, known), encode(every["post_uri"])[1]
    centre = {name: raw[name].mean(0) for name in CENTRED}
    parts = _centred(raw, centre)
    owner = np.repeat(np.arange(len(tables)), [table.num_rows for table in tables])
    words = tuple((taken(parts, owner == k), post[owner == k]) for k in range(len(tables)))
    return Yardstick(known, centre, _scale(parts, owner, post, seed), words, seed)


class Usual(Mapping[str, Yardstick]):
    """What is ordinary in a sample of a corpus, by language; measured when it is asked for.

    Parameters
    ----------
    posts : pa.Table
        As ``texts.read`` takes them, of all languages.
    seed : int
    """

    def __init__(self, posts: pa.Table, seed: int) -> None:
        """Take the posts; nothing is measured yet."""
        self._posts, self._seed = posts, seed
        self._found: dict[str, Yardstick | None] = {}

    def __getitem__(self, language: str) -> Yardstick:
        """Return what is ordinary in a language; ``KeyError`` where too little was said in it."""
        if language not in self._found:
            spoken = self._posts.filter(pc.equal(self._posts["language"], language))
            self._found[language] = yardstick(read(spoken, language), self._seed)
        found = self._found[language]
        if found is None:
            raise KeyError(language)
        return found

    def __iter__(self) -> Iterator[str]:
        """Give the languages, in order."""
        spoken = pc.unique(pc.drop_null(self._posts["language"])).to_pylist()
        return (language for language in sorted(spoken) if language in self)

    def __len__(self) -> int:
        """Count the languages."""
        return sum(1 for _ in self)


def _drawn(whole: Read, seed: int, without: Collection[int]) -> list[Codes]:
    """Choose ordinary words: those that are used most, and others at random."""
    words = [word for word in subjects(whole).tolist() if word not in without]
    rng = np.random.default_rng(seed)
    rest = rng.permutation(words[WORDS_USED_MOST:])[:WORDS_DRAWN].tolist()
    found = []
    for word in words[:WORDS_USED_MOST] + rest:
        at = occurrences_of(whole, int(word))
        at = at[spread(whole.tokens.document[at].astype(np.int64), MOST_USES, seed)]
        if len(at) >= FEWEST_USES:
            found.append(at)
    return found


def subjects(whole: Read, *, fewest: int = FEWEST_USES) -> Codes:
    """Return the words that can be a subject and are used so often, the most used first."""
    size, document = len(whole.lemmas), whole.tokens.document.astype(np.int64)
    uses = np.bincount(whole.word[~whole.stop], minlength=size)
    nouns = np.bincount(whole.word[whole.noun], minlength=size)
    held = np.bincount(np.unique(document * size + whole.word) % size, minlength=size)
    fits = (uses >= fewest) & (held <= COMMON * whole.tokens.documents)
    fits &= (held * USES_A_POST >= fewest) & (
        nouns > NOUN * np.bincount(whole.word, minlength=size)
    )
    long = np.fromiter((len(name) > 2 for name in whole.lemmas.to_pylist()), bool, size)
    found = np.flatnonzero(fits & long)
    return np.asarray(found[np.argsort(-uses[found], kind="stable")])


def _centred(raw: Views, centre: Views) -> Views:
    return {
        name: unit(part - centre[name]) if name in centre else part for name, part in raw.items()
    }


def _scale(parts: Views, owner: Codes, post: Codes, seed: int) -> dict[str, tuple[float, float]]:
    rng = np.random.default_rng(seed)
    one, two = rng.integers(0, len(owner), (2, 20_000))
    keep = (owner[one] != owner[two]) & (post[one] != post[two])
    alike = {name: (parts[name][one[keep]] * parts[name][two[keep]]).sum(1) for name in VIEWS}
    return {name: (float(v.mean()), max(float(v.std()), 1e-6)) for name, v in alike.items()}
