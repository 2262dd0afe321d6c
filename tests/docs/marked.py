"""What the code says to a person, found in its syntax: is every sentence marked for translation."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from condat.core import errors

ERRORS = {name for name, kind in vars(errors).items() if isinstance(kind, type)} - {"Words"}
_SAYS = {"words", "mark", "plural", "of", "say", "said"}
_PRINTS = {"print", "step", "show_table", "prompt", "echo"}
_WORD = re.compile(r"[^\W\d_]{3,}")


Names = dict[str, list[ast.expr]]


class Module:
    """One module: where it raises errors or prints, and what is unmarked there."""

    def __init__(self, path: Path) -> None:
        self.tree = ast.parse(path.read_text("utf-8"))

    def calls(self) -> Iterator[tuple[str, ast.Call, Names]]:
        """Every call, by the last part of its name, with what the names around it stand for."""
        for scope in ast.walk(self.tree):
            if isinstance(scope, ast.Module | ast.FunctionDef):
                names = assigned(self.tree) | self._given(scope) | assigned(scope)
                yield from ((called(c), c, names) for c in inside(scope) if isinstance(c, ast.Call))

    def _given(self, scope: ast.AST) -> Names:
        """What is passed to the parameters of a function in its module."""
        if not isinstance(scope, ast.FunctionDef):
            return {}
        calls = [c for c in ast.walk(self.tree) if isinstance(c, ast.Call)]
        names: Names = {}
        for call in (c for c in calls if called(c) == scope.name):
            for parameter, value in zip(scope.args.args, call.args, strict=False):
                names.setdefault(parameter.arg, []).append(value)
        return names

    def unmarked_errors(self) -> Iterator[int]:
        """Lines of errors whose sentence or hint is not a marked literal."""
        for name, call, names in self.calls():
            if name in ERRORS and call.args:
                said = [call.args[0], *(k.value for k in call.keywords if k.arg == "hint")]
                if not all(marked(part, names) for part in said):
                    yield call.lineno

    def unmarked_prints(self) -> Iterator[int]:
        """Lines that print a word, or name a step, which is not said through ``words``."""
        for name, call, _ in self.calls():
            if name in _PRINTS and any(_bare(argument) for argument in call.args):
                yield call.lineno


def inside(scope: ast.AST) -> Iterator[ast.AST]:
    """Every node of a scope that is not in a function within it."""
    for child in ast.iter_child_nodes(scope):
        if not isinstance(child, ast.FunctionDef):
            yield child
            yield from inside(child)


def assigned(scope: ast.AST) -> Names:
    """What the names of a scope stand for: all that is ever assigned to each."""
    names: Names = {}
    for node in inside(scope):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                for name, value in _pairs(target, node.value):
                    names.setdefault(name, []).append(value)
        elif isinstance(node, ast.AnnAssign) and node.value and isinstance(node.target, ast.Name):
            names.setdefault(node.target.id, []).append(node.value)
    return names


def _pairs(target: ast.expr, value: ast.expr) -> Iterator[tuple[str, ast.expr]]:
    if isinstance(target, ast.Name):
        yield target.id, value
    elif isinstance(target, ast.Tuple):
        values = value.elts if isinstance(value, ast.Tuple) else [value] * len(target.elts)
        for part, given in zip(target.elts, values, strict=True):
            yield from _pairs(part, given)


def marked(node: ast.expr, names: Names, seen: frozenset[str] = frozenset()) -> bool:
    """Say whether every text that an expression can be is a literal given to ``mark``."""
    if isinstance(node, ast.Constant):
        return node.value == "" or isinstance(node.value, bool | int | float)
    if isinstance(node, ast.Call) and called(node) == "mark":
        return isinstance(node.args[0], ast.Constant)
    if isinstance(node, ast.Name):
        given, seen = [] if node.id in seen else names.get(node.id, []), seen | {node.id}
    else:
        given = _parts(node)
    return bool(given) and all(marked(part, names, seen) for part in given)


def _parts(node: ast.expr) -> list[ast.expr]:
    """What an expression can turn out to be; nothing where that cannot be told."""
    match node:
        case ast.Call(func=ast.Attribute(attr="get", value=table)):
            return [table, *node.args[1:]]
        case ast.IfExp(body=body, orelse=orelse):
            return [body, orelse]
        case ast.Subscript(value=value):
            return [value]
        case ast.Tuple(elts=parts) | ast.Dict(values=parts):
            return parts
        case _:
            return []


def called(call: ast.Call) -> str:
    """The last part of the name of what is called."""
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _bare(node: ast.AST) -> bool:
    if isinstance(node, ast.Call) and called(node) in _SAYS:
        return False
    if isinstance(node, ast.comprehension):
        return False
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str) and bool(_WORD.search(node.value))
    if isinstance(node, ast.Subscript):
        return _bare(node.value)
    return any(_bare(child) for child in ast.iter_child_nodes(node))
