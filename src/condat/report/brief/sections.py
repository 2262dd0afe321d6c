"""A brief, section by section, and as a page to print."""

from __future__ import annotations

from collections.abc import Mapping

from condat.core.words import mark
from condat.report.brief import evidence, saying
from condat.report.brief.told import Told
from condat.report.page import Note, Page, Section

TITLES = {
    "angle": mark("What to say"),
    "words": mark("In whose words"),
    "questions": mark("What to answer"),
    "sources": mark("What to read first"),
    "examples": mark("What did better than usual"),
    "form": mark("Form and length"),
    "people": mark("With whom"),
    "proof": mark("What would prove it"),
    "stop": mark("When to stop"),
}


def sections(told: Told, notes: Mapping[str, str]) -> tuple[Section, ...]:
    """Lay the brief out, section by section.

    Parameters
    ----------
    told : Told
    notes : mapping
        What the team wrote by hand, by section; it stands first.
    """
    parts = {
        "angle": saying.angle(told),
        "words": saying.vocabulary(told),
        "questions": saying.asking(told),
        "sources": evidence.sources(told),
        "examples": evidence.examples(told),
        "form": saying.form(told),
        "people": evidence.people(told),
        "proof": evidence.proof(told),
        "stop": evidence.stop(told),
    }
    return tuple(
        Section(key, "create", told.words(title), "", (*_note(notes.get(key, "")), *parts[key]))
        for key, title in TITLES.items()
    )


def page(told: Told, notes: Mapping[str, str], *, title: str, brand: str, computed: str) -> Page:
    """Lay the brief out as a page to print."""
    labels = told.words("Evidence"), told.words("Contents")
    return Page(
        told.words.language, brand, title, computed, (), sections(told, notes), *labels
    ).bound()


def _note(text: str) -> tuple[Note, ...]:
    return (Note(text),) if text else ()
