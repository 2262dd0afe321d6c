"""The house keeps its rules when it runs, not only when it is read."""

from __future__ import annotations

import ast
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import condat

SOURCE = Path(condat.__file__).parent
STAGES = ("core", "corpus", "language", "listen", "plan", "create", "distribute", "measure",
          "simulate", "charts", "report", "usecases", "cli")  # fmt: skip
OPENERS = {"read_deltalake", "write_deltalake", "DeltaTable"}


def modules(stage: str) -> list[str]:
    path = SOURCE / stage
    found = pkgutil.walk_packages([str(path)], prefix=f"condat.{stage}.")
    return [module.name for module in found]


@pytest.mark.parametrize("stage", [s for s in STAGES if (SOURCE / s / "__init__.py").exists()])
def test_importing_a_stage_imports_no_django(stage: str) -> None:
    code = f"""
import importlib, sys
for name in {["condat." + stage, *modules(stage)]!r}:
    importlib.import_module(name)
loaded = sorted(name for name in sys.modules if name.split(".")[0] == "django")
assert not loaded, loaded
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_tables_are_opened_in_corpus_alone() -> None:
    strangers = []
    for path in SOURCE.rglob("*.py"):
        if path.is_relative_to(SOURCE / "corpus"):
            continue
        names = {
            getattr(node, "attr", getattr(node, "id", None))
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(node, ast.Attribute | ast.Name)
        }
        strangers += [str(path)] if names & OPENERS else []
    assert not strangers


def test_every_sentence_of_an_error_has_a_code() -> None:
    from condat.core import errors

    kinds = [
        k for k in vars(errors).values() if isinstance(k, type) and k.__module__ == errors.__name__
    ]
    documented = errors.__doc__ or ""
    assert all(kind.__name__ in documented for kind in kinds)
    assert all(issubclass(kind, errors.CondatError) and kind.exit_code > 0 for kind in kinds)
