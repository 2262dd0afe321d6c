"""What a row is expected to bring, or what it would take to know.

A row's traits (topic, words, form, hour, weekday) are compared, in the model of ``forecast``, with
those of what usually goes out in its place: our posts there, or for a guest post the person's own.
Where fewer than eight posts of a place were counted, or the interval is wider than from half to
double, the effect is null and the row says what it takes.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from condat.distribute.expect.forecast import Model, Name, Table, fit, tabled
from condat.distribute.material import Material, Record
from condat.plan.codes import Flags, Ints, Reals, encode, look_up, real, whole
from condat.plan.performance.traits import traits

Z90 = 1.6448536269514722
TELLING = 1.25  # a difference worth knowing
WIDEST = 2.0  # times the middle, up or down, that an interval may reach and still be told
FEWEST = 8  # counted posts that make a usual result
RECENT = 40  # posts of a place that its usual result is read from
SHOWN = 1.03  # parts of an effect that are smaller are not told
KINDS = {"podcast": "Audio", "video": "Video", "webinar": "Event", "event": "Event"}


@dataclass(frozen=True)
class Effect:
    """A ratio over the usual result with its 90% interval, and the usual result it is over."""

    ratio: float
    low: float
    high: float
    usual: float
    parts: tuple[tuple[Name, float], ...] = ()  # what each trait brings, as a ratio


@dataclass(frozen=True)
class Usual:
    """What usually goes out in a place: how many were counted, what they got, their traits."""

    posts: int
    result: float
    weakest: float  # the result under which the weakest quarter ends
    share: Reals  # of the posts that have each trait


@dataclass(frozen=True)
class Experience:
    """What results tell: the model, and what is usual in our places and for people."""

    model: Model
    table: Table
    source: pa.Array  # per counted post
    author: pa.Array
    ours: Flags
    observed: Reals
    published: Ints
    drivers: Mapping[tuple[str, str], Record]
    topics: Mapping[str, str]  # labels

    @property
    def counted(self) -> int:
        """Our posts with their counts."""
        return int(self.ours.sum())

    @property
    def enough(self) -> int:
        """Posts with counts that it takes to tell a quarter more from the usual."""
        return math.ceil((Z90 * self.model.noise / math.log(TELLING)) ** 2)

    @cached_property
    def places(self) -> Mapping[str, Usual]:
        """What is usual in each of our places."""
        names = pc.unique(self.source.filter(pa.array(self.ours))).drop_null().to_pylist()
        return {name: self.usual(self.ours & self._at(self.source, [name])) for name in names}

    def person(self, accounts: Sequence[str]) -> Usual:
        """Return what is usual for a person, over all accounts."""
        return self.usual(self._at(self.author, accounts))

    def usual(self, posts: Flags) -> Usual:
        """Return what is usual among some posts, the newest ones."""
        rows = np.flatnonzero(posts)
        rows = rows[np.argsort(-self.published[rows], kind="stable")][:RECENT]
        if not len(rows):
            return Usual(0, 0.0, 0.0, np.zeros(len(self.table.names)))
        middle, weakest = (float(np.quantile(self.observed[rows], q)) for q in (0.5, 0.25))
        return Usual(len(rows), middle, weakest, self.table.share(rows))

    def _at(self, column: pa.Array, names: Sequence[str]) -> Flags:
        return look_up(column, pa.array(names, pa.string())) >= 0


def experience(material: Material, terms: Sequence[str]) -> Experience:
    """Fit what results tell of topics, forms, hours, days and some terms."""
    posts = _scored(material)
    zone = ZoneInfo(material.means.time_zone)
    found = traits(
        posts,
        material.table("readings"),
        material.table("post_topics"),
        material.table("post_terms"),
        zone,
    )
    table = tabled(found, posts.num_rows, terms)
    observed, expected = real(posts["observed"]), real(posts["expected"])
    _, account = encode(pc.binary_join_element_wise(posts["author_uri"], posts["source"], "\t"))
    score = np.log((observed + 0.5) / (expected + 0.5))
    model = fit(table, score, expected / (expected + 1.0), account)
    rows, topics = material.table("drivers").to_pylist(), material.table("topics")
    return Experience(
        model=model,
        table=table,
        source=posts["source"].combine_chunks(),
        author=posts["author_uri"].combine_chunks(),
        ours=look_up(posts["uri"], material.ours["uri"]) >= 0,
        observed=observed,
        published=whole(posts["published"]),
        topics=dict(zip(*(topics[n].to_pylist() for n in ("topic", "label")), strict=True)),
        drivers={(row["dimension"], row["value"]): row for row in rows},
    )


def _scored(material: Material) -> pa.Table:
    """Return the posts whose engagement was compared with their author's usual one."""
    told = material.table("performance").select(
        ["post_uri", "author_uri", "measure", "observed", "expected"]
    )
    counted = pc.and_(pc.equal(told["measure"], "engagement"), pc.is_valid(told["expected"]))
    posts = material.posts.drop_columns(
        [n for n in ("author_uris", "in_reply_to") if n in material.posts.column_names]
    )
    joined = posts.join(told.filter(counted), "uri", "post_uri", join_type="inner")
    joined = joined.set_column(
        joined.schema.get_field_index("source"),
        "source",
        pc.fill_null(joined["source"], ""),
    )
    filled = pc.fill_null(joined["author_uri"], "")
    at = joined.schema.get_field_index("author_uri")
    return joined.set_column(at, "author_uri", filled).sort_by("uri").combine_chunks()


