"""What a post is called."""

from __future__ import annotations

from textwrap import shorten

OPENING = 80  # characters that stand for a missing title


def called(title: str | None, text: str | None) -> str:
    """Return a post's title; the first words of its text where it has none.

    Examples
    --------
    >>> called("", "Un levain se nourrit chaque jour. " * 9)
    'Un levain se nourrit chaque jour. Un levain se nourrit chaque jour. Un levain…'
    """
    return title or shorten(text or "", OPENING, placeholder="…")
