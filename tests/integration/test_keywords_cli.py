"""``condat keywords`` on the real conversation of three sites."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from condat.cli.main import register
from condat.core.errors import NotFoundError
from condat.usecases.init import init

DATA = Path(__file__).parents[2] / "samples" / "community" / "data"


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(register(), list(arguments))


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> str:
    root = tmp_path_factory.mktemp("keywords") / "ws"
    init(root, brand="react_blog", language="fr")
    _run("import", str(DATA / "react_blog.jsonl"), "--as", "ours", "-w", str(root))
    heard = [str(DATA / f"{name}.jsonl") for name in ("putaindecode", "codefor")]
    _run("import", *heard, "--as", "audience", "-w", str(root))
    return str(root)


def test_the_best_keywords_name_subjects(workspace: str) -> None:
    for language, wanted in (("fr", {"css", "react"}), ("de", {"open data", "verwaltung"})):
        found = _run("keywords", "-w", workspace, "--language", language, "--json")
        rows = json.loads(found.stdout)
        terms = {row["term"] for row in rows}
        assert len(rows) == 30
        assert wanted <= terms
        assert not terms & {"exemple", "cas", "code", "chose", "hallo", "montag", "déjà", "jour"}
        assert all(row["engagement"] is None and row["evidence"] for row in rows)
        assert not [row["label"] for row in rows if row["label"].endswith(("'", "'s"))]


def test_a_term_opens_onto_its_posts_however_it_is_written(workspace: str) -> None:
    found = _run("keywords", "Composants", "-w", workspace, "--language", "fr", "--json")
    opened = json.loads(found.stdout)
    assert opened["keyword"]["term"] == "composant"
    assert opened["posts"]
    assert all(post["uri"].startswith("https://putaindecode.io") for post in opened["posts"])
    assert any("composant" in question.lower() for question in opened["questions"])


def test_an_unknown_term_names_the_nearest(workspace: str) -> None:
    result = _run("keywords", "composans", "-w", workspace)
    assert isinstance(result.exception, NotFoundError)
    assert "composants" in result.exception.hint


def test_a_post_without_a_title_is_called_by_its_opening(tmp_path: Path) -> None:
    root = tmp_path / "ws"
    init(root, brand="us", language="en")
    told = ["A sourdough that sleeps in the cellar.", "Feed the sourdough every morning."]
    rows = [
        {"url": f"https://a.org/{i}", "published": f"2026-01-0{i + 1}", "content": text}
        for i, text in enumerate([*told, "Sourdough again, and a sourdough for the road."])
    ]
    file = tmp_path / "posts.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    _run("import", str(file), "--as", "audience", "-w", str(root))
    opened = json.loads(_run("keywords", "sourdough", "-w", str(root), "--json").stdout)
    titles = {post["uri"]: post["title"] for post in opened["posts"]}
    assert titles["https://a.org/0"] == told[0]
    shown = _run("keywords", "sourdough", "-w", str(root)).stdout
    assert "Feed the" in shown
