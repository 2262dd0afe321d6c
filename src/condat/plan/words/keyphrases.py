"""The phrases that say what a text is about.

Score of a candidate in a text: occurrences x rarity among the texts x number of words x place
(early is better) x how often it fills all the space between two words without subject. How the
weights were chosen, and how they do, is in docs/explanation/methods/keyphrases.md.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from condat.language.habits import habits
from condat.language.tokens import tokenise
from condat.plan.words.candidates import Candidates, candidates, forms
from condat.plan.words.cards import spoken

KEYPHRASES = pa.schema([("document", pa.int32()), ("phrase", pa.string()), ("score", pa.float64())])
_WORDS = np.array([0.0, 1.0, 2.0, 2.0, 1.5])  # one word, two, three, four
_EARLY = 20.0  # words from the start after which half of the bonus is gone
_FREE = 3.0  # bonus of a candidate that always stands by itself


def keyphrases(
    texts: pa.Array | pa.ChunkedArray,
    language: str,
    *,
    top: int = 10,
    titles: pa.Array | None = None,
) -> pa.Table:
    """Return the phrases that say most about each text, as they are written in it.

    Parameters
    ----------
    texts : string array
        Plain texts of one language; rarity is counted among them.
    language : str
        ``fr``, ``en`` or ``de``.
    top : int
        At most so many per text.
    titles : string array, optional
        One per text, read before it.

    Returns
    -------
    pyarrow.Table
        ``document`` (index of the text), ``phrase``, ``score``; best first within each document.

    Examples
    --------
    >>> found = keyphrases(pa.array(["Open data portals: why cities publish open data."]), "en")
    >>> found["phrase"].to_pylist()[:2]
    ['Open data portals', 'cities publish open data']
    """
    whole, ends = joined(titles, texts)
    tokens = tokenise(whole)
    found = candidates(tokens, language, ends, used=habits([tokens], language))
    score = salience(found, rarity(found.key, len(whole)))
    rows = strongest(found.document, score, top)
    return pa.table(
        [
            pa.array(found.document[rows]),
            forms(found.first[rows], found.last[rows], tokens),
            pa.array(score[rows]),
        ],
        schema=KEYPHRASES,
    )


def joined(
    titles: pa.Array | None, texts: pa.Array | pa.ChunkedArray
) -> tuple[pa.Array, NDArray[np.int64]]:
    """Put titles before texts, which lose their cards; return them with the bytes of each title."""
    texts = pc.fill_null(texts, "")
    texts = spoken(texts.combine_chunks() if isinstance(texts, pa.ChunkedArray) else texts)
    if titles is None:
        return texts, np.zeros(len(texts), np.int64)
    titles = pc.fill_null(titles, "")
    titles = titles.combine_chunks() if isinstance(titles, pa.ChunkedArray) else titles
    ends = pc.binary_length(titles).to_numpy().astype(np.int64)
    return pc.binary_join_element_wise(titles, texts, "\n\n"), ends


def rarity(key: NDArray[np.uint64], documents: int) -> NDArray[np.float64]:
    """Return the inverse document frequency of each row's candidate."""
    _, row, count = np.unique(key, return_inverse=True, return_counts=True)
    return np.asarray(np.log((documents + 1) / (count + 0.5))[row])


def salience(found: Candidates, rare: NDArray[np.float64]) -> NDArray[np.float64]:
    """Score candidates within their texts."""
    early = 1 + 1 / (1 + found.position / _EARLY)
    alone = 1 + _FREE * found.free / found.count
    return found.count * rare * _WORDS[found.words] * early * alone


def strongest(
    document: NDArray[np.integer], score: NDArray[np.float64], top: int
) -> NDArray[np.int64]:
    """Return the rows of the best candidates of each document, best first."""
    order = np.lexsort((-score, document))
    starts = np.flatnonzero(np.diff(document[order], prepend=-1))
    place = np.arange(len(order)) - np.repeat(starts, np.diff(np.append(starts, len(order))))
    return order[place < top]
