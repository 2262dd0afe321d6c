"""Files as they should not be: each is read as far as it can be, or refused in plain words."""

from __future__ import annotations

import gzip
import json
import os
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from condat.core.errors import InputError
from condat.listen.connectors import files
from condat.listen.contract import Request

READ_AT = datetime(2026, 11, 22, tzinfo=UTC)
HEADER = "url,published,title,content\n"
ROW = "https://example.org/{0},2024-05-01,Été {0},Un texte\n"
ROWS = HEADER + "".join(map(ROW.format, range(3)))
POST = {"url": "https://example.org/1", "published": "2024-05-01", "content": "Un texte"}


def imported(path: Path) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {"posts": [], "rejects": []}
    for batch in files.read(Request("", str(path), READ_AT), None):  # type: ignore[arg-type]  # a file asks no client
        for name, rows in batch.tables.items():
            found.setdefault(name, []).extend(rows.to_pylist())
    return found


def zipped(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


READ: dict[str, tuple[str, bytes, int, int]] = {
    "cut in a row": ("a.csv", ROWS.encode()[:-20], 2, 1),
    "cut in an object": ("a.jsonl", json.dumps(POST).encode() + b'\n{"url": "ht', 1, 1),
    "room left by a download": ("a.csv", ROWS.encode() + bytes(4096), 3, 0),
    "NULs in a text": ("a.csv", ROWS.replace("texte", "te\0xte").encode(), 3, 0),
    "NULs before an object": ("a.jsonl", bytes(4) + json.dumps(POST).encode(), 1, 0),
    "a mark that lies": ("a.csv", b"\xef\xbb\xbf" + ROWS.encode("cp1252"), 3, 0),
    "headers alone": ("a.csv", HEADER.encode(), 0, 0),
    "one JSON array": ("a.json", json.dumps([POST], indent=1).encode(), 1, 0),
    "an array called lines": ("a.jsonl", json.dumps([POST, 3]).encode(), 1, 1),
    "packed": ("a.csv.gz", gzip.compress(ROWS.encode()), 3, 0),
}


@pytest.mark.parametrize("name", READ)
def test_what_can_be_read_is_read_and_the_rest_rejected(name: str, tmp_path: Path) -> None:
    file, data, posts, rejects = READ[name]
    (tmp_path / file).write_bytes(data)
    found = imported(tmp_path / file)
    assert (len(found["posts"]), len(found["rejects"])) == (posts, rejects)
    assert {row["source"] for row in found["posts"]} <= {"a"}
    assert all("\0" not in row["text"] for row in found["posts"])


def test_members_of_one_name_in_two_folders_are_two_files(tmp_path: Path) -> None:
    other = ROWS.replace("example.org", "example.net").encode()
    members = {"a/p.csv": ROWS.encode(), "b/p.csv": other, "__MACOSX/a/._p.csv": b"\0\5\x16\7"}
    assert len(imported(zipped(tmp_path / "two.zip", members))["posts"]) == 6


def test_a_line_of_fifty_megabytes_is_one_row(tmp_path: Path) -> None:
    long = json.dumps(POST | {"content": "mot " * 12_500_000})
    (tmp_path / "a.jsonl").write_text(f"{long}\n{json.dumps(POST | {'url': 'https://b.example'})}")
    assert len(imported(tmp_path / "a.jsonl")["posts"]) == 2


REFUSED: dict[str, tuple[str, bytes, str]] = {
    "empty": ("a.csv", b"", "is empty"),
    "empty lines": ("a.csv", b"\n\n \n", "is empty"),
    "an empty JSON": ("a.jsonl", b"", "is empty"),
    "bytes": ("a.csv", os.urandom(20_000), "is not text"),
    "a web page called XLS": ("a.xls", b"<html><table></table></html>", "save it as XLSX or CSV"),
    "a broken workbook": ("a.xlsx", b"PK\3\4garbage", "save it as XLSX or CSV"),
    "a broken zip": ("a.zip", b"PK\3\4garbage", "not a zip archive"),
    "a broken gzip": ("a.csv.gz", gzip.compress(ROWS.encode())[:-12], "is cut off"),
    "a broken array": ("a.json", b'[{"url": 1},', "cannot be read"),
    "a broken Parquet": ("a.parquet", b"PAR1", "not a Parquet file"),
    "a hundred thousand columns": ("a.csv", b"c," * 100_000, "more than 5,000"),
    "no known ending": ("a.docx", b"x", "Give one of"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_in_words(name: str, tmp_path: Path) -> None:
    file, data, words = REFUSED[name]
    (tmp_path / file).write_bytes(data)
    with pytest.raises(InputError, match=words) as refused:
        imported(tmp_path / file)
    assert str(refused.value).startswith(file)
    assert str(tmp_path) not in str(refused.value)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "exports").mkdir()
    with pytest.raises(InputError, match=r"is a folder.*import exports/\*"):
        imported(tmp_path / "exports")
    with pytest.raises(InputError, match=r"^\.: is a folder.*import \./\*"):
        imported(Path())


def test_an_archive_that_swells_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("condat.listen.files.unpacking._LARGE", 1 << 20)
    packed = zipped(tmp_path / "bomb.zip", {"a.csv": b"0" * (8 << 20)})
    with pytest.raises(InputError, match="far more than its size"):
        imported(packed)
    (tmp_path / "bomb.csv.gz").write_bytes(gzip.compress(b"0" * (8 << 20)))
    with pytest.raises(InputError, match="far more than its size"):
        imported(tmp_path / "bomb.csv.gz")
