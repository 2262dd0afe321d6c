"""Set up the sample workspaces through the command line: ``python samples/run.py [FOLDER [NAME]]``.

Each step is a command that a team would type; a second run finds its work done and is quick. The
samples know nothing of each other and are made at the same time.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
CONDAT = Path(sys.executable).parent / "condat"
QUIET = {"DO_NOT_TRACK": "1", "RAY_USAGE_STATS_ENABLED": "0", "NO_COLOR": "1"}


@dataclass(frozen=True)
class Step:
    """One command and what it does, in plain words."""

    says: str
    command: tuple[str, ...]


def community(data: Path) -> Iterator[Step]:
    """Give the steps of the real sample: a brand's blog and two communities around it."""
    yield Step("read 503 real posts", ("import", *_files(data, "*.jsonl")))
    yield from _plan_and_report("component", "state", "render")


def moulin(data: Path) -> Iterator[Step]:
    """Give the steps of the fictional sample: files as a team's tools export them."""
    told = (*_files(data, "veille/*"), *_files(data, "concurrents/*"), *_files(data, "recherche/*"))
    site = str(data / "marque/site.jsonl")
    yield Step("read the conversation, our articles and the searches", ("import", *told, site))
    yield Step("read the team's own files", ("import", *_files(data, "equipe/*")))
    for place in ("linkedin", "instagram", "youtube"):
        (file,) = _files(data, f"marque/{place}-*.csv")
        named = ("--source", f"{place}-moulin", "--as", "ours")
        yield Step(f"read our own {place} export", ("import", file, *named))
    yield from _plan_and_report("pointage", "force", "levain", "autolyse", "grigne")


def _plan_and_report(*terms: str) -> Iterator[Step]:
    yield Step("check words for ambiguity and jargon", ("check", *terms))
    yield Step("judge our own content by the strategy", ("audit",))
    yield Step("make the plan", ("plan",))
    yield Step("write the report", ("report",))


def _files(data: Path, pattern: str) -> list[str]:
    return [str(path) for path in sorted(data.glob(pattern))]


def set_up(name: str, out: Path) -> Path:
    """Copy the workspace's written files, never over what is there already."""
    workspace = out / name
    for path in sorted((HERE / name / "workspace").rglob("*.toml")):
        target = workspace / path.relative_to(HERE / name / "workspace")
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
    return workspace


def follow(steps: Iterator[Step], workspace: Path) -> None:
    """Run the steps in order; the first that fails ends the run with its own words."""
    for step in steps:
        began = time.monotonic()
        done = subprocess.run(  # noqa: S603 - our own command, paths of this repository
            [CONDAT, *step.command, "--workspace", str(workspace)],
            env=os.environ | QUIET,
            capture_output=True,
            text=True,
        )
        took = time.monotonic() - began
        print(f"  {workspace.name}: {step.says} ({took:.0f} s)", flush=True)
        if done.returncode:
            print(done.stdout + done.stderr, file=sys.stderr)
            sys.exit(f"condat {step.command[0]} ended with {done.returncode}; nothing was lost.")


def make_moulin(out: Path) -> Path:
    """Write the data of the fictional brand, and follow its steps."""
    data = out / "moulin-donnees"
    write = [sys.executable, str(HERE / "moulin/write.py"), str(data)]
    subprocess.run(write, check=True)  # noqa: S603 - our own script
    mill = set_up("moulin", out)
    follow(moulin(data), mill)
    return mill


def make_community(out: Path) -> Path:
    """Follow the steps of the real conversation, whose data are in the repository."""
    react = set_up("community", out)
    follow(community(HERE / "community/data"), react)
    return react


SAYS = {
    "moulin": "the Moulin des Deux Rives, a fictional brand",
    "community": "React Blog and two communities, real texts",
}
MAKE = {"moulin": make_moulin, "community": make_community}


def main(out: Path, names: Sequence[str]) -> None:
    """Make the workspaces and say where their reports are."""
    began = time.monotonic()
    print("Sample workspaces, each step when it is done:")
    for name in names:
        print(f"  {name}: {SAYS[name]}", flush=True)
    with ThreadPoolExecutor() as pool:
        made = list(pool.map(lambda name: MAKE[name](out), names))
    print(f"Done in {time.monotonic() - began:.0f} s. The reports:")
    for report in (path for folder in made for path in sorted(folder.glob("reports/*"))):
        print(f"  {report}")


if __name__ == "__main__":
    _, *told = sys.argv
    main(Path(told[0] if told else "build/samples"), told[1:] or tuple(MAKE))
