"""Sites built by Hugo and Pelican, served on loopback, listened to through the door."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from condat.usecases.desk import Desk
from integration.feeds.door import add, build, once, rows
from servers.loopback import Loopback, folder, serve
from servers.sites import pelican

pytestmark = pytest.mark.server


@pytest.mark.parametrize("path", ["index.xml", "blog.atom", "feed.json"])
def test_the_three_formats_of_one_site_give_the_same_posts(
    desk: Desk, blog: Loopback, path: str
) -> None:
    add(desk, f"{blog.url}/{path}")
    assert once(desk).written.added == 3
    first = rows(desk, "posts")[0]
    assert first["uri"] == f"{blog.url}/posts/levain-1/"
    assert first["url"] == f"{blog.url}/posts/levain-1/"
    assert first["title"] == "Le levain n°1, c'est vivant"
    assert first["text"] == "Nourrir le levain chaque jour."
    assert first["links"] == [f"{blog.url}/farine"]
    assert first["language"] == "fr"
    assert first["published"] == datetime(2026, 1, 1, 7, tzinfo=UTC)
    assert first["time_known"] is True
    authors = {author["uri"]: author["name"] for author in rows(desk, "authors")}
    named = {"index.xml": "Le Fournil"}.get(path, "Zoé Martin")  # Hugo's RSS names no author
    assert [authors[uri] for uri in first["author_uris"]] == [named]
    assert rows(desk, "rejects") == []


PELICAN = """Le levain {number}
################

:date: 2026-01-{day:02} 08:00
:tags: levain, four
:authors: Zoé Martin

Nourrir le `levain </farine>`_ chaque jour.
"""


def test_both_feeds_of_a_pelican_site_are_one_conversation(desk: Desk, tmp_path: Path) -> None:
    with serve(lambda asked: folder(tmp_path / "pelican" / "output")(asked)) as site:
        posts = {f"p{n}": PELICAN.format(number=n, day=n) for n in (1, 2)}
        pelican(tmp_path / "pelican", site.url, posts)
        assert add(desk, site.url).address == f"{site.url}/feeds/all.atom.xml"
        assert once(desk).written.added == 2
        post = rows(desk, "posts")[0]
        assert post["tags"] == ["misc", "levain", "four"]
        assert post["links"] == [f"{site.url}/farine"]
        assert [author["name"] for author in rows(desk, "authors")] == ["Zoé Martin"]
        assert add(desk, f"{site.url}/feeds/all.rss.xml", name="rss").connector == "feeds"
        again = once(desk, "rss").written
        assert (again.added, again.changed, again.version) == (0, 0, None)  # first source keeps it


def test_a_site_is_asked_only_for_what_changed(desk: Desk, blog: Loopback, tmp_path: Path) -> None:
    add(desk, blog.url)
    once(desk)
    version, before = desk.corpus.snapshot().version, len(blog.asked)
    assert once(desk).written.version is None
    asked = blog.asked[before:]
    assert [request.path for request in asked] == ["/index.xml"]  # robots.txt is remembered
    assert asked[0].headers["if-none-match"]
    assert asked[0].headers["if-modified-since"]
    assert desk.corpus.snapshot().version == version
    build(tmp_path, blog, range(1, 5), more="Et encore.")
    written = once(desk).written
    assert (written.added, written.changed) == (1, 3)
    assert {post["text"][-10:] for post in rows(desk, "posts")} == {"Et encore."}
