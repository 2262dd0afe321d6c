"""The passage of a post that shows what a row claims."""

from __future__ import annotations

import re

_SENTENCE = re.compile(r"[^.!?…\n]+[.!?…]*")
LONGEST = 280


def passage(text: str, terms: tuple[str, ...] = ()) -> str:
    """Return the first sentence that holds one of the terms, else the opening; shortened.

    Examples
    --------
    >>> passage("Bonjour. Le levain est vivant ! Fin.", ("levain",))
    'Le levain est vivant !'
    """
    sentences = [found.group().strip() for found in _SENTENCE.finditer(text)]
    wanted = [term.lower() for term in terms if term]
    holding = (s for s in sentences if any(term in s.lower() for term in wanted))
    chosen = next(holding, " ".join(sentences[:2]))
    return chosen if len(chosen) <= LONGEST else chosen[:LONGEST].rsplit(" ", 1)[0] + "…"
