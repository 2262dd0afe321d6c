"""Whether the day or the month is first: told by the whole file, else asked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from condat.usecases import init
from integration.community import condat

HEADER = "Title,Publication date,Channel"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("dates") / "desk"
    init.init(root, brand="Le Fournil", language="en")
    return root


def days(workspace: Path, tmp_path: Path, text: str, *words: str) -> list[str]:
    """Return the days of a calendar, as a dry run reads them."""
    (tmp_path / "calendar.csv").write_text(text)
    path = str(tmp_path / "calendar.csv")
    done = condat("import", path, "--dry-run", "--json", *words, folder=workspace)
    assert done.returncode == 0, done.stderr
    rows = json.loads(done.stdout)["files"][0]["preview"]["calendar"]
    return [row["at"][:10] for row in rows]


@pytest.mark.parametrize(
    ("last", "read"), [("25/12/2026", "2026-04-03"), ("12/25/2026", "2026-03-04")]
)
def test_a_date_far_below_tells_how_the_first_are_written(
    workspace: Path, tmp_path: Path, last: str, read: str
) -> None:
    filler = "B,05/06/2026,a channel with a long name to fill the file\n" * 330_000
    text = f"{HEADER}\nA,03/04/2026,blog\n{filler}C,{last},blog\n"
    assert len(text) > 16 << 20  # the file is read in more than one block
    assert days(workspace, tmp_path, text)[0] == read


def test_another_column_of_the_file_tells(workspace: Path, tmp_path: Path) -> None:
    contacts = "Name,Available from,Available until\nAna,03/04/2026,25/04/2026\n"
    (tmp_path / "c.csv").write_text(contacts)
    command = ("import", str(tmp_path / "c.csv"), "--dry-run", "--json")
    done = condat(*command, folder=workspace)
    (row,) = json.loads(done.stdout)["files"][0]["preview"]["contacts"]
    assert row["available_from"][:10] == "2026-04-03"


def test_nothing_tells_so_it_is_asked_and_nothing_is_written(
    workspace: Path, tmp_path: Path
) -> None:
    text = f"{HEADER}\nA,03/04/2026,blog\nB,05/05/2026,blog\n"
    (tmp_path / "calendar.csv").write_text(text)
    before = (workspace / "watch.toml").read_text()
    done = condat("import", str(tmp_path / "calendar.csv"), "--as", "ours", folder=workspace)
    assert done.returncode == 3
    assert 'field "Publication date"' in done.stderr
    assert "03/04/2026" in done.stderr
    assert "--dates day-first or --dates month-first" in done.stderr
    assert (workspace / "watch.toml").read_text() == before
    assert days(workspace, tmp_path, text, "--dates", "month-first")[0] == "2026-03-04"
    assert days(workspace, tmp_path, text, "--dates", "day-first")[0] == "2026-04-03"


def test_french_headers_put_the_day_first(workspace: Path, tmp_path: Path) -> None:
    text = "Titre;Date de publication;Canal\nA;03/04/2026;blog\n"
    assert days(workspace, tmp_path, text) == ["2026-04-03"]


def test_what_a_person_says_wins_and_what_cannot_be_is_rejected(
    workspace: Path, tmp_path: Path
) -> None:
    (tmp_path / "calendar.csv").write_text(f"{HEADER}\nA,25/04/2026,blog\n")
    command = ("import", str(tmp_path / "calendar.csv"), "--dry-run", "--dates", "month-first")
    done = condat(*command, folder=workspace)
    assert done.returncode == 3
    assert 'is not a date: "25/04/2026"' in done.stderr
