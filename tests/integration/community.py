"""The real conversation as a workspace, made once a session through the command line."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

SAMPLE = Path(__file__).parents[2] / "samples/community"
CONDAT = Path(sys.executable).parent / "condat"


def condat(*words: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command as a user does; the environment may set the engine."""
    return subprocess.run(
        [CONDAT, *words, "-w", str(folder)],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"NO_COLOR": "1"} | environment,
    )


def fill(root: Path) -> Path:
    """Make the workspace and import the three communities."""
    shutil.copytree(SAMPLE / "workspace", root)
    files = sorted(str(path) for path in (SAMPLE / "data").glob("*.jsonl"))
    done = condat("import", *files, folder=root)
    assert done.returncode == 0, done.stderr
    return root
