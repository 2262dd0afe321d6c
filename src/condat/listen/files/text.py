"""The bytes of a text file as UTF-8, block by block, whatever encoding they are in."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

BLOCK = 16 << 20
LONGEST = 64 << 20
_SAMPLE = 1 << 20
_CONTROLS = [chr(code) for code in range(1, 32) if chr(code) not in "\t\n\v\f\r\x1b"]
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


class Block(NamedTuple):
    """Bytes in UTF-8, the part of the file read so far, and whether these are the last."""

    data: bytes
    done: float
    last: bool


def encoding(sample: bytes) -> str:
    r"""Tell the encoding from the beginning of a file: UTF-8, UTF-16 or Windows-1252.

    A file that is UTF-8 but for a few bytes is UTF-8: those rows are broken, not the file. A mark
    that says UTF-8 is not believed where most letters beyond ASCII are not.

    Examples
    --------
    >>> encoding("Chloé".encode("cp1252")), encoding("Chloé".encode()), encoding(b"a\x00b\x00")
    ('cp1252', 'utf-8', 'utf-16-le')
    """
    for mark, name in _MARKS[1:]:
        if sample.startswith(mark):
            return name
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if max(even, odd) > max(len(sample) // 5, 4 * min(even, odd)):
        return "utf-16-le" if odd > even else "utf-16-be"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample, final=len(sample) < _SAMPLE)
    except UnicodeDecodeError:
        text = sample.decode("utf-8", "replace")
        wrong = text.count("\ufffd")
        right = sum(1 for c in text if ord(c) > 127) - wrong
        return "utf-8" if right > wrong else "cp1252"
    return "utf-8"


def blocks(path: Path, size: int = BLOCK) -> Iterator[Block]:
    """Read a file in blocks of UTF-8, without its byte order mark and NULs; at least one block."""
    with path.open("rb") as file:
        sample = file.read(_SAMPLE)
        name = encoding(sample)
        mark = next((mark for mark, _ in _MARKS if sample.startswith(mark)), b"")
        file.seek(len(mark))
        yield from _read(file, name, max(path.stat().st_size, 1), size)


def is_text(path: Path) -> bool:
    """Tell text from pictures, programs and packed files by the bytes at its beginning."""
    with path.open("rb") as file:
        sample = file.read(1 << 16)
    text = sample.decode(encoding(sample), "replace").replace("\0", "")
    return sum(text.count(sign) for sign in _CONTROLS) <= max(100, len(text) // 20)


def head(path: Path) -> bytes:
    """Return the beginning of a file, with at least one whole line (of at most 64 MB)."""
    data = b""
    for block in blocks(path):
        data += block.data
        if block.last or b"\n" in data or len(data) > LONGEST:
            break
    return data


def _read(file: BinaryIO, name: str, total: int, size: int) -> Iterator[Block]:
    decoder = None if name == "utf-8" else codecs.getincrementaldecoder(name)("replace")
    data = file.read(size)
    while True:
        following = file.read(size)
        last = not following
        text = decoder.decode(data, last).encode() if decoder else data
        text = text.replace(b"\0", b"") if b"\0" in text else text
        yield Block(text, 1.0 if last else (file.tell() - len(following)) / total, last)
        if last:
            return
        data = following
