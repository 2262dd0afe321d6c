"""A critical comment leads to an invitation, an interview, approved quotes, a piece, an answer."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.walking import sound
from servers.workspace import Site

pytestmark = [pytest.mark.server, pytest.mark.slow]
LONG = 120_000
TEAM, WHO, ADDRESS = "again", "zoontek", "zoontek@example.org"
CRITICAL = "très difficile de réagir"
SEARCH = "search/?words=primitives&author=zoontek"
KEPT = "Personne ne m’avait dit que le focus serait le plus dur"
LOOSE = "franchement j’ai tout jeté trois fois"
BETTER = "j’ai recommencé trois fois"
SAID = f"Et le focus ? {KEPT}. Et alors ? {LOOSE}. Aujourd’hui, nous testons au clavier."
OUT = "https://react.example/focus"


@pytest.fixture
def page(site: Site, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="en")
    page = context.new_page()
    troubles: list[str] = []
    page.on("console", lambda said: troubles.append(f"{page.url}: {said.text}"))
    page.on("pageerror", lambda error: troubles.append(f"{page.url}: {error}"))
    site.sign_in(page)
    yield page
    context.close()
    assert not troubles


def searched(site: Site, page: Page) -> None:
    """Search what somebody said; wait until the posts can be searched."""
    for _ in range(120):
        page.goto(site.page(TEAM, SEARCH))
        if page.locator("article.heard").count():
            return
        page.wait_for_timeout(1000)
    pytest.fail(page.locator("main").inner_text())


def invited(site: Site, page: Page) -> None:
    """Find what they said, read their page, invite them from there with what they said."""
    searched(site, page)
    sound(page)
    page.locator("article.heard").get_by_role("link", name=WHO, exact=True).first.click()
    expect(page.locator("h1")).to_contain_text(WHO)
    post = page.locator("#newest ~ .posts li", has_text="meilleures primitives").first
    post.get_by_text("Respond").click()
    post.get_by_role("button", name="Invite them").click()
    expect(page.locator("h1")).to_have_text(f"Write to {WHO}")
    page.get_by_label("E-mail address").fill(ADDRESS)
    page.get_by_role("button", name="Go on to the e-mail").click()


def written(site: Site, page: Page) -> None:
    """Write from the template; the gate holds the letter until an owner opens it."""
    here = page.url
    page.goto(site.page(TEAM, "strategy/"))
    promise = page.locator("section", has=page.get_by_role("heading", name="Promise"))
    promise.get_by_text("Change", exact=True).click()
    promise.locator("textarea").fill("You hear why, and you can answer.")
    promise.get_by_role("button", name="Save").click()
    page.goto(here)
    expect(page.get_by_label("Text", exact=True)).to_have_value(re.compile("Vous avez écrit"))
    sound(page)
    page.get_by_role("button", name="Keep it until then").click()
    expect(page.locator(".mail", has_text="waits for the strategy")).to_have_count(1)
    expect(page.locator("[aria-labelledby=led] blockquote")).to_be_visible()
    here = page.url.split("#")[0]
    page.goto(site.page(TEAM, "strategy/"))
    page.get_by_role("button", name="Approve under my name").first.click()
    page.goto(here)
    page.get_by_role("button", name="Send it now").click()
    site.mailed("partner")
    page.goto(here)
    page.get_by_text("Note an exchange").click()
    page.get_by_label("It came from them").check()
    page.get_by_label("What was said or done").fill("With pleasure, on Friday.")
    touches = page.locator("[aria-labelledby=touches]")
    touches.get_by_role("button", name="Save").click()
    expect(page.locator(".lead").first).to_contain_text("Talking")


def interviewed(page: Page) -> str:
    """Ask what people ask, keep what was said, take two quotes into the text."""
    page.get_by_role("button", name="Prepare an interview").click()
    expect(page.locator("[aria-labelledby=led] blockquote")).to_be_visible()
    page.get_by_role("button", name="Find the questions").click()
    questions = page.get_by_role("link", name="Add questions of our own")
    expect(questions.or_(page.locator(".job.done"))).to_be_visible(timeout=LONG)
    page.reload()
    expect(questions).to_be_visible()
    sound(page)
    page.locator("textarea[name=text]").fill(SAID)
    page.get_by_role("button", name="Save the interview").click()
    for words in (KEPT, LOOSE):
        page.get_by_label("Words to quote").fill(words)
        page.get_by_role("button", name="Take them into the text").click()
        expect(page.locator("article blockquote", has_text=words)).to_be_visible()
    sound(page)
    page.get_by_role("link", name="Details", exact=True).click()
    expect(page.locator("main .warning")).to_contain_text("2 quotes are not approved")
    return page.url


def approved(site: Site, page: Page, browser: Browser) -> None:
    """The guest approves one quote and corrects the other, without an account."""
    page.get_by_role("link", name="Approvals").first.click()
    page.get_by_label("What is asked").select_option("quotes")
    page.get_by_label("Name", exact=True).fill(WHO)
    page.get_by_label("E-mail address").fill(ADDRESS)
    page.get_by_role("button", name="Send the link").click()
    address = site.mailed("letters")
    for language in ("fr", "de", "en"):
        context = browser.new_context(locale=language)
        guest = context.new_page()
        guest.goto(address)
        sound(guest)
        if language == "en":
            decided(guest)
        context.close()
    page.reload()
    expect(page.locator("ins")).to_have_text(BETTER)
    sound(page)
    page.get_by_role("button", name="Take their words into the text").click()
    expect(page.locator("#read")).to_contain_text(BETTER)
    expect(page.locator("#read")).not_to_contain_text(LOOSE)
    page.get_by_role("link", name="Approvals").first.click()
    expect(page.locator("h1")).to_contain_text("1 approval")


def decided(guest: Page) -> None:
    groups = [guest.get_by_role("group", name=f"Quote {number}") for number in (1, 2)]
    for group in groups:
        keeps = KEPT in group.inner_text()
        label = "I approve it as it stands" if keeps else "I put it in other words"
        group.get_by_label(label).check()
        if not keeps:
            group.get_by_label("In your words").fill(BETTER)
    guest.get_by_role("button", name="Send my answer").click()
    expect(guest.locator("main")).to_contain_text(f"{WHO} answered quote by quote")
    sound(guest)


def published(page: Page, piece: str) -> None:
    """The piece goes through its stages, until it is out."""
    page.goto(piece)
    expect(page.locator("main .warning")).to_have_count(0)
    for stage in ("review", "approved", "scheduled"):
        page.locator("select[name=status]").select_option(stage)
        page.get_by_role("button", name="Move", exact=True).click()
    page.get_by_label("Address where it can be read").fill(OUT)
    page.get_by_role("button", name="Mark it as published").click()
    expect(page.locator(".lead")).to_contain_text("Published")


def answered(page: Page) -> None:
    """Who made us write it gets an answer with the link, on record."""
    page.get_by_role("link", name="Answer those who made us write it").click()
    expect(page.locator("h1")).to_have_text("1 person can have our answer now")
    text = page.get_by_label("Our answer, to post under the comment")
    expect(text).to_have_value(re.compile(re.escape(OUT)))
    sound(page)
    page.get_by_role("button", name="It is answered").click()
    expect(page.locator("main")).to_contain_text("Answered by claire@example.org")
    sound(page)


def test_a_critical_comment_becomes_a_piece_and_gets_its_answer(
    site: Site, page: Page, browser: Browser
) -> None:
    invited(site, page)
    written(site, page)
    piece = interviewed(page)
    approved(site, page, browser)
    published(page, piece)
    answered(page)
    searched(site, page)
    page.locator("article.heard").get_by_role("link", name=WHO, exact=True).first.click()
    history = page.locator("[aria-labelledby=history]")
    for told in ("Comment picked up", "Mail", "Interview saved", "corrected", "Comment answered"):
        expect(history).to_contain_text(told)
    sound(page)
