"""``condat disclose``: give a person what is held of them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from condat.cli.output import HERE, AsJson, Folder, open_desk, show_facts, show_json
from condat.core.words import mark
from condat.report.labels import TABLES
from condat.usecases.keep import disclosing, forgetting

# The files of the archive, as they are called to whoever reads what they hold.
HELD = TABLES | {
    "counts on their posts": mark("counts of their posts"),
    "engagements on their posts": mark("reactions to their posts"),
    "mentions": mark("posts of others that name them"),
    "people": mark("ranks by subject"),
    "shortlist": mark("places on the shortlist"),
    "plan": mark("rows of the plan"),
}


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
    words = desk.words
    show_facts({words.of(HELD, name): words.number(n) for name, n in counts.items()}, words)
