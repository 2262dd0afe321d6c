"""``condat forget``: erase a person."""

from __future__ import annotations

from typing import Annotated

import typer

from condat.cli.output import HERE, AsJson, Folder, console, open_desk, show_facts, show_json
from condat.report.labels import TABLES
from condat.usecases.keep import forgetting


def forget(
    person: Annotated[str, typer.Argument(help="Name, handle, e-mail or address of the person.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask to type the name.")] = False,
    workspace: Folder = HERE,
    as_json: AsJson = False,
) -> None:
    """Erase a person from every table, every earlier version and every file of the workspace."""
    desk = open_desk(workspace)
    words, found = desk.words, forgetting.find(desk, person)
    if not yes:
        console.print(words("This cannot be undone: {uris}", uris=words.listed(found.uris)))
        asked = words("Type the name again to erase this person")
        typed = typer.prompt(words("{label}: {text}", label=asked, text=""), prompt_suffix="")
        if typed.strip() != person:
            raise typer.Abort
    done = forgetting.forget(desk, found)
    if as_json:
        show_json({"removed": done.removed, "version": done.version, "files": done.files})
        return
    console.print(words("Erased. Earlier versions can no longer be read; reports were removed."))
    show_facts(
        {words.of(TABLES, name): words.number(n) for name, n in done.removed.items() if n}, words
    )
