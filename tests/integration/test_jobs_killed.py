"""Killed at any effect: of a job, the next ends as an undisturbed one; of a form, none is half."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from condat.corpus.schema import TABLES
from condat.usecases.desk import Desk
from condat.usecases.keep import unfinished
from condat.usecases.plan.plans import last_plan
from servers import mortal
from workspace.conversation import plan

pytestmark = pytest.mark.slow
ROWS = "url,title,text,published,author\n" + "\n".join(
    f"https://m.example/{n},Rye {n},Rye flour is dense {n},2026-03-{n % 28 + 1:02},Ana Roux"
    for n in range(60)
)
NOTE = ".changed-"
UPLOAD = "uploads/00000000-0000-0000-0000-000000000007/posts-2026-04-01.csv"
PASSING = ("django_", "auth_", "sqlite_", "account_", "socialaccount_")  # of the libraries
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT[\d:.+Z-]+")
LAST = 'UPDATE "jobs_job" SET "ended_at" ='  # all is done, and not yet said


@dataclass
class Household:
    """A home and a folder that are put back before every life of a worker."""

    root: Path
    process: subprocess.Popen[str]

    def told(self, **line: object) -> Any:
        """Send a line to the program; return its answer."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(line) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def back(self, of: str) -> None:
        """Put home and folder back as they were."""
        for name in ("home", "bread"):
            shutil.rmtree(self.root / name, ignore_errors=True)
            shutil.copytree(self.root / of / name, self.root / name)

    def kept(self, of: str) -> None:
        """Keep home and folder as they are."""
        for name in ("home", "bread"):
            shutil.copytree(self.root / name, self.root / of / name)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Household]:
    root = tmp_path_factory.mktemp("killed")
    folder = plan(root / "bread")
    (folder / "checked.toml").write_text('terms = ["rye flour", "Chloe"]\n')
    (folder / "reports").mkdir(exist_ok=True)
    (folder / "reports" / "2026-06-14.en.html").write_text("Chloe bakes")
    known = os.pathsep.join([str(Path(mortal.__file__).parents[1]), *sys.path])
    settings = {"DJANGO_SETTINGS_MODULE": "condat.workspace.settings", "PYTHONPATH": known}
    environment = os.environ | settings | {"CONDAT_HOME": str(root / "home")}
    command = [sys.executable, "-c", mortal.PROGRAM]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, env=environment, **pipes) as process:
        started = Household(root, process)
        assert process.stdout is not None
        assert process.stdout.readline() == "null\n"
        started.told(open=str(folder))
        started.kept("first")
        yield started
        assert process.stdin is not None
        process.stdin.close()


def given(kind: str, folder: Path) -> dict[str, Any]:
    """Prepare what a job needs in the folder; return what it is asked with."""
    if kind == "import":
        path = folder / UPLOAD
        path.parent.mkdir(parents=True)
        path.write_text(ROWS)
        return {"paths": [str(path)], "side": "audience"}
    if kind == "retain":
        settings = folder / "condat.toml"
        told = settings.read_text("utf-8").split("[retention]")[0]
        settings.write_text(f"{told}\n[retention]\nposts_months = 3\n", "utf-8")
    if kind == "objection":
        return {"uri": who(folder)}
    return {"who": "Chloe"} if kind == "forget" else {}


def who(folder: Path) -> str:
    authors = Desk.open(folder).corpus.snapshot().arrow("authors", ["uri", "name"]).to_pylist()
    return next(str(row["uri"]) for row in authors if row["name"] == "Chloe")


def state(root: Path) -> dict[str, Any]:
    """Say all that a person could see: the tables, the files, how many rows, how jobs ended."""
    desk = Desk.open(root / "bread")
    snapshot = desk.corpus.snapshot()
    tables = {
        name: sorted(map(str, snapshot.arrow(name).drop_columns(passing(name)).to_pylist()))
        for name in TABLES
    }
    for name in desk.corpus.place.all_files("derived"):
        assert pa.ipc.open_file(desk.corpus.place.read(name)).read_all() is not None
    unfinished.sweep(desk.root, older=-1.0)
    return tables | {"files": files(desk.root), "rows": rows(root / "home" / "condat.db")}


