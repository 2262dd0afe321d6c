"""Dictionaries are put in place whole, and do without a place to be kept in."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from condat.language import dictionary
from condat.language.dictionary import tries

SMALL = ("en", "fr")  # the German one takes its time


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dictionary, "LANGUAGES", SMALL)


def test_two_that_begin_at_once_leave_whole_dictionaries_alone(tmp_path: Path) -> None:
    with ThreadPoolExecutor(2) as pool:
        one, other = pool.map(tries, [tmp_path, tmp_path])
    assert sorted(path.name for path in tmp_path.iterdir()) == [f"{x}.dic" for x in SMALL]
    assert one.get_dictionary("fr")["chevaux"] == other.get_dictionary("fr")["chevaux"] == "cheval"


def test_a_file_that_was_cut_short_is_made_again(tmp_path: Path) -> None:
    file = tmp_path / "en.dic"
    tries(tmp_path)
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])
    assert tries(tmp_path).get_dictionary("en")["houses"] == "house"
    assert file.read_bytes() == whole


def test_where_nothing_can_be_kept_words_have_their_lemmas(tmp_path: Path) -> None:
    taken = tmp_path / "file"
    taken.write_text("no folder")
    assert tries(taken / "kept").get_dictionary("en")["houses"] == "house"
