"""A real WordPress on loopback, listened to through the door: new, changed, answered, removed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from condat.core.errors import SourceError
from condat.core.settings import Fetch
from condat.listen.connectors.wordpress import read
from condat.listen.connectors.wordpress import reading as wordpress_reading
from condat.listen.contract import Request, Response
from condat.listen.discover import look
from condat.listen.web.credential import credential
from condat.listen.web.http import Client
from condat.usecases import init
from condat.usecases.desk import Desk
from condat.usecases.listen import listening, logins, sources
from servers import wordpress
from servers.loopback import Answer, serve
from servers.wordpress import WordPress

pytestmark = [pytest.mark.server, pytest.mark.slow]
OPEN = Fetch(allow_private=True, delay_seconds=0)
POSTS = 110
OLD_GUID = b'<guid isPermaLink="false">http://old.example'


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WordPress]:
    lacking = wordpress.missing()
    if lacking:
        pytest.skip(f"WordPress is not installed: {lacking}")
    with wordpress.running(tmp_path_factory.mktemp("wordpress")) as running:
        running.call(*(("wp_insert_post", [article(number)]) for number in range(POSTS)))
        yield running


@pytest.fixture
def desk(tmp_path: Path, site: WordPress, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setenv("CONDAT_FETCH__ALLOW_PRIVATE", "true")
    monkeypatch.setenv("CONDAT_FETCH__DELAY_SECONDS", "0")
    init.init(tmp_path / "desk", brand="Le Fournil", language="fr")
    desk = Desk.open(tmp_path / "desk")
    with listening.opened(desk) as fetch:
        sources.add(desk, site.url, fetch=fetch, name="fournil", side="ours")
    return desk


def article(number: int) -> dict[str, Any]:
    return {
        "post_title": f"Le levain n°{number} & l'été",
        "post_content": f"<p>Nourrir le levain {number}.</p><p><a href='/farine'>La farine</a></p>",
        "post_status": "publish",
        "post_author": 1,
        "tags_input": ["levain"],
    }


def comment(post: int, text: str, **more: object) -> tuple[str, list[Any]]:
    told = {"comment_post_ID": post, "comment_content": text, "comment_approved": 1, **more}
    return "wp_insert_comment", [told]


def once(desk: Desk) -> listening.Outcome:
    (outcome,) = listening.listen(desk, ("fournil",))
    assert not outcome.problem, outcome.problem
    return outcome


def rows(desk: Desk, table: str) -> dict[str, dict[str, Any]]:
    return {row["uri"]: row for row in desk.corpus.snapshot().arrow(table).to_pylist()}


@dataclass
class Counted:
    """A client that keeps the addresses it was asked for."""

    inner: Client
    urls: list[str]

    def __call__(self, url: str, *, headers: Any = None) -> Response:
        self.urls.append(url)
        return self.inner(url, headers=headers)


def test_everything_is_read_and_a_second_run_changes_nothing(desk: Desk, site: WordPress) -> None:
    written = once(desk).written
    posts = rows(desk, "posts")
    articles = [post for post in posts.values() if post["kind"] == "Article"]
    assert len(articles) == POSTS + 1  # the first one is WordPress's own
    assert written.added == len(posts)
    first = next(post for post in articles if post["title"] == "Le levain n°0 & l’été")
    assert first["text"] == "Nourrir le levain 0.\n\nLa farine"
    assert first["links"] == [f"{site.url}/farine"]
    assert first["tags"] == ["levain"]
    assert first["language"] == "en-US"
    assert first["author_uris"] == [f"{site.url}/?author=1"]
    author = rows(desk, "authors")[f"{site.url}/?author=1"]
    assert (author["name"], author["handle"]) == ("admin", "admin")
    version = desk.corpus.snapshot().version
    again = once(desk).written
    assert (again.added, again.changed, again.removed, again.version) == (0, 0, 0, None)
    assert again.unchanged == len(posts)
    assert desk.corpus.snapshot().version == version


def test_threads_are_followed_and_count_as_engagement(desk: Desk, site: WordPress) -> None:
    (post,) = site.call(("wp_insert_post", [article(1000)]))
    lea = {"comment_author": "Léa", "comment_author_url": "https://lea.example/moi"}
    (first,) = site.call(comment(post, "Pourquoi il ne <b>lève</b> pas ?", **lea))
    (second,) = site.call(comment(post, "Trop froid.", user_id=1, comment_parent=first))
    (third,) = site.call(comment(post, "Merci !", comment_author="Léa", comment_parent=second))
    once(desk)
    posts, engagements = rows(desk, "posts"), rows(desk, "engagements")
    article_uri = f"{site.url}/?p={post}"
    uris = [f"{article_uri}#comment-{number}" for number in (first, second, third)]
    assert [posts[uri]["in_reply_to"] for uri in uris] == [article_uri, uris[0], uris[1]]
    assert posts[uris[0]]["text"] == "Pourquoi il ne lève pas ?"
    assert {posts[uri]["kind"] for uri in uris} == {"Comment"}
    assert {engagements[uri]["post_uri"] for uri in uris} == {article_uri}
    assert {engagements[uri]["kind"] for uri in uris} == {"Reply"}
    assert engagements[uris[1]]["actor_uri"] == f"{site.url}/?author=1"
    assert rows(desk, "authors")[engagements[uris[0]]["actor_uri"]]["name"] == "Léa"


def test_edits_and_deletions_are_seen_on_the_next_run(desk: Desk, site: WordPress) -> None:
    ids = site.call(*(("wp_insert_post", [article(2000 + n)]) for n in range(5)))
    edited, deleted, trashed, drafted, talked = ids
    remarks = site.call(comment(talked, "un"), comment(talked, "deux"), comment(talked, "trois"))
    once(desk)
    site.call(
        ("wp_update_post", [{"ID": edited, "post_content": "<p>Autrement.</p>"}]),
        ("wp_delete_post", [deleted, True]),
        ("wp_trash_post", [trashed]),
        ("wp_update_post", [{"ID": drafted, "post_status": "draft"}]),
        ("wp_update_comment", [{"comment_ID": remarks[0], "comment_content": "uno"}]),
        ("wp_delete_comment", [remarks[1], True]),
        ("wp_spam_comment", [remarks[2]]),
    )
    written = once(desk).written
    posts = rows(desk, "posts")
    assert posts[f"{site.url}/?p={edited}"]["text"] == "Autrement."
    assert posts[f"{site.url}/?p={talked}#comment-{remarks[0]}"]["text"] == "uno"
    gone = [f"{site.url}/?p={number}" for number in (deleted, trashed, drafted)]
    gone += [f"{site.url}/?p={talked}#comment-{number}" for number in remarks[1:]]
    assert not set(gone) & set(posts)
    assert not set(gone) & set(rows(desk, "engagements"))
    assert (written.added, written.changed, written.removed) == (0, 2, 5)
    assert once(desk).written.version is None


def test_a_post_that_appears_without_being_modified_is_found(desk: Desk, site: WordPress) -> None:
    """A scheduled post is published by the clock: its time of change lies in the past."""
    past = {"post_date": "2025-01-01 08:00:00", "post_date_gmt": "2025-01-01 08:00:00"}
    (late,) = site.call(("wp_insert_post", [article(3000) | past | {"post_status": "draft"}]))
    (remark_on,) = site.call(("wp_insert_post", [article(3001)]))
    held = {"comment_approved": 0, "comment_date_gmt": "2025-01-02 08:00:00"}
    (held_back,) = site.call(comment(remark_on, "en attente", **held))
    once(desk)
    with site.sql() as base:
        old = "2025-01-01 08:00:00"
        base.execute(
            "update wp_posts set post_status='publish', post_modified=?, post_modified_gmt=? "
            "where ID=?",
            (old, old, late),
        )
    site.call(("wp_set_comment_status", [held_back, "approve"]))
    assert once(desk).written.added == 2
    posts = rows(desk, "posts")
    assert f"{site.url}/?p={late}" in posts
    assert f"{site.url}/?p={remark_on}#comment-{held_back}" in posts


def test_a_run_that_is_stopped_goes_on_where_it_was(site: WordPress) -> None:
    now = dt.datetime.now(dt.UTC)
    with site.sql() as base:  # spread over time, as real sites are
        base.execute(
            "update wp_posts set post_modified_gmt=datetime('2024-01-01', '+' || ID || ' days'),"
            " post_modified=datetime('2024-01-01', '+' || ID || ' days')"
        )
    with Client(OPEN) as client:
        first = next(iter(read(Request("fournil", site.url, now), client)))
        assert first.read == 100
        assert first.state is not None
        counted = Counted(client, [])
        rest = list(read(Request("fournil", site.url, now, state=first.state), counted))
    told = "".join(re.findall(r"modified_after=([^&]+)", counted.urls[0]))
    assert told
    uris = [
        uri
        for batch in [first, *rest]
        if "posts" in batch.tables
        for uri in batch.tables["posts"]["uri"].to_pylist()
        if "#" not in uri
    ]
    assert len(set(uris)) >= POSTS + 1
    assert len(uris) < len(set(uris)) + 5  # hardly anything twice


def test_plain_permalinks_are_found_too(site: WordPress) -> None:
    with Client(OPEN) as client:
        address = f"{site.url}/?rest_route=/"
        batch = next(iter(read(Request("f", address, dt.datetime.now(dt.UTC)), client)))
    assert batch.read == 100


def test_a_site_without_the_interface_is_no_wordpress(site: WordPress) -> None:
    def closed(url: str, *, headers: object = None) -> Response:
        raise SourceError(f"{url} does not let us in (HTTP 401).", permanent=True)

    with pytest.raises(SourceError, match="no WordPress") as failure:
        next(iter(read(Request("f", site.url, dt.datetime.now(dt.UTC)), closed)))
    assert failure.value.permanent


def test_thousands_of_posts_are_read_page_by_page(
    site: WordPress, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """3,000 posts and 1,500 comments; a listing longer than what is swept always."""
    site.fill(posts=3000, comments=1500)
    assert once(desk).written.added >= 4500
    with site.sql() as base:
        base.execute("delete from wp_posts where ID in (100007, 100008)")
        base.execute("delete from wp_comments where comment_ID = 200003")
    monkeypatch.setattr(wordpress_reading, "ALWAYS_SWEPT", 10)
    assert once(desk).written.removed == 5  # with the comments on the two posts
    assert once(desk).written.version is None


@pytest.mark.parametrize("first", ["feed", "fournil"])
def test_a_feed_whose_guids_differ_from_the_links_gives_no_post_twice(
    desk: Desk, site: WordPress, first: str
) -> None:
    """As on a site that moved to another address: its guids keep the old one."""
    (post,) = site.call(("wp_insert_post", [article(4000)]))
    site.call(comment(post, f"Et au froid, {first} ?", comment_author="Léa"))
    feed = Client(OPEN)(f"{site.url}/?feed=rss2").content
    moved = feed.replace(b'<guid isPermaLink="false">' + site.url.encode(), OLD_GUID)
    assert moved.count(OLD_GUID) == feed.count(b"<guid")
    answer = Answer(200, {"content-type": "application/rss+xml"}, moved)
    with serve(lambda asked: answer if asked.path == "/feed" else Answer(404)) as mirror:
        with listening.opened(desk) as fetch:
            sources.add(desk, f"{mirror.url}/feed", fetch=fetch, name="feed", side="ours")
        order = ("feed", "fournil") if first == "feed" else ("fournil", "feed")
        for name in order:
            (outcome,) = listening.listen(desk, (name,))
            assert not outcome.problem
    posts = rows(desk, "posts")
    links = [row["url"] for row in posts.values() if row["kind"] == "Article"]
    assert len(links) == len(set(links))
    (remark,) = [row for row in posts.values() if row["text"] == f"Et au froid, {first} ?"]
    assert remark["in_reply_to"] in posts


def test_a_closed_site_is_read_with_an_application_password(
    tmp_path: Path, site: WordPress, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONDAT_FETCH__ALLOW_PRIVATE", "true")
    monkeypatch.setenv("CONDAT_FETCH__DELAY_SECONDS", "0")
    init.init(tmp_path / "closed", brand="Le Fournil", language="fr")
    desk = Desk.open(tmp_path / "closed")
    with wordpress.running(tmp_path / "wordpress", closed=True) as closed:
        password = closed.call(
            ("wp_insert_post", [article(1)]),
            ("WP_Application_Passwords::create_new_application_password", [1, {"name": "Condat"}]),
        )[1][0]
        for secret, right in ((f"admin:{password}", True), ("admin:wrong", False)):
            login = credential(closed.url, "basic", secret)
            with listening.opened(desk) as client:
                found = look(closed.url, client.fetcher(credential=login))
            assert (found.connector == "wordpress") is right
        monkeypatch.setenv("CONDAT_LOGIN_FOURNIL", f"admin:{password}")
        with listening.opened(desk) as client:
            login = logins.named("FOURNIL", closed.url, "basic")
            fetch = client.fetcher(credential=login)
            sources.add(
                desk, closed.url, fetch=fetch, name="fournil", credential=login, login="FOURNIL"
            )
        assert once(desk).written
        assert any("levain 1" in row["text"] for row in rows(desk, "posts").values())
