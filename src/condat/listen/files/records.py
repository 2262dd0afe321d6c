r"""Where the records and fields of delimited text begin and end, in one pass of compiled code.

The readers at hand give no physical line where a quoted field holds line ends, and one open quote
or one short row ends their reading; here each record stands alone. Rules: RFC 4180, with any of
``\n``, ``\r\n`` and ``\r`` as line end, and a quote that opens only at the beginning of a field.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from numba import njit

Ints = npt.NDArray[np.int64]
Bytes = npt.NDArray[np.uint8]
Flags = npt.NDArray[np.bool_]
States = npt.NDArray[np.int8]

# A record's state: whole; a quote never closed; text after a closing quote; not the usual width.
WHOLE, OPEN, TRAILING, UNEVEN = 0, 1, 2, 3
_QUOTE, _NEWLINE, _RETURN = 34, 10, 13


class Records(NamedTuple):
    """Fields of records, end to end; record ``r`` owns fields ``first[r]`` to ``first[r + 1]``."""

    starts: Ints
    ends: Ints
    quoted: Flags
    first: Ints
    begins: Ints
    finishes: Ints
    lines: Ints
    states: States
    used: int
    line: int


def scan(
    data: bytes,
    delimiter: str,
    *,
    width: int = 0,
    line: int = 1,
    last: bool = True,
    give_up: bool = False,
) -> Records:
    r"""Find the records of some text.

    Parameters
    ----------
    data : bytes
        UTF-8.
    delimiter : str
        One ASCII character.
    width : int
        How many fields a record has, 0 where that is not known yet. A bad record that spreads over
        several lines is cut after its first, so that one stray quote swallows no other record.
    line : int
        The physical line that ``data`` begins on.
    last : bool
        Whether nothing follows; else a record that is not ended is left for the next call.
    give_up : bool
        Whether to wait no longer for the end of an open quote.

    Returns
    -------
    Records
        ``used`` bytes were read; the next line is ``line``.

    Examples
    --------
    >>> found = scan(b'a,"b\nc"\nd,e\n', ",")
    >>> found.lines.tolist(), found.first.tolist(), found.states.tolist()
    ([1, 3], [0, 2, 4], [0, 0])
    """
    view = np.frombuffer(data, np.uint8)
    ends = int(np.count_nonzero(view == _NEWLINE) + np.count_nonzero(view == _RETURN))
    room = int(np.count_nonzero(view == ord(delimiter))) + ends + 2
    return Records(*_scan(view, ord(delimiter), width, line, last, give_up, room, ends + 2))


@njit(cache=True, nogil=True)
def _after_line(view: Bytes, at: int) -> int:
    if at + 1 < view.size and view[at] == _RETURN and view[at + 1] == _NEWLINE:
        return at + 2
    return min(at + 1, view.size)


@njit(cache=True, nogil=True)
def _closing(view: Bytes, at: int) -> int:
    """Return where the quote that closes a field is, or the size of the view."""
    size = view.size
    while at < size:
        if view[at] == _QUOTE:
            if at + 1 < size and view[at + 1] == _QUOTE:
                at += 1
            else:
                return at
        at += 1
    return size


@njit(cache=True, nogil=True)
def _newlines(view: Bytes, start: int, end: int) -> int:
    count = 0
    for at in range(start, end):
        lone = view[at] == _RETURN and not (at + 1 < view.size and view[at + 1] == _NEWLINE)
        count += view[at] == _NEWLINE or lone
    return count


@njit(cache=True, nogil=True)
def _field_end(view: Bytes, at: int, delimiter: int) -> int:
    while at < view.size and view[at] not in (delimiter, _NEWLINE, _RETURN):
        at += 1
    return at


@njit(cache=True, nogil=True)
def _record(
    view: Bytes, delimiter: int, at: int, starts: Ints, ends: Ints, quoted: Flags, fields: int
) -> tuple[int, int, int]:
    """Read one record; return where it ends, the fields so far and its state."""
    state = WHOLE
    while True:
        quoted[fields] = at < view.size and view[at] == _QUOTE
        if quoted[fields]:
            close = _closing(view, at + 1)
            if close == view.size:
                return close, fields, OPEN
            starts[fields], ends[fields] = at + 1, close
            at = _field_end(view, close + 1, delimiter)
            state = state if at == close + 1 else TRAILING
        else:
            starts[fields] = at
            at = _field_end(view, at, delimiter)
            ends[fields] = at
        fields += 1
        if at >= view.size or view[at] != delimiter:
            return at, fields, state
        at += 1


@njit(cache=True, nogil=True)
def _scan(
    view: Bytes,
    delimiter: int,
    width: int,
    line: int,
    last: bool,  # noqa: FBT001 - compiled code takes no keywords
    give_up: bool,  # noqa: FBT001
    room: int,
    rows: int,
) -> tuple[Ints, Ints, Flags, Ints, Ints, Ints, Ints, States, int, int]:
    starts, ends = np.empty(room, np.int64), np.empty(room, np.int64)
    quoted = np.zeros(room, np.bool_)
    first, lines = np.zeros(rows + 1, np.int64), np.empty(rows, np.int64)
    begins, finishes = np.empty(rows, np.int64), np.empty(rows, np.int64)
    states = np.zeros(rows, np.int8)
    size, begin, kept, record = view.size, 0, 0, 0
    while begin < size:
        at, fields, state = _record(view, delimiter, begin, starts, ends, quoted, kept)
        waits = not last and (at >= size or (view[at] == _RETURN and at + 1 == size))
        if waits and not (state == OPEN and give_up):
            break
        if state == WHOLE and width and fields - kept != width:
            state = UNEVEN
        stop = _field_end(view, begin, _NEWLINE)
        if state != WHOLE and stop < at:
            at, fields = stop, kept
        if waits and at >= size:
            break
        blank = fields == kept + 1 and starts[kept] == ends[kept] and not quoted[kept]
        if blank:
            fields = kept
        else:
            begins[record], finishes[record], lines[record], states[record] = begin, at, line, state
            record += 1
            first[record] = fields
        at = _after_line(view, at)
        line += _newlines(view, begin, at)
        begin, kept = at, fields
    return (
        starts[:kept], ends[:kept], quoted[:kept], first[: record + 1], begins[:record],
        finishes[:record], lines[:record], states[:record], begin, line,
    )  # fmt: skip


@njit(cache=True, nogil=True)
def gather(view: Bytes, starts: Ints, ends: Ints, quoted: Flags) -> tuple[Bytes, Ints]:
    """Copy fields end to end, a doubled quote as one; return the bytes and their offsets."""
    total = np.int64(0)
    for i in range(starts.size):
        total += ends[i] - starts[i]
    out, offsets = np.empty(total, np.uint8), np.zeros(starts.size + 1, np.int64)
    to = 0
    for i in range(starts.size):
        at = starts[i]
        while at < ends[i]:
            out[to] = view[at]
            to += 1
            at += 2 if quoted[i] and view[at] == _QUOTE else 1
        offsets[i + 1] = to
    return out[:to], offsets
