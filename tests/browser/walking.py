"""What holds of every page: an answer in the reader's language, no barrier, no overflow."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from servers.workspace import Site

WIDTHS = {"phone": 390, "desktop": 1280}
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RULES = {"runOnly": LEVELS, "resultTypes": ["violations"]}  # what passes takes time to tell
AGAIN = "rules => axe.run(document, rules)"  # the page has the rules of the first width
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
POLICY = "Content Security Policy"
# A text of one letter a line: its box is narrower than a word and higher than it is wide.
CRUSHED = """[...document.querySelectorAll('dd, dt, td, th, li, p')].filter(one =>
  one.innerText?.length > 2 && one.clientWidth > 1 && one.clientWidth < 20
  && one.clientHeight > 3 * one.clientWidth).map(one => one.innerText)"""
CODE = re.compile(r"urn:condat:\S+|\b(?=[0-9a-f]*\d)[0-9a-f]{12}\b")


def troubles(
    site: Site, browser: Browser, addresses: Mapping[str, str], language: str
) -> list[str]:
    """Walk pages as the owner and say what is wrong with each, on a phone, then on a desktop."""
    context = browser.new_context(locale=language)
    page = context.new_page()
    found: list[str] = []
    page.on("console", lambda said: found.append(f"{page.url}: {said.text}"))
    page.on("pageerror", lambda error: found.append(f"{page.url}: {error}"))
    site.sign_in(page)
    for name, address in addresses.items():
        found += [f"{name}: {one}" for one in _wrong(page, address, language)]
    context.close()
    return found


def signed_in(site: Site, browser: Browser, **how: Any) -> Iterator[Page]:
    """Give the owner's page; afterwards no script broke and nothing went against the policy."""
    context = browser.new_context(locale="en", **how)
    page = context.new_page()
    broken: list[str] = []
    page.on("console", lambda said: broken.append(said.text) if POLICY in said.text else None)
    page.on("pageerror", lambda error: broken.append(f"{page.url}: {error}"))
    site.sign_in(page)
    yield page
    context.close()
    assert not broken


def sound(page: Page) -> None:
    """No barrier, nothing sticks out, on a phone neither."""
    for width in WIDTHS.values():
        page.set_viewport_size({"width": width, "height": 800})
        found = _barriers(page)
        assert not [(one["id"], one["nodes"][0]["html"][:200]) for one in found], page.url
        assert page.evaluate(OVERFLOW) <= 0, page.url


def _wrong(page: Page, address: str, language: str) -> Iterator[str]:
    page.set_viewport_size({"width": WIDTHS["phone"], "height": 800})
    answer = page.goto(address)
    assert answer is not None
    if answer.status != 200:
        yield f"answers {answer.status}"
        return
    if page.locator("html").get_attribute("lang") != language:
        yield "is in another language"
    if page.locator("h1").count() != 1:
        yield "has not one title"
    if code := CODE.findall(page.inner_text("main")):
        yield f"shows the code {code[0]}"
    for width in WIDTHS:
        yield from _wrong_on(page, width)


def _wrong_on(page: Page, width: str) -> Iterator[str]:
    page.set_viewport_size({"width": WIDTHS[width], "height": 800})
    if page.evaluate(OVERFLOW) > 0:
        yield f"is wider than the {width}"
    if crushed := page.evaluate(CRUSHED):
        yield f"is crushed on the {width}: {crushed[0]!r}"
    for one in _barriers(page):
        yield f"{one['id']} on the {width}: {one['nodes'][0]['html'][:120]}"


def _barriers(page: Page) -> list[dict[str, Any]]:
    if page.evaluate("'axe' in window"):
        found = page.evaluate(AGAIN, RULES)
    else:
        found = Axe().run(page, options=RULES).response
    return list(found["violations"])
