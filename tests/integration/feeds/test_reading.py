"""What a feed says at each reading: views, older pages, threads; the same twice is nothing new."""

from __future__ import annotations

import pytest

from condat.usecases.desk import Desk
from integration.feeds.door import add, once, paged, rows
from servers.loopback import Answer, Asked, serve

pytestmark = pytest.mark.server


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


def test_older_pages_are_followed_until_one_is_known(desk: Desk) -> None:
    last = [4]
    with serve(lambda asked: paged(last[0])(asked)) as site:
        add(desk, f"{site.url}/feed.json")
        assert once(desk).written.added == 8
        last[0] = 6
        before = len(site.asked)
        assert once(desk).written.added == 4
        assert len(site.asked) - before == 3


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
