"""Somebody asks to be erased: seen first, confirmed by name, then nowhere any more."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.walking import signed_in, sound
from servers.pages import PLAIN
from servers.workspace import Site

pytestmark = [pytest.mark.server, pytest.mark.slow]
LONG = 180_000
TEAM, WHO = "again", "zoontek"
HERE = "settings/protection/person/"
LINKS = "all => all.map(one => one.href)"


@pytest.fixture
def page(site: Site, browser: Browser) -> Iterator[Page]:
    yield from signed_in(site, browser)


def planned(site: Site, page: Page) -> None:
    """Accept the row of the plan that is with them: a decision that names them."""
    page.goto(site.page(TEAM, "plan/"))
    row = page.locator("article", has_text=WHO).filter(
        has=page.get_by_role("button", name="Accept")
    )
    if row.count():
        anchor = row.first.get_attribute("id")
        row.first.get_by_role("button", name="Accept", exact=True).click()
        accepted = page.locator(f"#{anchor}").get_by_text("accepted by")
        expect(accepted).to_be_visible()


def foreseen(site: Site, page: Page) -> None:
    """See what goes; a name that is not theirs erases nothing."""
    page.goto(site.page(TEAM, HERE))
    page.locator("[aria-labelledby=erase] input[name=who]").fill(WHO)
    page.get_by_role("button", name="See what will be erased").click()
    expect(page.locator("h1")).to_have_text(f"This is what will be erased about {WHO}")
    for told in ("Posts they wrote", "Ranks and scores", "Rows of the plan with them"):
        expect(page.locator(".goes")).to_contain_text(told)
    expect(page.locator("main")).to_contain_text("Le web mérite de meilleures primitives")
    sound(page)
    page.locator("input[name=confirm]").fill("somebody else")
    page.get_by_role("button", name="Erase for good").click()
    expect(page.locator("#wrong")).to_contain_text("Nothing was erased")
    page.locator("input[name=confirm]").fill(WHO)
    page.get_by_role("button", name="Erase for good").click()
    expect(page.locator(".job")).to_contain_text("Erasing a person")
    expect(page.locator(".job.done")).to_be_visible(timeout=LONG)


def everything(site: Site, page: Page) -> list[str]:
    """Return every page without arguments (the record is one), and each page of a piece."""
    found = [site.page(TEAM, path) for path in PLAIN]
    page.goto(site.page(TEAM, "pieces/"))
    for piece in page.eval_on_selector_all("main a[href*='/pieces/']", LINKS):
        found += [piece, *(f"{piece}{path}" for path in ("text/", "interview/", "letters/"))]
        found += [f"{piece}versions/{number}/" for number in (1, 2, 3)]
    return found


def test_an_erased_person_is_nowhere_any_more(site: Site, page: Page) -> None:
    planned(site, page)
    foreseen(site, page)
    for address in everything(site, page):
        answer = page.request.get(address)
        assert answer.status in (200, 404), address
        assert WHO not in answer.text().lower(), address
    page.goto(site.page(TEAM, "plan/"))
    expect(page.locator("h1")).to_contain_text("The plan cannot be rebuilt since")
    expect(page.locator(".lines")).to_contain_text("accepted")
    sound(page)
    page.goto(site.page(TEAM, "settings/record/"))
    expect(page.locator(".record")).to_contain_text("Erasure asked for")
    for asked in ("words", "author"):
        page.goto(site.page(TEAM, f"search/?{asked}={WHO}"))
        expect(page.locator("article.heard")).to_have_count(0)
        expect(page.locator("h1")).to_contain_text("0 posts")
