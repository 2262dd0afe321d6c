"""Spreadsheets, Parquet and pages: the same rows whatever the format they come in."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from samples.moulin.generator.workbook import workbook

from condat.core.errors import InputError, SourceError
from condat.listen.connectors import files, paste
from condat.listen.contract import Request, Response

READ_AT = datetime(2026, 11, 22, tzinfo=UTC)
OUTCOMES = Path(__file__).parents[1] / "contract" / "files"

POSTS = {
    "url": ["https://example.org/1", "https://example.org/2"],
    "published": [datetime(2024, 5, 1, 10, 30), datetime(2024, 5, 2)],  # noqa: DTZ001
    "author": ["Zoé", "Luc"],
    "title": ["Un", "Deux"],
    "content": ["Un *texte*.", "Deux."],
    "likes": [12, None],
}


def imported(path, **options):
    request = Request("s", str(path), READ_AT, {"at": "2026-11-20T00:00:00+00:00", **options})
    found = {}
    for batch in files.read(request, None):
        for name, rows in batch.tables.items():
            found.setdefault(name, []).extend(rows.to_pylist())
    return found


def facts(rows):
    return [{k: v for k, v in row.items() if k != "raw_hash" and v is not None} for row in rows]


@pytest.fixture
def as_lines(tmp_path):
    path = tmp_path / "posts.jsonl"
    pl.DataFrame(POSTS).with_columns(
        pl.col("published").dt.strftime("%Y-%m-%dT%H:%M:%S").str.replace("T00:00:00$", "")
    ).write_ndjson(path)
    return imported(path)


def test_a_spreadsheet_gives_the_rows_that_its_text_would(tmp_path, as_lines):
    path = tmp_path / "posts.xlsx"
    workbook(path, [["Nos publications"], [], list(POSTS), *zip(*POSTS.values(), strict=True)])
    found = imported(path)
    assert facts(found["posts"]) == facts(as_lines["posts"])
    assert facts(found["counts"]) == facts(as_lines["counts"])


def test_a_spreadsheet_tells_the_row_of_a_reject(tmp_path):
    path = tmp_path / "counts.xlsx"
    rows = [["export"], [], ["post_uri", "at", "likes"], ["https://a.example", date(2024, 5, 1), 3]]
    workbook(path, [*rows, [], ["https://b.example", "bientôt", 4]])
    (reject,) = imported(path)["rejects"]
    assert (reject["line"], reject["field"]) == (6, "at")
    assert json.loads(reject["raw"])["likes"] == "4"


def test_a_spreadsheet_that_is_none_is_refused_in_our_words(tmp_path):
    path = tmp_path / "counts.xlsx"
    path.write_bytes(b"PK\x03\x04 no workbook")
    with pytest.raises(InputError) as told:
        imported(path)
    assert str(told.value).startswith("counts.xlsx: is not a spreadsheet that can be read.")


def test_a_file_without_counts_gives_no_counts(tmp_path):
    path = tmp_path / "posts.csv"
    path.write_text("url,published,title,content\nhttps://example.org/1,2024-05-01,Un,Texte\n")
    assert set(imported(path)) == {"posts"}


def test_parquet_gives_the_rows_that_its_text_would(tmp_path, as_lines):
    path = tmp_path / "posts.parquet"
    pq.write_table(pa.table(POSTS), path)
    found = imported(path)
    assert facts(found["counts"]) == facts(as_lines["counts"])
    first, second = (facts(rows)[0] for rows in (found["posts"], as_lines["posts"]))
    assert first == second


def test_lists_in_parquet_are_lists(tmp_path):
    path = tmp_path / "posts.parquet"
    links = [["https://example.com/a", "https://example.com/b"], None]
    pq.write_table(pa.table(POSTS | {"links": links, "authors": [["Zoé", "Luc"], ["Ann"]]}), path)
    first, second = imported(path)["posts"]
    assert first["links"] == links[0]
    assert len(first["author_uris"]) == 2
    assert len(second["author_uris"]) == 1


def test_a_stray_quote_costs_one_row(tmp_path):
    path = tmp_path / "c.csv"
    path.write_text(
        'post_uri,at,likes\nhttps://a.example,"2024-05-01,1\n'
        'https://b.example,2024-05-01,2\n"https://c.example",2024-05-01,3\n'
    )
    found = imported(path)
    assert [row["post_uri"] for row in found["counts"]] == [
        "https://b.example",
        "https://c.example",
    ]
    assert [row["line"] for row in found["rejects"]] == [2]


PAGE = """<html lang="fr"><head><title>Le levain</title>
<meta name="author" content="Zoé Martin">
<meta property="article:published_time" content="2024-05-03">
</head><body><nav><a href="/menu">Menu</a></nav><article><h1>Le levain</h1>
<p>Le levain se garde au frais, dans un bocal fermé, et se nourrit chaque semaine de farine.</p>
<p>Une recette complète se trouve <a href="https://example.com/recette?utm_source=x">ici</a>, avec
les durées et les températures qui ont bien marché pendant l'hiver chez nous.</p></article>
</body></html>"""


def page(url, *, headers=None):
    return Response(url, 200, {"content-type": "text/html"}, PAGE.encode())


def test_a_page_becomes_a_post_with_its_author_date_and_links():
    request = Request("web", "https://example.org/levain", READ_AT, {"likes": "7"})
    (batch,) = paste.read(request, page)
    (post,) = batch.tables["posts"].to_pylist()
    assert "bocal fermé" in post["text"]
    assert "Menu" not in post["text"]
    assert post["published"] == datetime(2024, 5, 3, tzinfo=UTC)
    assert post["author_uris"] == ["urn:condat:author:web:zoe-martin"]
    assert "https://example.com/recette" in post["links"]
    (counts,) = batch.tables["counts"].to_pylist()
    assert (counts["likes"], counts["views"]) == (7, None)


def test_a_page_without_text_says_so():
    def empty(url, *, headers=None):
        return Response(url, 200, {}, b"<html><body></body></html>")

    with pytest.raises(SourceError, match="holds no text") as caught:
        list(paste.read(Request("web", "https://example.org/", READ_AT), empty))
    assert caught.value.permanent
