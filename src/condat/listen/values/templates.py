r"""What site generators leave in a body besides Markdown and HTML: tags, classes, boxes, notes.

Jekyll, Hugo, MkDocs, Eleventy, Docusaurus and their kin read such marks before a page is shown;
nobody who reads the page sees them, so they are no words of it.
"""

from __future__ import annotations

import re

_AMID = r"\{[{%:.#]|\]\{|\)\{|!!!|\?\?\?|:[a-z]|\[\^|--8<--"
_AHEAD = r":::|=== |\[TOC\]|(?:im|ex)port "  # where a line begins
SIGNS = rf"{_AMID}|^(?:{_AHEAD})"
_SIGN, _OPENING = re.compile(_AMID), re.compile(rf"\n(?:{_AHEAD})")  # apart: ten times as fast
_WRITTEN = re.compile(r"\{\{-?\s*[\"']([^\"'{}]*)[\"'][^{}]*\}\}")  # {{ "/about" | relative_url }}
_TAG = r"\{\{[<%].*?[>%]\}\}|\{%.*?%\}|\{\{.*?\}\}"
_TAGS = re.compile(_TAG, re.DOTALL)
_TARGET = re.compile(rf"(?m)^( {{0,3}}\[[^\]\n]+\]:[ \t]*)(?:{_TAG})[ \t]*$")  # [here]: {{< ref >}}
# Pandoc's: a passage with a style of its own, a link with one.
_STYLE = r"\{\s*(?:(?:[\w:-]+=(?:\"[^\"{}]*+\"|[\w.%]+)|[.#][\w-]+)\s*)++\}"
_SPAN = re.compile(rf"\[((?:[^\[\]]++|\[[^\[\]]*+\])*+)\]{_STYLE}|(?<=\)){_STYLE}")
_CLASSES = re.compile(r"\{:[^{}\n]*\}|\{ ?[.#][A-Za-z][^{}\n]*\}")
_BOX = re.compile(
    r"^(?P<edge>[ \t]*)(?:!!!|\?\?\?\+?|===)[ \t]*[\w -]*?(?:\"(?P<title>[^\"\n]*)\")?[ \t]*\n"
    r"(?P<inside>(?:(?P=edge)(?: {4}|\t)[^\n]*(?:\n|\Z)|[ \t]*\n)+)",
    re.MULTILINE,
)
_INSIDE = re.compile(r"^(?: {4}|\t)", re.MULTILINE)
_FENCE = re.compile(r"^[ \t]*:::+[ \t]*\w*(?:[ \t]*\{[^{}\n]*\})?(?:[ \t]*:::+)?", re.MULTILINE)
_NOTE = re.compile(r"\[\^[^\]\s]+\]:?")
_EMOJI = re.compile(r"(?<![\w:/]):[a-z][a-z0-9_+-]{1,40}:(?![\w:/])")
_LINES = re.compile(
    r"^(?:[ \t]*-*8<-.*|\[TOC\]|import .* from [\"'].*|export (?:const|default) .*)$", re.MULTILINE
)


def without_marks(body: str) -> str:
    r"""Take out the marks of site generators; what a reader would see of them stays.

    Examples
    --------
    >>> without_marks('![Four](/four.jpg){: .centre } Voir [ici]({{ "/pain/" | url }}).')
    '![Four](/four.jpg) Voir [ici](/pain/).'
    >>> without_marks('!!! note "À savoir"\n    Le levain se garde[^1].\n\nFin :tada:')
    'À savoir\n\nLe levain se garde.\n\nFin '
    >>> without_marks('::: {style="color: red"}\nLire ceci.\n:::')
    '\nLire ceci.\n'
    >>> without_marks('[Voir [ici](/pain)]{style="color: red"} ![](/a.jpg){width="9"}')
    'Voir [ici](/pain) ![](/a.jpg)'
    >>> without_marks('Voir [ici][].\n\n[ici]: {{< ref "/pain.md" >}}')
    'Voir [ici][].\n\n[ici]: <>'
    >>> without_marks("`function(){return a=1}` et `[0]{b = 2}` restent.")
    '`function(){return a=1}` et `[0]{b = 2}` restent.'
    """
    if not _SIGN.search(body) and not _OPENING.search(f"\n{body}"):
        return body
    text = _TAGS.sub("", _TARGET.sub(r"\1<>", _WRITTEN.sub(r"\1", body)))
    text = _LINES.sub("", _CLASSES.sub("", _SPAN.sub(r"\1", text)))
    text = _BOX.sub(_opened, text)
    return _EMOJI.sub("", _NOTE.sub("", _FENCE.sub("", text)))


def _opened(box: re.Match[str]) -> str:
    title, inside = box["title"] or "", _INSIDE.sub("", box["inside"])
    return f"{title}\n\n{inside}" if title else inside
