"""Partnerships in the browser: outreach from the gate to an objection, the threshold crossed."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.walking import signed_in, sound
from servers.mail import Postbox
from servers.workspace import Site

pytestmark = [pytest.mark.server, pytest.mark.slow]
LONG = 60_000


@pytest.fixture
def page(mill: Site, browser: Browser) -> Iterator[Page]:
    yield from signed_in(mill, browser)


def begun(mill: Site, page: Page, name: str) -> None:
    page.goto(mill.page("moulin", "partnerships/start/"))
    page.get_by_label("Name").fill(name)
    page.get_by_label("E-mail address").fill(f"{name.split()[0].lower()}@example.org")
    page.get_by_label("Language to write in").select_option("en")
    page.get_by_label("Where these details come from").fill("Her blog, ana.example")
    page.get_by_role("button", name="Start a partnership").click()
    expect(page.locator("h1")).to_contain_text(name)


def arrived(box: Postbox, count: int) -> str:
    """Wait for so many mails; return the text of the last."""
    until = time.monotonic() + 30
    while len(box.to("ana@")) < count and time.monotonic() < until:
        time.sleep(0.2)
    assert len(box.to("ana@")) == count
    return str(box.to("ana@")[-1].get_content())


def test_outreach_waits_at_the_gate_is_sent_and_logged_and_an_objection_stops_it(
    mill: Site, page: Page, browser: Browser, box: Postbox
) -> None:
    begun(mill, page, "Ana Roux")
    here = page.url
    page.get_by_role("link", name="Write to them").click()
    page.get_by_label("Subject", exact=True).fill("Bread, together")
    page.get_by_label("Text", exact=True).fill("Hello Ana, shall we talk?")
    expect(page.get_by_text("Her blog, ana.example")).to_be_visible()
    page.get_by_role("button", name="Keep it until then").click()
    expect(page.locator(".mail", has_text="waits for the strategy")).to_have_count(1)
    assert not box.to("ana@")

    page.goto(mill.page("moulin", "strategy/"))
    page.get_by_label("Reason").fill("The fair is on Monday")
    page.get_by_role("button", name="Override").click()
    page.goto(here)
    page.get_by_role("button", name="Send it now").click()
    text = arrived(box, 1)
    page.goto(here)
    expect(page.locator(".record")).to_contain_text("Bread, together")
    expect(page.locator(".mail").filter(has_text="Re: Bread, together")).to_contain_text("planned")
    sound(page)

    door = re.search(r"http://\S+/objection/", text.replace("=\n", ""))
    assert door
    them = browser.new_context(locale="en").new_page()
    them.goto(door[0])
    sound(them)
    them.get_by_role("button", name="Yes, stop").click()
    expect(them.locator("h1")).to_contain_text("will not write to you again")
    page.goto(here)
    expect(page.locator("h1")).to_have_text("Ana Roux does not want to be contacted")
    expect(page.get_by_role("link", name="Write to them")).to_have_count(0)
    expect(page.locator(".mail").filter(has_text="Re: Bread, together")).to_contain_text("stopped")
    page.goto(mill.page("moulin", "settings/"))
    expect(page.locator("main")).to_contain_text("Objection recorded “Ana Roux” – Ana Roux")
    assert len(box.to("ana@")) == 1


def test_the_threshold_is_told_while_it_is_typed_and_before_it_is_saved(
    mill: Site, page: Page
) -> None:
    begun(mill, page, "Ben Four")
    page.get_by_text("Add a deal", exact=True).click()
    page.get_by_label("Promotional objective").fill("Spring workshop")
    page.get_by_role("button", name="Add the deal").click()

    def add(what: str, value: str) -> None:
        page.get_by_text("Add something given").click()
        page.get_by_label("What it is").fill(what)
        page.get_by_label("Value ex. VAT").fill(value)

    add("Article", "700")
    page.get_by_role("button", name="Add", exact=True).first.click()
    expect(page.locator("table")).to_contain_text("€700")
    add("Oven", "300")
    expect(page.locator("#weighed")).to_contain_text("a written contract is required", timeout=LONG)
    page.get_by_role("button", name="Add", exact=True).first.click()
    expect(page.locator("#crossing")).to_contain_text("€1,000 of €1,000")
    expect(page.locator("#crossing")).to_contain_text("their postal address")
    expect(page.locator("table tbody tr")).to_have_count(1)
    page.get_by_role("button", name="Save it: a contract will be signed").click()
    expect(page.locator("table tbody tr")).to_have_count(2)
    expect(page.locator(".duties")).to_contain_text("a written contract is required")
    sound(page)
    with page.expect_download() as handed:
        page.get_by_role("link", name="Contract draft (PDF), French").click()
    assert Path(handed.value.path()).read_bytes()[:5] == b"%PDF-"
    signing = page.locator("details", has_text="The contract is signed")
    signing.locator("summary").click()
    signing.get_by_role("button", name="Save").click()
    expect(page.locator(".duties li").first).to_contain_text("Done")


def test_a_post_is_checked_for_its_disclosure(mill: Site, page: Page) -> None:
    page.goto(mill.page("moulin", "partnerships/check/"))
    page.get_by_label("The text as it was published").fill("#gifted A weekend at the mill")
    page.get_by_role("button", name="Check").click()
    expect(page.locator("h1")).to_have_text("The disclosure is not in order")
    expect(page.locator("main .note")).to_contain_text("gifted” does not count. It takes: Ad")
    sound(page)
    page.get_by_label("The text as it was published").fill("#ad A weekend at the mill")
    page.get_by_role("button", name="Check").click()
    expect(page.locator("h1")).to_have_text("The disclosure is in order")
