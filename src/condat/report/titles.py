"""A row of the plan said as a person would say it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from condat.core.words import Words, mark
from condat.report.who import who

FORMS = {
    "article": mark("Article: “{keyword}”"),
    "interview": mark("Interview on “{keyword}”"),
    "quotes": mark("Quote round-up on “{keyword}”"),
    "guest post": mark("Guest post on “{keyword}”"),
    "podcast": mark("Podcast episode on “{keyword}”"),
    "video": mark("Video: “{keyword}”"),
    "webinar": mark("Webinar on “{keyword}”"),
    "event": mark("Event on “{keyword}”"),
}
ROLES = {
    "interviewed": mark("{title}, with {person}"),
    "quoted": mark("{title}, quoting {person}"),
    "co-author": mark("{title}, written with {person}"),
    "guest": mark("{title}, with {person} as guest"),
    "carrier": mark("{title}, carried by {person}"),
}
# Where the form says already what the person does.
TOGETHER = {
    ("guest post", "guest"): mark("{title}, by {person}"),
    ("quotes", "quoted"): mark("{title}, with {person}"),
}


def piece(row: Mapping[str, Any], words: Words) -> str:
    """Say what the piece is and with whom.

    Examples
    --------
    >>> piece({"form": "interview", "title": "levain", "role": "interviewed",
    ...        "person": "Léa"}, Words("en"))
    'Interview on “levain”, with Léa'
    """
    form = FORMS[row["form"]]
    role = TOGETHER.get((row["form"], row["role"]), ROLES.get(row["role"]))
    title = words(form, keyword=row["title"])
    if not row["person"] or role is None:
        return title
    return words(role, title=title, person=who(row["person"], words))
