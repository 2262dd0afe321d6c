"""A small HTTP server on loopback that remembers what it was asked."""

from __future__ import annotations

import email.utils
import hashlib
import mimetypes
import socketserver
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


@dataclass(frozen=True)
class Asked:
    """One request as it came in; header names in lower case."""

    path: str
    headers: Mapping[str, str]
    body: bytes = b""


@dataclass
class Answer:
    """What to send back: status, headers, and a body in one or many pieces."""

    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes | Iterator[bytes] = b""


Page = Callable[[Asked], Answer]


@dataclass
class Loopback:
    """A running server: its address and its log."""

    url: str
    asked: list[Asked]

    def paths(self) -> list[str]:
        """The paths asked for, robots.txt left out."""
        return [a.path for a in self.asked if a.path != "/robots.txt"]


class _Quiet(ThreadingHTTPServer):
    daemon_threads = True

    def server_bind(self) -> None:
        socketserver.TCPServer.server_bind(self)  # without the look-up of our own name
        self.server_name, self.server_port = self.server_address[:2]

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: clients under test hang up on purpose."""


@contextmanager
def serve(page: Page) -> Iterator[Loopback]:
    """Serve answers of a function; robots.txt is absent unless the function gives one."""
    log: list[Asked] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", 0)))
            asked = Asked(self.path, {k.lower(): v for k, v in self.headers.items()}, body)
            log.append(asked)
            answer = page(asked)
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            if isinstance(answer.body, bytes):
                self.send_header("content-length", str(len(answer.body)))
                self.end_headers()
                self.wfile.write(answer.body)
                return
            self.end_headers()
            for piece in answer.body:
                self.wfile.write(piece)
                self.wfile.flush()

        do_POST = do_GET  # noqa: N815 - the library looks for this name

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Keep the test's output clean."""

    server = _Quiet(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield Loopback(f"http://127.0.0.1:{server.server_address[1]}", log)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def folder(root: Path) -> Page:
    """Serve files with ETag and Last-Modified, answering conditional requests as a server does."""

    def page(asked: Asked) -> Answer:
        path = root / asked.path.partition("?")[0].lstrip("/")
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            return Answer(404)
        body = path.read_bytes()
        tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        changed = email.utils.formatdate(path.stat().st_mtime, usegmt=True)
        headers = {"etag": tag, "last-modified": changed}
        if asked.headers.get("if-none-match") == tag:
            return Answer(304, headers)
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        return Answer(200, headers | {"content-type": kind}, body)

    return page
