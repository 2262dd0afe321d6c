"""Who matters and what over-performs: computed together, kept for a version of the corpus."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import daft
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from condat.core.ids import digest
from condat.core.progress import Step
from condat.core.words import mark
from condat.corpus.engine import arrow
from condat.corpus.snapshot import Snapshot
from condat.plan.codes import Flags, Ints, look_up
from condat.plan.people.considered import considered, written
from condat.plan.people.expertise import expertise
from condat.plan.people.influencers import people
from condat.plan.people.portrait import Text
from condat.plan.people.scene import COLUMNS, FACTS, Scene, scene
from condat.plan.people.shortlist import Wish, shortlist
from condat.plan.people.ties import followed, ties, works
from condat.usecases.desk import Desk
from condat.usecases.read.performance import performed
from condat.usecases.team.strategy import strategy_of

METHOD = "13"  # raise it when the same corpus gives something else
NAMES = ("performance", "drivers", "people", "shortlist", "ties", "works")
READ = 100  # posts of a person whose texts are read, the newest first

Tables = Mapping[str, pa.Table]


def people_of(desk: Desk, version: int, found: Tables) -> dict[str, pa.Table]:
    """Return ``performance``, ``drivers``, ``people``, ``shortlist``, ``ties`` and ``works``.

    Parameters
    ----------
    desk : Desk
        The workspace.
    version : int
        Of the corpus.
    found : mapping of str to pyarrow.Table
        ``readings``, ``post_terms``, ``post_topics`` and ``topics`` of that version.
    """
    key = _key(desk, found)
    load = desk.corpus.derived.load
    kept = {name: load(name, version=version, key=key) for name in NAMES}
    made = {name: table for name, table in kept.items() if table is not None}
    if len(made) < len(NAMES):
        parts = found["topics"].num_rows + 1  # the whole watch is ranked too
        with desk.progress.step(mark("Ranking people"), parts) as step:
            made = _computed(desk, version, found, step)
        made = {name: desk.corpus.unranked(table) for name, table in made.items()}
        for name, table in made.items():
            desk.corpus.derived.save(name, table, version=version, key=key)
    return made


def _key(desk: Desk, found: Tables) -> str:
    """Hash what the tables are computed from, besides the version."""
    strategy = strategy_of(desk).model_dump_json(include={"promise", "messages"})
    settings = desk.settings
    return digest(
        METHOD,
        desk.watch.model_dump_json(),
        strategy,
        settings.people.model_dump_json(),
        settings.plan.time_zone,
        str(settings.plan.cycle_days),
        str(settings.seed),
        desk.today,
        str(found["topics"]["topic"].to_pylist()),
    )


def _computed(desk: Desk, version: int, found: Tables, step: Step) -> dict[str, pa.Table]:
    snapshot = desk.corpus.snapshot(version)
    posts = in_scope(snapshot, found["readings"])
    facts = _facts(snapshot)
    brand = (desk.watch.brand.name, *desk.watch.brand.mentions)
    stage, results = scene(posts, found["readings"], facts, desk.as_of, brand)
    zone = ZoneInfo(desk.settings.plan.time_zone)
    chosen = desk.settings.people
    weights = np.array([chosen.relevance, chosen.resonance, chosen.authority, chosen.reach])
    ranked = people(stage, found["post_topics"], weights, seed=desk.settings.seed, told=step)
    listed = _shortlist(desk, snapshot, stage, found, ranked, facts["contacts"])
    wanted = followed(ranked, listed)
    answering = np.asarray(pc.is_valid(posts["in_reply_to"]).to_numpy(), np.bool_)
    return {
        "performance": results,
        "drivers": performed(posts, results, found, zone),
        "people": ranked,
        "shortlist": listed,
        "ties": ties(stage, answering, wanted),
        "works": works(stage, results, wanted),
    }


def compared(desk: Desk, version: int, readings: pa.Table) -> pa.Table:
    """Compare posts with their author's usual result: of the schema ``PERFORMANCE``."""
    snapshot = desk.corpus.snapshot(version)
    return scene(in_scope(snapshot, readings), readings, _facts(snapshot), desk.as_of)[1]


