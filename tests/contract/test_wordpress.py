"""Answers of a WordPress (``wordpress/*.json``) against the rows they must give (``site.rows``)."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from condat.core.errors import SourceError
from condat.corpus.schema import TABLES
from condat.listen.connectors.wordpress import read
from condat.listen.contract import Request, Response

FOLDER = Path(__file__).parent / "wordpress"
HOME = "https://fournil.example"
ROOT = f"{HOME}/wp-json/"
NOW = datetime(2026, 11, 22, tzinfo=UTC)
LEFT_OUT = ("fetched_at", "raw_hash", "source")
INDEX = {"name": "Le Fournil", "home": HOME, "namespaces": ["oembed/1.0", "wp/v2"]}


def site(url: str, *, headers: object = None, comments: bool = True) -> Response:
    """Answer as the site would."""
    if url == HOME:
        page = b'<html lang="fr-FR"><body>Le Fournil</body></html>'
        return Response(url, 200, {"link": f'<{ROOT}>; rel="https://api.w.org/"'}, page)
    if url == ROOT:
        return Response(url, 200, {}, json.dumps(INDEX).encode())
    for name in ("posts", "comments"):
        if url.startswith(f"{ROOT}wp/v2/{name}?") and (comments or name == "posts"):
            body = (FOLDER / f"{name}.json").read_bytes()
            total = str(len(json.loads(body)))
            return Response(url, 200, {"x-wp-total": total, "x-wp-totalpages": "1"}, body)
    raise SourceError(f"{url} does not let us in (HTTP 401).", permanent=True)


def tables(fetch: Any = site) -> dict[str, pa.Table]:
    found: dict[str, pa.Table] = {}
    for batch in read(Request("fournil", HOME, NOW), fetch):
        for name, rows in batch.tables.items():
            found[name] = pa.concat_tables([found[name], rows]) if name in found else rows
    return found


def shown(found: dict[str, pa.Table]) -> dict[str, list[dict[str, Any]]]:
    """Rows, each key once, without provenance and without what is null."""
    told: dict[str, list[dict[str, Any]]] = {}
    for name, rows in sorted(found.items()):
        last = {tuple(row[key] for key in TABLES[name].key): row for row in rows.to_pylist()}
        told[name] = [
            {k: v for k, v in row.items() if v not in (None, []) and k not in LEFT_OUT}
            for row in last.values()
        ]
    return told


def test_site_gives_the_rows_beside_it() -> None:
    expected = json.loads((FOLDER / "site.rows").read_text("utf-8"))
    assert json.loads(json.dumps(shown(tables()), default=str)) == expected


def test_what_identifies_a_person_beyond_their_name_is_not_kept() -> None:
    assert "g.example" not in str({name: rows.to_pylist() for name, rows in tables().items()})


def test_closed_comments_do_not_stop_the_posts() -> None:
    found = tables(lambda url, headers=None: site(url, comments=False))
    assert found["posts"].num_rows == 2
    assert any("401" in str(values) for values in found["rejects"]["values"].to_pylist())


def test_a_site_that_is_down_is_not_a_site_without_posts() -> None:
    def down(url: str, *, headers: object = None) -> Response:
        raise SourceError(f"{url} did not answer in time.", permanent=False)

    with pytest.raises(SourceError) as failure:
        tables(down)
    assert not failure.value.permanent
