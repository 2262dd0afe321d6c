"""Make a workspace folder."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from string import Template

from condat.core.errors import InputError
from condat.core.settings import FILE
from condat.core.words import LANGUAGES, mark
from condat.usecases.desk import write_whole

TEMPLATES = ("condat.toml", "watch.toml", "strategy.toml", "personas.toml")


def init(root: Path, *, brand: str, language: str) -> list[Path]:
    """Write the four files that a team fills in, in its language; never over existing ones.

    Returns
    -------
    list of Path
        The files written.

    Raises
    ------
    InputError
        When the folder is a workspace already, or the language is none of ours.
    """
    if language not in LANGUAGES:
        told = mark("is none of: {expected}.")
        raise InputError(told, field="language", expected=LANGUAGES)
    if (root / FILE).exists():
        raise InputError(mark("{folder} is a workspace already; nothing was changed."), folder=root)
    written = [root / name for name in TEMPLATES if not (root / name).exists()]
    templates = files("condat.usecases").joinpath("templates", language)
    for path in written:
        template = templates.joinpath(path.name).read_text("utf-8")
        text = Template(template).safe_substitute(brand=_quoted(brand), language=language)
        write_whole(path, text)
    return written


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
