"""A served workspace with a real conversation in it, and a real browser."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from condat.usecases.init import init
from servers import chromium
from servers.mail import Postbox, post_office
from servers.workspace import Site, served


@pytest.fixture(scope="session")
def site(reported: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The community of React, planned, the same once more to be erased from, and an empty one."""
    root = tmp_path_factory.mktemp("site")
    community = Path(shutil.copytree(reported, root / "community"))
    again = Path(shutil.copytree(reported, root / "again"))
    settings = again / "condat.toml"
    settings.write_text(re.sub(r'name = ".*"', 'name = "again"', settings.read_text("utf-8")))
    init(root / "fresh", brand="Moulin", language="fr")
    with served(root / "home", community, again, root / "fresh") as started:
        yield started


@pytest.fixture(scope="session")
def box() -> Iterator[Postbox]:
    """A mail server."""
    with post_office() as started:
        yield started


@pytest.fixture(scope="session")
def mill(box: Postbox, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """An empty workspace whose mails leave."""
    root = tmp_path_factory.mktemp("mill")
    init(root / "fresh", brand="Moulin", language="fr")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CONDAT_MAIL_URL", box.url)
        with served(root / "home", root / "fresh") as started:
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
