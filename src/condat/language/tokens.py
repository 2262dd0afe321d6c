"""Columnar tokens: every word of a batch of texts as arrays, found by one compiled pass.

What is not running text is left out and breaks the phrase around it: code (fenced, or a chunk
with ``= { } < > _``), addresses, mentions, numbers. Hyphens join words (``open-source`` is two
tokens, the second with ``HYPHEN``), so that *open source* and *open-source* are one term; elisions
are tokens of their own (``l'``, ``d'``); inclusive forms (``Bürger*innen``, ``développeur·euse``)
stay one word.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from condat.language.characters import classes
from condat.language.lemmas import Lexemes, lexemes
from condat.language.scan import CUT, ELISION, GAP, HYPHEN, QUESTION, SENTENCE, scan

__all__ = ["CUT", "ELISION", "GAP", "HYPHEN", "QUESTION", "SENTENCE", "Tokens", "tokenise"]

_SAME = {**dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D), ""), 0x2019: "'", 0x2BC: "'"}


@dataclass(frozen=True)
class Tokens:
    """The words of a batch of texts, in reading order.

    Parameters
    ----------
    document, position : int32 arrays
        The text of each token (its index in the batch) and its place among the text's tokens.
    word, form : int32 arrays
        Index into ``words`` (lower case) and ``forms`` (as written).
    flags : uint8 array
        ``GAP``: a phrase ends before it. ``SENTENCE``: a sentence starts with it (then also
        ``GAP``). ``HYPHEN``, ``ELISION``: joined to the token before by a hyphen, an apostrophe.
        ``CUT``: a hyphen stands for the rest of the word (*Geh- und Radweg*).
        ``QUESTION``: a question mark follows it.
    start, end : int64 arrays
        Bytes of its UTF-8 text, from the start of its document.
    words, forms : string arrays
        The vocabularies; every entry is used.
    documents : int
        How many texts there were, those without words included.
    """

    document: NDArray[np.int32]
    position: NDArray[np.int32]
    word: NDArray[np.int32]
    form: NDArray[np.int32]
    flags: NDArray[np.uint8]
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    words: pa.StringArray
    forms: pa.StringArray
    documents: int

    _known: dict[str, Lexemes] = field(default_factory=dict, init=False, repr=False, compare=False)

    def lexemes(self, language: str) -> Lexemes:
        """Return what a language makes of the vocabulary ``words``; looked up once."""
        if language not in self._known:
            self._known[language] = lexemes(self.words, language)
        return self._known[language]

    def lengths(self) -> NDArray[np.int64]:
        """Return the number of words of each document."""
        return np.bincount(self.document, minlength=self.documents)


def tokenise(texts: pa.Array | pa.ChunkedArray | Sequence[str | None]) -> Tokens:
    """Split texts into words.

    Parameters
    ----------
    texts : string array, or strings
        Plain text (left-over markup and code are skipped); null is a text without words.

    Examples
    --------
    >>> tokens = tokenise(pa.array(["L'équipe parle d'open-source. Code : a_b = c()"]))
    >>> tokens.words.take(pa.array(tokens.word)).to_pylist()
    ["l'", 'équipe', 'parle', "d'", 'open', 'source', 'code']
    """
    if not isinstance(texts, pa.Array | pa.ChunkedArray):
        texts = pa.array(texts, pa.string())
    offsets, data = _buffers(texts)
    document, form, flags, start, end, first = scan(offsets, data, classes())
    forms = _surfaces(data, start, end, first)
    seen = pc.not_equal(forms, "").to_numpy(zero_copy_only=False)[form]  # not of soft hyphens alone
    if not seen.all():
        document, form, flags, start, end = (c[seen] for c in (document, form, flags, start, end))
    lower = pc.utf8_lower(forms).dictionary_encode()
    starts = np.searchsorted(document, np.arange(len(offsets) - 1))
    shift = offsets[document]
    return Tokens(
        document=document,
        position=(np.arange(len(document)) - starts[document]).astype(np.int32),
        word=lower.indices.to_numpy()[form],
        form=form,
        flags=flags,
        start=start - shift,
        end=end - shift,
        words=lower.dictionary,
        forms=forms,
        documents=len(offsets) - 1,
    )


def _buffers(texts: pa.Array | pa.ChunkedArray) -> tuple[NDArray[np.int64], NDArray[np.uint8]]:
    if isinstance(texts, pa.ChunkedArray):
        texts = pa.concat_arrays(
            [c.cast(pa.large_string()) for c in texts.chunks] or [pa.array([], pa.large_string())]
        )
    texts = pc.fill_null(texts.cast(pa.large_string()), "")
    _, offsets, data = texts.buffers()
    if not len(texts):
        return np.zeros(1, np.int64), np.zeros(0, np.uint8)
    where = np.frombuffer(offsets, np.int64, len(texts) + 1, texts.offset * 8)
    return where, np.frombuffer(data or b"", np.uint8)


def _surfaces(
    data: NDArray[np.uint8],
    start: NDArray[np.int64],
    end: NDArray[np.int64],
    first: NDArray[np.int64],
) -> pa.StringArray:
    raw = data.tobytes()
    spans = zip(start[first].tolist(), end[first].tolist(), strict=True)
    return pa.array([_plain(raw[a:b].decode("utf-8", "replace")) for a, b in spans], pa.string())


def _plain(word: str) -> str:
    if word.isascii():
        return word
    return unicodedata.normalize("NFC", word.translate(_SAME))
