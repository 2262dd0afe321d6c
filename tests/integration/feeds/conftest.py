"""A workspace that may reach loopback, and a Hugo site to listen to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import stamina

from condat.usecases import init
from condat.usecases.desk import Desk
from integration.feeds.door import build
from servers.loopback import Loopback, folder, serve


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
