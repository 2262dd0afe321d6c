"""Mark the words that matter in a passage."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

ENDING = r"\w{0,3}"  # of a plural or a case


def highlight(text: str, terms: tuple[str, ...]) -> Markup:
    """Return a passage as HTML with the terms marked.

    Examples
    --------
    >>> str(highlight("Des levains <jeunes>.", ("levain",)))
    'Des <mark>levains</mark> &lt;jeunes&gt;.'
    """
    wanted = [re.escape(term) for term in sorted(set(terms), key=len, reverse=True) if term]
    if not wanted:
        return escape(text)
    found = re.compile(rf"\b(?:{'|'.join(wanted)}){ENDING}\b", re.IGNORECASE)
    parts, at = [], 0
    for match in found.finditer(text):
        parts += [escape(text[at : match.start()]), Markup("<mark>{}</mark>").format(match.group())]
        at = match.end()
    return Markup("").join([*parts, escape(text[at:])])
