"""Sentences and words of a text in Markdown, each with its place in the source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# What is not prose, or is hidden by its markup: blanked, so that every place stays the same.
_HIDDEN = re.compile(
    r"```.*?(?:```|\Z)|~~~.*?(?:~~~|\Z)|`[^`\n]*`|<!--.*?-->|</?[a-zA-Z][^>\n]*>"
    r"|!?\[(?=[^\]\n]*\]\()|\]\([^)\n]*\)|https?://\S+|^\s*\|?[\s:|-]+\|?\s*$",
    re.DOTALL | re.MULTILINE,
)
_BLOCK = re.compile(r"(?:^[ \t]*(?:#{1,6}|[-*+>]|\d+[.)])[ \t]+)|\n[ \t]*\n", re.MULTILINE)
_END = re.compile(r"[.!?…]+[»”“\"')\]*_]*(?=\s|$)|:(?=\s*$)")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SHORT = re.compile(  # a full stop that ends no sentence
    r"(?i)(?:^|[\s(])(?:[a-z]|mm?e?|mr|mrs|dr|st|cf|p\. ex|ex|env|e\.g|i\.e|vs|no"
    r"|z\. ?b|d\. ?h|bzw|ca|nr|vgl|sog|\d{1,2})\.$"
)
_SPACES = re.compile(r"[^\n]")


@dataclass(frozen=True)
class Sentence:
    """A sentence, from ``start`` to ``end`` of the source."""

    text: str
    start: int
    end: int

    @property
    def words(self) -> list[str]:
        """Its words; hyphens and apostrophes join."""
        return _WORD.findall(self.text)


def prose(source: str) -> str:
    """Blank what is not prose; every character keeps its place.

    Examples
    --------
    >>> prose("See [this](https://a.org).")
    'See  this                .'
    """
    return _HIDDEN.sub(lambda found: _SPACES.sub(" ", found.group()), source)


def sentences(source: str) -> list[Sentence]:
    r"""Split a text into its sentences; headings and points of a list are their own.

    Examples
    --------
    >>> [s.text for s in sentences("# Pain\n\nIl a faim. Oui, M. Roux !\n- Un point")]
    ['Pain', 'Il a faim.', 'Oui, M. Roux !', 'Un point']
    """
    return [one for one in _split(prose(source)) if one.words]


def _split(text: str) -> Iterator[Sentence]:
    at = 0
    for mark in _BLOCK.finditer(text):
        yield from _block(text, at, mark.start())
        at = mark.end()
    yield from _block(text, at, len(text))


def _block(text: str, start: int, end: int) -> Iterator[Sentence]:
    opened = start
    for stop in _END.finditer(text, start, end):
        if not _SHORT.search(text, opened, stop.end()):
            yield _sentence(text, opened, stop.end())
            opened = stop.end()
    yield _sentence(text, opened, end)


def _sentence(text: str, start: int, end: int) -> Sentence:
    told = text[start:end]
    begins = start + len(told) - len(told.lstrip(" \t\n*_#>"))
    ends = max(begins, start + len(told.rstrip()))
    return Sentence(" ".join(text[begins:ends].split()), begins, ends)
