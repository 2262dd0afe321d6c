"""Both samples go in through the command line: every row, once."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.verification.sample_world import ROOT, table, world, write

CONDAT = Path(sys.executable).parent / "condat"
SAMPLES = ROOT / "samples"


def condat(workspace: Path, *command: str) -> dict[str, object]:
    done = subprocess.run(
        [CONDAT, *command, "--workspace", workspace, "--json"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    told: dict[str, object] = json.loads(done.stdout)
    return told


def workspace(name: str, folder: Path) -> Path:
    shutil.copytree(SAMPLES / name / "workspace", folder)
    return folder


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("donnees"))


@pytest.mark.parametrize("name", ["moulin", "community"])
def test_strategy_is_approved(name: str, tmp_path: Path) -> None:
    told = condat(workspace(name, tmp_path / name), "strategy", "check")
    assert (told["approved"], told["draft"], told["todo"]) == (True, False, [])


def test_every_row_of_the_mill_goes_in_once(data: Path, tmp_path: Path) -> None:
    mill = workspace("moulin", tmp_path / "moulin")
    told = [str(p) for d in ("veille", "concurrents", "recherche") for p in (data / d).iterdir()]
    files = [*sorted(told), str(data / "marque/site.jsonl")]
    team = [str(p) for p in sorted((data / "equipe").iterdir())]
    first, second = condat(mill, "import", *files), condat(mill, "import", *team)
    _all_went_in(second)
    _all_went_in(first)
    changes = [*first["changes"].items(), *second["changes"].items()]
    rows = {name: change["added"] for name, change in changes if change["added"]}
    read = world(data)
    rivals = sum(len(p.read_text("utf-8").splitlines()) for p in data.glob("concurrents/*"))
    assert rows["posts"] == len(read.posts) + len(read.comments) + len(read.ours) + rivals
    assert rows["searches"] == len(table(data, "recherche/Requêtes-*.csv"))
    assert rows["results"] == 20
    assert rows["outcomes"] == 3 * 730
    assert rows["contacts"] == len(table(data, "equipe/contacts.csv"))
    assert rows["engagements"] == len(table(data, "equipe/reactions.csv"))
    assert condat(mill, "import", *files)["version"] is None
    assert condat(mill, "import", *team)["version"] is None


@pytest.mark.parametrize("place", ["linkedin", "instagram", "youtube"])
def test_our_own_exports_go_in(place: str, data: Path, tmp_path: Path) -> None:
    mill = workspace("moulin", tmp_path / "moulin")
    (file,) = data.glob(f"marque/{place}-*.csv")
    told = condat(mill, "import", str(file), "--source", f"{place}-moulin", "--as", "ours")
    _all_went_in(told)
    assert told["files"][0]["layouts"] == [place]
    assert told["changes"]["posts"]["added"] == told["changes"]["counts"]["added"] > 10


def test_the_real_texts_go_in(tmp_path: Path) -> None:
    react = workspace("community", tmp_path / "community")
    told = condat(react, "import", *map(str, sorted((SAMPLES / "community/data").glob("*.jsonl"))))
    _all_went_in(told)
    assert told["changes"]["posts"]["added"] == 143 + 135 + 225


def _all_went_in(told: dict[str, object]) -> None:
    assert [(f["file"], f["rejects"]) for f in told["files"] if f["rejected"]] == []
