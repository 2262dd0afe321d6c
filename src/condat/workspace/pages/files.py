"""Tables of the corpus and of the last plan, handed out as files."""

from __future__ import annotations

from itertools import chain

from django.http import StreamingHttpResponse

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


def handed(tables: Tables, name: str, form: Format) -> StreamingHttpResponse:
    """Answer with a table as a file, part by part: a download that breaks off is seen to."""
    parts = tables.stream(name, form)
    first = next(parts)  # what is wrong is said before the answer begins
    answer = StreamingHttpResponse(chain([first], parts), content_type=MEDIA[form])
    answer["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return answer