def passing(name: str) -> list[str]:
    return [column for column in ("fetched_at",) if column in TABLES[name].schema.names]


def files(root: Path) -> dict[str, str]:
    seen = (path for path in root.rglob("*") if path.is_file() and path.suffix != ".lock")
    named = {str(path.relative_to(root)): path for path in seen}
    mine = {name: path for name, path in named.items() if not re.match("corpus/|index/", name)}
    return {name: path.read_text("utf-8", errors="replace") for name, path in mine.items()}


def rows(database: Path) -> dict[str, Any]:
    with closing(sqlite3.connect(database)) as opened:
        names = opened.execute("select name from sqlite_master where type = 'table'").fetchall()
        ours = [name for (name,) in names if not name.startswith(PASSING)]
        count = {name: opened.execute(f"select count(*) from {name}").fetchone() for name in ours}  # noqa: S608 - our own
        jobs = opened.execute("select kind, state, error from jobs_job order by kind").fetchall()
    return count | {"jobs": jobs}


@pytest.mark.parametrize(
    ("kind", "drawn"),  # moments, beside the last one
    [("import", 1), ("brief", 0), ("objection", 1), ("retain", 1), ("forget", 1)],
)
def test_a_worker_killed_at_any_effect_of_a_job(house: Household, kind: str, drawn: int) -> None:
    house.back("first")
    house.told(ask=kind, arguments=given(kind, house.root / "bread"))
    house.kept(kind)
    seen = house.told(point=None)
    whole = state(house.root)
    assert whole["rows"]["jobs"] == [(kind, "done", None)]
    last = max(n for n, what in enumerate(seen, 1) if what == LAST)
    draw = random.Random(f"{kind} 5")  # noqa: S311 - moments, not secrets
    for point in (*draw.sample(range(1, last), drawn), last):
        house.back(kind)
        assert house.told(point=point) is None, "it was not killed"
        assert house.told(point=None), "the next did not end"
        found = state(house.root)
        for name, value in whole.items():
            assert found[name] == value, f"{name}, killed at {point}: {seen[point - 1]}"


FORMS = {
    "plan/<row>/dismissed/": {"why": "Too late."},
    "plan/means/change/": dict.fromkeys(
        ("budget", "rows", "pieces_per_week", "per_place_per_week", "partners_per_cycle"), "7"
    )
    | {"cycle_days": "14"},
}


@pytest.mark.parametrize(("path", "drawn"), list(zip(FORMS, (1, 0), strict=True)))
def test_a_server_killed_at_any_effect_of_a_form(house: Household, path: str, drawn: int) -> None:
    house.back("first")
    kept = last_plan(Desk.open(house.root / "bread"))
    assert kept is not None
    sent = {"press": "/t/bread/" + path.replace("<row>", kept.rows[0]["row"]), "with": FORMS[path]}
    before = said(house.root)
    seen = house.told(**sent, point=None)
    whole = said(house.root)
    assert whole["lines"] == before["lines"] + 1
    commits = [n for n, what in enumerate(seen, 1) if what.endswith("_commit")]
    draw = random.Random(f"{path} 5")  # noqa: S311 - moments, not secrets
    for point in (*draw.sample(range(1, len(seen)), drawn), *commits):
        house.back("first")
        assert house.told(**sent, point=point) is None, "it was not killed"
        shown = house.told(press="/t/bread/settings/record/", point=None, **{"with": {}})
        assert shown is not None, "the next page does not show"
        found = said(house.root)
        assert found in (before, whole), f"killed at {point}: {seen[point - 1]}"


def said(root: Path) -> dict[str, Any]:
    """Say what a form changes: the files that people write too, and the lines of the record."""
    texts = {
        path.name: MOMENT.sub("", path.read_text("utf-8"))
        for path in root.joinpath("bread").iterdir()
        if path.suffix == ".toml" or path.name.startswith(NOTE)
    }
    return texts | {"lines": rows(root / "home" / "condat.db")["record_decision"][0]}
