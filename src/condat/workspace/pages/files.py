"""Tables of the corpus and of the last plan, handed out as files."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.http import FileResponse

from condat.core.words import Words
from condat.usecases.desk import Desk
from condat.usecases.keep.exporting import Tables, gathered
from condat.usecases.keep.formats import Format
from condat.workspace.pages.found import found

MEDIA: dict[Format, str] = {
    "csv": "text/csv",
    "jsonl": "application/jsonl",
    "parquet": "application/vnd.apache.parquet",
}


def tables(desk: Desk, words: Words) -> Tables:
    """Return the facts as they are now, and what pages show of the last plan."""
    there = found(desk, words)
    return gathered(desk, there.browsed if there else None)


def handed(tables: Tables, name: str, form: Format) -> FileResponse:
    """Answer with a table as a file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{name}.{form}"
        tables.write(name, path, form)
        opened = path.open("rb")  # it stays readable after its folder has gone
    return FileResponse(opened, as_attachment=True, filename=path.name, content_type=MEDIA[form])
