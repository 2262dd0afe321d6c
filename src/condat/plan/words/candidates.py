"""Candidate terms of a batch of texts: one to four words between words that carry no subject."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from hashlib import blake2b

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numba import njit
from numpy.typing import NDArray

from condat.language.habits import Habits
from condat.language.lemmas import Lexemes
from condat.language.parts import (
    ARTICLE,
    ARTICLES,
    LINK,
    LINKS,
    MODIFIER,
    STOP,
    WORD,
    parts,
    placed,
)
from condat.language.tokens import CUT, ELISION, GAP, HYPHEN, SENTENCE, Tokens
from condat.plan.words.furniture import standing

MOST_WORDS = 4
_MOST_TOKENS = 7
_JOINTS = pa.array([" ", "-", ""])  # between two words; of a compound; after an elision


@dataclass(frozen=True)
class Candidates:
    """One row per document and candidate, in the order of documents and first use.

    Parameters
    ----------
    document : int32 array
    key : uint64 array
        Hash of the lemmas: the same in every batch.
    count, free, titled : int32 arrays
        Occurrences; those that fill the whole space between two breaks; those in the title.
    first, last : int32 arrays
        Tokens that the first occurrence starts and ends with (the first inside a sentence, where
        there is one, so that its capitals mean something).
    position : int32 array
        Place of the first occurrence among the words of its text.
    words : int32 array
        Words of subject in it, 1 to 4.
    """

    document: NDArray[np.int32]
    key: NDArray[np.uint64]
    count: NDArray[np.int32]
    free: NDArray[np.int32]
    titled: NDArray[np.int32]
    first: NDArray[np.int32]
    last: NDArray[np.int32]
    position: NDArray[np.int32]
    words: NDArray[np.int32]


def candidates(
    tokens: Tokens,
    language: str,
    titles: NDArray[np.int64],
    *,
    used: Habits | None = None,
    copied: NDArray[np.uint64] | None = None,
) -> Candidates:
    """Find the candidate terms of each text.

    Parameters
    ----------
    tokens : Tokens
        Of title and text together.
    language : str
    titles : int64 array
        Bytes of each text that are its title.
    used : Habits, optional
        How these texts use their words.
    copied : uint64 array, optional
        Sentences that say nothing, wherever they stand (``furniture``).

    Examples
    --------
    >>> from condat.language.tokens import tokenise
    >>> tokens = tokenise(pa.array(["Les composants React servent à la gestion de projet."]))
    >>> found = candidates(tokens, "fr", np.zeros(1, np.int64))
    >>> lemmas(found.first, found.last, tokens, "fr").to_pylist()
    ['composant', 'composant react', 'react', 'gestion', 'gestion de projet', 'projet']
    >>> tokens = tokenise(pa.array(["Ein Geh- und Radweg -- beleuchtet"]))
    >>> found = candidates(tokens, "de", np.zeros(1, np.int64))
    >>> lemmas(found.first, found.last, tokens, "de").to_pylist()
    ['radweg']
    """
    known = tokens.lexemes(language)
    part = placed(parts(tokens, known, language, used)[tokens.form], tokens, language)
    if copied is not None:
        part[standing(tokens, language, copied)] = STOP
    part[tokens.flags & CUT > 0] = STOP
    hashes = _hashes(_named(tokens, known, language))
    titled = tokens.end <= titles[tokens.document] if len(titles) else np.zeros(0, bool)
    found, keys = _collect(
        tokens.document, tokens.position, tokens.flags, part, hashes[tokens.word], titled
    )
    return Candidates(found[0], keys, *found[1:])


def lemmas(
    first: NDArray[np.int32], last: NDArray[np.int32], tokens: Tokens, language: str
) -> pa.StringArray:
    """Return the name of each candidate: its lemmas, one space between."""
    named = _named(tokens, tokens.lexemes(language), language)
    spans = zip(first.tolist(), last.tolist(), strict=True)
    word = tokens.word
    return pa.array(
        [" ".join(filter(None, (named[w] for w in word[a : b + 1]))) for a, b in spans], pa.string()
    )


def named(tokens: Tokens, language: str) -> str:
    """Return the name that a whole text has as a term.

    Examples
    --------
    >>> from condat.language.tokens import tokenise
    >>> named(tokenise(["Gestion des projets"]), "fr")
    'gestion de projet'
    """
    size = len(tokens.word)
    ends = np.array([[0], [size - 1]], np.int32)
    return str(lemmas(ends[0], ends[1], tokens, language)[0]) if size else ""


def forms(first: NDArray[np.int32], last: NDArray[np.int32], tokens: Tokens) -> pa.StringArray:
    """Return each candidate as it was written, hyphens and elisions included."""
    text = tokens.forms.take(pa.array(tokens.form[first]))
    for step in range(1, int((last - first).max(initial=0)) + 1):
        longer = first + step <= last
        at = first[longer] + step
        tied = np.where(tokens.flags[at] & HYPHEN, 1, np.where(tokens.flags[at] & ELISION, 2, 0))
        begun, word = text.filter(pa.array(longer)), tokens.forms.take(pa.array(tokens.form[at]))
        more = pc.binary_join_element_wise(begun, word, _JOINTS.take(pa.array(tied)))
        text = pc.replace_with_mask(text, pa.array(longer), more)
    return text


def _named(tokens: Tokens, known: Lexemes, language: str) -> list[str]:
    """Return what each word is called inside a term's name: its lemma; an article is nothing."""
    links = LINKS.get(language, {})
    base = known.lemmas.take(pa.array(known.lemma)).to_pylist()
    words = tokens.words.to_pylist()
    articles = ARTICLES.get(language, ())
    return [links.get(w, "" if w in articles else b) for w, b in zip(words, base, strict=True)]


