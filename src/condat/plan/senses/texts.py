"""Texts of one language as lemmas, in reading order: what uses and word vectors are taken from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from condat.language.parts import MODIFIER, WORD, parts
from condat.language.stopwords import LANGUAGES, stop_words
from condat.language.tokens import Tokens, tokenise

Codes = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Read:
    """Texts of one language as lemmas, in reading order.

    Parameters
    ----------
    posts : pa.Table
        Where they come from, a row a text: ``post_uri``, ``group``, ``author``, ``language``,
        ``text``.
    tokens : Tokens
        Where each word stands.
    word, stop, noun : arrays, one entry per token
        The lemma (index into ``lemmas``), whether it carries no subject, whether it can stand for
        a thing.
    lemmas : string array
        The vocabulary.
    """

    posts: pa.Table
    tokens: Tokens
    word: Codes
    stop: NDArray[np.bool_]
    noun: NDArray[np.bool_]
    lemmas: pa.StringArray

    @property
    def content(self) -> Codes:
        """The tokens that carry a subject."""
        return np.flatnonzero(~self.stop)

    def merged(self, word: int, other: int) -> Read:
        """Return the same texts with one word written for two: a pseudoword."""
        same = np.where(self.word == other, word, self.word)
        return Read(self.posts, self.tokens, same, self.stop, self.noun, self.lemmas)


def read(posts: pa.Table, language: str) -> Read:
    """Lemmatise posts of one language."""
    tokens = tokenise(posts["text"].combine_chunks())
    known = tokens.lexemes(language)
    part = parts(tokens, known, language)[tokens.form]
    foreign = pc.is_in(tokens.words, _stop_anywhere()).to_numpy(zero_copy_only=False)[tokens.word]
    stop = ((part != WORD) & (part != MODIFIER)) | foreign
    word = known.lemma.astype(np.int64)[tokens.word]
    return Read(posts, tokens, word, stop, part == WORD, known.lemmas)


def read_each(posts: pa.Table) -> dict[str, Read]:
    """Lemmatise posts of several languages, each in its own; those of none known are left out."""
    spoken = sorted(set(posts["language"].to_pylist()) - {None})
    return {it: read(posts.filter(pc.equal(posts["language"], it)), it) for it in spoken}


@cache
def _stop_anywhere() -> pa.StringArray:
    """Return what carries no subject in any language: names quote other languages."""
    return pa.array(sorted(frozenset().union(*map(stop_words, LANGUAGES))), pa.string())