def _facts(snapshot: Snapshot) -> dict[str, pa.Table]:
    return {name: snapshot.arrow(name) for name in FACTS}


def in_scope(snapshot: Snapshot, readings: pa.Table) -> pa.Table:
    """Return the posts in scope, without their texts."""
    posts = snapshot.arrow("posts", COLUMNS)
    return posts.filter(pa.array(look_up(posts["uri"], readings["post_uri"]) >= 0))


def _shortlist(
    desk: Desk,
    snapshot: Snapshot,
    stage: Scene,
    found: Tables,
    ranked: pa.Table,
    contacts: pa.Table,
) -> pa.Table:
    shown = expertise(stage, found["post_topics"], found["readings"])
    chosen = considered(stage, shown, ranked)
    strategy = strategy_of(desk)
    topics = found["topics"]
    labels = dict(zip(topics["topic"].to_pylist(), topics["label"].to_pylist(), strict=True))
    wish = Wish(
        messages=[text for text in (strategy.promise, *strategy.messages) if text],
        labels={"": ", ".join(desk.watch.subjects)} | labels,
        watch=desk.watch,
        as_of=desk.as_of,
        until=desk.as_of + timedelta(days=desk.settings.plan.cycle_days),
        weights=(desk.settings.people.expertise, desk.settings.people.fit),
    )
    texts = _texts(snapshot, stage, found["readings"], chosen)
    label = mark("Reading what people write")
    with desk.progress.step(label, chosen.num_rows) as step:
        return shortlist(stage, shown, chosen, texts, contacts, wish, step)


def _texts(
    snapshot: Snapshot, stage: Scene, readings: pa.Table, chosen: pa.Table
) -> dict[str, list[Text]]:
    """Read the posts of the people chosen, the newest of each."""
    who, person, post = written(stage, chosen)
    moment = pc.cast(stage.published.take(pa.array(post)), pa.int64()).fill_null(-1)
    order = np.lexsort((post, -moment.to_numpy(), person))
    kept = order[np.arange(len(order)) - np.searchsorted(person[order], person[order]) < READ]
    kept = np.union1d(kept, np.flatnonzero(_shown(stage, post, chosen)))
    read = _read(snapshot, stage.uris.take(pa.array(np.unique(post[kept]))), readings)
    texts: dict[str, list[Text]] = defaultdict(list)
    uris, names = stage.uris.take(pa.array(post[kept])), who.take(pa.array(person[kept]))
    for name, uri in zip(names.to_pylist(), uris.to_pylist(), strict=True):
        texts[name].append(read[uri])
    return texts


def _shown(stage: Scene, post: Ints, chosen: pa.Table) -> Flags:
    shown = pc.list_flatten(chosen["evidence"])
    return look_up(stage.uris.take(pa.array(post)), pc.unique(shown)) >= 0


def _read(snapshot: Snapshot, uris: pa.ChunkedArray, readings: pa.Table) -> dict[str, Text]:
    wanted = daft.from_arrow(pa.table({"uri": uris}))
    columns = ("uri", "title", "text", "links")
    posts = arrow(snapshot.frame("posts").select(*columns).join(wanted, on="uri", how="semi"))
    at = look_up(posts["uri"], readings["post_uri"])
    language = readings["language"].take(pa.array(at)).to_pylist()
    rows = zip(posts.to_pylist(), language, strict=True)
    return {row["uri"]: _text(row, tongue or "") for row, tongue in rows}


def _text(row: Mapping[str, Any], language: str) -> Text:
    title, text = row["title"] or "", row["text"] or ""
    return Text(row["uri"], language, title, text, tuple(row["links"] or ()))