def effect(known: Experience, usual: Usual, names: Sequence[Name]) -> Effect | None:
    """Return what a row's traits bring over the usual; None where it cannot be known yet."""
    if usual.posts < FEWEST or usual.result <= 0:
        return None
    mean, error = known.model.told(names, usual.share)
    if Z90 * error > math.log(WIDEST):
        return None
    low, high = (math.exp(mean + side * Z90 * error) for side in (-1, 1))
    return Effect(math.exp(mean), low, high, usual.result, _parts(known, usual, names))


def _parts(
    known: Experience, usual: Usual, names: Sequence[Name]
) -> tuple[tuple[Name, float], ...]:
    """Return what each trait brings over the mix of its dimension that is usual there."""
    common: dict[str, float] = {}
    for name, mean, share in zip(known.table.names, known.model.mean, usual.share, strict=True):
        if name[0] != "word":
            common[name[0]] = common.get(name[0], 0.0) + float(mean * share)
    brings = {}
    for name in names:
        at = known.model.column.get(name)
        if at is not None:
            alone = float(known.model.mean[at])
            base = alone * float(usual.share[at]) if name[0] == "word" else common[name[0]]
            brings[name] = math.exp(alone - base)
    telling = [(name, ratio) for name, ratio in brings.items() if _tells(ratio)]
    return tuple(sorted(telling, key=lambda part: -abs(math.log(part[1]))))


def _tells(ratio: float) -> bool:
    return abs(math.log(ratio)) > math.log(SHOWN)


def needs(known: Experience, usual: Usual, *, label: str, place: str) -> list[Record]:
    """Say what it would take to know a row's effect."""
    if not known.counted:
        return [{"code": "needs.counts", "values": [str(known.enough), "0"]}]
    if usual.posts < FEWEST or usual.result <= 0:
        return [{"code": "needs.place", "values": [place, str(FEWEST), str(usual.posts)]}]
    return [{"code": "needs.posts", "values": [str(known.enough), label]}]


def stop_rule(usual: Usual, *, place: str, person: str | None, lead: int) -> list[Record]:
    """Say when to stop: two pieces in the worst quarter of the place, or no sign of anybody.

    Two in a row end there by chance one time in sixteen.
    """
    rules: list[Record] = []
    if usual.posts >= FEWEST and usual.weakest >= 1 and usual.result >= 5:
        values = ["2", place, f"{usual.weakest:.0f}"]
        rules.append({"code": "stop.two_under", "values": values})
    else:
        rules.append({"code": "stop.two_silent", "values": ["2", place, "14"]})
    if person:
        rules.append({"code": "stop.no_answer", "values": [person, str(max(1, lead // 2))]})
    return rules
