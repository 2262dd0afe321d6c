"""What a team does, through the browser alone."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.walking import signed_in
from servers.workspace import Site

pytestmark = [pytest.mark.server, pytest.mark.slow]
LONG = 180_000
TEXT = "A sourdough starter never dies, it is hungry. How do you feed it?"


@pytest.fixture
def page(site: Site, browser: Browser) -> Iterator[Page]:
    yield from signed_in(site, browser)


def test_the_first_visit_says_what_to_do(site: Site, page: Page) -> None:
    page.goto(site.page("moulin", ""))
    expect(page.locator("h1")).to_contain_text("need you")
    page.get_by_role("link", name="Import posts or add a source").click()
    expect(page).to_have_url(site.page("moulin", "listen/"))


def test_a_file_is_imported_with_progress(site: Site, page: Page, tmp_path: Path) -> None:
    file = tmp_path / "posts.csv"
    with file.open("w", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["url", "title", "text", "published", "author"])
        for day in range(1, 28):
            text = "A sourdough starter never dies, it is hungry. How do you feed it?"
            writer.writerow(
                [f"https://a.example/{day}", "Starter", text, f"2026-01-{day:02}", "Ana"]
            )
    page.goto(site.page("moulin", "listen/import/"))
    page.set_input_files("input[type=file]", str(file))
    page.locator("form[enctype] button").click()
    page.get_by_role("button", name="Import", exact=True).click()
    expect(page.locator(".job.done").first).to_be_visible(timeout=LONG)


def test_a_field_is_written_and_approved_by_name(site: Site, page: Page) -> None:
    page.goto(site.page("moulin", "strategy/"))
    promise = page.locator("section", has=page.get_by_role("heading", name="Promise"))
    promise.get_by_text("Write", exact=True).click()
    promise.locator("textarea").fill("Good bread, without kneading.")
    promise.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Approve under my name").first.click()
    expect(page.get_by_text(re.compile("Approved by claire@example.org"))).to_be_visible()


def test_a_row_is_opened_accepted_and_on_record(site: Site, page: Page) -> None:
    page.goto(site.page("react-blog", "plan/"))
    row = page.locator("article").first
    row.get_by_role("link", name=re.compile("^Evidence")).click()
    expect(page.locator("dialog blockquote").first).to_be_visible()
    page.keyboard.press("Escape")
    row.get_by_role("button", name="Accept").click()
    expect(page.locator("article").first).to_contain_text("Row accepted by claire@example.org")
    page.goto(site.page("react-blog", "settings/"))
    expect(page.locator("main")).to_contain_text("Row accepted “")


def test_a_new_plan_keeps_the_accepted_row(site: Site, page: Page) -> None:
    page.goto(site.page("react-blog", "plan/"))
    title = page.locator("article", has_text="Accepted by").first.locator("h2").inner_text()
    page.get_by_role("button", name="Make a new plan").click()
    expect(page.locator(".job")).to_be_visible()
    page.evaluate("document.body.dataset.before = ''")
    before = page.locator("body[data-before]")
    expect(before).to_have_count(0, timeout=LONG)  # the page shows the new plan by itself
    expect(page.locator(".job.done").first).to_be_visible()
    titles = page.locator("article h2").all_inner_texts()
    assert title.split(". ", 1)[1] in {one.split(". ", 1)[1] for one in titles}


def test_what_went_wrong_is_explained(site: Site, page: Page) -> None:
    page.goto(site.page("moulin", "listen/"))
    page.fill("input[name=address]", "http://127.0.0.1:9/feed")
    page.get_by_role("button", name="Try it").click()
    expect(page.locator("h1")).to_have_text("We cannot listen to this address")
    expect(page.locator("#problem-address")).to_contain_text("127.0.0.1")
