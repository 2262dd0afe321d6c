"""Write the help of every command as sentences to translate: ``build/help.py``, for the catalogues.

Help stands in docstrings and options, where no extractor looks; the commands themselves know it.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import typer

from condat.cli.help import paragraphs, told
from condat.cli.main import COMMANDS, register


def sentences() -> list[str]:
    """Return each paragraph of help once, in the order of the commands."""
    group = typer.main.get_command(register())
    assert isinstance(group, typer.core.TyperGroup)  # noqa: S101 - it has several commands
    context = typer.Context(group, info_name="condat", **group.context_settings)
    texts = [thing.help for thing in told(group, context)]
    for name in COMMANDS:
        command: Any = group.get_command(context, name)
        inner = typer.Context(command, info_name=name, parent=context)
        texts += [thing.help for thing in told(command, inner)]
    return list(dict.fromkeys(part for text in texts for part in paragraphs(text)))


if __name__ == "__main__":
    lines = [f"mark({sentence!r})\n" for sentence in sentences()]
    Path(sys.argv[1]).write_text("".join(lines), "utf-8")
