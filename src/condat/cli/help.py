"""Help in the reader's language: the texts of a command, and the words that Typer puts around.

Commands say their help in English, once, as docstrings and ``help=``; ``make messages`` reads them
off the commands themselves (docs/messages.py), so that none can be forgotten.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from typing import Any

import typer
from typer import rich_utils
from typer.core import TyperGroup

from condat.core.words import ENGLISH, Words, mark

_FURNITURE = {
    "ARGUMENTS_PANEL_TITLE": mark("Arguments"),
    "OPTIONS_PANEL_TITLE": mark("Options"),
    "COMMANDS_PANEL_TITLE": mark("Commands"),
    "ERRORS_PANEL_TITLE": mark("Error"),
    "ABORTED_TEXT": mark("Aborted."),
    "REQUIRED_LONG_STRING": mark("[required]"),
}
_TEMPLATES = {  # Typer fills these itself, by place or by its own names
    "DEFAULT_STRING": mark("[default: {}]"),
    "ENVVAR_STRING": mark("[env var: {}]"),
    "RICH_HELP": mark("Try [blue]'{command_path} {help_option}'[/] for help."),
}
_USAGE = mark("Usage: ")

Command = Any  # a TyperCommand or TyperGroup: Typer does not say more of what a group holds


def furnish(words: Words) -> None:
    """Put what stands around help and errors of usage into a language, for this process."""
    if words.language == ENGLISH.language:
        return
    for name, sentence in (_FURNITURE | _TEMPLATES).items():
        setattr(rich_utils, name, words(sentence))
    usage, context = words(_USAGE), TyperGroup.context_class

    class Formatter(context.formatter_class):  # type: ignore[name-defined]
        def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
            super().write_usage(prog, args, prefix or usage)

    context.formatter_class = Formatter


def spoken(command: Command, context: typer.Context, words: Words) -> Command:
    """Put the help of a command, its options and its commands into a language."""
    if words.language == ENGLISH.language:
        return command
    for thing in told(command, context):
        thing.help = "\n\n".join(words(part) for part in paragraphs(thing.help))
    return command


def told(command: Command, context: typer.Context) -> Iterator[Any]:
    """List what has a help: the command, its options and arguments, its own commands."""
    yield from (thing for thing in (command, *command.get_params(context)) if _text(thing))
    if isinstance(command, TyperGroup):
        for name, child in command.commands.items():
            yield from told(child, typer.Context(child, info_name=name, parent=context))


def paragraphs(text: str) -> list[str]:
    r"""Divide a help into paragraphs, each on one line: these are the keys of the catalogues.

    Examples
    --------
    >>> paragraphs("One\nline.\n\nAnother.")
    ['One line.', 'Another.']
    """
    parts = re.split(r"\n\s*\n", inspect.cleandoc(text))
    return [" ".join(part.split()) for part in parts if part.strip()]


def _text(thing: Any) -> str:
    return getattr(thing, "help", None) or ""
