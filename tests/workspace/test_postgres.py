"""PostgreSQL by one setting: the tests of this folder pass on it too."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from servers import postgres

HERE = Path(__file__).parent
ADDRESS = "CONDAT_DATABASE_URL"


def test_the_database_is_the_one_of_the_setting(db: None) -> None:
    wanted = "postgresql" if os.environ.get(ADDRESS, "").startswith("postgres:") else "sqlite"
    assert connection.vendor == wanted
    with connection.cursor() as cursor:
        cursor.execute("select 1")
        assert cursor.fetchone() == (1,)


@pytest.mark.server
@pytest.mark.slow
def test_the_workspace_keeps_its_word_on_postgresql(shared: Path) -> None:
    if lacking := postgres.missing():
        pytest.skip(f"no PostgreSQL: {lacking}")
    # What starts servers of its own, and what fuzzes, has been done on the other database.
    run = [sys.executable, "-m", "pytest", "-q", "-x", str(HERE), "-m", "not slow"]
    with postgres.cluster() as address:
        told = os.environ | {ADDRESS: address, "TESTS_SHARE": str(shared)}
        done = subprocess.run(
            [*run, "-p", "no:cacheprovider"],
            env=told,
            cwd=HERE.parents[1],
            capture_output=True,
            text=True,
        )
    assert done.returncode == 0, done.stdout[-6000:]
    assert " passed" in done.stdout
