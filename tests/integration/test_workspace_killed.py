"""Whatever is killed, at whatever point: nothing is lost, nothing happens twice."""

from __future__ import annotations

import csv
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import psutil
import pytest

from condat.usecases.desk import Desk
from condat.usecases.init import init
from servers.workspace import Site, member, served

pytestmark = [pytest.mark.server, pytest.mark.slow]
ROWS = 40_000
SOON = 60.0
LONG = 180.0


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("killed")


@pytest.fixture(scope="module")
def site(root: Path) -> Iterator[Site]:
    """One server; the last test kills all of it."""
    init(root / "moulin", brand="Moulin", language="en")
    with served(root / "home", root / "moulin") as started:
        yield started


@pytest.fixture
def client(site: Site) -> Iterator[httpx.Client]:
    with member(site) as client:
        yield client


def process(site: Site, word: str) -> psutil.Process:
    """Return the one process that the server started with this word in its command."""
    children = psutil.Process(site.process.pid).children()
    alive = [one for one in children if one.status() != psutil.STATUS_ZOMBIE]
    (found,) = [one for one in alive if word in one.cmdline()]
    return found


def until(happens: Callable[[], object], seconds: float) -> None:
    limit = time.monotonic() + seconds
    while not happens():
        assert time.monotonic() < limit, "it did not happen in time"
        time.sleep(0.1)


def posts(path: Path) -> Path:
    with path.open("w", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["url", "title", "text", "published", "author"])
        for one in range(ROWS):
            day = f"2026-01-{one % 28 + 1:02}"
            text = f"A starter never dies, number {one}"
            writer.writerow([f"https://a.example/{one}", "Starter", text, day, "Ana"])
    return path


def state(client: httpx.Client) -> str:
    found = re.search(r'class="job (\w+)"', client.get("/t/moulin/listen/").text)
    return found[1] if found else ""


def test_an_import_survives_its_worker(site: Site, client: httpx.Client, root: Path) -> None:
    token = {"csrfmiddlewaretoken": client.cookies["csrftoken"]}
    file = {"file": ("posts.csv", posts(root / "posts.csv").read_bytes())}
    seen = client.post("/t/moulin/listen/import/file/", data=token, files=file)
    assert seen.status_code == 200, seen.text
    given = token | {"act": "import", "side": "audience"}
    assert client.post(seen.url.path, data=given).status_code == 200
    until(lambda: state(client) == "running", SOON)
    worker = process(site, "work")
    worker.kill()
    until(lambda: state(client) == "done", LONG)
    assert process(site, "work").pid != worker.pid
    desk = Desk.open(root / "moulin")
    assert desk.corpus.snapshot().count("posts") == ROWS
    assert [one.note for one in desk.corpus.versions()] == ["", "import posts.csv"]


def test_pages_come_back_when_their_server_is_killed(site: Site, client: httpx.Client) -> None:
    family = process(site, "granian").children(recursive=True)
    process(site, "granian").kill()

    def back() -> bool:
        try:
            return client.get("/t/moulin/").status_code == 200
        except httpx.TransportError:
            return False

    until(back, SOON)
    until(lambda: not any(one.is_running() for one in family), SOON)


def test_nothing_stays_behind_when_all_is_killed(site: Site) -> None:
    family = psutil.Process(site.process.pid).children(recursive=True)
    site.process.kill()
    _, alive = psutil.wait_procs(family, timeout=LONG)
    assert not alive
