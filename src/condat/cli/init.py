"""``condat init``: make a workspace folder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from condat.cli.output import AsJson, console, show_json
from condat.core.words import Words
from condat.usecases import init as usecase


def init(
    folder: Annotated[Path, typer.Argument(help="The folder to make.")],
    brand: Annotated[str, typer.Option(help="The name of your brand.")] = "",
    language: Annotated[str, typer.Option(help="Language of reports: fr, en or de.")] = "fr",
    as_json: AsJson = False,
) -> None:
    """Make a workspace folder: settings, watch, strategy and personas to fill in."""
    written = usecase.init(folder, brand=brand or folder.resolve().name, language=language)
    if as_json:
        show_json([str(path) for path in written])
        return
    words = Words(language)
    console.print(words("{folder} is ready. Next:", folder=folder), markup=False)
    first = words("Say who you are in watch.toml and what you want in strategy.toml.")
    second = words("Read your posts: condat import FILE --as ours -w {folder}", folder=folder)
    console.print(f"  1. {first}\n  2. {second}", soft_wrap=True, markup=False)
