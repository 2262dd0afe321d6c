"""How much is written of something, drawn over time, under its finding."""

from __future__ import annotations

from datetime import UTC, datetime

from condat.charts.conversation import volume
from condat.core.words import mark
from condat.plan.chronicle import filled
from condat.report.page import Figure
from condat.workspace.pages.figures import figure
from condat.workspace.pages.found import Found

CAPTIONS = {
    "month": mark("Busiest month: {month} ({posts})"),
    "week": mark("Busiest week: from {date} ({posts})"),
}
AXES = {"month": mark("posts a month"), "week": mark("posts a week")}
TABLES = {"month": "keyword_months", "week": "topic_weeks"}


def overtime(here: Found, of: str, period: str) -> Figure | None:
    """Draw the posts of each period, a line a side; None when no post has a date."""
    rows, words = here.where(TABLES[period], of=of), here.words
    if not rows:
        return None
    totals: dict[str, int] = {}
    for row in rows:
        totals[row["start"]] = totals.get(row["start"], 0) + row["posts"]
    most = max(totals, key=lambda start: (totals[start], start))
    day = datetime.fromisoformat(most).replace(tzinfo=UTC)
    posts = words.plural("{count} post", "{count} posts", totals[most])
    caption = words(CAPTIONS[period], date=day, month=words.month(day), posts=posts)
    return figure(caption, volume, filled(rows, period), words, words.of(AXES, period))
