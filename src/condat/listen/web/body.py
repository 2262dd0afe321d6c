"""Read a body within a limit of size, before and after it is unpacked."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

import httpx

from condat.core.errors import SourceError
from condat.core.words import mark

# What we read is text: pages, feeds, JSON. Feeds are also served as unnamed bytes.
_READABLE = ("text/", "xml", "json", "rss", "atom", "html", "octet-stream")
_CHUNK = 65_536
_GZIP, _ZLIB = 31, 15


def check_type(response: httpx.Response) -> None:
    """Refuse pictures, sound, archives and the like before their bytes are read.

    Raises
    ------
    SourceError
        Permanent.
    """
    kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind and not any(part in kind for part in _READABLE):
        raise SourceError(
            mark("{url} is {kind}, not text we can read."),
            url=response.url,
            kind=kind,
            permanent=True,
        )


def read_body(response: httpx.Response, limit: int) -> bytes:
    """Read a streamed response, unpacked, never holding more than ``limit`` bytes of it.

    Raises
    ------
    SourceError
        When it is larger (packed or not), ends early or is packed in a way we did not ask for.
    """
    announced = response.headers.get("content-length", "")
    if announced.isdecimal() and int(announced) > limit:
        raise _too_large(response, limit)
    packing = response.headers.get("content-encoding", "identity").strip().lower()
    raw = response.iter_raw(_CHUNK)
    if packing in ("", "identity"):
        return _gather(response, raw, limit)
    if packing in ("gzip", "x-gzip"):
        return _gather(response, _unpack(response, raw, _GZIP), limit)
    if packing == "deflate":
        return _gather(response, _unpack(response, raw, _ZLIB), limit)
    raise SourceError(
        mark("{url} is packed as {packing}, which we cannot read."),
        url=response.url,
        packing=packing,
        permanent=True,
    )


def _gather(response: httpx.Response, parts: Iterator[bytes], limit: int) -> bytes:
    body = bytearray()
    for part in parts:
        body += part
        if len(body) > limit:
            raise _too_large(response, limit)
    return bytes(body)


def _unpack(response: httpx.Response, parts: Iterator[bytes], kind: int) -> Iterator[bytes]:
    """Unpack in pieces of bounded size; a gzip stream may hold several members."""
    unpacker = zlib.decompressobj(kind)
    try:
        for part in parts:
            left = part
            while left:
                if unpacker.eof:
                    unpacker = zlib.decompressobj(kind)
                yield unpacker.decompress(left, _CHUNK)
                left = unpacker.unconsumed_tail or unpacker.unused_data
        yield unpacker.flush()
    except zlib.error as error:
        raise SourceError(
            mark("{url} cannot be unpacked: {detail}."),
            url=response.url,
            detail=error,
            permanent=False,
        ) from None
    if not unpacker.eof:
        raise SourceError(mark("{url} ended early."), url=response.url, permanent=False)


def _too_large(response: httpx.Response, limit: int) -> SourceError:
    return SourceError(
        mark("{url} is larger than {count} bytes."),
        url=response.url,
        count=limit,
        permanent=True,
        hint=mark("Raise CONDAT_FETCH__MAX_BYTES if it should be read."),
    )
