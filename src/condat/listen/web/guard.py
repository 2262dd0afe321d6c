"""Who may be spoken to: every connection resolves, checks and keeps one address.

The check stands where the connection is made, not where the URL is read, so that a name which
resolves to something else a moment later (DNS rebinding) and every hop of a redirect pass through
it. TLS still verifies the certificate against the name.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Iterable, Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any

import httpcore
import httpx

from condat.core.errors import RefusedAddressError
from condat.core.words import mark
from condat.listen.web.deadline import Deadline

Address = IPv4Address | IPv6Address
Resolve = Callable[[str, int], Sequence[str]]

# Answers of clouds to questions about the machine itself: not private by number, or worth naming.
METADATA = frozenset(map(ip_address, ("169.254.169.254", "168.63.129.16", "fd00:ec2::254")))
_NAT64 = ip_network("64:ff9b::/96")
_HINT = mark("Allow private addresses with CONDAT_FETCH__ALLOW_PRIVATE=true if it is yours.")
CLOSED = {
    "metadata": mark("{host} is a metadata address ({address})."),
    "link-local": mark("{host} is a link-local address ({address})."),
    "multicast": mark("{host} is a multicast address ({address})."),
    "reserved": mark("{host} is a reserved address ({address})."),
    "loopback": mark("{host} is a loopback address ({address})."),
    "private": mark("{host} is a private address ({address})."),
}


def resolve(host: str, port: int) -> list[str]:
    """Ask the system for the addresses of a host."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise httpcore.ConnectError(f"no address for {host}: {error}") from error
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def refuse(address: str, *, allow_private: bool = False) -> str | None:
    """Say why an address is not spoken to, as a key of ``CLOSED``; None when it may be.

    ``allow_private`` opens private networks and this machine; link-local, metadata, multicast and
    reserved addresses stay closed.

    Examples
    --------
    >>> refuse("169.254.169.254", allow_private=True)
    'metadata'
    >>> refuse("::ffff:10.0.0.1")
    'private'
    >>> refuse("93.184.216.34") is None
    True
    """
    given = ip_address(address.partition("%")[0])
    for ip in (given, *_inside(given)):
        reason = _closed(ip) or (None if allow_private else _private(ip))
        if reason:
            return reason
    return None


def _inside(ip: Address) -> list[IPv4Address]:
    """Return the IPv4 addresses that an IPv6 address carries (mapped, 6to4, Teredo, NAT64)."""
    if isinstance(ip, IPv4Address):
        return []
    carried = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
    if ip in _NAT64:
        carried.append(IPv4Address(int(ip) & 0xFFFFFFFF))
    return [v4 for v4 in carried if v4 is not None]


def _closed(ip: Address) -> str | None:
    if ip in METADATA:
        return "metadata"
    if ip.is_link_local:
        return "link-local"
    if ip.is_multicast:
        return "multicast"
    if ip.is_unspecified or (ip.is_reserved and not _carrier(ip)):
        return "reserved"
    return None


def _carrier(ip: Address) -> bool:
    return isinstance(ip, IPv6Address) and (bool(_inside(ip)) or ip.is_loopback)


def _private(ip: Address) -> str | None:
    if ip.is_loopback:
        return "loopback"
    return None if ip.is_global or _carrier(ip) else "private"


class GuardedBackend(httpcore.NetworkBackend):
    """Makes connections to checked addresses only, and stops all of their work at a deadline."""

    def __init__(self, *, allow_private: bool, deadline: Deadline, lookup: Resolve) -> None:
        self._inner = httpcore.SyncBackend()
        self._allow_private = allow_private
        self._deadline = deadline
        self._lookup = lookup

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Resolve the host once, check every address, connect to one of exactly these."""
        addresses = self._lookup(host, port)
        for address in addresses:
            reason = refuse(address, allow_private=self._allow_private)
            if reason:
                hint = "" if refuse(address, allow_private=True) else _HINT
                raise RefusedAddressError(CLOSED[reason], host=host, address=address, hint=hint)
        failure: Exception = httpcore.ConnectError(f"no address for {host}")
        for address in addresses:
            try:
                left = self._deadline.left(timeout)
                stream = self._inner.connect_tcp(address, port, left, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return _TimedStream(stream, self._deadline)
        raise failure


class _TimedStream(httpcore.NetworkStream):
    """A connection whose every read and write ends by the deadline, however slowly bytes drip."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._inner, self._deadline = inner, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        left = self._deadline.left(timeout)
        return _TimedStream(
            self._inner.start_tls(ssl_context, server_hostname, left), self._deadline
        )

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class GuardedTransport(httpx.HTTPTransport):
    """The transport of httpx with guarded connections; no proxy, which would resolve for us."""

    def __init__(
        self, *, allow_private: bool, deadline: Deadline, lookup: Resolve = resolve
    ) -> None:
        super().__init__(trust_env=False)
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(),
            max_connections=8,
            keepalive_expiry=5,
            network_backend=GuardedBackend(
                allow_private=allow_private, deadline=deadline, lookup=lookup
            ),
        )
