"""Write the reference pages of the commands and settings from the program itself."""

from __future__ import annotations

import sys
from pathlib import Path

import typer

from condat.cli.main import COMMANDS, register

sys.path.insert(0, str(Path(__file__).parent))

from api import api_page

Group, Context = typer.core.TyperGroup, typer.Context
Command = typer.core.TyperCommand

HERE = Path(__file__).parent / "reference"


def command_page(name: str, command: Command) -> str:
    """Return the page of one command, as its ``--help`` says it, in Markdown."""
    context = Context(command, info_name=f"condat {name}")
    lines = [f"# condat {name}", "", command.help or "", ""]
    if isinstance(command, Group):
        for child in sorted(command.commands):
            lines += _usage(command.commands[child], f"condat {name} {child}", context)
    else:
        lines += _usage(command, f"condat {name}", None)
    return "\n".join(lines).rstrip() + "\n"


def _usage(command: Command, path: str, parent: Context | None) -> list[str]:
    context = Context(command, info_name=path.split()[-1], parent=parent)
    rows = [row for p in command.get_params(context) if (row := p.get_help_record(context))]
    told = [f"## `{path}`", "", command.help or "", ""] if parent else []
    usage = " ".join([path, *command.collect_usage_pieces(context)])
    told += ["```", usage, "```", ""]
    if rows:
        told += ["| option | meaning |", "| --- | --- |"]
        told += [f"| `{option.strip()}` | {_cell(text)} |" for option, text in rows] + [""]
    return told


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ").strip()


def pages() -> dict[Path, str]:
    """Return every generated page by its path."""
    group = typer.main.get_command(register())
    assert isinstance(group, Group)  # noqa: S101 - an application of several commands is one
    found = {name: group.get_command(Context(group), name) for name in COMMANDS}
    commands = {name: command for name, command in found.items() if command is not None}
    made = {HERE / f"{n}.md": command_page(n, c) for n, c in commands.items()}
    index = ["# Commands", "", "| command | does |", "| --- | --- |"]
    index += [
        f"| [`condat {n}`]({n}.md) | {_cell(c.get_short_help_str(limit=120))} |"
        for n, c in commands.items()
    ]
    return made | {HERE / "README.md": "\n".join(index) + "\n", HERE / "api.md": api_page()}


if __name__ == "__main__":
    for path, text in pages().items():
        path.write_text(text, "utf-8")
        sys.stdout.write(f"{path.name}\n")
