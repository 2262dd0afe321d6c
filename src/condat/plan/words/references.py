"""Lines of a bibliography: what they ask is the title of somebody's work, not a question.

A line of ours is one when a year stands in it as publications have it, and it opens with authors
("Hess U, Kleck RE. Who may frown? ... 2005;19(4)", "Launet, E. ... (2010)", "de Beauvoir, Simone,
Privilèges, Gallimard, 1955") or with a number of the list and gives pages.
"""

from __future__ import annotations

import re

LONGEST = 600  # characters of such a line
_MARK = r"[\s*•·–—-]*(?:\[?\d{1,3}[\].)]+\s*)?"
_CAPITAL = "A-ZÀ-ÖØ-Þ"
_NAME = rf"(?:(?:d[eu]|van|von|der|la|le|del|di)\s)*[{_CAPITAL}][\w'-]+"
_INITIALS = rf"(?:[{_CAPITAL}]\.?[\s-]?){{1,3}}(?=[\s,.;&(]|$)"
_GIVEN = rf"(?:[{_CAPITAL}][\w'-]+\s?){{1,2}}(?=[,;.(])"
_AUTHORS = re.compile(rf"{_MARK}{_NAME}(?:\s{_INITIALS}[.,;&(]|,\s(?:{_INITIALS}|{_GIVEN}))")
_YEAR = re.compile(r"\((?:1[5-9]|20)\d\d[a-z]?\)|[,.;]\s(?:1[5-9]|20)\d\d[a-z]?\s?[,.;:]")
_NUMBERED = re.compile(r"\s*(?:\[\d{1,3}\]|\d{1,3}[.)])\s")
_PAGES = re.compile(r"\b(?:pp?|S)\.\s?\d|\b\d+\s?p\.|\d\(\d+\):\d|\d[-–‑]{1,2}\d+\s?[.(]")


def reference(line: str) -> bool:
    """Say whether a line is an entry of a bibliography.

    Examples
    --------
    >>> reference("2. Hess U, Kleck RE. Who may frown and who should smile? Cognition. 2005;19(4).")
    True
    >>> reference("Faut-il brûler Sade ? Le livre est de Simone de Beauvoir (1955).")
    False
    """
    if len(line) > LONGEST or not _YEAR.search(line):
        return False
    return bool(_AUTHORS.match(line) or (_NUMBERED.match(line) and _PAGES.search(line)))
