"""The passage of a post that shows what a row claims."""

from __future__ import annotations

from condat.create.texts.sentences import sentences

LONGEST = 280


def passage(text: str, terms: tuple[str, ...] = ()) -> str:
    """Return the first sentence that holds one of the terms, else the opening; shortened.

    Examples
    --------
    >>> passage("Bonjour. Le levain est vivant ! Fin.", ("levain",))
    'Le levain est vivant !'
    >>> passage("Neu: 2023.2.5 auf bremen.example. Ab dem 24. März gilt es.", ("märz", "2023"))
    'Neu: 2023.2.5 auf bremen.example.'
    """
    told = [one.text for line in text.splitlines() for one in sentences(line)]
    wanted = [term.lower() for term in terms if term]
    holding = (s for s in told if any(term in s.lower() for term in wanted))
    chosen = next(holding, " ".join(told[:2]))
    return chosen if len(chosen) <= LONGEST else chosen[:LONGEST].rsplit(" ", 1)[0] + "…"
