"""What a row is expected to bring over our usual result, or what it would take to know.

Each trait of the row that goes with over-performing (its word or topic, its form) adds the
logarithm of its shrunk ratio; their errors add as variances. Without counts for our own posts, or
where no trait of the row is known to matter, the effect is null and the row says what it takes.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from condat.distribute.material import Material, Record
from condat.plan.codes import real

Z90 = 1.6448536269514722
USUAL_SPREAD = 0.8  # of the logarithm of results, until our own tell: half to double and more
TELLING = 1.25  # a difference worth knowing
KINDS = {"podcast": "Audio", "video": "Video", "webinar": "Event", "event": "Event"}


@dataclass(frozen=True)
class Effect:
    """A ratio over the usual result with its 90% interval."""

    ratio: float
    low: float
    high: float


@dataclass(frozen=True)
class Experience:
    """What our results tell: which traits matter, how our own posts did."""

    drivers: Mapping[tuple[str, str], Record]
    results: tuple[float, ...]  # of our posts, ascending; empty where nobody counted
    spread: float

    @property
    def enough(self) -> int:
        """Posts with counts that it takes to tell a quarter more from the usual."""
        return math.ceil((Z90 * self.spread / math.log(TELLING)) ** 2)


def experience(material: Material) -> Experience:
    """Read what our results tell."""
    table = material.table("performance")
    counted = table.filter(pc.equal(table["measure"], "engagement"))
    counted = counted.filter(pc.is_in(counted["post_uri"], value_set=_uris(material)))
    results = np.sort(real(counted["observed"]))
    results = results[~np.isnan(results)]
    rows = material.table("drivers").to_pylist() if len(results) else []
    drivers = {(row["dimension"], row["value"]): row for row in rows}
    return Experience(drivers, tuple(results.tolist()), _spread(counted))


def _uris(material: Material) -> pa.Array:
    uris = material.ours["uri"]
    return uris.combine_chunks() if isinstance(uris, pa.ChunkedArray) else uris


def _spread(counted: pa.Table) -> float:
    ratio = real(counted["observed"]) / np.maximum(real(counted["expected"]), 1e-9)
    logs = np.log(ratio[ratio > 0])
    return float(np.std(logs)) if len(logs) >= 8 else USUAL_SPREAD


def effect(known: Experience, *, term: str, topic: str | None, form: str) -> Effect | None:
    """Combine what is known of a row's word or topic and of its form.

    Examples
    --------
    >>> word = {"ratio": 2.0, "ratio_low": 1.0, "ratio_high": 4.0}
    >>> known = Experience({("word", "levain"): word}, (1.0,), 0.8)
    >>> round(effect(known, term="levain", topic=None, form="article").ratio, 6)
    2.0
    >>> effect(known, term="farine", topic=None, form="article") is None
    True
    """
    subject = known.drivers.get(("word", term)) or known.drivers.get(("topic", topic or ""))
    kind = known.drivers.get(("form", KINDS.get(form, "Article")))
    found = [row for row in (subject, kind) if row]
    if not found:
        return None
    mean = sum(math.log(row["ratio"]) for row in found)
    half = [math.log(row["ratio_high"] / row["ratio_low"]) / 2 for row in found]
    error = math.sqrt(sum(h * h for h in half))
    return Effect(math.exp(mean), math.exp(mean - error), math.exp(mean + error))


def needs(known: Experience, *, label: str) -> list[Record]:
    """Say what it would take to know a row's effect."""
    have = len(known.results)
    if have < known.enough:
        return [{"code": "needs.counts", "values": [str(known.enough), str(have)]}]
    return [{"code": "needs.posts", "values": [str(known.enough), label]}]


def stop_rule(known: Experience, *, person: str | None, lead: int) -> list[Record]:
    """Say when to stop: two pieces in the worst quarter of ours, or no sign of anybody.

    Two in a row end there by chance one time in sixteen.
    """
    rules: list[Record] = []
    if len(known.results) >= 8:
        quarter = float(np.quantile(known.results, 0.25))
        rules.append({"code": "stop.two_under", "values": ["2", f"{quarter:g}"]})
    else:
        rules.append({"code": "stop.two_silent", "values": ["2", "14"]})
    if person:
        rules.append({"code": "stop.no_answer", "values": [person, str(max(1, lead // 2))]})
    return rules
