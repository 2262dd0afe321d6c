"""JSON Lines: one object a line, read as columns of text; each bad line alone."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import polars as pl
from polars.exceptions import PolarsError

from condat.core.errors import InputError
from condat.core.words import mark
from condat.listen.files.chunk import Chunk, Part, broken, check_columns
from condat.listen.files.text import blocks, head
from condat.listen.reasons import Reason

_SAMPLE_LINES = 200
_Numbered = list[tuple[int, bytes]]


def part(path: Path, name: str) -> Part:
    """Open a file of JSON Lines.

    Raises
    ------
    InputError
        When no line at its beginning is a JSON object.
    """
    keys = _keys(head(path))
    if not keys:
        hint = mark("A JSON Lines file has one object a line.")
        raise InputError(mark("holds no JSON object at its beginning."), file=name, hint=hint)
    check_columns([keys], name)

    def chunks(_header_row: int, columns: Sequence[str]) -> Iterator[Chunk]:
        names = dict.fromkeys([*keys, *columns, *(c.split(".")[0] for c in columns)])
        return _chunks(path, dict.fromkeys(names, pl.String))

    return Part(name, [keys], chunks)


def _keys(data: bytes) -> list[str]:
    found: dict[str, None] = {}
    for line in data.split(b"\n", _SAMPLE_LINES)[:_SAMPLE_LINES]:
        try:
            value = json.loads(line)
        except ValueError:
            continue
        if isinstance(value, dict):
            found |= dict.fromkeys(value)
    return list(found)


def _chunks(path: Path, schema: dict[str, type[pl.String]]) -> Iterator[Chunk]:
    rest, number = b"", 1
    for data, done, last in blocks(path):
        text = rest + data
        cut = len(text) if last else text.rfind(b"\n") + 1
        rest, whole = text[cut:], text[:cut]
        if not whole.strip():
            number += whole.count(b"\n")
            continue
        lines = whole.split(b"\n")
        yield _chunk(whole, lines, number, schema, done)
        number += len(lines) - 1


def _chunk(
    text: bytes, lines: list[bytes], first: int, schema: dict[str, type[pl.String]], done: float
) -> Chunk:
    numbered = [(n, line) for n, line in enumerate(lines, first) if line.strip()]
    cells = _read(text, schema)
    bad: _Numbered = []
    if cells is None or len(cells) != len(numbered):
        numbered, bad, cells = _apart(numbered, schema)
    raw = [line.rstrip(b"\r").decode("utf-8", "replace") for _, line in numbered]
    return Chunk(
        cells,
        pl.Series("line", np.array([n for n, _ in numbered], np.int64)),
        pl.Series("raw", raw, dtype=pl.String),
        broken(
            [n for n, _ in bad],
            [_reason(line) for _, line in bad],
            [line.decode("utf-8", "replace") for _, line in bad],
        ),
        done,
    )


def _read(text: bytes, schema: dict[str, type[pl.String]]) -> pl.DataFrame | None:
    try:
        return pl.read_ndjson(text, schema=schema)
    except PolarsError:
        return None


def _apart(
    lines: _Numbered, schema: dict[str, type[pl.String]]
) -> tuple[_Numbered, _Numbered, pl.DataFrame]:
    """Tell the lines that can be read from those that cannot, halving until each is told."""
    good: _Numbered = []
    bad: _Numbered = []
    frames = [pl.DataFrame(schema=schema)]
    waiting = [[pair for pair in lines if not _broken(pair[1])]]
    bad += [pair for pair in lines if _broken(pair[1])]
    while waiting:
        some = waiting.pop()
        cells = _read(b"\n".join(line for _, line in some), schema) if some else None
        if cells is not None and len(cells) == len(some):
            good += some
            frames.append(cells)
        elif len(some) == 1:
            bad += some
        elif some:
            middle = len(some) // 2
            waiting += [some[middle:], some[:middle]]
    return good, sorted(bad), pl.concat(frames)


def _broken(line: bytes) -> bool:
    try:
        return not isinstance(json.loads(line), dict)
    except ValueError:
        return True


def _reason(line: bytes) -> Reason:
    try:
        value = json.loads(line)
    except UnicodeDecodeError:
        return Reason("encoding")
    except json.JSONDecodeError as error:
        return Reason("json", (str(error.pos + 1),))
    if not isinstance(value, dict):
        return Reason("json_object")
    return Reason("json_values")
