"""What all tests share: sockets closed but to servers on loopback, skips that can fail."""

from __future__ import annotations

import importlib
import os
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings as server
from filelock import FileLock
from hypothesis import settings
from pytest_socket import enable_socket

from integration.community import condat, fill

# The build asks the same examples every time; at a desk each run looks at new ones.
settings.register_profile("build", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("build")

# What the caller's environment says of a server is no business of the tests or of those they start.
OURS = ("CONDAT_HOME", "CONDAT_DATABASE_URL", "CONDAT_REQUIRE")
SHARED = "TESTS_SHARE"  # a run that another started finds here what that one made
LOOPBACK = ["127.0.0.1", "::1", "localhost"]


def pytest_configure() -> None:
    """Read the server's settings again, without those of the caller."""
    others = [name for name in os.environ if name.startswith("CONDAT_") and name not in OURS]
    for name in others:
        del os.environ[name]
    if others:
        read = importlib.reload(importlib.import_module("condat.workspace.settings"))
        for name in filter(str.isupper, dir(read)):
            setattr(server, name, getattr(read, name))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Close the network to every test that does not start a server; those reach loopback alone.

    Files with the most slow tests come first, so that no process waits for another at the end.
    """
    slow = Counter(item.path for item in items if item.get_closest_marker("slow"))
    items.sort(key=lambda item: -slow[item.path])
    for item in items:
        if item.get_closest_marker("server") or item.get_closest_marker("ray"):
            item.add_marker(pytest.mark.allow_hosts(LOOPBACK))
        else:
            item.add_marker(pytest.mark.disable_socket)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """Turn a skip into a failure where everything is required (CONDAT_REQUIRE=all)."""
    report = yield
    if (
        report.skipped
        and os.environ.get("CONDAT_REQUIRE") == "all"
        and not hasattr(report, "wasxfail")
    ):
        report.outcome = "failed"
        report.longrepr = f"required, but skipped: {report.longrepr}"
    return report


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Where processes that share the tests find what one of them has made."""
    if SHARED in os.environ:
        return Path(os.environ[SHARED])
    base = tmp_path_factory.getbasetemp()
    return base if worker_id == "master" else base.parent


@pytest.fixture(scope="session")
def made_once(shared: Path) -> Callable[[str, Callable[[Path], object]], Path]:
    """Make a folder for all processes: the first makes it, the others wait; to change it, copy."""

    def make(name: str, fill_in: Callable[[Path], object]) -> Path:
        folder, made = shared / name, shared / f"{name}.made"
        with FileLock(shared / f"{name}.lock"):
            if not made.exists():
                folder.mkdir()
                fill_in(folder)
                made.touch()
        return folder

    return make


@pytest.fixture(scope="session")
def reported(made_once: Callable[[str, Callable[[Path], object]], Path]) -> Path:
    """The real conversation, planned and reported on once; who changes it takes a copy."""

    def report(folder: Path) -> None:
        root = fill(folder / "community")
        done = condat("report", "-l", "fr", "-l", "en", "-l", "de", folder=root)
        assert done.returncode == 0, done.stderr

    return made_once("reported", report) / "community"


@pytest.fixture(scope="session", autouse=True)
def _sockets_back() -> Iterator[None]:
    yield
    enable_socket()
