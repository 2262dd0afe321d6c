"""What tests of feeds do at the door: add a source, listen, look at the rows; pages to serve."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from condat.cli import main
from condat.usecases.desk import Desk
from condat.usecases.listen import listening, sources
from servers.loopback import Answer, Asked, Loopback, Page
from servers.sites import hugo

HUGO = """---
title: "Le levain n°{number}, c'est vivant"
date: 2026-01-{day:02}T08:00:00+01:00
author: "Zoé Martin"
tags: [levain, four]
---
Nourrir le [levain](/farine) *chaque* jour. {more}
"""


def build(tmp_path: Path, site: Loopback, numbers: range = range(1, 4), more: str = "") -> None:
    posts = {f"levain-{n}": HUGO.format(number=n, day=n, more=more) for n in numbers}
    hugo(tmp_path / "hugo", site.url, posts)


def add(desk: Desk, address: str, **more: Any) -> sources.Source:
    with listening.opened(desk) as fetch:
        told: dict[str, Any] = {"name": "blog", "side": "audience", **more}
        return sources.add(desk, address, fetch=fetch, **told)[0]


def once(desk: Desk, name: str = "blog") -> listening.Outcome:
    (outcome,) = listening.listen(desk, (name,))
    return outcome


def rows(desk: Desk, table: str) -> list[dict[str, Any]]:
    return list(desk.corpus.snapshot().arrow(table).to_pylist())


def condat(*words: str) -> int:
    command = main.register()
    try:
        return int(command(list(words), standalone_mode=False) or 0)
    except main.CondatError as error:
        return main.fail(error)


def paged(last: int) -> Page:
    """A JSON feed of pages; each names the next older one."""

    def page(asked: Asked) -> Answer:
        path, _, number = asked.path.partition("?page=")
        if path != "/feed.json":
            return Answer(404)
        place = int(number or last)
        items = [{"id": f"https://a.example/{place}-{i}", "content_text": "Texte"} for i in (1, 2)]
        feed: dict[str, Any] = {"version": "https://jsonfeed.org/version/1", "items": items}
        if place > 1:
            feed["next_url"] = f"/feed.json?page={place - 1}"
        return Answer(200, {"content-type": "application/json"}, json.dumps(feed).encode())

    return page