def _hashes(names: list[str]) -> NDArray[np.uint64]:
    return np.fromiter(map(_hash, names), np.uint64, len(names))


@cache
def _hash(name: str) -> int:
    return int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "little") if name else 0


@njit(cache=True)
def _outside(part: int) -> bool:
    """Say whether a word can neither begin nor end a term."""
    return part == STOP or part >= LINK


@njit(cache=True)
def _slot(slots: NDArray[np.int64], keys: NDArray[np.uint64], key: np.uint64) -> np.uint64:
    """Return where the row of a key is noted, or where it can be."""
    mask = np.uint64(len(slots) - 1)
    k = key & mask
    while slots[k] >= 0 and keys[slots[k]] != key:
        k = (k + np.uint64(1)) & mask
    return k


@njit(cache=True)
def _clear(slots: NDArray[np.int64], keys: NDArray[np.uint64]) -> None:
    """Take the rows of these keys out; no others are in."""
    mask = np.uint64(len(slots) - 1)
    for key in keys:
        k = key & mask
        while slots[k] >= 0:
            slots[k] = -1
            k = (k + np.uint64(1)) & mask


@njit(cache=True, nogil=True)
def _collect(  # noqa: C901 - one loop
    document: NDArray[np.int32],
    position: NDArray[np.int32],
    flags: NDArray[np.uint8],
    part: NDArray[np.uint8],
    name: NDArray[np.uint64],
    title: NDArray[np.bool_],
) -> tuple[NDArray[np.int32], NDArray[np.uint64]]:
    """Enumerate the spans that can be a term; one row per document and key.

    Returns
    -------
    (array of shape (8, rows), array of rows)
        Document, uses, whole uses, uses in a title, first and last token, position, words; keys.
    """
    n = len(document)
    most = n * MOST_WORDS + 1
    out = np.empty((8, most), np.int32)
    keys = np.empty(most, np.uint64)
    slots = np.full(1 << 16, -1, np.int64)
    rows, opened = 0, 0
    for i in range(n):
        if i == 0 or document[i] != document[i - 1]:
            _clear(slots, keys[opened:rows])
            opened = rows
        if _outside(part[i]) or flags[i] & HYPHEN:
            continue
        before = i == 0 or flags[i] & GAP or _outside(part[i - 1])
        key, words, strong = np.uint64(0), 0, False
        for j in range(i, min(n, i + _MOST_TOKENS)):
            if j > i and (flags[j] & GAP or document[j] != document[i]):
                break
            if part[j] == STOP or (part[j] == ARTICLE and part[j - 1] != LINK):
                break
            if name[j]:
                key = key * np.uint64(0x9E3779B97F4A7C15) + name[j]
                key ^= key >> np.uint64(29)
            if part[j] >= LINK:
                continue
            words += 1
            if words > MOST_WORDS:
                break
            strong |= part[j] == WORD or (part[j] == MODIFIER and j > i)
            tied = j + 1 < n and flags[j + 1] & HYPHEN and document[j + 1] == document[i]
            if tied or not strong or part[j] == MODIFIER:
                continue
            last = j + 1 >= n or document[j + 1] != document[i]
            after = last or flags[j + 1] & GAP or _outside(part[j + 1])
            if (rows - opened) * 2 > len(slots):
                break
            k = _slot(slots, keys, key)
            r = slots[k]
            if r < 0:
                r = rows
                rows += 1
                slots[k], keys[r] = r, key
                out[0, r], out[1, r], out[2, r], out[3, r] = document[i], 0, 0, 0
                out[4, r], out[5, r], out[6, r], out[7, r] = i, j, position[i], words
            elif flags[out[4, r]] & SENTENCE or title[out[4, r]]:
                out[4, r], out[5, r] = i, j
            out[1, r] += 1
            out[2, r] += before and after
            out[3, r] += title[i]
    return out[:, :rows].copy(), keys[:rows].copy()
