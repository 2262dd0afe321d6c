"""The main job on a real conversation: plan and report, here and on a cluster, now and again."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np
import pyarrow as pa
import pytest
from selectolax.lexbor import LexborHTMLParser

from integration.community import condat
from servers import cluster

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def planned(reported: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(reported, tmp_path_factory.mktemp("planned") / "ws"))


def page(root: Path, language: str) -> LexborHTMLParser:
    return LexborHTMLParser((root / f"reports/2021-06-14.{language}.html").read_text("utf-8"))


@pytest.mark.parametrize("language", ["fr", "en", "de"])
def test_the_report_stands_alone_and_every_row_opens_onto_its_posts(
    planned: Path, language: str
) -> None:
    read = page(planned, language)
    assert read.css_first("html").attributes["lang"] == language
    assert not read.css("script, link, img, iframe")
    rows = read.css("#plan article")
    assert 5 <= len(rows) <= 30
    for row in rows:
        posts = row.css("details.evidence li")
        assert posts
        links = [link.attributes["href"] or "" for post in posts for link in post.css("a")]
        assert all(urlsplit(link).scheme in ("http", "https") for link in links)
        assert all(post.css_first("blockquote").text().strip() for post in posts)
    ours = read.css("h1, h2, h3, dt, th, figcaption, .lead, .where, .note")
    assert not [told for part in ours if re.search(r"\{\w*\}", told := part.text())]


@pytest.mark.parametrize("language", ["fr", "en", "de"])
def test_the_report_is_printed_too(planned: Path, language: str) -> None:
    raw = (planned / f"reports/2021-06-14.{language}.pdf").read_bytes()
    assert raw.startswith(b"%PDF-")
    assert len(raw) > 20_000


def test_no_section_of_the_report_is_left_out(planned: Path) -> None:
    sections = [s.attributes["id"] for s in page(planned, "en").css("main > section")]
    assert sections[0] == "plan"
    assert set(sections) == {
        "plan", "people", "keywords", "checks", "topics", "performance", "audit", "strategy",
        "conversation", "method",
    }  # fmt: skip


def test_without_engagement_the_report_says_that_links_carry_the_ranking(planned: Path) -> None:
    people = page(planned, "en").css_first("#people").text()
    assert "links and mentions carry the ranking" in people


def test_a_plan_made_again_at_its_version_is_the_same(planned: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(planned, tmp_path / "ws"))
    first = json.loads(condat("plan", "--json", folder=root).stdout)
    added = root / "more.jsonl"
    post = {"url": "https://new.example/1", "published": "2021-06-01", "author": "Zoé"}
    added.write_text(json.dumps(post | {"title": "React et CSS", "content": "CSS. " * 50}), "utf-8")
    assert condat("import", str(added), folder=root).returncode == 0
    shutil.rmtree(root / "corpus/derived")
    again = json.loads(condat("plan", "--at", str(first["version"]), "--json", folder=root).stdout)
    assert [row["row"] for row in again["rows"]] == [row["row"] for row in first["rows"]]
    same(again["rows"], first["rows"])


def test_after_an_erasure_a_plan_says_since_when_it_cannot_be_rebuilt(
    planned: Path, tmp_path: Path
) -> None:
    root = Path(shutil.copytree(planned, tmp_path / "ws"))
    version = json.loads(condat("plan", "--json", folder=root).stdout)["version"]
    assert condat("forget", "bloodyowl", "--yes", folder=root).returncode == 0
    told = condat("plan", "--at", str(version), folder=root)
    assert told.returncode == 8
    assert "since" in told.stderr
    assert "bloodyowl" not in condat("plan", "--json", folder=root).stdout


@pytest.mark.ray
def test_the_whole_job_finds_the_same_tables_on_two_ray_nodes(
    planned: Path, tmp_path: Path
) -> None:
    if lacking := cluster.missing():
        pytest.skip(lacking)
    root = Path(shutil.copytree(planned, tmp_path / "ws"))
    shutil.rmtree(root / "corpus/derived")
    with cluster.run() as address:
        there = {"CONDAT_ENGINE__RUNNER": "ray", "CONDAT_ENGINE__ADDRESS": address}
        done = condat("report", "-l", "en", folder=root, **cluster.ENVIRONMENT, **there)
    assert done.returncode == 0, done.stderr[-2000:]
    ours, theirs = derived(planned), derived(root)
    assert ours.keys() == theirs.keys()
    for name, table in ours.items():
        same(theirs[name].to_pylist(), table.to_pylist())


def derived(root: Path) -> dict[str, pa.Table]:
    files = (root / "corpus/derived").rglob("*.arrow")
    return {path.name: pa.ipc.open_file(path.read_bytes()).read_all() for path in files}


def same(some: object, others: object) -> None:
    """Hold two trees of values to be equal, numbers to 1e-9."""
    if isinstance(some, dict) and isinstance(others, dict):
        assert some.keys() == others.keys()
        for key in some:
            same(some[key], others[key])
    elif isinstance(some, list) and isinstance(others, list):
        assert len(some) == len(others)
        for one, other in zip(some, others, strict=True):
            same(one, other)
    elif isinstance(some, float) and isinstance(others, float):
        assert np.isclose(some, others, rtol=1e-9, atol=1e-9, equal_nan=True)
    else:
        assert some == others
