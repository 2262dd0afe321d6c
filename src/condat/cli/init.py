"""``condat init``: make a workspace folder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from condat.cli.output import AsJson, console, show_json
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
    console.print(f"{folder} is ready. Next:")
    console.print("  1. say who you are in watch.toml and what you want in strategy.toml")
    console.print(f"  2. condat import FILE --as ours -w {folder}", soft_wrap=True)
