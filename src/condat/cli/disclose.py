"""``condat disclose``: give a person what is held of them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from condat.cli.output import HERE, AsJson, Folder, open_desk, show_facts, show_json
from condat.usecases.keep import disclosing, forgetting


def disclose(
    person: Annotated[str, typer.Argument(help="Name, handle, e-mail or address of the person.")],
    archive: Annotated[Path, typer.Argument(help="The zip file to write.")],
    workspace: Folder = HERE,
    as_json: AsJson = False,
) -> None:
    """Write everything that is held of a person to a zip, as JSON and CSV."""
    desk = open_desk(workspace)
    held = disclosing.disclose(desk, forgetting.find(desk, person))
    disclosing.write(held, archive, desk.words("Everything held about {name}.", name=person))
    counts = {name: len(rows) for name, rows in held.items()}
    if as_json:
        show_json(counts)
        return
    show_facts({name: desk.words.number(count) for name, count in counts.items()}, desk.words)
