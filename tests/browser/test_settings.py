"""Settings: somebody is invited by mail, works within a role, is given another, and leaves."""

from __future__ import annotations

import re
from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from browser.walking import signed_in, sound
from servers.mail import Postbox
from servers.totp import code
from servers.workspace import Site

pytestmark = [pytest.mark.server, pytest.mark.slow]
BRUNO, SECRET = "bruno@example.org", "une phrase assez longue"


@pytest.fixture
def page(mill: Site, browser: Browser) -> Iterator[Page]:
    """The owner's page."""
    yield from signed_in(mill, browser)


@pytest.fixture
def theirs(browser: Browser) -> Iterator[Page]:
    """The page of whoever is invited, who reads French."""
    context = browser.new_context(locale="fr")
    yield context.new_page()
    context.close()


def joined(mill: Site, page: Page, theirs: Page, box: Postbox) -> None:
    """Invite by mail as an analyst; they take it up with a name and a password."""
    page.goto(mill.page("moulin", "settings/"))
    page.get_by_label("E-mail address").fill(BRUNO)
    page.locator("[aria-labelledby=invite]").get_by_label("Role").select_option("analyst")
    page.get_by_role("button", name="Invite", exact=True).click()
    expect(page.get_by_text(f"Invited: {BRUNO}")).to_be_visible()
    sound(page)
    theirs.goto(box.address(BRUNO, "join"))
    sound(theirs)
    theirs.get_by_label("Votre nom").fill("Bruno Petit")
    theirs.get_by_label("Mot de passe").fill("court")
    theirs.get_by_role("button", name="Rejoindre").click()
    expect(theirs.locator("main .warning").first).to_be_visible()
    expect(theirs.get_by_label("Votre nom")).to_have_value("Bruno Petit")
    theirs.get_by_label("Mot de passe").fill(SECRET)
    theirs.get_by_role("button", name="Rejoindre").click()
    expect(theirs).to_have_url(mill.page("moulin", ""))


def limited(mill: Site, theirs: Page) -> None:
    """An analyst listens, but neither decides nor manages."""
    theirs.goto(mill.page("moulin", "listen/"))
    expect(theirs.locator("input[name=address]")).to_be_visible()
    theirs.goto(mill.page("moulin", "strategy/"))
    expect(theirs.locator("main form")).to_have_count(0)
    theirs.goto(mill.page("moulin", "settings/"))
    expect(theirs.locator("main select")).to_have_count(0)
    theirs.goto(mill.page("moulin", "webhooks/"))
    theirs.goto(mill.page("moulin", "settings/protection/person/"))
    expect(theirs.locator("h1")).to_have_text("Votre rôle ne le permet pas")
    sound(theirs)


def guarded(mill: Site, theirs: Page) -> None:
    """They switch a second factor on; from then on the door asks for it."""
    theirs.goto(mill.page("moulin", "settings/me/"))
    theirs.locator("main").get_by_role("link", name="Double authentification").click()
    theirs.locator("main a.button").click()
    if theirs.locator("input[name=password]").count():
        theirs.locator("input[name=password]").fill(SECRET)
        theirs.locator("button.button").click()
    secret = re.search(r"[A-Z2-7]{16,}", theirs.locator("main").inner_text())
    assert secret
    sound(theirs)
    theirs.locator("input[name=code]").fill(code(secret[0]))
    theirs.locator("button.button").click()
    theirs.goto(f"{mill.url}/accounts/2fa/recovery-codes/")
    spare = theirs.locator("main li code").first.inner_text()
    theirs.context.clear_cookies()
    theirs.goto(f"{mill.url}/accounts/login/")
    theirs.locator("input[name=login]").fill(BRUNO)
    theirs.locator("input[name=password]").fill(SECRET)
    theirs.locator("button.button").click()
    sound(theirs)
    theirs.locator("input[name=code]").fill(spare)
    theirs.locator("button.button").click()
    expect(theirs).to_have_url(mill.page("moulin", ""))


def entered(page: Page, mill: Site, *codes: str) -> None:
    """Sign out, and in again with a code after the password; of several, only the last is good."""
    page.goto(f"{mill.url}/accounts/logout/")
    page.locator("main button.button").click()
    mill.sign_in(page)
    for one in codes:
        expect(page.locator("h1")).to_have_text("The code of your app")
        page.locator("input[name=code]").fill(one)
        page.locator("button.button").click()
    expect(page).to_have_url(mill.page("moulin", ""))


def test_the_owner_guards_the_account_and_comes_in_by_code_and_by_spare_code(
    mill: Site, page: Page
) -> None:
    page.goto(f"{mill.url}/accounts/2fa/totp/activate/")
    if page.locator("input[name=password]").count():
        page.locator("input[name=password]").fill(mill.password)
        page.locator("button.button").click()
    secret = page.locator("main code").inner_text()
    page.locator("input[name=code]").fill(code(secret))
    page.locator("button.button").click()
    expect(page.get_by_text("The second factor is on.")).to_be_visible()
    sound(page)
    spare = page.locator("main li code").all_inner_texts()
    page.get_by_role("link", name="I have kept them").click()
    expect(page).to_have_url(mill.page("moulin", ""))
    entered(page, mill, spare[0])
    entered(page, mill, spare[0], spare[1])  # each is good once
    entered(page, mill, code(secret, steps=1))  # the code of a moment ago was used
    page.goto(f"{mill.url}/accounts/2fa/")
    sound(page)
    page.get_by_role("link", name="Switch it off").click()
    if page.locator("input[name=password]").count():
        page.locator("input[name=password]").fill(mill.password)
        page.locator("button.button").click()
    page.locator("main button.button").click()
    expect(page.get_by_text("The second factor is off.")).to_be_visible()


def programmed(mill: Site, page: Page) -> None:
    """A token that reads, and nothing else."""
    page.goto(mill.page("moulin", "settings/api/"))
    page.get_by_label("What is it for?").fill("Monday dashboard")
    page.get_by_role("button", name="Make a token").click()
    told = {"Authorization": f"Bearer {page.locator('.secret').inner_text()}"}
    here = f"{mill.url}/api/v1/teams/moulin"
    assert httpx.get(f"{here}/jobs", headers=told).status_code == 200
    assert httpx.post(f"{here}/jobs/plan", headers=told, json={}).status_code == 403
    sound(page)


def test_a_member_comes_works_within_a_role_and_leaves(
    mill: Site, page: Page, theirs: Page, box: Postbox
) -> None:
    joined(mill, page, theirs, box)
    limited(mill, theirs)
    page.goto(mill.page("moulin", "settings/"))
    page.get_by_label("Role of Bruno Petit").select_option("editor")
    page.get_by_role("button", name="Save Bruno Petit").click()
    theirs.goto(mill.page("moulin", "strategy/"))
    expect(theirs.locator("main form").first).to_be_attached()
    guarded(mill, theirs)
    programmed(mill, page)
    page.goto(mill.page("moulin", "settings/record/"))
    for told in ("Invited", "Joined", "Role changed", "Token made"):
        expect(page.locator(".record")).to_contain_text(told)
    page.goto(mill.page("moulin", "settings/"))
    page.get_by_text("Remove or hand over Bruno Petit").click()
    page.get_by_role("button", name="Take Bruno Petit out of the team").click()
    expect(page.locator(".record").first).not_to_contain_text("Bruno Petit")
    theirs.goto(mill.page("moulin", "strategy/"))
    expect(theirs.locator("h1")).to_have_text("Cette page est introuvable")
