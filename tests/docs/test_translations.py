"""Every sentence that a person reads stands in French and German, with the same places to fill."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import condat

SOURCE = Path(condat.__file__).parent
KEYWORDS = {"words": None, "mark": None, "plural": (1, 2)}
PAGES = [("**.py", "python"), ("workspace/templates/**.html", "jinja2")]
PLACE = re.compile(r"\{\w*\}")


def sentences() -> set[str]:
    found = extract_from_dir(SOURCE, keywords=KEYWORDS, method_map=PAGES)
    told: set[str] = set()
    for _, _, message, _, _ in found:
        told |= {message} if isinstance(message, str) else set(message)
    return told


def catalogue(language: str) -> Catalog:
    with (SOURCE / "locale" / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language)


@pytest.mark.parametrize("language", ["fr", "de"])
def test_every_sentence_is_translated(language: str) -> None:
    told = {m.id: m for m in catalogue(language) if m.id}
    said = set().union(*({i} if isinstance(i, str) else set(i) for i in told))
    missing = sorted(sentences() - said)
    empty = sorted(str(i) for i, m in told.items() if not m.string or m.fuzzy)
    assert not missing, f"run `make messages` and translate: {missing}"
    assert not empty


@pytest.mark.parametrize("language", ["fr", "de"])
def test_translations_keep_the_places_to_fill(language: str) -> None:
    wrong = [
        m.id
        for m in catalogue(language)
        if m.id and sorted(PLACE.findall(str(m.id))) != sorted(PLACE.findall(str(m.string)))
    ]
    assert not wrong


def test_french_is_set_as_french() -> None:
    """A no-break space stands before : ; ! ? and inside « »."""
    bad = re.compile(r"[^\u00a0\u202f\s:/]([;!?»])|[^\u00a0\u202f\d/]:(?=\s|$)|«[^\u00a0\u202f]")
    wrong = [m.string for m in catalogue("fr") if m.id and bad.search(str(m.string))]
    assert not wrong
