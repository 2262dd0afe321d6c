"""Each command has its page in the reference, and the page says what the program does."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from condat.core.settings import Settings

DOCS = Path(__file__).parents[2] / "docs"
SERVER = DOCS.parent / "src" / "condat" / "workspace" / "settings.py"


def builder() -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs_build", DOCS / "build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


PAGES: dict[Path, str] = builder().pages()


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_page_is_what_the_program_says(path: Path) -> None:
    assert path.exists(), "run `make docs`"
    assert path.read_text("utf-8") == PAGES[path], "run `make docs`"


def test_pages_are_english_whatever_the_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    monkeypatch.setenv("CONDAT_LANGUAGE", "de")
    assert builder().pages() == PAGES


def test_every_setting_is_described() -> None:
    page = (DOCS / "reference" / "settings.md").read_text("utf-8")
    names = []
    for name, field in Settings.model_fields.items():
        section = getattr(field.annotation, "model_fields", None)
        names += [f"{name}.{child}" for child in section] if section else [name]
    assert not [name for name in names if f"`{name}`" not in page]


def test_every_variable_of_the_server_is_described() -> None:
    page = (DOCS / "how-to" / "work-in-a-browser.md").read_text("utf-8")
    read = re.findall(r"\"(CONDAT_\w+)\"", SERVER.read_text("utf-8"))
    assert "CONDAT_SSL_REDIRECT" in read
    assert not [name for name in read if not re.search(rf"^\|.*`{name}`.* \|", page, re.M)]
