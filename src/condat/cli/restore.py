"""``condat restore``: a backup into an empty folder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from condat.cli.output import HERE, AsJson, Folder, console, open_desk, show_json
from condat.usecases.keep import backing


def restore(
    archive: Annotated[Path, typer.Argument(help="The backup.")],
    workspace: Folder = HERE,
    as_json: AsJson = False,
) -> None:
    """Put a backup into a folder that is not a workspace yet."""
    kept = backing.restore(archive, workspace)
    if as_json:
        show_json({"version": kept.corpus.version, "rows": kept.corpus.rows, "files": kept.files})
        return
    words = open_desk(workspace).words
    rows = words.number(sum(kept.corpus.rows.values()))
    console.print(words("{folder} is ready again, with {rows} rows.", folder=workspace, rows=rows))
