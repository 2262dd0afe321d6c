"""The house keeps its rules when it runs, not only when it is read."""

from __future__ import annotations

import ast
import pkgutil
import re
import subprocess
import sys
from itertools import chain
from pathlib import Path

import condat

SOURCE = Path(condat.__file__).parent
TESTS = Path(__file__).parents[1]
ROOT = TESTS.parent
STAGES = ("core", "corpus", "language", "listen", "plan", "create", "distribute", "measure",
          "simulate", "charts", "report", "usecases", "cli")  # fmt: skip
OPENERS = {"read_deltalake", "write_deltalake", "DeltaTable"}


def modules(stage: str) -> list[str]:
    path = SOURCE / stage
    found = pkgutil.walk_packages([str(path)], prefix=f"condat.{stage}.")
    return [module.name for module in found]


def test_importing_the_stages_imports_no_django() -> None:
    every = [name for stage in STAGES for name in ("condat." + stage, *modules(stage))]
    code = f"""
import importlib, sys
for name in {every!r}:
    importlib.import_module(name)
    loaded = sorted(one for one in sys.modules if one.split(".")[0] == "django")
    assert not loaded, (name, loaded)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_no_stage_is_left_out() -> None:
    folders = {path.parent.name for path in SOURCE.glob("*/__init__.py")}
    assert folders - {"workspace", "locale"} == set(STAGES)


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


def test_every_fixture_is_used() -> None:
    """Some test, fixture or mark asks for each by its name, but for those that come unasked."""
    trees = [ast.parse(path.read_text("utf-8")) for path in TESTS.rglob("*.py")]
    made, asked = set[str](), set[str]()
    for node in chain.from_iterable(map(ast.walk, trees)):
        if isinstance(node, ast.FunctionDef):
            asked |= {argument.arg for argument in node.args.args}
            told = [ast.unparse(decorator) for decorator in node.decorator_list]
            found = any(one.startswith("pytest.fixture") for one in told)
            made |= {node.name} if found and "autouse=True" not in "".join(told) else set()
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("usefixtures"):
            asked |= {one.value for one in node.args if isinstance(one, ast.Constant)}
    assert len(made) > 50
    assert not made - asked


def test_every_colour_of_a_chart_has_one_for_dark_paper() -> None:
    from condat.charts.theme import ACCENT, INK, MUTED, RULE, WARNING

    style = (ROOT / "src/condat/report/templates/report.css").read_text("utf-8")
    for colour in (ACCENT, INK, MUTED, RULE, WARNING):
        assert f'[fill="{colour}"]' in style, colour
        assert f'[stroke="{colour}"]' in style, colour


def test_what_is_pinned_has_its_hash_and_names_no_host() -> None:
    for lock in (ROOT / "locks").glob("*.txt"):
        told = lock.read_text("utf-8")
        pins = re.findall(r"^[\w.\[\]-]+==", told, re.MULTILINE)
        blocks = re.split(r"^(?=[\w.\[\]-]+==)", told, flags=re.MULTILINE)[1:]
        assert len(pins) > 50
        assert not [block.split()[0] for block in blocks if "--hash=sha256:" not in block]
        assert "://" not in told
        assert "index" not in re.sub(r"#.*", "", told)


def test_every_sentence_of_an_error_has_a_code() -> None:
    from condat.core import errors

    kinds = [
        k for k in vars(errors).values() if isinstance(k, type) and k.__module__ == errors.__name__
    ]
    documented = errors.__doc__ or ""
    assert all(kind.__name__ in documented for kind in kinds)
    assert all(issubclass(kind, errors.CondatError) and kind.exit_code > 0 for kind in kinds)
