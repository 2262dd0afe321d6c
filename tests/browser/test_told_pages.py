"""What ``make run`` shows of the mill: its report, and its pages, full, as its story fills them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from selectolax.lexbor import LexborHTMLParser

from browser.walking import troubles
from condat.workspace.urls import TEAM
from servers.pages import reached
from servers.workspace import Site, served
from verification.sample_world import ROOT

pytestmark = [pytest.mark.server, pytest.mark.slow]
SLUG = "moulin-des-deux-rives-marque-fictive"
LISTS = ("pieces/", "partnerships/", "inspired/", "tests/", "indicators/", "lessons/", "personas/")
FULL = ("strategy/", "scorecard/")  # without names of things, and empty until a story fills them
GUESTS = {"pieces/4/letters/": "input[readonly]", "partnerships/1/": "a.long"}


@pytest.fixture(scope="module")
def mill(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The fictional brand, from its data to its report."""
    root = tmp_path_factory.mktemp("samples")
    subprocess.run([sys.executable, ROOT / "samples/run.py", root, "moulin"], check=True)
    return root / "moulin"


@pytest.fixture(scope="module")
def told(mill: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The mill and its story, every step of it."""
    story = ROOT / "samples/moulin/story"
    with served(tmp_path_factory.mktemp("told"), mill, story=story) as site:
        yield site


@pytest.fixture(scope="module")
def addresses(told: Site, browser: Browser) -> dict[str, str]:
    """Give the pages of one thing, and those of guests."""
    page = browser.new_context(locale="en").new_page()
    told.sign_in(page)
    plain = {one.name for one in TEAM if not one.pattern.converters}
    every = reached(told, page, SLUG, LISTS)
    found = {name: one for name, one in every.items() if name not in plain}
    found |= {path: told.page(SLUG, path) for path in FULL}
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


def test_no_section_of_its_first_report_is_empty(mill: Path) -> None:
    (report,) = mill.glob("reports/*.fr.html")
    sections = LexborHTMLParser(report.read_text("utf-8")).css("main > section")
    assert len(sections) == 10
    assert not [s.attributes["id"] for s in sections if not s.css("tbody tr, article, li")]
