"""A team's plan written by hand: rows as the plan keeps them, on a corpus with a calendar."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pyarrow as pa

from condat.corpus.schema import TABLES
from condat.distribute.tables import PLAN
from condat.usecases.desk import Desk
from condat.usecases.plan import plans
from condat.usecases.plan.plans import RECORD, key

SOON = timedelta(days=7)
EVENT = {
    "uri": "urn:calendar:fair",
    "title": "Foire aux pains",
    "channel": "Paris",
    "status": "confirmed",
    "owner": "Ana",
    "url": None,
}


QUESTION = "Comment nourrir un levain ?"
POST = {
    "uri": "https://ana.example/levain",
    "author_uris": ["https://ana.example/"],
    "kind": "Article",
    "published": datetime(2026, 3, 1, 9, tzinfo=UTC),
    "title": "Mon levain",
    "text": "Comment nourrir un levain ? Mon levain ne monte pas.",
    "url": "https://ana.example/levain",
}


def plan_row(name: str, moment: datetime, **more: Any) -> dict[str, Any]:
    """Return a row of the schema ``PLAN``."""
    empty = dict.fromkeys(PLAN.names)
    lists = {f.name: [] for f in PLAN if pa.types.is_list(f.type)}
    told = {
        "row": name,
        "position": 1,
        "title": f"levain {name}",
        "keyword": f"levain {name}",
        "form": "article",
        "role": "none",
        "place": "site",
        "moment": moment,
        "cost": 0.0,
        "value": 1.0,
        "decision": "proposed",
        "draft": True,
    }
    return empty | lists | told | more


def keep_plan(desk: Desk, rows: list[dict[str, Any]], **planned: Any) -> int:
    """Keep rows as the last plan, on the version that the corpus is at; return it."""
    with desk.corpus.transaction(at=datetime.now(UTC), note="a calendar") as tx:
        event = EVENT | {"at": desk.as_of + SOON}
        tx.upsert("calendar", pa.Table.from_pylist([event], schema=TABLES["calendar"].schema))
        tx.upsert("posts", pa.Table.from_pylist([POST], schema=TABLES["posts"].schema))
    version = desk.corpus.snapshot().version
    settings = desk.settings.model_dump(
        mode="json", include={"plan", "people", "language", "languages", "seed", "name"}
    )
    measures = {"value": 1.0, "bound": 1.0, "gap": 0.06, "considered": 3} | planned
    table = pa.Table.from_pylist(rows, schema=PLAN)
    plans.put_aside(desk, version, table)
    folder = plans.folder(desk, version)
    folder.mkdir(parents=True, exist_ok=True)
    record = {
        "version": version,
        "as_of": desk.as_of.isoformat(),
        "planned": measures,
        "settings": settings,
    }
    (folder / RECORD).write_text(json.dumps(record))
    for name in ("watch.toml", "strategy.toml", "personas.toml"):
        (folder / name).write_text((desk.root / name).read_text("utf-8"), "utf-8")
    desk.corpus.derived.save("plan", table, version=version, key=key(desk.as_of))
    return version
