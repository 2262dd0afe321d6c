"""A plan of two rows over a small conversation on sourdough, kept as plans are kept."""

from __future__ import annotations

import csv
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa

from condat.distribute.tables import PLAN
from condat.usecases.desk import Desk, write_whole
from condat.usecases.listen import importing
from condat.usecases.plan import plans

ROW, OTHER = "606560d5e718", "c34b57f7af00"
QUESTION = "Comment nourrir un levain sans jeter de farine ?"
TEXTS = (
    f"Mon levain dort au frais. {QUESTION} Je cherche une routine simple pour la semaine.",
    "Un levain nourri chaque semaine avec de la farine de seigle lève toujours le pain.",
    "Le levain a faim : un peu de farine, un peu d'eau, et la pâte repart en une nuit.",
    "Pain au levain du dimanche : farine de meule, eau tiède, et du temps pour la pâte.",
)


def posts(folder: Path, count: int = 40) -> Path:
    """Write a file of posts: people of the audience who talk of sourdough."""
    path = folder / "posts.csv"
    with path.open("w", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(["url", "title", "text", "published", "author", "likes"])
        for n in range(count):
            told = TEXTS[n % len(TEXTS)]
            day = f"2026-{1 + n // 28:02}-{1 + n % 28:02}"
            name = f"Personne {n % 7}"
            rows.writerow([f"https://a.example/{n}", f"Levain {n}", told, day, name, 5 + n % 9])
    return path


def row(name: str, **values: Any) -> dict[str, Any]:
    """Return a row of a plan: an interview on sourdough."""
    return {
        "row": name,
        "position": 1,
        "message": "Un levain ne meurt presque jamais : il a faim.",
        "persona": "Les débutants",
        "title": "levain",
        "form": "interview",
        "keyword": "levain",
        "words_to_use": ["levain", "farine", "pain"],
        "words_to_avoid": ["autolyse"],
        "questions": [QUESTION],
        "person_uri": "urn:condat:person:ines",
        "person": "Inès Marchand",
        "role": "interviewed",
        "place": "site",
        "moment": datetime(2026, 12, 4, 17, tzinfo=UTC),
        "stop_rule": [{"code": "stop.two_silent", "values": ["2", "site", "14"]}],
        "know": [{"code": "know.signs", "values": ["14", "site"]}],
        "reasons": [{"code": "role.interviewed", "values": ["Inès Marchand"]}],
        "evidence": ["https://a.example/0", "https://a.example/2"],
        "decision": "proposed",
        "draft": False,
        **values,
    }


def plan(root: Path, folder: Path) -> None:
    """Import the conversation into a workspace and keep a plan of it."""
    desk = Desk.open(root)
    importing.import_files(desk, [posts(folder)])
    version = desk.corpus.snapshot().version
    made = [row(ROW), row(OTHER, position=2, title="farine", keyword="farine", form="article")]
    table = pa.Table.from_pylist(made, schema=PLAN)
    desk.corpus.derived.save("plan", table, version=version, key=plans.key(desk.as_of))
    measures = {"value": 1.0, "bound": 1.0, "gap": 0.0, "considered": 2}
    settings = desk.settings.model_dump(mode="json", include={"plan", "people", "languages"})
    told = {"version": version, "as_of": desk.as_of.isoformat(), "planned": measures}
    place = plans.folder(desk, version)
    for name in ("watch.toml", "strategy.toml", "personas.toml"):
        write_whole(place / name, (root / name).read_text("utf-8"))
    write_whole(place / plans.RECORD, json.dumps(told | {"settings": settings}))
