"""What over-performed on a subject, and how long such posts are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

SHOWN = 5
LEAST = 8  # posts whose middle half says something


@dataclass(frozen=True)
class Example:
    """A post that did surely better than its author's usual; a 90% interval."""

    post: str
    side: str
    measure: str  # engagement, or links
    observed: float
    expected: float
    ratio: float
    low: float
    high: float


@dataclass(frozen=True)
class Span:
    """The middle half of some figures, and of how many posts."""

    low: float
    high: float
    posts: int

    @classmethod
    def of(cls, figures: Sequence[float]) -> Span | None:
        """Return the middle half; None where there are too few figures.

        Examples
        --------
        >>> Span.of(range(9))
        Span(low=2.0, high=6.0, posts=9)
        """
        if len(figures) < LEAST:
            return None
        low, high = np.quantile(np.asarray(figures, float), [0.25, 0.75])
        return cls(round(float(low), 1), round(float(high), 1), len(figures))


def examples(about: pa.Array, tables: Mapping[str, pa.Table]) -> tuple[Example, ...]:
    """Return the posts on a subject that surely over-performed, the surest first.

    Parameters
    ----------
    about : string array
        URIs of the posts on the subject.
    tables : mapping
        ``performance`` and ``readings``.
    """
    found = tables["performance"]
    found = found.filter(pc.and_(pc.is_in(found["post_uri"], about), _surely(found)))
    rows = found.sort_by([("ratio_low", "descending"), ("post_uri", "ascending")]).to_pylist()
    sides = _sides(tables["readings"], [row["post_uri"] for row in rows[:SHOWN]])
    return tuple(
        Example(
            row["post_uri"],
            sides.get(row["post_uri"], ""),
            row["measure"],
            row["observed"],
            row["expected"],
            row["ratio"],
            row["ratio_low"],
            row["ratio_high"],
        )
        for row in rows[:SHOWN]
    )


def best(tables: Mapping[str, pa.Table], language: str) -> list[str]:
    """Return the posts in a language that did better than usual, the best first."""
    read, found = tables["readings"], tables["performance"]
    spoken = read.filter(pc.equal(read["language"], language))["post_uri"]
    better = pc.and_(pc.is_in(found["post_uri"], pc.unique(spoken)), pc.greater(found["ratio"], 1))
    order = [("ratio_low", "descending"), ("post_uri", "ascending")]
    uris: list[str] = found.filter(better).sort_by(order)["post_uri"].to_pylist()
    return uris


def span(place: str, tables: Mapping[str, pa.Table], posts: pa.Table) -> Span | None:
    """Return how many words the posts of a place have that did better than usual."""
    found, read = tables["performance"], tables["readings"]
    there = posts.filter(pc.equal(posts["source"], place))["uri"]
    better = found.filter(pc.greater(found["ratio"], 1))["post_uri"]
    same = pc.and_(
        pc.is_in(read["post_uri"], pc.unique(there)), pc.is_in(read["post_uri"], pc.unique(better))
    )
    return Span.of(read.filter(same)["words"].to_pylist())


def _surely(found: pa.Table) -> pa.ChunkedArray:
    return pc.fill_null(pc.greater(found["ratio_low"], 1.0), fill_value=False)


def _sides(readings: pa.Table, uris: list[str]) -> dict[str, str]:
    rows = readings.filter(pc.is_in(readings["post_uri"], pa.array(uris, pa.string()))).to_pylist()
    return {row["post_uri"]: row["side"] for row in rows}
