"""A text in Markdown as HTML that is safe to show: raw HTML is shown, never obeyed."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pyromark
from selectolax.lexbor import LexborHTMLParser, LexborNode

_OPTIONS = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_STRIKETHROUGH
_OPEN, _SHUT = "\ue010", "\ue011"  # where a passage starts and ends
_PRIVATE = re.compile("[\ue000-\uf8ff]")
SCHEMES = ("http", "https", "mailto")


def safe_html(source: str, marked: tuple[str, ...] = ()) -> str:
    """Render a text; passages are marked where they stand.

    Parameters
    ----------
    source : str
        Markdown. HTML in it is shown as it is written; only web and mail addresses are links, and
        pictures become links.
    marked : tuple of str
        Passages to mark.

    Examples
    --------
    >>> safe_html("Il a **faim**. <b onclick=x>", ("a **faim**",))
    '<p>Il <mark>a <strong>faim</strong></mark>. &lt;b onclick=x&gt;</p>'
    >>> safe_html("[a](javascript:b)")
    '<p><a>a</a></p>'
    """
    text = _escaped(_marked(_PRIVATE.sub("", source), marked))
    html = pyromark.html(text, options=_OPTIONS)
    html = html.replace(_OPEN, "<mark>").replace(_SHUT, "</mark>")
    tree = LexborHTMLParser(f"<body>{html}</body>")
    for link in tree.css("a"):
        _guard(link)
    for picture in tree.css("img"):
        picture.replace_with(picture.attributes.get("alt") or "")
    for heading, lower in (("h4", "h6"), ("h3", "h5"), ("h2", "h4"), ("h1", "h3")):
        _lower(tree, heading, lower)
    body = tree.body
    return (body.inner_html or "").strip() if body else ""


def find(passage: str, source: str) -> tuple[int, int] | None:
    r"""Say where a passage stands in a text, whatever its white space and quotation marks.

    Examples
    --------
    >>> find("l'eau  tiède", "Prenez l’eau\ntiède.")
    (7, 18)
    """
    words = [_loosely(word) for word in passage.split()]
    found = re.search(r"\s+".join(words), source) if words else None
    return found.span() if found else None


def _loosely(word: str) -> str:
    escaped = re.escape(word)
    return re.sub("['’]", "['’]", re.sub('[“”«»"]', '[“”«»"]', escaped))


def _marked(source: str, passages: tuple[str, ...]) -> str:
    spans = sorted({span for passage in passages if (span := find(passage, source))}, reverse=True)
    last = len(source) + 1
    for start, end in spans:
        if end <= last and "\n\n" not in source[start:end]:
            source = f"{source[:start]}{_OPEN}{source[start:end]}{_SHUT}{source[end:]}"
            last = start
    return source


def _escaped(source: str) -> str:
    """Write raw HTML so that it is shown; what it hid may hold more, until none is left."""
    while spans := [
        (span["start"], span["end"])
        for event, span in pyromark.events_with_range(source, options=_OPTIONS)
        if isinstance(event, dict) and event.keys() & {"Html", "InlineHtml"}
    ]:
        raw = source.encode()
        for start, end in reversed(spans):
            raw = raw[:start] + raw[start:end].replace(b"<", b"&lt;") + raw[end:]
        source = raw.decode()
    return source


def _guard(link: LexborNode) -> None:
    address = link.attributes.get("href") or ""
    if urlsplit(address).scheme not in SCHEMES:
        del link.attrs["href"]
    else:
        link.attrs["rel"] = "noopener noreferrer"


def _lower(tree: LexborHTMLParser, heading: str, lower: str) -> None:
    """Put a heading below those of the page."""
    for node in tree.css(heading):
        made = LexborHTMLParser(f"<{lower}>{node.inner_html}</{lower}>").css_first(lower)
        if made is not None:
            node.replace_with(made)
