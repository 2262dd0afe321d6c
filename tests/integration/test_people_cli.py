"""``condat people`` on the real conversation of the sample."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CONDAT = Path(sys.executable).parent / "condat"


def condat(workspace: Path, *command: str) -> str:
    done = subprocess.run(
        [CONDAT, *command, "--workspace", str(workspace)], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def workspace(reported: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(reported, tmp_path_factory.mktemp("community") / "workspace"))


@pytest.mark.slow
def test_people_says_who_why_and_how_sure(workspace: Path) -> None:
    told = condat(workspace, "people", "--limit", "3")
    assert "links and mentions carry the ranking" in told
    assert "expertise shown 50%, fit with the promise 50%" in told
    assert "relevance 40%, resonance 30%, authority 20%, reach 10%." in told
    found = json.loads(condat(workspace, "people", "--json"))
    first = found["people"][0]
    assert first["rank_low"] <= first["rank"] <= first["rank_high"] <= first["ranked"]
    assert all(passage["said"] for row in found["people"] for passage in row["passages"])
    assert first["passages"][0]["url"].startswith("https://putaindecode.io/")
    assert {row["place"] for row in found["people"]} <= {"putaindecode", "codefor"}  # never ours
    assert found["weights"]["relevance"] == 0.4
    quiet = ["people.quiet" in {r["code"] for r in row["reasons"]} for row in found["people"]]
    assert any(quiet)
    assert quiet == sorted(quiet)  # who has published nothing for years comes last


@pytest.mark.slow
def test_without_an_approved_strategy_it_is_a_draft(workspace: Path) -> None:
    strategy = workspace / "strategy.toml"
    kept = strategy.read_text("utf-8")
    strategy.unlink()
    told = condat(workspace, "people", "--limit", "1")
    found = json.loads(condat(workspace, "people", "--json"))
    strategy.write_text(kept, "utf-8")
    assert "DRAFT" in told
    assert found["draft"]
    assert found["missing"]
    assert all(row["fit"] is None for row in found["people"])
