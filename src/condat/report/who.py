"""A name as it is shown: what an erasure leaves of one is none."""

from __future__ import annotations

import re

from condat.core.words import Words
from condat.corpus.suppression import GAP

_LEFT = re.compile(rf"{GAP}( \d+)?")  # a number tells two gaps of the same piece apart


def who(name: str, words: Words) -> str:
    """Return a name, or that it is gone where an erasure left a gap.

    Examples
    --------
    >>> who("Inès", Words("en")), who("… 5", Words("en"))
    ('Inès', 'a person who was erased')
    """
    return words("a person who was erased") if _LEFT.fullmatch(name) else name
