"""A brief and a text leave for a word processor, with headings, lists and links of its own."""

from __future__ import annotations

import io
from typing import Any

import pytest
from docx import Document
from docx.document import Document as Docx

from condat.report.office import MEDIA, text_docx
from condat.workspace.create.pieces.texts import save
from condat.workspace.create.pieces.writing import write_section
from condat.workspace.teams.models import Team
from workspace.conftest import User, Visitor

TEXT = """# Nourrir

Il a **très** *faim* : voir [la farine](https://moulin.example/farine) et [non](javascript:x).
Deuxième ligne.

- un
- deux
  - dedans

1. d’abord

> Dit Ana

| Farine | g |
| --- | --- |
| T65 | 100 |

<script>alert(1)</script>
"""


def opened(answer: Any) -> Docx:
    assert answer.status_code == 200
    assert answer["Content-Type"] == MEDIA
    return Document(io.BytesIO(answer.content))


def told(document: Docx) -> list[tuple[str, str]]:
    return [(str(one.style.name), one.text) for one in document.paragraphs if one.style]


def test_a_text_keeps_its_form(visitor: Visitor, team: Team, owner: User) -> None:
    piece = team.pieces.create(title="Nourrir un levain", kind="article")
    save(piece=piece, text=TEXT, base=0, by=owner)
    answer = visitor("viewer").get(f"/t/moulin/pieces/{piece.pk}/versions/1/take/")
    assert answer["Content-Disposition"] == 'attachment; filename="nourrir-un-levain.1.docx"'
    document = opened(answer)
    assert told(document) == [
        ("Title", "Nourrir un levain"),
        ("Heading 1", "Nourrir"),
        ("Normal", "Il a très faim : voir la farine et non. Deuxième ligne."),
        ("List Bullet", "un"),
        ("List Bullet", "deux"),
        ("List Bullet 2", "dedans"),
        ("List Number", "d’abord"),
        ("Quote", "Dit Ana"),
        ("Normal", "<script>alert(1)</script>"),
    ]
    assert [one.text for one in document.paragraphs[2].runs if one.bold] == ["très"]
    assert [one.text for one in document.paragraphs[2].runs if one.italic] == ["faim"]
    links = [one.address for one in document.paragraphs[2].hyperlinks]
    assert links == ["https://moulin.example/farine"]
    assert [cell.text for cell in document.tables[0].rows[1].cells] == ["T65", "100"]
    assert document.core_properties.author == ""


def test_each_list_is_counted_from_its_own_beginning() -> None:
    source = "1. un\n2. deux\n\nPuis :\n\n4. quatre\n5. cinq"
    document = Document(io.BytesIO(text_docx("Titre", source, "fr")))
    found = [one._p.xpath("./w:pPr/w:numPr/w:numId/@w:val") for one in document.paragraphs]
    lists = [int(one[0]) for one in found if one]
    assert [lists.count(one) for one in dict.fromkeys(lists)] == [2, 2]
    counted = document.part.numbering_part.element
    begun = [
        counted.num_having_numId(one).lvlOverride_lst[0].startOverride.val
        for one in dict.fromkeys(lists)
    ]
    assert begun == [1, 4]


def test_a_brief_binds_what_was_typed_in_french(visitor: Visitor, team: Team) -> None:
    piece = team.pieces.create(title="Mon levain a faim : pourquoi ?", kind="article")
    document = opened(visitor("viewer").get(f"/t/moulin/pieces/{piece.pk}/brief/take/"))
    assert told(document)[0] == ("Title", "Mon levain a faim\xa0: pourquoi\u202f?")


def test_a_brief_says_what_its_page_says(visitor: Visitor, team: Team, owner: User) -> None:
    piece = team.pieces.create(title="Nourrir un levain", kind="article", keyword="levain")
    write_section(piece=piece, key="examples", text="Comme \x0b chez Ana", by=owner)
    document = opened(visitor("viewer").get(f"/t/moulin/pieces/{piece.pk}/brief/take/"))
    text = "\n".join(text for _, text in told(document))
    assert text.startswith("Nourrir un levain")
    assert "Comme  chez Ana" in text
    assert ("Heading 1") in [style for style, _ in told(document)]


@pytest.mark.parametrize(
    "source", ["", "\x00\x0b", "a\ud800b", "[](https://a.example)", "|a|\n|-|"]
)
def test_any_text_can_be_written(source: str) -> None:
    assert text_docx("x", source, "fr")[:2] == b"PK"
