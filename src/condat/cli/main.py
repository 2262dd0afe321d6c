"""The way in: ``condat``. One table of commands, one place where errors become words and codes."""

from __future__ import annotations

import importlib
import os
import sys
from difflib import get_close_matches
from importlib import metadata
from typing import Annotated, Any, NoReturn

import structlog
import typer
from typer import rich_utils
from typer.core import TyperGroup
from typer.exceptions import TyperException

from condat.cli import help as helps
from condat.cli import reader, usage
from condat.cli.door import STOPPED
from condat.cli.output import fail
from condat.core.errors import CondatError
from condat.core.words import ENGLISH, Words

# Command -> module that holds a function of that name (or `command`, where the name is a word of
# Python), or an `app` with commands of its own.
COMMANDS = {
    "init": "condat.cli.init",
    "strategy": "condat.cli.strategy",
    "audit": "condat.cli.audit",
    "plan": "condat.cli.plan",
    "listen": "condat.cli.listen",
    "import": "condat.cli.imports",
    "keywords": "condat.cli.keywords",
    "people": "condat.cli.people",
    "check": "condat.cli.check",
    "topics": "condat.cli.topics",
    "report": "condat.cli.report",
    "forget": "condat.cli.forget",
    "disclose": "condat.cli.disclose",
    "retain": "condat.cli.retain",
    "export": "condat.cli.export",
    "backup": "condat.cli.backup",
    "restore": "condat.cli.restore",
    "doctor": "condat.cli.doctor",
}


class Table(TyperGroup):
    """Imports a command when it is asked for: each starts as fast as what it needs."""

    words = ENGLISH

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - the library's
        """Return the names in the order of the work."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return a command; None when it is not known."""
        if cmd_name not in COMMANDS:
            return None
        command = _command(cmd_name)
        inner = typer.Context(command, info_name=cmd_name, parent=ctx)
        return helps.spoken(command, inner, self.words)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return a command by what was typed; where there is none, the error names the nearest."""
        try:
            return super().resolve_command(ctx, args)
        except TyperException as error:
            if near := get_close_matches(args[0], COMMANDS):
                names = ", ".join(map(repr, near))
                error.message = f"{error.message.rstrip('.')}. Did you mean {names}?"
            raise


def _command(name: str) -> Any:
    module = importlib.import_module(COMMANDS[name])
    app = getattr(module, "app", None)
    if app is None:
        app = typer.Typer(add_completion=False)
        app.command(name)(getattr(module, name, None) or module.command)
    command = typer.main.get_command(app)
    command.name = name
    return command


def register(words: Words = ENGLISH) -> typer.Typer:
    """Return the application with every command of the table, its help in a language."""
    app = typer.Typer(
        name="condat",
        cls=type("Table", (Table,), {"words": words}),
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback(help=_HELP)(_door)
    return app


_HELP = "What to write, with whom, where and when: with the evidence."


def _told(wanted: bool) -> None:
    if wanted:
        installed = metadata.version("condat")
        typer.echo(installed)
        raise typer.Exit


def _door(
    version: Annotated[
        bool,
        typer.Option("--version", help="Show the version and exit.", is_eager=True, callback=_told),
    ] = False,
) -> None:
    """Take what stands before any command."""


def run() -> None:
    """Run the command line; explained errors end with their own exit code, Ctrl-C with 130."""
    try:
        code = _run()
    except KeyboardInterrupt:
        code = STOPPED
    if code == STOPPED:
        _stop()
    sys.exit(code)


def _stop() -> NoReturn:
    """Say that the command was stopped, and end without waiting for the engine's threads.

    Whatever is written is written whole, so there is nothing to put in order.
    """
    told = reader.of_command()(
        "Stopped. What was done is kept and nothing is half-written: run the command again."
    )
    sys.stdout.flush()
    sys.stderr.write(f"\n{told}\n")
    sys.stderr.flush()
    os._exit(STOPPED)


def _run() -> int:
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    words = reader.of_help()
    helps.furnish(words)
    command: Any = typer.main.get_command(register(words))
    helps.spoken(command, typer.Context(command, **command.context_settings), words)
    try:
        code = command(standalone_mode=False)
    except CondatError as error:
        return fail(error, reader.of_command(), as_json="--json" in sys.argv)
    except typer.Abort:
        rich_utils.rich_abort_error()
        return 1
    except TyperException as error:
        return usage.show(error, words)
    return code or 0
