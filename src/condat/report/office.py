"""A page, or a text, as a document of a word processor (.docx): headings and lists are its own."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable

from docx import Document
from docx.document import Document as Docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from selectolax.lexbor import LexborHTMLParser, LexborNode

from condat.create.texts.rendering import safe_html
from condat.report.page import Card, Figure, Grid, Note, Page, Post, changed

MEDIA = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
HEADINGS = {"h3": 1, "h4": 2, "h5": 3, "h6": 4}  # as a text's own are put below a page's
LISTS = {"ul": "List Bullet", "ol": "List Number"}
_SPACE = re.compile(r"\s+")
_NEVER = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
STYLES = {"strong": "bold", "b": "bold", "em": "italic", "i": "italic", "del": "strike"}


def page_docx(page: Page) -> bytes:
    """Write a page as a document.

    Examples
    --------
    >>> page = Page("fr", "Moulin", "Nourrir un levain", "", (), (), "Preuves", "Sommaire")
    >>> page_docx(page)[:2]
    b'PK'
    """
    page = changed(page, _clean)
    document = _titled(page.title, page.computed, page.language)
    for banner in page.banners:
        _note(document, banner)
    for section in page.sections:
        document.add_heading(section.title, 1)
        _plain(document, section.lead)
        for block in section.blocks:
            _block(document, block)
    return _bytes(document)


def text_docx(title: str, source: str, language: str) -> bytes:
    """Write a text in Markdown as a document; only web and mail addresses are links.

    Examples
    --------
    >>> text_docx("Levain", "Il a **faim**.", "fr")[:2]
    b'PK'
    """
    document = _titled(_clean(title), "", language)
    body = LexborHTMLParser(f"<body>{safe_html(_clean(source))}</body>").body
    for node in body.iter() if body else ():
        _node(document, node)
    return _bytes(document)


def _clean(text: str) -> str:
    """Take out what no XML can hold."""
    return _NEVER.sub("", text)


def _titled(title: str, computed: str, language: str) -> Docx:
    document = Document()
    told = document.core_properties
    told.title, told.language, told.author, told.comments = title, language, "", ""
    document.add_heading(title, 0)
    _plain(document, computed, style="Caption")
    return document


def _bytes(document: Docx) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _plain(document: Docx, text: str, *, style: str | None = None) -> None:
    if text:
        document.add_paragraph(text, style)


def _block(document: Docx, block: Grid | Figure | Note | object) -> None:
    if isinstance(block, Note):
        _note(document, block)
    elif isinstance(block, Grid):
        _plain(document, block.caption, style="Caption")
        _table(document, [block.headers, *(row.cells for row in block.rows)])
    elif isinstance(block, Figure):
        _plain(document, block.caption, style="Caption")
        _plain(document, block.description if block.description != block.caption else "")
    else:
        for card in getattr(block, "cards", ()):
            _card(document, card)


def _note(document: Docx, note: Note) -> None:
    document.add_paragraph(note.text, "Intense Quote" if note.tone == "warning" else None)


def _card(document: Docx, card: Card) -> None:
    document.add_heading(card.heading, 2)
    _plain(document, card.lead)
    for label, values in card.facts:
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{label} ").bold = True
        paragraph.add_run("; ".join(values))
    for post in card.evidence:
        _post(document, post)


def _post(document: Docx, post: Post) -> None:
    paragraph = document.add_paragraph(style="List Bullet")
    _link(paragraph, post.url, post.title or post.url)
    who = ", ".join(filter(None, (post.author, post.date)))
    paragraph.add_run(f" ({who})" if who else "")
    if post.passage:
        paragraph.add_run("\n")
        paragraph.add_run(post.passage).italic = True


def _table(document: Docx, rows: Iterable[Iterable[str]]) -> None:
    told = [list(row) for row in rows]
    table = document.add_table(len(told), max(map(len, told)), "Table Grid")
    for line, row in zip(table.rows, told, strict=True):
        for cell, text in zip(line.cells, row, strict=False):
            cell.text = text
    for cell in table.rows[0].cells:
        for run in cell.paragraphs[0].runs:
            run.bold = True


def _node(document: Docx, node: LexborNode) -> None:
    """Write one block of a text."""
    tag = node.tag or ""
    if tag in HEADINGS:
        _line(document.add_heading(level=HEADINGS[tag]), node)
    elif tag in LISTS:
        _list(document, node, 1)
    elif tag == "blockquote":
        for inner in node.iter():
            _line(document.add_paragraph(style="Quote"), inner)
    elif tag == "table":
        lines = node.css("tr")
        _table(document, [[cell.text() for cell in line.css("th, td")] for line in lines])
    elif tag == "hr":
        document.add_paragraph("* * *")
    else:
        _line(document.add_paragraph(), node)


def _list(document: Docx, node: LexborNode, depth: int) -> None:
    name = LISTS[node.tag or "ul"]
    style = name if depth == 1 else f"{name} {min(depth, 3)}"
    count = _count(document, style, node.attributes.get("start")) if node.tag == "ol" else None
    for item in node.iter():
        paragraph = document.add_paragraph(style=style)
        if count is not None:
            paragraph._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = count
        _line(paragraph, item, skipping=tuple(LISTS))
        for inner in item.iter():
            if inner.tag in LISTS:
                _list(document, inner, depth + 1)


def _count(document: Docx, style: str, start: str | None) -> int:
    """Begin to count anew; paragraphs of one style count on through the whole document."""
    numbering = document.part.numbering_part.element
    kept = document.styles[style].element.pPr.numPr.numId.val
    fresh = numbering.add_num(numbering.num_having_numId(kept).abstractNumId.val)
    fresh.add_lvlOverride(ilvl=0).add_startOverride(int(start or 1))
    return int(fresh.numId)


def _line(paragraph: Paragraph, node: LexborNode, *, skipping: tuple[str, ...] = ()) -> None:
    """Write a line; no space stands at its end."""
    _inline(paragraph, node, skipping=skipping)
    for run in reversed(paragraph.runs):
        run.text = run.text.rstrip()
        if run.text:
            return


def _inline(
    paragraph: Paragraph,
    node: LexborNode,
    *,
    looks: tuple[str, ...] = (),
    skipping: tuple[str, ...] = (),
) -> None:
    """Write what stands in a line: bold, italic, links."""
    for inner in node.iter(include_text=True):
        tag = inner.tag or ""
        if tag in skipping:
            continue
        if tag == "-text":
            _run(paragraph, inner.text(), looks)
        elif tag == "br":
            paragraph.add_run("\n")
        elif tag == "a" and inner.attributes.get("href"):
            _link(paragraph, inner.attributes["href"] or "", inner.text())
        else:
            more = (STYLES[tag],) if tag in STYLES else ()
            _inline(paragraph, inner, looks=looks + more, skipping=skipping)


def _run(paragraph: Paragraph, text: str, looks: tuple[str, ...]) -> None:
    told = _SPACE.sub(" ", text)
    if told == " " and not paragraph.runs:
        return
    run = paragraph.add_run(told)
    for look in looks:
        setattr(run.font, look, True)


def _link(paragraph: Paragraph, url: str, text: str) -> None:
    """Write a link; the library has none of its own to add."""
    to = paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), to)
    run = paragraph.add_run(text)
    run.font.underline = True
    link.append(run._r)
    paragraph._p.append(link)
