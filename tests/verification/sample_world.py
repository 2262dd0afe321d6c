"""The fictional sample, written once for the tests that read it."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
WRITE = ROOT / "samples/moulin/write.py"
BRAND = "Moulin des Deux Rives"
Rows = list[dict[str, Any]]


def write(folder: Path, *options: str, hash_seed: str = "0") -> Path:
    """Write the sample as ``make run`` does."""
    env = os.environ | {"PYTHONHASHSEED": hash_seed}
    subprocess.run([sys.executable, WRITE, folder, *options], check=True, env=env)
    return folder


@dataclass(frozen=True)
class World:
    """What was written, read back."""

    folder: Path
    posts: Rows
    comments: Rows
    ours: Rows
    truth: dict[str, Any]

    @property
    def french(self) -> Rows:
        return [p for p in [*self.posts, *self.comments, *self.ours] if p["lang"] == "fr"]


def world(folder: Path) -> World:
    """Read the sample back from its files."""
    rows = [row for path in sorted(folder.glob("veille/*.jsonl")) for row in lines(path)]
    return World(
        folder,
        [row for row in rows if row["type"] != "Comment"],
        [row for row in rows if row["type"] == "Comment"],
        lines(folder / "marque/site.jsonl"),
        json.loads((folder / "verite.json").read_text("utf-8")),
    )


def lines(path: Path) -> Rows:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def table(folder: Path, pattern: str) -> list[dict[str, str]]:
    (path,) = folder.glob(pattern)
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
