"""A shell completes what a person begins to type: commands and what they take."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

BIN = Path(sys.executable).parent
ASK = """
source <(_CONDAT_COMPLETE=source_bash condat)
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
_condat_completion condat
printf '%s\\n' "${COMPREPLY[@]}"
"""


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        (["condat", "plan", "acc"], ["accept"]),
        (["condat", "export", "out", "--format", ""], ["csv", "jsonl", "parquet"]),
    ],
)
def test_bash_offers_what_fits(typed: list[str], offered: list[str]) -> None:
    path = f"{BIN}{os.pathsep}{os.environ['PATH']}"
    told = subprocess.run(
        ["bash", "-c", ASK, "bash", *typed],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PATH": path},
    )
    assert told.stdout.split() == offered, told.stderr
