"""Reports written anew in any language, and every table as a file, from the browser alone."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import polars as pl
import pyarrow as pa
import pytest
from django.http import HttpResponseBase, StreamingHttpResponse
from django.test import Client
from typer.testing import CliRunner

from condat.cli.main import register
from condat.core.words import Words
from condat.corpus.schema import TABLES
from condat.plan.tables import KEYWORDS
from condat.report.facts import Facts
from condat.report.page import Grid, Note
from condat.report.sections import keywords
from condat.usecases.desk import Desk
from condat.usecases.keep.exporting import NAMES
from condat.usecases.show.browsing import NAMES as FOUND
from condat.workspace.jobs.models import Job
from condat.workspace.jobs.tasks import work
from condat.workspace.pages.labels import TABLES as LABELS
from condat.workspace.pages.standing import standing
from condat.workspace.teams.models import Team
from workspace.conftest import Visitor

PAGE = "/t/moulin/reports/"
HOSTILE = """url,title,text,published,author
https://a.example/1,"=HYPERLINK(1)",Bonjour,2026-01-05,Ana
"""


def content(answer: HttpResponseBase) -> bytes:
    assert isinstance(answer, StreamingHttpResponse)
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


def rows(client: Client, name: str) -> list[dict[str, str]]:
    told = content(client.get(f"{PAGE}tables/{name}.csv")).decode()
    return list(csv.DictReader(io.StringIO(told)))


def test_without_a_plan_the_page_teaches_and_offers_no_report(visitor: Visitor, team: Team) -> None:
    shown = visitor("editor").get(PAGE).content.decode()
    assert "write/" not in shown
    assert "tables/" not in shown
    assert visitor("editor").get(f"{PAGE}tables/keywords.csv").status_code == 404


@pytest.mark.django_db
def test_the_report_of_the_plan_is_written_as_agreed_on_in_a_language(
    visitor: Visitor, heard: Team
) -> None:
    editor = visitor("editor")
    before = rows(editor, "plan")
    out, kept = before[0], before[1]
    editor.post(f"/t/moulin/plan/{out['row']}/dismissed/", {"why": "Déjà fait"})
    assert editor.post(f"{PAGE}write/", {"language": "xx"}).status_code == 422
    editor.post(f"{PAGE}write/", {"language": "de"})
    (job,) = Job.objects.filter(kind="report")
    work.func(str(job.pk))
    job.refresh_from_db()
    assert job.state == "done", job.error
    html, pdf = sorted((heard.root / "reports").iterdir())
    assert (html.suffix, pdf.suffix) == (".html", ".pdf")
    assert pdf.read_bytes().startswith(b"%PDF")
    text = html.read_text("utf-8")
    assert '<html lang="de"' in text
    assert f'id="row-{out["row"]}"' not in text
    assert f'id="row-{kept["row"]}"' in text
    shown = editor.get(PAGE).content.decode()
    assert f"{PAGE}{html.name}" in shown
    assert content(editor.get(f"{PAGE}{html.name}")).decode() == text
    standing = {one["row"]: one["decision"] for one in rows(editor, "plan")}
    assert standing[out["row"]] == "dismissed"
    assert standing[kept["row"]] == "proposed"


def test_who_only_reads_asks_for_no_report_and_takes_no_table(
    visitor: Visitor, heard: Team
) -> None:
    viewer = visitor("viewer")
    shown = viewer.get(PAGE).content.decode()
    assert "write/" not in shown
    assert "tables/" not in shown
    assert viewer.post(f"{PAGE}write/", {"language": "fr"}).status_code == 403
    assert viewer.get(f"{PAGE}tables/posts.csv").status_code == 403


def test_every_table_is_a_file_that_other_tools_read(visitor: Visitor, heard: Team) -> None:
    analyst = visitor("analyst")
    shown = analyst.get(PAGE).content.decode()
    offered = [name for name in NAMES if f"tables/{name}.parquet" in shown]
    assert {"plan", "keywords", "people", "shortlist", "posts", "authors"} <= set(offered)
    for name in offered:
        table = pl.read_parquet(io.BytesIO(content(analyst.get(f"{PAGE}tables/{name}.parquet"))))
        assert table.height == len(rows(analyst, name)) > 0, name
    assert analyst.get(f"{PAGE}tables/nothing.csv").status_code == 404
    assert analyst.get(f"{PAGE}tables/posts.doc").status_code == 404


def test_every_table_has_its_words() -> None:
    assert set(LABELS) == {*TABLES, *FOUND, "plan"}


def test_the_command_writes_the_same_tables(visitor: Visitor, heard: Team, tmp_path: Path) -> None:
    out = tmp_path / "out"
    asked = ["export", str(out), "--format", "csv", "-w", str(heard.root)]
    told = CliRunner().invoke(register(), asked)
    assert told.exit_code == 0, told.output
    assert {path.stem for path in out.iterdir()} == set(NAMES)
    same = content(visitor("analyst").get(f"{PAGE}tables/shortlist.csv"))
    assert (out / "shortlist.csv").read_bytes() == same


def test_a_spreadsheet_computes_nothing_that_others_wrote(
    visitor: Visitor, team: Team, tmp_path: Path
) -> None:
    told = tmp_path / "posts.csv"
    told.write_text(HOSTILE)
    asked = ["import", str(told), "--as", "audience", "-w", str(team.root)]
    done = CliRunner().invoke(register(), asked)
    assert done.exit_code == 0, done.output
    analyst = visitor("analyst")
    assert [one["title"] for one in rows(analyst, "posts")] == ["'=HYPERLINK(1)"]
    exact = pl.read_parquet(io.BytesIO(content(analyst.get(f"{PAGE}tables/posts.parquet"))))
    assert exact["title"].to_list() == ["=HYPERLINK(1)"]


def test_after_an_erasure_facts_are_left_and_results_are_not(visitor: Visitor, heard: Team) -> None:
    asked = ["forget", "Ana", "--yes", "-w", str(heard.root)]
    told = CliRunner().invoke(register(), asked)
    assert told.exit_code == 0, told.output
    analyst = visitor("analyst")
    shown = analyst.get(PAGE).content.decode()
    assert "tables/posts.csv" in shown
    assert "tables/shortlist.csv" not in shown
    assert "Le prochain plan donnera un nouveau rapport" in shown
    assert "ce que le dernier plan y a trouvé" not in shown
    assert "Ana" not in {one["name"] for one in rows(analyst, "authors")}
    assert Desk.open(heard.root).corpus.snapshot().count("posts") > 0


def test_a_large_table_comes_in_parts_with_every_row_once(
    visitor: Visitor, heard: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    analyst = visitor("analyst")
    whole = content(analyst.get(f"{PAGE}tables/posts.csv")).splitlines()
    monkeypatch.setattr("condat.corpus.snapshot.AT_ONCE", 0)
    parts = content(analyst.get(f"{PAGE}tables/posts.csv")).splitlines()
    assert parts[0] == whole[0]
    assert parts != whole  # a bucket after the other
    assert sorted(parts) == sorted(whole)
    told = pl.read_parquet(io.BytesIO(content(analyst.get(f"{PAGE}tables/posts.parquet"))))
    assert told["uri"].n_unique() == told.height == len(whole) - 1


def test_a_report_leaves_out_the_columns_that_nothing_is_known_for(heard: Team) -> None:
    facts = standing(Desk.open(heard.root), Words("en"))
    assert facts is not None
    grid, told = laid(facts)
    assert "Searches" not in grid.headers
    assert any("No search data yet" in note for note in told)
    rows = [row | {"searches": 5, "trend": None} for row in facts.rows("keywords")]
    known = {**facts.tables, "keywords": pa.Table.from_pylist(rows, schema=KEYWORDS)}
    grid, told = laid(replace(facts, tables=known))
    assert grid.headers[-1] == "Searches"
    assert {row.cells[-1] for row in grid.rows} == {"5"}
    assert told == ["No trend can be told yet: too few people write on these words."]


def laid(facts: Facts) -> tuple[Grid, list[str]]:
    """Return the table of a report's keywords, and the notes under it."""
    blocks = keywords.section(facts).blocks
    (grid,) = (one for one in blocks if isinstance(one, Grid))
    return grid, [one.text for one in blocks if isinstance(one, Note)]
