"""The workspace as a team runs it: pages, worker and scheduler, on loopback."""

from __future__ import annotations

import email
import email.policy
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

import httpx
from playwright.sync_api import Page

from servers.letters import awaited_address

CONDAT = (sys.executable, "-m", "condat.workspace")
OWNER = "claire@example.org"
PATIENCE = 180.0


@dataclass(frozen=True)
class Site:
    """A running workspace and how its owner signs in."""

    url: str
    password: str
    home: Path
    process: subprocess.Popen[bytes]

    def page(self, slug: str, path: str) -> str:
        """Return the address of a team's page."""
        return f"{self.url}/t/{slug}/{path}"

    def mailed(self, path: str) -> str:
        """Wait for a mail of this site with an address of a kind."""
        return awaited_address(self._mails, path)

    def _mails(self) -> Iterator[EmailMessage]:
        """Give the mails that left, the newest first."""
        for file in sorted(Path(self.home, "mail").glob("*"), key=lambda p: -p.stat().st_mtime):
            yield email.message_from_bytes(file.read_bytes(), policy=email.policy.default)

    def sign_in(self, page: Page) -> None:
        """Sign the owner in through the door."""
        page.goto(f"{self.url}/accounts/login/")
        page.fill("input[name=login]", OWNER)
        page.fill("input[name=password]", self.password)
        page.click("button.button")
        page.wait_for_load_state()


@contextmanager
def member(site: Site) -> Iterator[httpx.Client]:
    """Give the owner's session without a browser."""
    door = "/accounts/login/"
    with httpx.Client(base_url=site.url, follow_redirects=True, timeout=PATIENCE) as client:
        client.get(door)
        token = client.cookies["csrftoken"]
        given = {"login": OWNER, "password": site.password, "csrfmiddlewaretoken": token}
        answer = client.post(door, data=given)
        assert answer.status_code == 200, answer.text
        yield client


def free_port() -> int:
    """Return a port that nobody listens to."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(home: Path, *folders: Path, story: Path | None = None) -> Iterator[Site]:
    """Open workspace folders as teams and serve them until the block ends.

    With a ``story``, the first folder has lived through it.
    """
    url = f"http://127.0.0.1:{free_port()}"
    environment = os.environ | {"CONDAT_HOME": str(home), "CONDAT_URL": url, "NO_COLOR": "1"}
    run = {"env": environment, "check": True, "capture_output": True, "text": True}
    subprocess.run([*CONDAT, "migrate", "-v0"], **run)
    opened = subprocess.run([*CONDAT, "open_team", *map(str, folders), "--owner", OWNER], **run)
    password = re.search(r"signs in with (\S+)", opened.stdout)
    assert password, opened.stdout
    if story:
        told = subprocess.run([*CONDAT, "tell", str(folders[0]), str(story)], **run)
        assert "Left out" not in told.stdout, told.stdout
    process = subprocess.Popen([*CONDAT, "serve"], env=environment)
    try:
        _wait(f"{url}/accounts/login/")
        yield Site(url, password[1], home, process)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=PATIENCE)


def _wait(address: str) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            urllib.request.urlopen(address, timeout=10).close()  # noqa: S310 - our own server
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)
        else:
            return
