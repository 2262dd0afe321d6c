"""Each page in three languages, on desktop and phone: no fault, no barrier, nothing sticks out."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from servers.pages import reached
from servers.workspace import Site

pytestmark = [pytest.mark.server, pytest.mark.slow]
WIDTHS = {"desktop": 1280, "phone": 390}
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


VISITS = [("react-blog", language) for language in ("fr", "en", "de")] + [("moulin", "fr")]


@pytest.fixture(scope="module")
def addresses(site: Site, browser: Browser) -> dict[str, dict[str, str]]:
    """Give each team's pages by name: none can be forgotten."""
    page = browser.new_context(locale="en").new_page()
    site.sign_in(page)
    return {slug: reached(site, page, slug) for slug in ("react-blog", "moulin")}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(("slug", "language"), VISITS)
def test_each_page_is_sound(
    site: Site,
    browser: Browser,
    addresses: dict[str, dict[str, str]],
    language: str,
    width: str,
    slug: str,
) -> None:
    context = browser.new_context(locale=language, viewport={"width": WIDTHS[width], "height": 800})
    page = context.new_page()
    troubles: list[str] = []
    page.on("console", lambda said: troubles.append(f"{page.url}: {said.text}"))
    page.on("pageerror", lambda error: troubles.append(f"{page.url}: {error}"))
    site.sign_in(page)
    for path, address in addresses[slug].items():
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 200, path
        assert page.locator("html").get_attribute("lang") == language
        assert page.locator("h1").count() == 1, path
        if page.evaluate(OVERFLOW) > 0:
            troubles.append(f"{path} is wider than the {width}")
        found = Axe().run(page, options=RULES)
        troubles += [
            f"{path}: {one['id']}: {one['nodes'][0]['html'][:120]}"
            for one in found.response["violations"]
        ]
    context.close()
    assert not troubles
