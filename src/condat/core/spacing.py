"""No line begins with the mark of the line before, in French: what is typed is bound when shown.

Who writes in French types an ordinary space before ``?``, ``!``, ``;``, ``:`` and inside ``« »``.
It stays as it was typed where it is kept; where it is read, the space does not break.
"""

from __future__ import annotations

import re

_FINE, _FULL = "\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}"
_TYPED = r"(?<=\S) (?=[?!;:»](?:\W|$))|(?<=«) (?=\S)"
_TEXT = re.compile(_TYPED)
_HTML = re.compile(
    rf"(?is)<(textarea|pre|code|script|style|svg)\b.*?</\1\s*>|<!--.*?-->|<[^>]*>|{_TYPED}"
)


def bound(text: str, language: str) -> str:
    r"""Bind the punctuation of a text to the word before it; another language has no need.

    Examples
    --------
    >>> bound("« Mon levain a faim : pourquoi ? »", "fr")
    '«\xa0Mon levain a faim\xa0: pourquoi\u202f?\xa0»'
    >>> bound("Ask : why ?", "en")
    'Ask : why ?'
    """
    return _TEXT.sub(_space, text) if language == "fr" else text


def bound_html(html: str, language: str) -> str:
    r"""Bind the punctuation of a page's texts; its tags, fields and code stay as they are.

    Examples
    --------
    >>> bound_html('<a title="Où ?">Où ?</a> <code>a ? b : c</code>', "fr")
    '<a title="Où ?">Où\u202f?</a> <code>a ? b : c</code>'
    """
    return _HTML.sub(_space, html) if language == "fr" else html


def _space(match: re.Match[str]) -> str:
    if match[0] != " ":
        return match[0]
    return _FINE if match.string[match.end()] in "?!;" else _FULL
