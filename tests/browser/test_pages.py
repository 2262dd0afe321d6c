"""Each page in three languages, on desktop and phone: no fault, no barrier, nothing sticks out."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from browser.walking import troubles
from servers.pages import reached
from servers.workspace import Site

pytestmark = [pytest.mark.server, pytest.mark.slow]
VISITS = [("react-blog", "en"), ("react-blog", "de"), ("moulin", "fr")]


@pytest.fixture(scope="module")
def addresses(site: Site, browser: Browser) -> dict[str, dict[str, str]]:
    """Give each team's pages by name: none can be forgotten."""
    page = browser.new_context(locale="en").new_page()
    site.sign_in(page)
    return {slug: reached(site, page, slug) for slug in ("react-blog", "moulin")}


@pytest.mark.parametrize(("slug", "language"), VISITS)
def test_each_page_is_sound(
    site: Site,
    browser: Browser,
    addresses: dict[str, dict[str, str]],
    language: str,
    slug: str,
) -> None:
    assert not troubles(site, browser, addresses[slug], language)
