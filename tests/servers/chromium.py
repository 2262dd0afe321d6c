"""A real browser: Debian's Chromium."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def missing() -> str | None:
    """Say which line would install it; None when it is there."""
    return None if shutil.which("chromium") else "apt-get install chromium"


def install() -> None:
    """Install it; nothing to do when it is there."""
    if missing() and os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = {"env": os.environ | {"DEBIAN_FRONTEND": "noninteractive"}, "check": True}
        subprocess.run(["apt-get", "update", "-qq"], **quiet)
        subprocess.run(
            ["apt-get", "install", "-qq", "--no-install-recommends", "chromium"], **quiet
        )


@contextmanager
def browser() -> Iterator[Browser]:
    """Start it without a screen."""
    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=shutil.which("chromium"), args=list(QUIET))
        yield started
        started.close()
