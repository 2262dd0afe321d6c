"""Sites built by Hugo and Pelican, served on loopback, listened to through the door."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import stamina

from condat.cli import main
from condat.core.errors import InputError, NotFoundError, SourceError
from condat.usecases import health, init, listening, sources
from condat.usecases.desk import Desk
from condat.usecases.listening_memory import recall
from servers.loopback import Answer, Asked, Loopback, Page, folder, serve
from servers.sites import hugo, pelican

pytestmark = pytest.mark.server

HUGO = """---
title: "Le levain n°{number}, c'est vivant"
date: 2026-01-{day:02}T08:00:00+01:00
author: "Zoé Martin"
tags: [levain, four]
---
Nourrir le [levain](/farine) *chaque* jour. {more}
"""
PELICAN = """Le levain {number}
################

:date: 2026-01-{day:02} 08:00
:tags: levain, four
:authors: Zoé Martin

Nourrir le `levain </farine>`_ chaque jour.
"""


@pytest.fixture(autouse=True)
def _no_waiting() -> Iterator[None]:
    with stamina.set_testing(True, attempts=2, cap=True):
        yield


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setenv("CONDAT_FETCH__ALLOW_PRIVATE", "true")
    monkeypatch.setenv("CONDAT_FETCH__DELAY_SECONDS", "0")
    monkeypatch.setenv("CONDAT_WORKSPACE", str(tmp_path / "desk"))
    init.init(tmp_path / "desk", brand="Le Fournil", language="fr")
    return Desk.open(tmp_path / "desk")


@pytest.fixture
def output(tmp_path: Path) -> Path:
    (tmp_path / "www").mkdir()
    return tmp_path / "www"


@pytest.fixture
def blog(tmp_path: Path) -> Iterator[Loopback]:
    """A Hugo site of three posts; ``build`` it again to change it."""
    with serve(lambda asked: folder(tmp_path / "hugo" / "public")(asked)) as site:
        build(tmp_path, site)
        yield site


def build(tmp_path: Path, site: Loopback, numbers: range = range(1, 4), more: str = "") -> None:
    posts = {f"levain-{n}": HUGO.format(number=n, day=n, more=more) for n in numbers}
    hugo(tmp_path / "hugo", site.url, posts)


def add(desk: Desk, address: str, **more: Any) -> sources.Source:
    with listening.opened(desk) as fetch:
        told: dict[str, Any] = {"name": "blog", "side": "audience", **more}
        return sources.add(desk, address, fetch=fetch, **told)[0]


def once(desk: Desk, name: str = "blog") -> listening.Outcome:
    (outcome,) = listening.listen(desk, (name,))
    return outcome


def rows(desk: Desk, table: str) -> list[dict[str, Any]]:
    return list(desk.corpus.snapshot().arrow(table).to_pylist())


def condat(*words: str) -> int:
    command = main.register()
    try:
        return int(command(list(words), standalone_mode=False) or 0)
    except main.CondatError as error:
        return main.fail(error)


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


def test_a_feed_without_tags_or_dates_of_change_is_not_written_twice(desk: Desk) -> None:
    """A server that ignores conditional requests and stamps every answer."""
    stamps = iter(range(100))

    def page(asked: Asked) -> Answer:
        if asked.path != "/feed":
            return Answer(404)
        items = "<item><guid>1</guid><title>Un</title><pubDate>2026-01-05</pubDate></item>"
        built = f"<lastBuildDate>{next(stamps)}</lastBuildDate>"
        body = f"<rss version='2.0'><channel><title>T</title>{built}{items}</channel></rss>"
        return Answer(200, {"content-type": "application/rss+xml"}, body.encode())

    with serve(page) as site:
        add(desk, f"{site.url}/feed")
        assert once(desk).written.added == 1
        again = once(desk).written
        assert (again.unchanged, again.version) == (1, None)
        assert rows(desk, "posts")[0]["time_known"] is False


def test_views_are_kept_each_time_they_change(desk: Desk) -> None:
    views = iter([10, 10, 10, 25])
    entry = """<entry><id>yt:video:a</id><title>Four</title><yt:videoId>a</yt:videoId>
    <published>2026-01-05T08:00:00Z</published><link href="https://v.example/a"/><media:group>
    <media:description>Le four.</media:description><media:community><media:starRating count="3"/>
    <media:statistics views="{views}"/></media:community></media:group></entry>"""

    def page(asked: Asked) -> Answer:
        told = entry.format(views=next(views)) if asked.path == "/v" else ""
        xml = f"""<feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/"
        xmlns:yt="http://www.youtube.com/xml/schemas/2015"><title>V</title>{told}</feed>"""
        return Answer(200 if told else 404, {"content-type": "text/xml"}, xml.encode())

    with serve(page) as site:
        add(desk, f"{site.url}/v")
        for _ in range(3):
            once(desk)
    assert [row["views"] for row in rows(desk, "counts")] == [10, 25]
    assert [row["likes"] for row in rows(desk, "counts")] == [3, 3]
    assert [row["shares"] for row in rows(desk, "counts")] == [None, None]
    assert rows(desk, "posts")[0]["kind"] == "Video"


def paged(last: int) -> Page:
    """A JSON feed of pages; each names the next older one."""

    def page(asked: Asked) -> Answer:
        path, _, number = asked.path.partition("?page=")
        if path != "/feed.json":
            return Answer(404)
        place = int(number or last)
        items = [{"id": f"https://a.example/{place}-{i}", "content_text": "Texte"} for i in (1, 2)]
        feed: dict[str, Any] = {"version": "https://jsonfeed.org/version/1", "items": items}
        if place > 1:
            feed["next_url"] = f"/feed.json?page={place - 1}"
        return Answer(200, {"content-type": "application/json"}, json.dumps(feed).encode())

    return page


def test_older_pages_are_followed_until_one_is_known(desk: Desk) -> None:
    last = [4]
    with serve(lambda asked: paged(last[0])(asked)) as site:
        add(desk, f"{site.url}/feed.json")
        assert once(desk).written.added == 8
        last[0] = 6
        before = len(site.asked)
        assert once(desk).written.added == 4
        assert len(site.asked) - before == 3


def test_a_run_that_dies_between_two_pages_loses_nothing(desk: Desk) -> None:
    broken = [True]

    def page(asked: Asked) -> Answer:
        return Answer(500) if broken[0] and "page=2" in asked.path else paged(4)(asked)

    with serve(page) as site:
        add(desk, f"{site.url}/feed.json")
        outcome = once(desk)
        assert outcome.problem
        assert outcome.written.added == 4  # what came before is kept
        broken[0] = False
        assert once(desk).written.added == 4


COMMENTS = """<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>Comments on: Un</title>{items}</channel></rss>"""
COMMENT = """<item><title>By: Léa</title><link>https://a.example/un/#comment-{n}</link>
<dc:creator>Léa</dc:creator><guid isPermaLink="false">https://a.example/?p=1#comment-{n}</guid>
<pubDate>Mon, 05 Jan 2026 0{n}:00:00 +0000</pubDate><description>Merci {n}</description></item>"""
POST = """<rss version="2.0" xmlns:wfw="http://wellformedweb.org/CommentAPI/"
 xmlns:slash="http://purl.org/rss/1.0/modules/slash/"><channel><title>Blog</title><item>
