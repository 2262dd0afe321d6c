"""The files that a new workspace starts from: the same fields in every language."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from condat.core.settings import load
from condat.core.words import LANGUAGES
from condat.usecases.desk import Desk
from condat.usecases.init import TEMPLATES, init
from condat.usecases.team.strategy import personas_of, strategy_of


def uncommented(path: Path) -> dict[str, Any]:
    """A file with its examples taken out of their comments: ``# name = ...`` and ``# [...]``."""
    lines = path.read_text("utf-8").splitlines()
    starts = ("# [[", "# as_of")
    shown, inside = [], False
    for line in lines:
        inside = line.startswith("# ") and (inside or line.startswith("# [["))
        shown.append(line[2:] if inside or line.startswith(starts) else line)
    return tomllib.loads("\n".join(shown))


def fields(value: object) -> object:
    if isinstance(value, dict):
        return {name: fields(inner) for name, inner in value.items()}
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [fields(inner) for inner in value]
    return type(value)


@pytest.mark.parametrize("name", TEMPLATES)
def test_templates_have_the_same_fields_in_every_language(name: str, tmp_path: Path) -> None:
    for language in LANGUAGES:
        init(tmp_path / language, brand="Moulin", language=language)
    fr, en, de = (fields(uncommented(tmp_path / each / name)) for each in LANGUAGES)
    assert fr == en == de


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_workspace_can_be_opened(language: str, tmp_path: Path) -> None:
    init(tmp_path / "w", brand='Le "Moulin"', language=language)
    assert load(tmp_path / "w").language == language
    desk = Desk.open(tmp_path / "w")
    assert desk.watch.brand.name == 'Le "Moulin"'
    assert not strategy_of(desk).objective
    assert not personas_of(desk).personas


def test_a_french_workspace_is_explained_in_french(tmp_path: Path) -> None:
    init(tmp_path, brand="Moulin", language="fr")
    told = (tmp_path / "strategy.toml").read_text("utf-8")
    assert "À qui vous vous adressez" in told
    assert "colleague" not in told
