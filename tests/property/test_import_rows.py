"""What holds for every file: no row is lost, whatever stands in it."""

import json
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from condat.listen.connectors import files
from condat.listen.contract import Request
from condat.listen.files.records import scan

LAYOUT = "outcomes"
CELL = st.text(
    st.characters(blacklist_categories=("Cs",), blacklist_characters="\r\n"), max_size=12
)
VALUE = st.one_of(CELL, st.integers().map(str), st.floats().map(str))
DAY = st.one_of(CELL, st.dates().map(str))
ROWS = st.lists(st.tuples(DAY, CELL, VALUE), min_size=1, max_size=25)


def imported(name, content):
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        request = Request("s", str(path), datetime(2026, 1, 1, tzinfo=UTC), {"layout": LAYOUT})
        return list(files.read(request, None))


def table(batches, name):
    tables = [batch.tables[name] for batch in batches if name in batch.tables]
    return pa.concat_tables(tables).to_pylist() if tables else []


def in_or_rejected(batches):
    """Rows of the file that went in, by the hash of what they were made from, and rejects."""
    went = {row["raw_hash"] for row in table(batches, "outcomes")}
    return went, table(batches, "rejects")


@settings(max_examples=60, deadline=None)
@given(ROWS)
def test_every_line_of_json_goes_in_or_is_rejected_at_its_line(rows):
    lines = [
        json.dumps({"day": d, "name": f"{n}{i}", "value": v}) for i, (d, n, v) in enumerate(rows)
    ]
    content = json.dumps({"day": "", "name": "", "value": ""}) + "\n" + "\n".join(lines)
    batches = imported("rows.jsonl", content.encode())
    went, rejects = in_or_rejected(batches)
    assert sum(batch.read for batch in batches) == len(rows) + 1
    assert len(went) + len(rejects) == len(rows)  # a row without anything in it is no row
    every = content.split("\n")
    assert all(reject["raw"] == every[reject["line"] - 1] for reject in rejects)


@settings(max_examples=60, deadline=None)
@given(ROWS, st.sampled_from(["\n", "\r\n", "\r"]), st.sampled_from([",", ";", "\t"]))
def test_every_quoted_row_goes_in_or_is_rejected(rows, end, delimiter):
    def quoted(cell):
        return '"' + cell.replace('"', '""') + '"'

    lines = [delimiter.join(map(quoted, (d, f"{n}{i}", v))) for i, (d, n, v) in enumerate(rows)]
    content = end.join([delimiter.join(("day", "name", "value")), *lines])
    batches = imported("rows.csv", content.encode())
    went, rejects = in_or_rejected(batches)
    assert sum(batch.read for batch in batches) == len(rows)
    assert len(went) + len(rejects) == len(rows)
    kept = [line.replace("\0", "") for line in lines]  # no store keeps a null character
    assert all(reject["raw"] == kept[reject["line"] - 2] for reject in rejects)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=80), st.sampled_from([0, 2, 3]))
def test_records_cover_every_byte_that_is_no_line_end(data, width):
    found = scan(data, ",", width=width)
    covered = b"".join(data[a:b] for a, b in zip(found.begins, found.finishes, strict=True))
    assert [b for b in covered if b not in b"\r\n"] == [b for b in data if b not in b"\r\n"]
    assert found.used == len(data)
    assert list(found.lines) == sorted(set(found.lines.tolist()))


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=120), st.integers(0, 120))
def test_records_are_the_same_read_in_two_blocks(data, cut):
    whole = scan(data, ",")
    first = scan(data[:cut], ",", last=False)
    second = scan(data[first.used :], ",", line=first.line)
    assert [*first.lines, *second.lines] == [*whole.lines]
    assert [*first.begins, *(second.begins + first.used)] == [*whole.begins]
