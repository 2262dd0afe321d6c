"""From a row of the plan to an approved text in the calendar, through the browser alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.walking import signed_in
from servers.workspace import Site

pytestmark = [pytest.mark.server, pytest.mark.slow]
LONG = 120_000
QUOTE = "You can adopt it one component at a time"
TEXT = f"""# One component at a time

Hooks let you use state without rewriting your components.

{" ".join(["This sentence goes on"] * 10)}, so that the check has a place to point at.

> “{QUOTE}”, says Ines Marchand, who moved forty pages.
"""


@pytest.fixture
def page(site: Site, browser: Browser) -> Iterator[Page]:
    yield from signed_in(site, browser)


def test_a_row_becomes_a_text_that_its_guest_approves(
    site: Site, page: Page, browser: Browser
) -> None:
    page.goto(site.page("react-blog", "plan/"))
    row = page.locator("article", has=page.get_by_role("button", name="Accept")).first
    anchor = row.get_attribute("id")
    row.get_by_role("button", name="Accept", exact=True).click()
    page.locator(f"#{anchor}").get_by_role("button", name="Make it a piece").click()
    title = page.locator("h1").inner_text()
    page.get_by_role("button", name="Make the brief").click()
    expect(page.locator("h1")).to_contain_text("Brief")
    page.get_by_role("link", name="See what came of it").click(timeout=LONG)
    expect(page.locator("#words table")).to_be_visible()
    page.locator("#words .evidence summary").first.click()
    expect(page.locator("#words blockquote").first).to_be_visible()

    page.get_by_role("link", name="Text", exact=True).click()
    page.locator("#text").fill(TEXT)
    expect(page.locator("#check .remarks").first).to_be_visible(timeout=LONG)
    page.locator("#check .place").first.click()
    assert page.evaluate("document.activeElement.id") == "text"
    page.get_by_role("button", name="Save as a version").click()

    page.get_by_text("Mark a quote", exact=True).click()
    page.get_by_label("Whose words").fill("Ines Marchand")
    page.get_by_label("The passage, as it stands").fill(QUOTE)
    page.get_by_role("button", name="Mark this post").click()
    expect(page.locator("#read mark")).to_have_text(QUOTE)
    page.get_by_role("link", name="Ask for an approval").click()
    page.get_by_label("What is asked").select_option("quotes")
    page.get_by_label("Name", exact=True).fill("Ines Marchand")
    page.get_by_label("E-mail address").fill("ines@example.org")
    page.get_by_role("button", name="Send the link").click()
    expect(page.locator("main")).to_contain_text("waits for an answer")

    guest = browser.new_context(locale="fr").new_page()
    guest.goto(site.mailed("letters"))
    expect(guest.locator("#read mark")).to_have_text(QUOTE)
    guest.get_by_label("Je l’approuve telle quelle").check()
    guest.get_by_role("button", name="Envoyer ma réponse").click()
    expect(guest.locator("main")).to_contain_text("Ines Marchand a approuvé")
    guest.context.close()

    page.reload()
    expect(page.locator("h1")).to_contain_text("1 approval")
    page.goto(site.page("react-blog", "pieces/"))
    card = page.locator(".card", has_text=title)
    card.get_by_role("combobox").select_option("approved")
    card.get_by_role("button", name="Move").click()
    page.locator("[data-status=approved] .card", has_text=title).get_by_role("link").first.click()
    page.locator("dl a[href*=calendar]").click()
    expect(page.locator(f"#entry-{anchor}")).to_be_visible()
    page.goto(site.page("react-blog", "settings/record/"))
    expect(page.locator(".record").first).to_contain_text("Approved by link")


def test_a_card_is_dragged_to_another_column(site: Site, page: Page) -> None:
    page.goto(site.page("react-blog", "pieces/new/"))
    page.get_by_label("Title").fill("Dragged")
    page.get_by_role("button", name="Save").click()
    page.goto(site.page("react-blog", "pieces/"))
    card = page.locator(".card", has_text="Dragged")
    card.drag_to(page.locator("[data-status=draft]"))
    expect(page.locator("[data-status=draft] .card", has_text="Dragged")).to_be_visible()


def test_two_who_write_at_once_lose_nothing(site: Site, page: Page, browser: Browser) -> None:
    page.goto(site.page("react-blog", "pieces/new/"))
    page.get_by_label("Title").fill("Written by two")
    page.get_by_role("button", name="Save").click()
    address = f"{page.url}text/"
    context = browser.new_context(locale="en", storage_state=page.context.storage_state())
    other = context.new_page()
    for writer in (page, other):
        writer.goto(address)
    page.locator("#text").fill("The first text.")
    page.get_by_role("button", name="Save as a version").click()
    other.locator("#text").fill("The second text.")
    other.get_by_role("button", name="Save as a version").click()
    expect(other.locator("h1")).to_contain_text("saved version 1 while you wrote")
    expect(other.locator("#text")).to_have_value("The second text.")
    other.get_by_role("button", name="Save mine as version 2").click()
    expect(other.locator("#read")).to_have_text("The second text.")
    context.close()
