"""The pages behind a piece, a partnership, a test: full, as the story of the sample fills them.

The mill is imported without a plan, which other tests make: what is about its rows is left out.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from browser.walking import troubles
from condat.workspace.urls import TEAM
from integration.community import condat
from servers.pages import reached
from servers.workspace import Site, served
from verification.sample_world import ROOT, write

pytestmark = [pytest.mark.server, pytest.mark.slow]
SAMPLE = ROOT / "samples/moulin"
SLUG = "moulin-des-deux-rives-marque-fictive"
HEARD = ("veille/blogs.jsonl", "marque/site.jsonl", "equipe/contacts.csv")
LISTS = ("pieces/", "partnerships/", "inspired/", "tests/", "indicators/", "lessons/", "personas/")
GUESTS = {"pieces/4/letters/": "input[readonly]", "partnerships/1/": "a.long"}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The mill, its conversation and its story."""
    root = tmp_path_factory.mktemp("told")
    data = write(root / "data")
    mill = Path(shutil.copytree(SAMPLE / "workspace", root / "mill"))
    heard = condat("import", *(str(data / one) for one in HEARD), folder=mill)
    assert heard.returncode == 0, heard.stderr
    story = Path(shutil.copytree(SAMPLE / "story", root / "story"))
    (story / "6-plan.toml").unlink()
    with served(root / "home", mill, story=story) as site:
        yield site


@pytest.fixture(scope="module")
def addresses(told: Site, browser: Browser) -> dict[str, str]:
    """Give the pages of one thing, and those of guests."""
    page = browser.new_context(locale="en").new_page()
    told.sign_in(page)
    plain = {one.name for one in TEAM if not one.pattern.converters}
    every = reached(told, page, SLUG, LISTS)
    found = {name: one for name, one in every.items() if name not in plain}
    return found | {f"guest of {path}": _link(page, told, path) for path in GUESTS}


def _link(page: Page, told: Site, path: str) -> str:
    """Return the address that a guest is sent, as the page shows it."""
    page.goto(told.page(SLUG, path))
    shown = page.locator(GUESTS[path]).first
    return shown.get_attribute("value") or shown.get_attribute("href") or ""


@pytest.mark.parametrize("language", ["fr", "de"])
def test_each_full_page_is_sound(
    told: Site, browser: Browser, addresses: dict[str, str], language: str
) -> None:
    assert len(addresses) > 15
    assert not troubles(told, browser, addresses, language)
