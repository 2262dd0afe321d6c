"""A served workspace with a real conversation in it, and a real browser."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from condat.usecases.init import init
from servers import chromium
from servers.workspace import Site, served


@pytest.fixture(scope="session")
def site(reported: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The community of React, planned, and an empty workspace."""
    root = tmp_path_factory.mktemp("site")
    community = Path(shutil.copytree(reported, root / "community"))
    init(root / "fresh", brand="Moulin", language="fr")
    with served(root / "home", community, root / "fresh") as started:
        yield started


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium; its tests are skipped with the line that installs it."""
    if lacking := chromium.missing():
        pytest.skip(f"no Chromium: {lacking}")
    # The library's event loop would make Django refuse plain database calls in this process.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with chromium.browser() as started:
        yield started
