"""Passages: the sentences of a text that are worth reading, and how near they are to a message."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from condat.language.vectors import vectors

SHORTEST, LONGEST = 40, 320
_END = re.compile(r"(?<=[.!?…])\s+|\n+")
_WORD = re.compile(r"[^\W\d_]{4,}", re.UNICODE)
_UNRELATED, _SAME = 0.15, 0.75  # cosines of texts about nothing in common, and of a paraphrase


def sentences(text: str) -> list[str]:
    """Split a text into sentences that can be read alone.

    Examples
    --------
    >>> sentences("Oui. Le levain demande du temps, et un peu de patience aussi.")
    ['Le levain demande du temps, et un peu de patience aussi.']
    """
    parts = (" ".join(part.split()) for part in _END.split(text))
    return [
        part
        for part in parts
        if SHORTEST <= len(part) <= LONGEST and part.count(" ") >= 5 and not part[0].islower()
    ]


def nearness(texts: Sequence[str], messages: Sequence[str]) -> NDArray[np.float64]:
    """Return how near each text is to each message, 0 (unrelated) to 1 (the same), any language.

    Examples
    --------
    >>> near = nearness(["Le levain rend le pain digeste."], ["Sourdough makes bread digestible."])
    >>> bool(near[0, 0] > 0.6)
    True
    """
    if not texts or not messages:
        return np.zeros((len(texts), len(messages)))
    cosine = vectors(list(texts)) @ vectors(list(messages)).T
    return np.clip((cosine.astype(np.float64) - _UNRELATED) / (_SAME - _UNRELATED), 0, 1)


def shared(texts: Sequence[str], messages: Sequence[str]) -> float:
    """Return the part of the messages' words that the texts use too.

    Examples
    --------
    >>> shared(["Du levain, du temps."], ["Le levain prend du temps"])
    0.666...
    """
    wanted = {word.lower() for text in messages for word in _WORD.findall(text)}
    said = {word.lower() for text in texts for word in _WORD.findall(text)}
    return len(wanted & said) / len(wanted) if wanted else 0.0
