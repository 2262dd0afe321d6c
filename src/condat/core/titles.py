"""What a post is called."""

from __future__ import annotations

from textwrap import shorten

_POINTS = " .,;:!?"  # said once, by what tells that it goes on
OPENING = 80  # characters that stand for a missing title


def called(title: str | None, text: str | None) -> str:
    """Return a post's title; the first words of its text where it has none.

    Examples
    --------
    >>> called("", "Un levain se nourrit chaque jour. " * 9)
    'Un levain se nourrit chaque jour. Un levain se nourrit chaque jour. Un levain…'
    >>> called("", "Une nuit. " * 9)[-20:]
    ' Une nuit. Une nuit…'
    """
    told = title or shorten(text or "", OPENING, placeholder="…")
    return f"{told[:-1].rstrip(_POINTS)}…" if told.endswith("…") and not title else told


def opening(text: str, size: int) -> str:
    """Return the beginning of a text, its lines kept, cut after a word.

    Examples
    --------
    >>> opening("Trois rabats, une nuit.", 16), opening("Une nuit.", 16)
    ('Trois rabats…', 'Une nuit.')
    """
    if len(text) <= size:
        return text
    return f"{text[: size + 1].rsplit(maxsplit=1)[0].rstrip(_POINTS)}…"
