"""The calendar moved by keyboard and by mouse; a test read early; a lesson from it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from browser.walking import signed_in
from servers.workspace import Site

pytestmark = [pytest.mark.server, pytest.mark.slow]
SETTLED = {
    "hypothesis": "A question in the subject line is opened more.",
    "varies": "The subject line",
    "first": "Our recipe",
    "second": "Why does your bread not rise?",
    "whom": "One subscriber in ten, by lot",
    "counted": "Opens the letter",
    "usual": "10",
    "least": "5",
    "people": "4000",
    "starts_on": "2026-11-23",
    "ends_on": "2099-12-07",
}


@pytest.fixture
def page(site: Site, browser: Browser) -> Iterator[Page]:
    yield from signed_in(site, browser, viewport={"width": 1280, "height": 1000})


def first(page: Page) -> tuple[str, str]:
    """Return the first row of the calendar that can be moved, and its day."""
    entry = page.locator(".entry[draggable]").first
    day = entry.locator("xpath=ancestor::li[@data-day]").get_attribute("data-day")
    name = entry.get_attribute("id")
    assert day
    assert name
    return name, day


def day(page: Page, on: str) -> Locator:
    return page.locator(f".day[data-day='{on}']")


def later(on: str, days: int) -> str:
    return (date.fromisoformat(on) + timedelta(days=days)).isoformat()


def test_a_row_is_moved_with_the_arrows_and_put_back(site: Site, page: Page) -> None:
    page.goto(site.page("react-blog", "calendar/"))
    name, before = first(page)
    page.locator(f"#{name} .grip").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#told")).to_contain_text("is picked up")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#told")).to_contain_text(":")
    page.keyboard.press("Escape")
    expect(page.locator("#told")).to_contain_text("stays where it was")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="is now on")).to_be_visible()
    expect(day(page, later(before, 1)).locator(f"#{name}")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(day(page, before).locator(f"#{name}")).to_be_visible()


def test_a_row_is_dragged_to_another_day_and_put_back(site: Site, page: Page) -> None:
    page.goto(site.page("react-blog", "calendar/"))
    name, before = first(page)
    day(page, before).locator(f"#{name} .clock").drag_to(day(page, later(before, 1)).locator("h2"))
    expect(page.get_by_role("status").filter(has_text="is now on")).to_be_visible()
    expect(day(page, later(before, 1)).locator(f"#{name}")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(day(page, before).locator(f"#{name}")).to_be_visible()


def test_a_row_is_moved_by_a_form_on_a_phone_without_script(site: Site, browser: Browser) -> None:
    context = browser.new_context(locale="en", java_script_enabled=False)
    page = context.new_page()
    page.set_viewport_size({"width": 390, "height": 800})
    site.sign_in(page)
    page.goto(site.page("react-blog", "calendar/"))
    name, before = first(page)
    page.locator(f"#{name} summary").click()
    page.locator(f"#{name} input[name=day]").fill(later(before, 2))
    page.locator(f"#{name}").get_by_role("button", name="Move").click()
    expect(page.get_by_text("is now on")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(day(page, before).locator(f"#{name}")).to_be_visible()
    context.close()


def test_a_test_read_early_cannot_know_yet_and_later_does(site: Site, page: Page) -> None:
    page.goto(site.page("moulin", "tests/"))
    page.get_by_role("link", name="Set up a test").click()
    for name, text in SETTLED.items():
        page.locator(f"[name={name}]").fill(text)
    page.get_by_role("button", name="Set it up").click()
    expect(page.get_by_text("shows up four times out of five")).to_be_visible()
    page.get_by_role("button", name="Start the test").click()
    for name, count in zip(
        ("first_shown", "first_done", "second_shown", "second_done"),
        (120, 12, 120, 17),
        strict=True,
    ):
        page.locator(f"[name={name}]").fill(str(count))
    page.get_by_role("button", name="Save the counts").click()
    expect(page.locator("h1")).to_have_text(
        re.compile(r"We cannot know yet: it would take about [\d,]+ more people")
    )
    expect(page.get_by_text("The planned end is still to come")).to_be_visible()
    for name, count in zip(
        ("first_shown", "first_done", "second_shown", "second_done"),
        (2000, 200, 2000, 320),
        strict=True,
    ):
        page.locator(f"[name={name}]").fill(str(count))
    page.get_by_role("button", name="Save the counts").click()
    expect(page.locator("h1")).to_contain_text("does better than")
    page.locator("[name=decision]").fill("We keep the question.")
    page.locator("[name=learnt]").fill("A question is opened more.")
    page.get_by_role("button", name="End the test").click()
    page.get_by_role("link", name="Make it a lesson").click()
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Accept under my name").click()
    expect(page.get_by_text("Accepted by claire@example.org")).to_be_visible()
