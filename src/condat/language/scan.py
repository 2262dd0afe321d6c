"""The compiled pass of the tokeniser: bytes in, arrays of tokens out."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from condat.language import characters as c

GAP, SENTENCE, HYPHEN, ELISION, QUESTION, CUT = 1, 2, 4, 8, 16, 32
_SHORT_LINE = 50  # bytes: a shorter line ends its sentence, a longer one was only wrapped
_BREAK, _LETTER, _DIGIT, _SPACE, _NEWLINE = c.BREAK, c.LETTER, c.DIGIT, c.SPACE, c.NEWLINE
_APOSTROPHE, _HYPHEN, _DOT, _END, _CODE = c.APOSTROPHE, c.HYPHEN, c.DOT, c.END, c.CODE
_INCLUSIVE = c.INCLUSIVE
Bytes = NDArray[np.uint8]
Scanned = tuple[NDArray[Any], ...]


@njit(cache=True)
def _char(data: Bytes, i: int, table: Bytes) -> tuple[int | np.int64, int]:
    """Return the class and the length in bytes of the character at byte i.

    Bytes become whole numbers at once: ``int`` leaves them bytes when compiled, and a pair that
    holds one takes thirty times as long to give back.
    """
    b = np.int64(data[i])
    if b < 0x80:
        return np.int64(table[b]), 1
    if b < 0xE0 and i + 1 < len(data):
        return np.int64(table[((b & 0x1F) << 6) | (data[i + 1] & 0x3F)]), 2
    if b < 0xF0 and i + 2 < len(data):
        high = ((b & 0x0F) << 12) | ((np.int64(data[i + 1]) & 0x3F) << 6)
        return np.int64(table[high | (data[i + 2] & 0x3F)]), 3
    return _BREAK, 4


@njit(cache=True)
def _is(data: Bytes, i: int, stop: int, a: int, b: int) -> bool:
    """Say whether two ASCII letters stand at byte i, in either case."""
    return i + 1 < stop and data[i] | 32 == a and data[i + 1] | 32 == b


@njit(cache=True)
def _elides(data: Bytes, i: int, j: int) -> bool:
    """Say whether bytes i to j are a French elision: l, d, j, m, t, s, n, c, ...qu."""
    if j - i == 1:
        return (data[i] | 32) in (99, 100, 106, 108, 109, 110, 115, 116)
    return j - i >= 2 and _is(data, j - 2, j, 113, 117)


@njit(cache=True)
def _word(  # noqa: C901 - one loop over the characters of a word
    data: Bytes, i: int, stop: int, table: Bytes
) -> tuple[int, bool, bool]:
    """Return the end of the word at byte i, whether it has a letter, whether it is elided."""
    j, letters = i, False
    while j < stop:
        kind, size = _char(data, j, table)
        letters |= kind == _LETTER
        if kind != _LETTER and kind != _DIGIT:
            after = j + size
            if after >= stop:
                break
            following, _ = _char(data, after, table)
            if following != _LETTER and following != _DIGIT:
                break
            if kind == _APOSTROPHE:
                if following == _LETTER and _elides(data, i, j):
                    return after, True, True
            elif kind == _INCLUSIVE or data[j] == 95:  # *innen, :innen, _innen, ·euse
                if size == 1 and not _is(data, after, stop, 105, 110):
                    break
            elif data[j] == 44:  # 1,5
                if letters or following != _DIGIT:
                    break
            elif kind != _DOT and data[j] != 38:  # Node.js, R&D
                break
        j += size
    return j, letters, False


@njit(cache=True)
def _skip(data: Bytes, i: int, stop: int, table: Bytes) -> int:
    """Return the end of the chunk at byte i when it is not running text, i otherwise."""
    if i + 2 < stop and data[i] == 96 and data[i + 1] == 96 and data[i + 2] == 96:
        for j in range(i + 3, stop - 2):
            if data[j] == 96 and data[j + 1] == 96 and data[j + 2] == 96:
                return j + 3
    j, bad, slashes, entity = i, False, 0, False
    while j < stop:
        kind, size = _char(data, j, table)
        if kind in (_SPACE, _NEWLINE):
            break
        b = data[j]
        following = data[j + 1] if j + 1 < stop else 32
        slashes += b == 47
        entity |= b == 38
        bad |= kind == _CODE and not (b == 95 and _is(data, j + 1, stop, 105, 110))
        bad |= b == 64  # @
        bad |= b == 58 and following == 47  # ://
        bad |= b == 40 and following in (41, 91, 123)  # () ([ ({
        bad |= b == 59 and (entity or (following | 32) in range(97, 123))  # &amp; a;b
        bad |= j == i and b == 45 and following == 45 and j + 2 < stop and data[j + 2] > 64
        bad |= j == i and b == 47 and following > 64
        bad |= _is(data, j, stop, 119, 119) and j + 3 < stop and data[j + 3] == 46  # www.
        j += size
    return j if bad or slashes > 1 else i


@njit(cache=True)
def _hash(data: Bytes, i: int, j: int) -> np.uint64:
    """Return the 64-bit FNV-1a hash of bytes i to j, mixed."""
    h = np.uint64(14695981039346656037)
    for k in range(i, j):
        h = (h ^ np.uint64(data[k])) * np.uint64(1099511628211)
    h ^= h >> np.uint64(32)
    return h if h else np.uint64(1)


@njit(cache=True)
def _slot(keys: NDArray[np.uint64], h: np.uint64) -> int:
    """Return where a hash is, or where it can be put."""
    mask = np.uint64(len(keys) - 1)
    k = h & mask
    while keys[k] != 0 and keys[k] != h:
        k = (k + np.uint64(1)) & mask
    return int(k)


@njit(cache=True)
def _grown(
    keys: NDArray[np.uint64], ids: NDArray[np.int32]
) -> tuple[NDArray[np.uint64], NDArray[np.int32]]:
    more, where = np.zeros(len(keys) * 2, np.uint64), np.zeros(len(keys) * 2, np.int32)
    for k in range(len(keys)):
        if keys[k]:
            slot = _slot(more, keys[k])
            more[slot], where[slot] = keys[k], ids[k]
    return more, where


@njit(cache=True)
def _apart(gap: int) -> int:
    """Return the flags of what follows something that is no word: it is tied to nothing."""
    return (gap | GAP) & ~(HYPHEN | ELISION)


@njit(cache=True)
def _tied(data: Bytes, i: int, stop: int, table: Bytes) -> int:
    """Return where the word begins that a hyphen at byte i ties to the one before; i: none."""
    if i + 1 >= stop:
        return i
    kind, size = _char(data, i, table)
    if kind != _HYPHEN or i + size >= stop:
        return i
    following, _ = _char(data, i + size, table)
    return i + size if following in (_LETTER, _DIGIT) else i


@njit(cache=True)
def _cut(data: Bytes, i: int, stop: int, table: Bytes) -> bool:
    """Say whether the word that ends at byte i is the beginning of one: *Geh- und Radweg*."""
    if i >= stop:
        return False
    kind, size = _char(data, i, table)
    if kind != _HYPHEN:
        return False
    return i + size >= stop or _char(data, i + size, table)[0] != _HYPHEN


@njit(cache=True)
def _blank(data: Bytes, i: int, stop: int, table: Bytes) -> bool:
    """Say whether the line at byte i is empty, or there is none."""
    return i >= stop or _char(data, i, table)[0] == _NEWLINE


@njit(cache=True, nogil=True)
def scan(offsets: NDArray[np.int64], data: Bytes, table: Bytes) -> Scanned:  # noqa: C901 - one loop
    """Find the words of texts: document, form, flags, start, end; and each form's first token."""
    most = len(data) // 2 + 1
    document, form = np.empty(most, np.int32), np.empty(most, np.int32)
    flags = np.empty(most, np.uint8)
    start, end = np.empty(most, np.int64), np.empty(most, np.int64)
    first = np.empty(most, np.int64)
    keys, ids = np.zeros(1024, np.uint64), np.zeros(1024, np.int32)
    n, forms = 0, 0
    for d in range(len(offsets) - 1):
        i, stop = offsets[d], offsets[d + 1]
        line, gap, fresh, opened = i, GAP | SENTENCE, True, n
        while i < stop:
            if fresh:
                fresh = False
                j = _skip(data, i, stop, table)
                if j > i:
                    gap = _apart(gap)
                    if data[j - 1] in (33, 46, 63):
                        gap |= SENTENCE
                    if data[j - 1] == 63 and n > opened:
                        flags[n - 1] |= QUESTION
                    i = j
                    continue
            kind, size = _char(data, i, table)
            if kind in (_LETTER, _DIGIT):
                j, letters, elided = _word(data, i, stop, table)
                if not letters:
                    gap, i = _apart(gap), j
                    continue
                h = _hash(data, i, j)
                slot = _slot(keys, h)
                if keys[slot] == 0:
                    keys[slot], ids[slot], first[forms] = h, forms, n
                    forms += 1
                document[n], form[n], flags[n], start[n], end[n] = d, ids[slot], gap, i, j
                n += 1
                if forms * 2 > len(keys):
                    keys, ids = _grown(keys, ids)
                i = j if elided else _tied(data, j, stop, table)
                if i == j and not elided and _cut(data, j, stop, table):
                    flags[n - 1] |= CUT
                gap = ELISION if elided else HYPHEN if i > j else 0
                continue
            if kind == _SPACE:
                fresh = True
            elif kind == _NEWLINE:
                fresh = True
                if i - line < _SHORT_LINE or _blank(data, i + size, stop, table):
                    gap |= GAP | SENTENCE
                line = i + size
            elif kind in (_DOT, _END):
                gap |= GAP | SENTENCE
                if data[i] == 63 and n > opened:
                    flags[n - 1] |= QUESTION
            else:
                gap |= GAP
            i += size
    return (
        document[:n].copy(),
        form[:n].copy(),
        flags[:n].copy(),
        start[:n].copy(),
        end[:n].copy(),
        first[:forms].copy(),
    )
