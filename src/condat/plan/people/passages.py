"""Passages worth reading: one to three sentences that can be read alone, near to a message."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from condat.language.vectors import vectors

TELLING, LONGEST = 90, 320  # characters: under, a passage says too little
TOGETHER = 3  # sentences
_END = re.compile(r"(?<=[.!?…])\s+")
_PARAGRAPH = re.compile(r"\n+")
_WORD = re.compile(r"[^\W\d_]{4,}", re.UNICODE)
_OPENING = re.compile(r"[^\W\d_]+", re.UNICODE)
_PROSE = re.compile(r"[^\W\d_]|\s", re.UNICODE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_UNRELATED, _SAME = 0.15, 0.75  # cosines of texts about nothing in common, and of a paraphrase


def passages(text: str, language: str, most: int) -> list[str]:
    """Cut the start of a text into passages: sentences of one paragraph, none of them torn off.

    A passage opens with a sentence that does not lean on one before it ("But ...", "C'est ..."),
    tells something (90 characters or more, prose, not the lead to a list or to code), and goes on
    while there is room.

    Examples
    --------
    >>> passages("Mais non. Une farine de meule garde son germe. Elle rancit donc plus vite : "
    ...          "comptez trois mois au frais, pas davantage.", "fr", 9)
    ['Une farine de meule garde son germe. Elle rancit donc plus vite : comptez trois mois au \
frais, pas davantage.']
    """
    found: dict[str, None] = {}
    for paragraph in paragraphs(text):
        for start in range(len(paragraph)):
            one = _from(paragraph[start:], language)
            if one and not any(one in earlier for earlier in found):
                found[one] = None
            if len(found) == most:
                return list(found)
    return list(found)


def _from(paragraph: Sequence[str], language: str) -> str:
    """Return the longest passage that starts a paragraph; nothing where none does."""
    first = _OPENING.search(paragraph[0])
    if first is None or paragraph[0][0].islower() or first.group().lower() in _leaning(language):
        return ""
    best = ""
    for end in range(1, min(TOGETHER, len(paragraph)) + 1):
        told = " ".join(paragraph[:end])
        if len(told) <= LONGEST and _tells(told):
            best = told
    return best


def _tells(told: str) -> bool:
    spoken = len(_PROSE.findall(told)) / len(told) > 0.9
    return len(told) >= TELLING and told[-1] in ".!…»”" and spoken and prose(told)


def prose(told: str) -> bool:
    """Say whether words can be quoted: neither an address nor a piece of code stands in them.

    Examples
    --------
    >>> [prose(told) for told in ("Un pain.", '<iframe src="moulin.htm">', "http://moulin.example")]
    [True, False, False]
    """
    return "://" not in told and not _TAG.search(told)


def paragraphs(text: str) -> Iterator[list[str]]:
    """Divide a text into paragraphs, each a list of its sentences."""
    for paragraph in _PARAGRAPH.split(text):
        parts = [" ".join(part.split()) for part in _END.split(paragraph)]
        if kept := [part for part in parts if part]:
            yield kept


@lru_cache
def _leaning(language: str) -> frozenset[str]:
    text = files("condat.plan").joinpath("lexicons", "openings.toml").read_text("utf-8")
    return frozenset(tomllib.loads(text).get(language, ()))


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
