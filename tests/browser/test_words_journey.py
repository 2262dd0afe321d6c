"""From a keyword to its posts: sort, filter, open the evidence, send its address to a colleague."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from servers.workspace import Site

pytestmark = [pytest.mark.server, pytest.mark.slow]
LONG = 180_000


@pytest.fixture
def page(site: Site, browser: Browser) -> Page:
    context = browser.new_context(locale="en")
    page = context.new_page()
    page.troubles = []
    page.on("console", lambda said: page.troubles.append(said.text))
    page.on("pageerror", lambda error: page.troubles.append(str(error)))
    site.sign_in(page)
    yield page
    context.close()
    assert not page.troubles


def test_a_keyword_is_followed_to_its_posts(site: Site, page: Page, browser: Browser) -> None:
    page.goto(site.page("react-blog", "keywords/"))
    page.get_by_role("columnheader", name="Demand").get_by_role("link").click()
    expect(page).to_have_url(re.compile("sort=demand"))
    expect(page.get_by_role("columnheader", name="Demand")).to_have_attribute(
        "aria-sort", "descending"
    )
    page.locator("#words-language").select_option("en")
    expect(page).to_have_url(re.compile("language=en"))
    expect(page.locator("table.listed tbody tr").first).to_contain_text("English")
    sorted_and_filtered = page.url

    page.locator("a[data-drawer]").first.click()
    drawer = page.locator("dialog[open]")
    expect(drawer.locator("blockquote").first).to_be_visible()
    expect(page).to_have_url(re.compile("/evidence/"))
    address, told = page.url, drawer.locator("h2").inner_text()
    page.keyboard.press("Escape")
    expect(drawer).to_have_count(0)
    expect(page).to_have_url(sorted_and_filtered)

    colleague = browser.new_context(locale="en").new_page()
    site.sign_in(colleague)
    colleague.goto(address)
    expect(colleague.locator("h1")).to_have_text(told)
    post = colleague.locator(".posts .source a").first
    assert post.get_attribute("href").startswith("http")
    colleague.goto(sorted_and_filtered)
    link = colleague.locator("a[data-drawer]").first
    link.evaluate("link => link.href = link.href.replace(/evidence\\/\\d+/, 'evidence/999999')")
    link.click()  # what it led to is gone: the page says so, where a drawer would stay empty
    expect(colleague.locator("h1")).to_contain_text("is not kept any more")
    colleague.context.close()


def test_a_part_that_cannot_be_fetched_says_why(site: Site, browser: Browser) -> None:
    context = browser.new_context(locale="en")
    page = context.new_page()
    site.sign_in(page)
    page.goto(site.page("react-blog", "keywords/"))
    told, demand = page.get_by_role("alert"), page.get_by_role("columnheader", name="Demand")
    context.set_offline(True)
    demand.get_by_role("link").click()
    expect(told).to_contain_text("The server does not answer.")
    page.locator("a[data-drawer]").first.click()
    expect(page.locator("#drawer")).not_to_be_visible()
    context.set_offline(False)
    demand.get_by_role("link").click()
    expect(page).to_have_url(re.compile("sort=demand"))
    expect(told).not_to_be_visible()
    context.clear_cookies()
    demand.get_by_role("link").click()
    expect(told).to_contain_text("You are no longer signed in.")
    page.locator("a[data-drawer]").first.click()
    expect(page).to_have_url(re.compile("/accounts/login/.*evidence"))
    context.close()


def test_a_table_is_readable_on_a_phone(site: Site, browser: Browser) -> None:
    context = browser.new_context(locale="en", viewport={"width": 390, "height": 800})
    page = context.new_page()
    site.sign_in(page)
    page.goto(site.page("react-blog", "people/"))
    expect(page.locator("table.listed tbody tr").first).to_be_visible()
    page.get_by_text("Filter and sort", exact=True).click()
    page.get_by_label("Sort by").select_option("reach")
    expect(page).to_have_url(re.compile("sort=reach"))
    expect(page.locator("tr.detail").first).to_be_visible()
    context.close()


def test_without_script_the_same_links_lead_to_pages(site: Site, browser: Browser) -> None:
    context = browser.new_context(locale="en", java_script_enabled=False)
    page = context.new_page()
    site.sign_in(page)
    page.goto(site.page("react-blog", "keywords/?language=en"))
    page.get_by_role("columnheader", name="Demand").get_by_role("link").click()
    expect(page).to_have_url(re.compile("language=en.*sort=demand|sort=demand.*language=en"))
    page.locator("a[data-drawer]").first.click()
    expect(page.locator("h1")).to_contain_text(":")
    expect(page.locator("blockquote").first).to_be_visible()
    context.close()


def test_a_person_is_reached_and_a_persona_asked_of_the_posts(site: Site, page: Page) -> None:
    page.goto(site.page("react-blog", "people/"))
    page.locator("table.listed tbody a").first.click()
    expect(page.locator("#listeners")).to_be_visible()
    page.goto(site.page("react-blog", "personas/1/"))
    page.get_by_label("In their words").fill("hooks")
    page.get_by_label("Where it comes from").select_option("survey")
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_text("from: survey")).to_be_visible()
    expect(page.locator(".job.done").first).to_be_visible(timeout=LONG)
    page.reload()
    expect(page.locator(".statement", has_text="hooks").locator(".verdict")).to_be_visible()
