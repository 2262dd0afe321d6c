"""``condat backup``: the whole workspace in one file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from condat.cli.output import HERE, AsJson, Folder, console, open_desk, show_json
from condat.usecases.keep import backing


def backup(
    archive: Annotated[Path, typer.Argument(help="The file to write.")],
    workspace: Folder = HERE,
    as_json: AsJson = False,
) -> None:
    """Write tables, settings, strategy and decisions to one file, and verify it."""
    desk = open_desk(workspace)
    kept = backing.backup(desk, archive)
    if as_json:
        show_json({"version": kept.corpus.version, "rows": kept.corpus.rows, "files": kept.files})
        return
    rows = desk.words.number(sum(kept.corpus.rows.values()))
    console.print(
        desk.words(
            "{archive} holds version {version}: {rows} rows and {files} files, verified.",
            archive=archive,
            version=str(kept.corpus.version),
            rows=rows,
            files=len(kept.files),
        ),
        soft_wrap=True,
    )
