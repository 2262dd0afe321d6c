"""Every sentence that a person reads stands in French and German, with the same places to fill.

Sentences are found where they are marked; that they are marked is read off the syntax of the code
(errors, hints, what is printed, steps of progress) and off the commands themselves (help).
"""

from __future__ import annotations

import ast
import importlib.util
import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from tests.docs.marked import Module

import condat
from condat.core.words import LANGUAGES, Words
from condat.listen.reasons import ADVICE, REASONS, Reason

DOCS = Path(__file__).parents[2] / "docs"
SOURCE = Path(condat.__file__).parent
KEYWORDS = {"words": None, "mark": None, "plural": (1, 2)}
TEMPLATES = "workspace/templates/**."
PAGES = [("**.py", "python"), (f"{TEMPLATES}html", "jinja2"), (f"{TEMPLATES}txt", "jinja2")]
PLACE = re.compile(r"\{\w*\}")


def sentences() -> set[str]:
    found = extract_from_dir(SOURCE, keywords=KEYWORDS, method_map=PAGES)
    told: set[str] = set()
    for _, _, message, _, _ in found:
        told |= {message} if isinstance(message, str) else set(message)
    return told


def helped() -> set[str]:
    """The paragraphs of help of every command and option, as ``make messages`` takes them."""
    spec = importlib.util.spec_from_file_location("docs_messages", DOCS / "messages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return set(module.sentences())


def modules() -> dict[str, Module]:
    return {str(p.relative_to(SOURCE)): Module(p) for p in sorted(SOURCE.rglob("*.py"))}


def catalogue(language: str) -> Catalog:
    with (SOURCE / "locale" / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language)


@pytest.mark.parametrize("language", ["fr", "de"])
def test_every_sentence_is_translated(language: str) -> None:
    told = {m.id: m for m in catalogue(language) if m.id}
    said = set().union(*({i} if isinstance(i, str) else set(i) for i in told))
    missing = sorted((sentences() | helped()) - said)
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


def test_german_is_set_as_german() -> None:
    """Quotation marks are „…“; a no-break space stands before %."""
    bad = re.compile(r"“[^„”]*”|\d %")
    assert not [m.string for m in catalogue("de") if m.id and bad.search(str(m.string))]


def test_every_error_says_a_marked_sentence() -> None:
    """An error or a hint that is no ``mark("...")`` would reach a French reader in English."""
    wrong = {
        name: lines
        for name, module in modules().items()
        if name != "core/errors.py" and (lines := list(module.unmarked_errors()))
    }
    assert not wrong


def test_everything_printed_goes_through_words() -> None:
    wrong = {
        n: lines for n, module in modules().items() if (lines := list(module.unmarked_prints()))
    }
    assert not wrong


def test_every_reason_of_a_reject_has_its_sentence() -> None:
    """Codes are given to Reason(...), as the second of Fault(...) and the third of Cell(...)."""
    places = {"Reason": 0, "Fault": 1, "Cell": 2}
    codes = {
        node.value
        for module in modules().values()
        for name, call, _ in module.calls()
        if name in places and len(call.args) > places[name]
        for node in [call.args[places[name]]]
        if isinstance(node, ast.Constant)
    }
    assert codes
    assert codes <= set(REASONS)
    assert set(ADVICE) <= set(REASONS)


@pytest.mark.parametrize("code", REASONS)
def test_a_reason_is_said_in_every_language(code: str) -> None:
    told = [Reason(code, ("hier", "12")).said(Words(language)) for language in LANGUAGES]
    assert len(set(told)) == len(told)


def test_a_bare_sentence_is_found(tmp_path: Path) -> None:
    lines = (
        'raise NotFoundError(f"no {name}")',
        'raise NotFoundError(mark("no {name}"), hint="Look again.")',
        'console.print("All is well")',
        'raise NotFoundError(mark("no {name}"), hint=mark("Look again.") if near else "")',
        'console.print(words("All is well"))',
    )
    (tmp_path / "bare.py").write_text("\n".join(lines), "utf-8")
    module = Module(tmp_path / "bare.py")
    assert list(module.unmarked_errors()) == [1, 2]
    assert list(module.unmarked_prints()) == [3]


def test_quotes_within_quotes_become_the_inner_ones() -> None:
    french, sentence = Words("fr"), "Where “{title}” stands"
    told = french(sentence, title="«\u00a0Raté trois fois\u00a0»\u00a0: le premier pain")
    assert "«\u00a0“Raté trois fois”\u00a0: le premier pain\u00a0»" in told
    assert french.quote("« Raté »") == "«\u00a0“Raté”\u00a0»"
    assert Words("en")(sentence, title="Say “no”") == "Where “Say ‘no’” stands"
    assert (
        french("{name}: {what}", name="« A »", what="B") == "« A »\u00a0: B"
    )  # no quote around it
