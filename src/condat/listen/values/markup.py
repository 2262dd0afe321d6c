"""Bodies in Markdown or HTML to plain text: paragraphs kept, code blocks dropped, links gathered.

Markdown becomes HTML first, so that there is one way from HTML to text. Whether a body holds any
markup at all is decided for a whole column at once: most short posts hold none.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

import polars as pl
import pyarrow as pa
import pyromark
from selectolax.lexbor import LexborHTMLParser

from condat.listen.values.links import cleaned, written
from condat.listen.values.templates import SIGNS, without_marks

Form = Literal["auto", "markdown", "html", "text"]

_BLOCK, _LINE = "\ue000", "\ue001"
_BLOCKS = re.compile(
    r"(?i)</?(?:address|article|aside|blockquote|dd|div|dl|dt|fieldset|figcaption|figure|footer|form"
    r"|h[1-6]|header|hr|li|main|nav|ol|p|pre|section|summary|table|tbody|td|th|thead|tr|ul)\b"
)
_BREAKS = re.compile(r"(?i)<br\b")
_DROPPED = ["script", "style", "pre", "template", "noscript", "iframe", "svg", "head", "textarea"]
_UNREAD = re.compile(r"(?i)<(?:script|style|pre|template|noscript|iframe|svg|head|textarea)\b")
_HTML_BODY = re.compile(
    r"(?i)^\s*<(?!https?:)[a-z!][^>]*>|</(?:p|div|li|h[1-6]|ul|ol|table)>|<br\s*/?>"
)
_MARKDOWN = re.compile(r"(?m)\]\(|^#{1,6} |^```|^~~~|^\s*[-*+] |^\s*\d+\. |\*\*|^> ")
# Markdown that stands inside a block of HTML, where Markdown itself is no longer read.
_LINKED = re.compile(r"!?\[([^\[\]<>]+)\]\(([^\s()<>]+)(?:\s+\"[^\"<>]*\")?\)")
_NAMED = re.compile(r"(?<![\w\])])\[([^\[\]<>]+)\]\[\]")  # a link whose address is told nowhere
_STRONG = re.compile(r"\*\*(\S(?:[^*<>]*\S)?)\*\*")
_OPTIONS = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_STRIKETHROUGH
_MARKS = {
    "html": rf"(?m)[<&]|https?://|{SIGNS}",
    "markdown": rf"(?m)[*_`\[\]#>|~<&\\]|https?://|^\s+\S|^\d+[.)]\s|^[-+=]|{SIGNS}",
    "text": r"https?://",
}


class Body(NamedTuple):
    """A body as plain text, its paragraphs apart by an empty line, and the links in it."""

    text: str
    links: list[str]


def plain(body: str, form: Form = "html", base: str = "") -> Body:
    r"""Turn one body into plain text and its links, absolute from ``base``.

    Examples
    --------
    >>> plain("<p>See <a href='/b'>this</a>.</p><pre>x = 1</pre><p>End.</p>", base="https://a.org/")
    Body(text='See this.\n\nEnd.', links=['https://a.org/b'])
    >>> plain("# Hooks\n\nThey *changed*\nmuch.\n\n```js\nlet x\n```", "markdown").text
    'Hooks\n\nThey changed much.'
    >>> plain("Voir [ici][] et [là][].\n\n[ici]: https://a.org/b", "markdown")
    Body(text='Voir ici et là.', links=['https://a.org/b'])
    >>> plain("<p>See [the\nguide](/g) **now**.</p>", "auto", base="https://a.org/")
    Body(text='See the guide now.', links=['https://a.org/g'])
    """
    form = _form(body) if form == "auto" else form
    if form == "text":
        return Body(body.strip(), cleaned(written(body), base))
    body = without_marks(body)
    html = _inside(pyromark.html(body, options=_OPTIONS)) if form == "markdown" else body
    tree = LexborHTMLParser(_BREAKS.sub(f"{_LINE}<br", _BLOCKS.sub(rf"{_BLOCK}\g<0>", html)))
    if _UNREAD.search(html):
        tree.strip_tags(_DROPPED)
    text = tree.body.text() if tree.body else ""
    links = [link.attributes["href"] or "" for link in tree.tags("a") if "href" in link.attributes]
    return Body(_paragraphs(text), cleaned([*links, *written(text)], base))


def column(bodies: pl.Series, bases: pl.Series, form: Form) -> pl.DataFrame:
    """Turn a column of bodies into ``text`` and ``links``; a body without markup stays as it is.

    Examples
    --------
    >>> texts = pl.Series(["Plain.", "**Bold**", None])
    >>> column(texts, pl.Series([None] * 3, dtype=pl.String), "markdown")["text"].to_list()
    ['Plain.', 'Bold', None]
    """
    marked = bodies.str.contains(_MARKS["markdown" if form == "auto" else form]).fill_null(
        value=False
    )
    text = _unwrapped(bodies) if form in ("auto", "markdown") else bodies.str.strip_chars()
    pairs = zip(bodies.filter(marked), bases.filter(marked).fill_null(""), strict=True)
    read = [plain(body, form, base) for body, base in pairs]
    return pl.DataFrame(
        {
            "text": text.scatter(marked.arg_true(), [body.text for body in read]) if read else text,
            "links": spread([body.links for body in read], marked),
        }
    )


def _unwrapped(texts: pl.Series) -> pl.Series:
    paragraphs = texts.str.strip_chars().str.replace_all(
        r"[ \t]*\r?\n(?:[ \t]*\r?\n)+[ \t]*", _BLOCK
    )
    lines = paragraphs.str.replace_all(r"[ \t]*\r?\n[ \t]*", " ")
    return lines.str.replace_all(_BLOCK, "\n\n", literal=True)


def spread(links: list[list[str]], marked: pl.Series) -> pl.Series:
    """Give the marked rows these lists, in order, and the others an empty one.

    Examples
    --------
    >>> spread([["a"]], pl.Series([False, True])).to_list()
    [[], ['a']]
    """
    found = pl.Series(
        "links", pl.from_arrow(pa.array([*links, []], pa.large_list(pa.large_string())))
    )
    places = marked.cast(pl.UInt32).cum_sum() - marked.cast(pl.UInt32)
    rows = pl.select(pl.when(marked).then(places).otherwise(len(links))).to_series()
    return found.gather(rows)


def _inside(html: str) -> str:
    """Read the links and the stress that Markdown left as they were."""
    if "[" in html:
        html = _NAMED.sub(r"\1", _LINKED.sub(r'<a href="\2">\1</a>', html))
    return _STRONG.sub(r"<b>\1</b>", html)


def _form(body: str) -> Form:
    html = "<" in body and _HTML_BODY.search(body)
    return "html" if html and not _MARKDOWN.search(body) else "markdown"


def _paragraphs(text: str) -> str:
    lines = "\n".join(line.strip(" ") for line in " ".join(text.split()).split(_LINE))
    return "\n\n".join(block for part in lines.split(_BLOCK) if (block := part.strip()))
