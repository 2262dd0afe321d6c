"""Codes of the tables, as a person says them."""

from __future__ import annotations

from condat.core.words import mark

SIDES = {"ours": mark("us"), "competitor": mark("competitors"), "audience": mark("audience")}
TABLES = {
    "authors": mark("authors"),
    "persons": mark("people"),
    "contacts": mark("contacts"),
    "posts": mark("posts"),
    "engagements": mark("reactions"),
    "counts": mark("counts"),
    "searches": mark("searches"),
    "results": mark("search results"),
    "calendar": mark("calendar"),
    "outcomes": mark("outcomes"),
    "rejects": mark("rejected rows"),
}
CHANGES = {
    "added": mark("new"),
    "changed": mark("changed"),
    "unchanged": mark("unchanged"),
    "removed": mark("removed"),
}
KINDS = {
    "Article": mark("article"),
    "Note": mark("short post"),
    "Video": mark("video"),
    "Audio": mark("podcast"),
    "Image": mark("picture"),
    "Event": mark("event"),
    "Comment": mark("comment"),
}
STATEMENTS = {
    "word": mark("word"),
    "question": mark("question"),
    "pain": mark("pain"),
    "language": mark("language"),
}
SEEN = {
    "seen": mark("seen"),
    "contradicted": mark("contradicted"),
    "not seen": mark("not seen"),
}
DECISIONS = {
    "proposed": mark("proposed"),
    "accepted": mark("accepted"),
    "changed": mark("changed by the team"),
    "dismissed": mark("dismissed"),
}
HEALTH = {
    "paused": mark("paused"),
    "new": mark("never read"),
    "well": mark("well"),
    "quiet": mark("quiet"),
    "waiting": mark("waiting"),
    "failing": mark("failing"),
    "broken": mark("broken"),
}
