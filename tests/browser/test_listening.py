"""A source is added, listened to and searched; a file is mapped and imported: in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.walking import signed_in
from condat.usecases.init import init
from integration.feeds.door import build
from servers.loopback import Loopback, folder, serve
from servers.workspace import Site, served

pytestmark = [pytest.mark.server, pytest.mark.slow]
LONG = 120_000
OWN = (
    "Lien du billet;Intitulé;Corps du billet;Parution\n"
    "https://a.example/1;Levain;Un levain liquide et ses farines;02/01/2026\n"
    "https://a.example/2;Farine;Une farine vive;hier\n"
)


@pytest.fixture(scope="module")
def blog(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Loopback]:
    """A site of three posts, made by a real generator, with its feed."""
    root = tmp_path_factory.mktemp("blog")
    with serve(lambda asked: folder(root / "hugo" / "public")(asked)) as site:
        build(root, site)
        yield site


@pytest.fixture(scope="module")
def fournil(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A workspace that may reach loopback."""
    root = tmp_path_factory.mktemp("fournil")
    init(root / "desk", brand="Le Fournil", language="fr")
    with (root / "desk" / "condat.toml").open("a") as settings:
        settings.write("\n[fetch]\nallow_private = true\ndelay_seconds = 0\n")
    with served(root / "home", root / "desk") as site:
        yield site


@pytest.fixture
def page(fournil: Site, browser: Browser) -> Iterator[Page]:
    for page in signed_in(fournil, browser):
        page.set_default_timeout(LONG)
        yield page


def test_a_source_is_added_listened_to_and_its_posts_are_found(
    fournil: Site, page: Page, blog: Loopback
) -> None:
    page.goto(fournil.page("le-fournil", "listen/"))
    page.get_by_label("Address of a site").fill(blog.url)
    page.get_by_role("button", name="Try it").click()
    expect(page.locator("h1")).to_have_text("We can listen to Le Fournil")
    page.get_by_label("What to call it").fill("fournil")
    page.get_by_label("How often").select_option(label="every day")
    page.get_by_role("button", name="Start listening to it").click()
    expect(page.locator("h1")).to_contain_text("fournil")
    until_heard(page, 3)
    page.keyboard.press("/")
    page.keyboard.type("vivants")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("3 posts speak of “vivants”")
    expect(page.locator("mark").first).to_have_text("vivant")
    page.get_by_label("From", exact=True).fill("2026-01-03")
    page.get_by_role("button", name="Search").click()
    expect(page.locator("article.heard")).to_have_count(1)
    assert "since=2026-01-03" in page.url


def until_heard(page: Page, posts: int) -> None:
    """Wait on the page of a source until its posts are counted."""
    for _ in range(60):
        page.reload()
        if page.get_by_role("link", name=str(posts), exact=True).count():
            return
        page.wait_for_timeout(1000)
    pytest.fail(page.locator("main").inner_text())


def test_a_file_that_fits_nothing_is_mapped_seen_and_imported(
    fournil: Site, page: Page, tmp_path: Path
) -> None:
    file = tmp_path / "billets.csv"
    file.write_text(OWN, "utf-8")
    page.goto(fournil.page("le-fournil", "listen/import/"))
    page.set_input_files("input[type=file]", str(file))
    page.locator("form[enctype] button").click()
    expect(page.locator("h1")).to_have_text("billets.csv matches no known mapping")
    picks = {"uri": "Lien du billet", "title": "Intitulé", "text": "Corps du billet"}
    for field, header in (picks | {"published": "Parution"}).items():
        page.locator(f"select[name='pick-posts.{field}']").select_option(header)
    page.get_by_label("Dates such as").select_option(label="day first: 31/12")
    page.get_by_role("button", name="Look again").click()
    expect(page.get_by_text("2 rows were read")).to_be_visible()
    expect(page.get_by_role("cell", name="Un levain liquide et ses farines")).to_be_visible()
    expect(page.get_by_text("is not a date")).to_be_visible()
    page.get_by_role("button", name="Import", exact=True).click()
    expect(page.locator(".job.done", has_text="Importing")).to_be_visible(timeout=LONG)
    page.goto(fournil.page("le-fournil", "search/?words=farine+levain"))
    expect(page.locator("article.heard")).to_have_count(1)
    page.goto(fournil.page("le-fournil", "listen/rejects/"))
    expect(page.locator("h1")).to_have_text("1 row was not imported")


def test_the_watch_is_changed_and_a_mistake_is_said_beside_its_field(
    fournil: Site, page: Page
) -> None:
    page.goto(fournil.page("le-fournil", "listen/watch/"))
    page.get_by_label("Subjects").fill("levain\nfarine")
    page.get_by_label("Where we listen to the audience").fill("Pays de la Loire")
    page.get_by_role("button", name="Save the watch").click()
    expect(page.locator("#problem-places")).to_contain_text("no site, platform or source")
    page.get_by_label("Where we listen to the audience").fill("")
    page.get_by_role("button", name="Save the watch").click()
    expect(page.get_by_text("The watch is saved")).to_be_visible()
    expect(page.get_by_text("levain, farine")).to_be_visible()
