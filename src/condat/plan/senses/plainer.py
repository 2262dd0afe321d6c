"""A plainer word for a term: one of the audience's, more used, that stands in the same company."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from condat.language.commonness import specificity
from condat.language.vectors import vectors
from condat.plan.senses.embedding import Embedding, unit

NAMES = 0.55  # cosine of two names of nearly one thing
COMPANY = 0.95  # of the words of the corpus keep less similar company
TIMES = 1.5  # as many people of the audience use it
MOST = 2
CANDIDATES = 2000


def plainer(
    term: str,
    language: str,
    heard: pa.Table,
    users: int,
    known: Embedding,
    lemmas: Mapping[str, tuple[str, ...]],
) -> list[str]:
    """Find words of the audience for what a term names; none is better than a wrong one.

    A word serves where more people use it, it is no rarer in general, its name means nearly the
    same, and, in this corpus, it keeps the same company.

    Parameters
    ----------
    term : str
        As it is written.
    language : str
    heard : pa.Table
        ``label``, ``people`` of the audience's terms, in the language of the term.
    users : int
        People of the audience who use the term itself.
    known : Embedding
        What goes with what in the corpus.
    lemmas : mapping
        The lemmas of the term and of each label.

    Returns
    -------
    list of str
        The nearest in meaning first.
    """
    more = pc.greater_equal(heard["people"], max(2.0, TIMES * users))
    order = [("people", "descending"), ("label", "ascending")]
    labels = heard.filter(more).sort_by(order)["label"].to_pylist()[:CANDIDATES]
    own = set(term.casefold().split())
    labels = [label for label in labels if not _shares_a_word(own, label)]
    if not labels or not any(word in known.word for word in lemmas[term]):
        return []
    name = vectors(labels) @ vectors([term])[0]
    rare = specificity([term, *labels], [language] * (len(labels) + 1))
    fits = (name >= NAMES) & (rare[1:] <= rare[0]) & _same_company(term, labels, known, lemmas)
    best = np.argsort(-name, kind="stable")
    return [labels[i] for i in best if fits[i]][:MOST]


def _same_company(
    term: str, labels: list[str], known: Embedding, lemmas: Mapping[str, tuple[str, ...]]
) -> NDArray[np.bool_]:
    own = _mean(lemmas[term], known)
    usual = float(np.quantile(known.subject @ own, COMPANY))
    return np.array([float(_mean(lemmas[label], known) @ own) >= usual for label in labels], bool)


def _mean(words: tuple[str, ...], known: Embedding) -> NDArray[np.float64]:
    rows = [known.subject[known.word[word]] for word in words if word in known.word]
    return unit(np.sum(rows, axis=0)) if rows else np.zeros(known.subject.shape[1])


def _shares_a_word(own: set[str], label: str) -> bool:
    """Say whether a label holds the term or an inflected form of it."""
    return any(
        word.startswith(mine[: max(4, len(mine) - 2)]) or mine.startswith(word[: len(word) - 1])
        for word in label.casefold().split()
        for mine in own
    )
