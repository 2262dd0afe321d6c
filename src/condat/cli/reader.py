"""In whose language the command line speaks.

What a command says is in the language of its workspace, which the team shares; help and errors of
usage are in the language of whoever types. ``CONDAT_LANGUAGE`` wins for both.
"""

from __future__ import annotations

import os
import tomllib
from contextvars import ContextVar
from pathlib import Path

from condat.core.settings import FILE
from condat.core.words import LANGUAGES, Words

_LOCALES = ("LC_ALL", "LC_MESSAGES", "LANG")  # the first that is set counts, as everywhere
_FOLDER: ContextVar[Path | None] = ContextVar("folder", default=None)


def working_in(folder: Path) -> None:
    """Remember the workspace of the command that runs."""
    _FOLDER.set(folder)


def of_command() -> Words:
    """Return the words of what a command says: the workspace's, else the environment's."""
    folder = _FOLDER.get() or Path(os.environ.get("CONDAT_WORKSPACE", ""))
    return Words(_own() or _workspace(folder) or _environment() or "en")


def of_help() -> Words:
    """Return the words of help: the environment's, else those of the workspace we stand in."""
    return Words(_own() or _environment() or _workspace(Path()) or "en")


def _own() -> str | None:
    return _known(os.environ.get("CONDAT_LANGUAGE", ""))


def _environment() -> str | None:
    chosen = next((value for name in _LOCALES if (value := os.environ.get(name))), "")
    return _known(chosen)


def _workspace(folder: Path) -> str | None:
    """Read the language of a workspace, whatever else is wrong in its settings."""
    try:
        return _known(str(tomllib.loads((folder / FILE).read_text("utf-8")).get("language", "fr")))
    except (OSError, ValueError):
        return None


def _known(name: str) -> str | None:
    """Return the language of a locale's name: ``fr`` of ``fr_CA.UTF-8``.

    Examples
    --------
    >>> _known("de_DE.UTF-8"), _known("C.UTF-8"), _known("")
    ('de', None, None)
    """
    language = name.lower().replace("-", "_").partition(".")[0].partition("_")[0]
    return language if language in LANGUAGES else None
