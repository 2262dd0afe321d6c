"""What evidence is made of."""

from __future__ import annotations

from dataclasses import dataclass

from condat.report.page import Post


@dataclass(frozen=True)
class Exhibit:
    """A number, said; how it is reckoned; the posts behind it."""

    title: str  # a sentence with the number in it
    method: str  # the page of the documentation
    formula: str = ""  # in words
    lines: tuple[tuple[str, str], ...] = ()  # what it is made of
    reasons: tuple[str, ...] = ()
    posts: tuple[Post, ...] = ()
    terms: tuple[str, ...] = ()  # to highlight
