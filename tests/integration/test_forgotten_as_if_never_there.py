"""After an erasure, what is derived equals that of files from which the person was cut by hand."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from condat.cli import main
from condat.core.errors import CondatError
from integration.community import SAMPLE

COMMANDS = (
    ("keywords", "--json", "--limit", "500"),
    ("topics", "--json"),
    ("people", "--json"),
)


def lines() -> list[dict[str, Any]]:
    text = (SAMPLE / "data/putaindecode.jsonl").read_text("utf-8")
    return [json.loads(line) for line in text.strip().split("\n")]


def unmentioned(posts: list[dict[str, Any]]) -> str:
    """Return who wrote most of those whom no other post names or links to."""
    wrote: dict[str, list[dict[str, Any]]] = {}
    for post in posts:
        wrote.setdefault(post["author"], []).append(post)
    for author in sorted(wrote, key=lambda one: (-len(wrote[one]), one)):
        others = json.dumps([p for p in posts if p["author"] != author], ensure_ascii=False)
        marks = [author, *(post["url"] for post in wrote[author])]
        if not any(mark.lower() in others.lower() for mark in marks):
            return author
    raise AssertionError("everybody is named by somebody")


def run(*words: str, folder: Path) -> int:
    """Run a command in this process: an erasure of its own process is tested elsewhere."""
    try:
        return main.register()([*words, "-w", str(folder)], standalone_mode=False) or 0
    except CondatError as error:
        return main.fail(error)


def told(root: Path, posts: list[dict[str, Any]]) -> Path:
    shutil.copytree(SAMPLE / "workspace", root)
    file = root / "putaindecode.jsonl"
    file.write_text("\n".join(json.dumps(post) for post in posts), "utf-8")
    assert run("import", str(file), folder=root) == 0
    return root


def derived(root: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """Return what each command tells, but for the version of the corpus."""
    found = {}
    for words in COMMANDS:
        capsys.readouterr()
        assert run(*words, folder=root) == 0
        told = json.loads(capsys.readouterr().out)
        found[words[0]] = told | {"version": None} if isinstance(told, dict) else told
    return found


@pytest.mark.slow
def test_what_is_derived_is_as_if_the_person_had_never_been_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    posts = lines()
    person = unmentioned(posts)
    erased = told(tmp_path / "erased", posts)
    before = derived(erased, capsys)
    assert run("forget", person, "--yes", folder=erased) == 0
    without = told(tmp_path / "cut", [post for post in posts if post["author"] != person])
    after = derived(erased, capsys)
    assert after == derived(without, capsys)
    assert all(after[name] != before[name] for name in before), "there was no trace to begin with"