<title>Un</title><link>https://a.example/un/</link><guid>https://a.example/?p=1</guid>
<wfw:commentRss>/un/feed</wfw:commentRss><slash:comments>2</slash:comments></item></channel></rss>"""


def test_comments_of_an_entry_are_read_as_its_thread(desk: Desk) -> None:
    said = [2]

    def page(asked: Asked) -> Answer:
        items = "".join(COMMENT.format(n=n) for n in range(1, said[0] + 1))
        body = {"/feed": POST, "/un/feed": COMMENTS.format(items=items)}.get(asked.path)
        return Answer(200, {"content-type": "text/xml"}, body.encode()) if body else Answer(404)

    with serve(page) as site:
        add(desk, f"{site.url}/feed")
        assert once(desk).written.added == 3
        replies = rows(desk, "engagements")
        assert {reply["post_uri"] for reply in replies} == {"https://a.example/?p=1"}
        comments = [post for post in rows(desk, "posts") if post["kind"] == "Comment"]
        assert {c["in_reply_to"] for c in comments} == {"https://a.example/?p=1"}
        said[0] = 3
        assert once(desk).written.added == 1
    assert [row["replies"] for row in rows(desk, "counts")] == [2]


def test_one_source_that_fails_does_not_stop_the_others(
    desk: Desk, blog: Loopback, capsys: pytest.CaptureFixture[str]
) -> None:
    add(desk, blog.url)
    with (desk.root / sources.FILE).open("a") as file:
        file.write(f'[[sources]]\nname = "gone"\nconnector = "feeds"\naddress = "{blog.url}/no"\n')
    assert condat("listen", "run", "--json") == 7  # a person has to look at one of them
    good, bad = json.loads(capsys.readouterr().out)
    assert (good["written"]["added"], good["problem"]) == (3, "")
    assert bad["permanent"] is True
    assert "HTTP 404" in bad["problem"]
    told = {one.name: one.status for one in health.health(desk, datetime.now(UTC))}
    assert told == {"blog": "well", "gone": "broken"}


def test_a_source_that_asks_for_time_is_left_alone_until_then(desk: Desk) -> None:
    calm = [True]

    def page(asked: Asked) -> Answer:
        if asked.path != "/feed.json":
            return Answer(404)
        return paged(1)(asked) if calm[0] else Answer(503, {"retry-after": "7200"})

    with serve(page) as site:
        add(desk, f"{site.url}/feed.json")
        calm[0] = False
        assert not once(desk).permanent
        before = len(site.asked)
        assert once(desk).waiting
        assert len(site.asked) == before
        calm[0] = True
        later = datetime.now(UTC) + timedelta(hours=3)
        (outcome,) = listening.listen(desk, ("blog",), clock=lambda: later)
        assert outcome.written.added == 2


def test_what_is_remembered_is_void_for_an_older_corpus(desk: Desk, blog: Loopback) -> None:
    add(desk, blog.url)
    once(desk)
    assert recall(desk.root, "blog").version == desk.corpus.snapshot().version
    (desk.root / "corpus").rename(desk.root / "elsewhere")
    fresh = Desk.open(desk.root)
    assert once(fresh).written.added == 3


def test_add_says_what_it_found_and_writes_it_down(
    desk: Desk, blog: Loopback, capsys: pytest.CaptureFixture[str]
) -> None:
    assert condat("listen", "add", blog.url, "--as", "competitor:Moulin") == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "est un flux : Le Fournil · Publications trouvées : 3" in said.replace("\u00a0", " ")
    assert "la source le-fournil (competitor:Moulin)" in said
    assert condat("listen", "list", "--json") == 0
    (listed,) = json.loads(capsys.readouterr().out)
    assert listed["address"] == f"{blog.url}/index.xml"
    watch = Desk.open(desk.root).watch
    assert watch.side("le-fournil", ()) == "competitor"
    assert watch.competitors[0].name == "Moulin"
    assert condat("listen", "remove", "le-fournil") == 0
    assert sources.sources_of(desk) == ()


def test_add_refuses_what_it_cannot_listen_to(desk: Desk, blog: Loopback, output: Path) -> None:
    add(desk, blog.url)
    with pytest.raises(InputError, match="already"):
        add(desk, f"{blog.url}/blog.atom")
    with pytest.raises(InputError, match="already, as blog"):
        add(desk, f"{blog.url}/index.xml", name="other")
    with pytest.raises(NotFoundError, match="blog"):
        list(listening.listen(desk, ("blgo",)))
    (output / "index.html").write_text("<p>Bonjour</p>")
    with serve(folder(output)) as site, pytest.raises(SourceError, match="neither"):
        add(desk, site.url, name="page")


def test_a_feed_that_became_a_page_says_so(desk: Desk, output: Path) -> None:
    (output / "feed.json").write_bytes(paged(1)(Asked("/feed.json", {})).body)  # type: ignore[arg-type]
    with serve(folder(output)) as site:
        add(desk, f"{site.url}/feed.json")
        once(desk)
        (output / "feed.json").write_text("<html><body>Moved</body></html>")
        outcome = once(desk)
        assert outcome.permanent
        assert "not a feed any more" in outcome.problem


def test_robots_close_a_feed_unless_its_owner_lets_us_in(desk: Desk) -> None:
    def page(asked: Asked) -> Answer:
        if asked.path == "/robots.txt":
            body = b"User-agent: *\nDisallow: /feed.json\n"
            return Answer(200, {"content-type": "text/plain"}, body)
        return paged(1)(asked)

    with serve(page) as site:
        told = f'name = "blog"\nconnector = "feeds"\naddress = "{site.url}/feed.json"\n'
        (desk.root / sources.FILE).write_text(f"[[sources]]\n{told}")
        outcome = once(desk)
        assert outcome.permanent
        assert "robots.txt" in outcome.problem
        assert site.paths() == []
        owner = '[sources.options]\nrobots = "ignore"\n'
        (desk.root / sources.FILE).write_text(f"[[sources]]\n{told}{owner}")
        assert once(desk).written.added == 2


def test_a_listener_killed_at_any_moment_loses_nothing_and_repeats_nothing(desk: Desk) -> None:
    """Killed for real, at moments spread over a run; the next run completes it."""
    pages = 6

    def page(asked: Asked) -> Answer:
        time.sleep(0.05)
        return paged(pages)(asked)

    with serve(page) as site:
        add(desk, f"{site.url}/feed.json")
        command = [Path(sys.executable).parent / "python", "-c", LISTEN, str(desk.root)]
        for pause in (1.5, 2.5, 3.0, 3.5):
            process = subprocess.Popen(command)
            time.sleep(pause)
            process.kill()
            process.wait()
            assert desk.corpus.snapshot().count("posts") in (0, 2 * pages)
        once(desk)
        assert desk.corpus.snapshot().count("posts") == 2 * pages
        assert once(desk).written.version is None


LISTEN = """
import pathlib, sys
from condat.usecases.desk import Desk
from condat.usecases.listening import listen
list(listen(Desk.open(pathlib.Path(sys.argv[1]))))
"""
