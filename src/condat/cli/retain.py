"""``condat retain``: let what was kept long enough leave."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from condat.cli.output import HERE, AsJson, Folder, open_desk, show_facts, show_json
from condat.usecases.keep import retention


def retain(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Count, and change nothing.")] = False,
    workspace: Folder = HERE,
    as_json: AsJson = False,
) -> None:
    """Take posts and prospects that were kept long enough out of every table and version."""
    desk = open_desk(workspace)
    left = retention.due(desk) if dry_run else retention.retain(desk)
    if as_json:
        show_json(asdict(left))
        return
    words = desk.words
    told = {
        words("posts"): words.number(left.posts),
        words("people"): words.number(left.people),
        words("prospects"): words.number(left.prospects),
    }
    show_facts(told, words)
