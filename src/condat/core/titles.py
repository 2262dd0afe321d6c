"""What a post is called."""

from __future__ import annotations

import re
from textwrap import shorten

_POINTS = " .,;:!?"  # said once, by what tells that it goes on
_WORDS = re.compile(r"(?s).*\S(?=\s)")  # whole ones: a space follows the last
OPENING = 80  # characters that stand for a missing title


def called(title: str | None, text: str | None, name: str) -> str:
    """Return a post's title; the first words of its text where it has none, else its name.

    ``name`` is its address or its key: a picture has no words, and a link needs some.

    Examples
    --------
    >>> called("", "Un levain se nourrit chaque jour. " * 9, "urn:1")
    'Un levain se nourrit chaque jour. Un levain se nourrit chaque jour. Un levain…'
    >>> called("", "Une nuit. " * 9, "urn:1")[-20:]
    ' Une nuit. Une nuit…'
    >>> called(" ", None, "https://a.example/1")
    'https://a.example/1'
    """
    if title and not title.isspace():
        return title
    told = shorten(text or "", OPENING, placeholder="…")
    return f"{told[:-1].rstrip(_POINTS)}…" if told.endswith("…") else told or name


def rest(title: str, text: str) -> str:
    """Return what a text says after a title that is its beginning; all where it is another one.

    Examples
    --------
    >>> rest("Une nuit…", "Une nuit. Trois rabats."), rest("Une nuit.", "Une nuit. ")
    ('… Trois rabats.', '')
    >>> rest("Le levain", "Le levain a faim.")
    'Le levain a faim.'
    """
    begun = _begun(title, text)
    left = text[begun:].lstrip(_POINTS + "…\n")
    if begun and not left:
        return ""
    return f"… {left}" if begun and title.endswith("…") else text


def _begun(title: str, text: str) -> int:
    """Return how long the beginning of a text is that stands as its title; 0 where none does."""
    said = r"\s+".join(map(re.escape, title.removesuffix("…").split()))
    found = re.match(rf"\s*{said}", text) if said else None
    return found.end() if found else 0


def folded(text: str) -> str:
    """Return what two spellings of a title or a question have in common.

    Examples
    --------
    >>> folded("Douze débutants, douze pains") == folded("douze débutants douze pains !")
    True
    """
    return " ".join(re.findall(r"\w+", text.casefold()))


def opening(text: str, size: int) -> str:
    """Return the beginning of a text, cut after a word: ``size`` characters at most, lines kept.

    Examples
    --------
    >>> opening("Trois rabats, une nuit.", 16), opening("Une nuit.", 16)
    ('Trois rabats…', 'Une nuit.')
    >>> opening("anticonstitutionnel", 5), opening(9 * " ", 5)
    ('anti…', '…')
    """
    if len(text) <= size:
        return text
    words = _WORDS.match(text[:size])
    return f"{(words[0] if words else text[: size - 1]).rstrip(_POINTS)}…"
