"""The way in: ``condat``. One table of commands, one place where errors become exit codes."""

from __future__ import annotations

import importlib
import sys

import structlog
import typer

from condat.cli.output import fail
from condat.core.errors import CondatError

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
    "export": "condat.cli.export",
    "backup": "condat.cli.backup",
    "restore": "condat.cli.restore",
    "doctor": "condat.cli.doctor",
}

app = typer.Typer(
    name="condat",
    help="What to write, with whom, where and when: with the evidence.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def register() -> typer.Typer:
    """Attach every command of the table to the application."""
    for name, module_name in COMMANDS.items():
        module = importlib.import_module(module_name)
        if hasattr(module, "app"):
            app.add_typer(module.app, name=name)
        else:
            own = getattr(module, name.replace("-", "_"), None)
            app.command(name)(own or module.command)
    return app


def run() -> None:
    """Run the command line; explained errors end with their own exit code."""
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    try:
        register()()
    except CondatError as error:
        sys.exit(fail(error))
