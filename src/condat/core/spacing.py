"""No line begins with the mark of the line before: what is typed in French is bound when shown.

Who writes in French types an ordinary space before ``?``, ``!``, ``;``, ``:`` and inside ``« »``.
It stays as it was typed where it is kept; where it is read, the space does not break. A page in
another language shows French texts too, and nobody else types such a space.
"""

from __future__ import annotations

import re

_FINE, _FULL = "\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}"
_TYPED = r"(?<=\S) (?=[?!;:»](?:\W|$))|(?<=«) (?=\S)"
_TEXT = re.compile(_TYPED)
_HTML = re.compile(
    rf"(?is)<(textarea|pre|code|script|style|svg)\b.*?</\1\s*>|<!--.*?-->|<[^>]*>|{_TYPED}"
)


def bound(text: str) -> str:
    r"""Bind the punctuation of a text to the word before it.

    Examples
    --------
    >>> bound("« Mon levain a faim : pourquoi ? »")
    '«\xa0Mon levain a faim\xa0: pourquoi\u202f?\xa0»'
    """
    return _TEXT.sub(_space, text)


def bound_html(html: str) -> str:
    r"""Bind the punctuation of a page's texts; its tags, fields and code stay as they are.

    Examples
    --------
    >>> bound_html('<a title="Où ?">Où ?</a> <code>a ? b : c</code>')
    '<a title="Où ?">Où\u202f?</a> <code>a ? b : c</code>'
    """
    return _HTML.sub(_space, html)


def _space(match: re.Match[str]) -> str:
    if match[0] != " ":
        return match[0]
    return _FINE if match.string[match.end()] in "?!;" else _FULL
