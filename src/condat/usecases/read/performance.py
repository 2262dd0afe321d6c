"""What over-performs: what goes with doing better than an author's usual."""

from __future__ import annotations

from collections.abc import Mapping
from zoneinfo import ZoneInfo

import pyarrow as pa

from condat.plan.performance.drivers import drivers
from condat.plan.performance.traits import traits


def performed(
    posts: pa.Table, compared: pa.Table, found: Mapping[str, pa.Table], zone: ZoneInfo
) -> pa.Table:
    """Return the drivers of posts that were compared with their author's usual result.

    Parameters
    ----------
    posts : pyarrow.Table
        The posts in scope.
    compared : pyarrow.Table
        Of the schema ``PERFORMANCE``.
    found : mapping of str to pyarrow.Table
        ``readings``, ``post_topics`` and ``post_terms``.
    zone : ZoneInfo
        The team's.
    """
    told = traits(posts, found["readings"], found["post_topics"], found["post_terms"], zone)
    return drivers(posts, compared, told)
