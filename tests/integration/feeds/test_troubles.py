"""Sources that fail, ask for time, close their doors or change; runs that die."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from condat.usecases.desk import Desk
from condat.usecases.listen import health, listening, sources
from condat.usecases.listen.listening_memory import recall
from integration.feeds.door import add, condat, once, paged
from servers.loopback import Answer, Asked, Loopback, folder, serve

pytestmark = pytest.mark.server


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


def test_one_source_that_fails_does_not_stop_the_others(
    desk: Desk, blog: Loopback, capsys: pytest.CaptureFixture[str]
) -> None:
    add(desk, blog.url)
    with (desk.root / sources.FILE).open("a") as file:
        file.write(f'[[sources]]\nname = "gone"\nconnector = "feeds"\naddress = "{blog.url}/no"\n')
    assert condat("listen", "run", "--json") == 7  # a person has to look at one of them
    good, bad = json.loads(capsys.readouterr().out)
    assert (good["written"]["added"], good["problem"]) == (3, None)
    assert bad["permanent"] is True
    assert "HTTP 404" in bad["problem"]["message"]
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


def test_a_feed_that_became_a_page_says_so(desk: Desk, output: Path) -> None:
    (output / "feed.json").write_bytes(paged(1)(Asked("/feed.json", {})).body)  # type: ignore[arg-type]
    with serve(folder(output)) as site:
        add(desk, f"{site.url}/feed.json")
        once(desk)
        (output / "feed.json").write_text("<html><body>Moved</body></html>")
        outcome = once(desk)
        assert outcome.permanent
        assert "not a feed any more" in str(outcome.problem)


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
        assert "robots.txt" in str(outcome.problem)
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
from condat.usecases.listen.listening import listen
list(listen(Desk.open(pathlib.Path(sys.argv[1]))))
"""
