"""The passage of a post that shows what a row claims."""

from __future__ import annotations

from condat.core.titles import folded
from condat.create.texts.sentences import sentences

LONGEST = 280
_CUT = " .,;:!?…)]»”"  # what is left of the sentence before
_ENDS = (".", "!", "?", "…", "»", "”", '"')


def passage(text: str, terms: tuple[str, ...] = (), title: str = "") -> str:
    r"""Return the first sentence that holds one of the terms, else the opening; shortened.

    Whole sentences come before headings, and the title is not said again, nor what stands on its
    line (*Making bread. First published on 3 May*), where the text says anything else.

    Examples
    --------
    >>> passage("Bonjour. Le levain est vivant ! Fin.", ("levain",))
    'Le levain est vivant !'
    >>> passage("Neu: 2023.2.5 auf bremen.example. Ab dem 24. März gilt es.", ("märz", "2023"))
    'Neu: 2023.2.5 auf bremen.example.'
    >>> passage("Le levain\n\nParu le 3 mai\n\nUn levain se nourrit.", ("levain",), "Le levain")
    'Un levain se nourrit.'
    >>> passage("Mon levain ne monte pas.", ("levain",), "Mon levain")
    'Mon levain ne monte pas.'
    """
    told = [one.text for line in text.splitlines() for one in sentences(line)]
    fresh = [one for one in told if not _again(one, title)] or told
    whole = [one for one in fresh if one.endswith(_ENDS)] or fresh
    wanted = [term.lower() for term in terms if term]
    holding = (s for s in (*whole, *fresh) if any(term in s.lower() for term in wanted))
    chosen = next(holding, " ".join(whole[:2]))
    return chosen if len(chosen) <= LONGEST else chosen[:LONGEST].rsplit(" ", 1)[0] + "…"


def _again(sentence: str, title: str) -> bool:
    """Say whether a sentence is the title once more, and does not go on from it."""
    goes_on = sentence[len(title) :].lstrip()[:1].islower()
    return bool(title) and folded(sentence).startswith(folded(title)) and not goes_on


def excerpt(text: str) -> str:
    """Show where words around a use were cut out of a sentence.

    Examples
    --------
    >>> excerpt(". Le pointage, tranquillement. Retenez trois")
    'Le pointage, tranquillement. Retenez trois…'
    >>> excerpt("horaires, j’ai changé la recette.")
    '… horaires, j’ai changé la recette.'
    """
    told = text.lstrip(_CUT).rstrip()
    begun = "… " if told[:1].islower() else ""
    return f"{begun}{told}{'' if told.endswith(_ENDS) else '…'}"
