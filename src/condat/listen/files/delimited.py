"""CSV and its kin: any delimiter, any line end, each bad record alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import polars as pl
import pyarrow as pa

from condat.core.errors import InputError
from condat.core.words import mark
from condat.listen.files.chunk import Chunk, Part, broken, check_columns
from condat.listen.files.records import OPEN, TRAILING, UNEVEN, WHOLE, Records, gather, scan
from condat.listen.files.rows import unique
from condat.listen.files.text import LONGEST, blocks, head
from condat.listen.reasons import Reason

DELIMITERS = ",;\t|"
_PREVIEW = 30
_SAMPLE = 256 << 10
_REASONS = {OPEN: Reason("quote_open"), TRAILING: Reason("quote_text")}


def part(path: Path, name: str) -> Part:
    """Open a delimited file.

    Raises
    ------
    InputError
        When it is empty.
    """
    sample = _sample(head(path))
    delimiter = _delimiter(sample)
    found = scan(sample, delimiter)
    preview = _texts(sample, found)[:_PREVIEW]
    if not any(map(any, preview)):
        raise InputError(mark("is empty: there is nothing to import."), file=name)
    check_columns(preview, name)

    def chunks(header_row: int, _columns: Sequence[str]) -> Iterator[Chunk]:
        below = header_row + 1 < len(found.begins)
        start = int(found.begins[header_row + 1]) if below else found.used
        line = int(found.lines[header_row + 1]) if below else found.line
        return _chunks(path, delimiter, unique(preview[header_row]), start, line)

    return Part(name, preview, chunks)


def _sample(data: bytes) -> bytes:
    """Cut at the end of a line: after the first, at the least."""
    if len(data) <= _SAMPLE:
        return data
    last = data.rfind(b"\n", 0, _SAMPLE)
    return data[: (last if last > 0 else data.find(b"\n")) + 1] or data


def _delimiter(sample: bytes) -> str:
    def agreement(delimiter: str) -> tuple[float, int]:
        widths = np.diff(scan(sample, delimiter).first)
        usual = int(np.bincount(widths).argmax()) if widths.size else 0
        return (float((widths == usual).mean()), usual) if usual > 1 else (0.0, 0)

    return max(DELIMITERS, key=agreement)


def _texts(data: bytes, found: Records) -> list[list[str]]:
    pairs = zip(found.starts.tolist(), found.ends.tolist(), strict=True)
    fields = [data[a:b].decode("utf-8", "replace").replace('""', '"').strip() for a, b in pairs]
    return [fields[a:b] for a, b in zip(found.first[:-1], found.first[1:], strict=True)]


def _chunks(
    path: Path, delimiter: str, headers: list[str], start: int, line: int
) -> Iterator[Chunk]:
    rest = b""
    for data, done, last in blocks(path):
        text = rest + (data[start:] if start else data)
        start, width, long = 0, len(headers), len(rest) > LONGEST
        found = scan(text, delimiter, width=width, line=line, last=last, give_up=long)
        rest, line = text[found.used :], found.line
        if len(found.lines):
            yield _chunk(text, found, headers, done)


def _chunk(text: bytes, found: Records, headers: list[str], done: float) -> Chunk:
    width = len(headers)
    good = (found.states == WHOLE) | _only_empty_beyond(found, width)
    unreadable = _not_utf8(text, found)
    good &= ~unreadable
    view = np.frombuffer(text, np.uint8)
    at = found.first[:-1][good]
    cells = {
        name: _column(view, found.starts[at + j], found.ends[at + j], found.quoted[at + j])
        for j, name in enumerate(headers)
    }
    whole = np.zeros(int(good.sum()), np.bool_)
    raw = _column(view, found.begins[good], found.finishes[good], whole)
    bad = np.flatnonzero(~good)
    reasons = [_reason(found, int(r), width, unreadable=bool(unreadable[r])) for r in bad]
    rows = [text[found.begins[r] : found.finishes[r]].decode("utf-8", "replace") for r in bad]
    return Chunk(
        pl.DataFrame(cells),
        pl.Series("line", found.lines[good]),
        raw,
        broken(found.lines[bad].tolist(), reasons, rows),
        done,
    )


def _only_empty_beyond(found: Records, width: int) -> npt.NDArray[np.bool_]:
    count = np.diff(found.first)
    more = (found.states == UNEVEN) & (count > width)
    beyond = found.starts[np.where(more, found.first[:-1] + width, 0)]
    return more & (found.finishes - beyond == count - width - 1)


def _not_utf8(text: bytes, found: Records) -> npt.NDArray[np.bool_]:
    wrong = np.zeros(len(found.lines), np.bool_)
    try:
        text[: found.used].decode()
    except UnicodeDecodeError:
        for record, (a, b) in enumerate(zip(found.begins, found.finishes, strict=True)):
            try:
                text[a:b].decode()
            except UnicodeDecodeError:
                wrong[record] = True
    return wrong


def _column(
    view: npt.NDArray[np.uint8],
    starts: npt.NDArray[np.int64],
    ends: npt.NDArray[np.int64],
    quoted: npt.NDArray[np.bool_],
) -> pl.Series:
    values, offsets = gather(view, starts, ends, quoted)
    buffers = (len(starts), pa.py_buffer(offsets), pa.py_buffer(values))
    column = pl.Series(pl.from_arrow(pa.LargeStringArray.from_buffers(*buffers)))
    return pl.select(pl.when(column != "").then(column)).to_series()


def _reason(found: Records, record: int, width: int, *, unreadable: bool) -> Reason:
    if unreadable:
        return Reason("encoding")
    state = int(found.states[record])
    fields = int(found.first[record + 1] - found.first[record])
    return _REASONS.get(state, Reason("fields", (str(width), str(fields))))
