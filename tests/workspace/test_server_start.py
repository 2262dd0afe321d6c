"""The server at its start: a wrong setting is named, secrets are not repeated, lines are JSON."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ASK = """
import logging, structlog
logging.getLogger("django.request").warning("Not Found: %s", "/là")
structlog.get_logger().warning("no letter", team="moulin")
try:
    secret = "s3cret"
    raise ValueError("broken")
except ValueError:
    structlog.get_logger().exception("a job broke")
"""


def workspace(home: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    told = os.environ | {"CONDAT_HOME": str(home)} | environment
    command = [sys.executable, "-m", "condat.workspace", *words]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=told)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CONDAT_URL", "condat.example.org"),
        ("CONDAT_DATABASE_URL", "mysql://condat:s3cret@host/db"),
        ("CONDAT_MAIL_URL", "mailto:s3cret"),
        ("CONDAT_UPLOAD_LIMIT", "s3cret"),
        ("CONDAT_SECRET_KEY_FILE", "/nowhere/s3cret"),
    ],
)
def test_a_wrong_setting_is_named_and_not_repeated(tmp_path: Path, name: str, value: str) -> None:
    done = workspace(tmp_path, "check", **{name: value})
    assert done.returncode == 2
    assert done.stderr.startswith(name.removesuffix("_FILE"))
    assert "Traceback" not in done.stderr
    assert "s3cret" not in done.stderr
    assert not done.stdout


def test_what_the_server_tells_is_json_a_line(tmp_path: Path) -> None:
    done = workspace(tmp_path, "shell", "--no-imports", "-c", ASK)
    assert done.returncode == 0, done.stderr
    theirs, ours, broken = [json.loads(line) for line in done.stderr.splitlines()]
    assert (theirs["level"], theirs["logger"]) == ("warning", "django.request")
    assert theirs["event"] == "Not Found: /là"
    assert (ours["level"], ours["event"], ours["team"]) == ("warning", "no letter", "moulin")
    assert all(line["timestamp"].endswith("Z") for line in (theirs, ours, broken))
    assert "ValueError: broken" in broken["exception"]
    assert "s3cret" not in done.stderr.replace('secret = "s3cret"', "")
