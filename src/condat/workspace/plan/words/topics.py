"""Topics: what the conversation is about, who carries each, how it moves from week to week."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseBase

from condat.core.words import mark
from condat.report.facts import Record
from condat.report.labels import SIDES
from condat.report.persons import standing, sure, untold
from condat.usecases.show.former import former_topic, near, words_of_address
from condat.workspace.create.cues.heard import unwilling
from condat.workspace.evidence.conversation import sides
from condat.workspace.pages.found import Found, found
from condat.workspace.pages.gone import Way, gone
from condat.workspace.pages.listing import Cell, Column, Filter, Listing, answer, listed, search
from condat.workspace.pages.rows import Row, Rows
from condat.workspace.plan.words.overtime import overtime
from condat.workspace.teams.access import Visit, page
from condat.workspace.teams.roles import Act

WORDS = 7
PEOPLE = 12


@page(Act.READ)
def topics(visit: Visit) -> HttpResponseBase:
    """List the topics, the most discussed first."""
    here = found(visit.desk, visit.words)
    if here is None:
        return visit.show("plan/topics.html", listing=None, facts=None)
    rows = _rows(here)
    shown = _listing(visit, here, rows)
    first = max(rows, key=lambda row: row["posts"], default=None)
    return answer(
        visit,
        "plan/topics.html",
        shown,
        facts=here.facts,
        title=_title(visit, rows),
        figure=overtime(here, first["topic"], "week") if first else None,
        first=first,
    )


def _title(visit: Visit, rows: list[Record]) -> str:
    if not rows:
        return visit.words("No topics yet")
    first = max(rows, key=lambda row: row["posts"])
    return visit.words.plural(
        "{count} topic: {first}",
        "{count} topics; people talk most about {first}",
        len(rows),
        first=first["label"],
    )


def _rows(here: Found) -> list[Record]:
    said: dict[str, list[str]] = {}
    for term in here.table("topic_terms").to_pylist():
        said.setdefault(term["topic"], []).append(term["label"])
    return [
        {**row, "words": list(dict.fromkeys(said.get(row["topic"], ())))[:WORDS]}
        for row in here.table("topics").to_pylist()
    ]


def _listing(visit: Visit, here: Found, rows: list[Record]) -> Listing:
    words = visit.words

    def name(row: Row) -> Cell:
        return Cell(row["label"], visit.address("topic", topic=row["topic"]))

    def count(key: str) -> Column:
        def cell(row: Row) -> Cell | str:
            if row[key] is None:
                return "–"
            address = visit.evidence(here, "topic", row["topic"], key)
            return Cell(words.number(row[key]), address, opens=True)

        return Column(key, LABELS[key], cell, number=True)

    columns = (
        Column("label", mark("Topic"), name, up=True),
        Column("words", mark("Words"), lambda row: words.listed(row["words"]), sorts=False),
        *(count(key) for key in LABELS),
    )
    spoken = sorted({code for row in rows for code in row["languages"]})
    languages = tuple((code, words.language_name(code)) for code in spoken)
    filters = (search("label", "words"), Filter("language", mark("Language"), languages, _in))
    return listed(visit, "topics", rows, columns, filters, sort="posts")


LABELS = {
    "posts": mark("Posts"),
    "authors": mark("Authors"),
    "ours": mark("Us"),
    "audience": mark("Audience"),
}


def _in(rows: Rows, language: str) -> Rows:
    return [row for row in rows if language in row["languages"]]


@page(Act.READ)
def topic(visit: Visit, topic: str) -> HttpResponse:
    """Show a topic: its words in each language, over time, who carries it, its posts."""
    here = found(visit.desk, visit.words)
    rows = here.where("topics", topic=topic) if here else []
    if here is None or not rows:
        return _gone(visit, here, topic)
    terms = here.where("topic_terms", topic=topic)
    labels = tuple(one["label"] for one in terms)
    posts = here.evidence(rows[0]["evidence"], labels)
    ranked = here.where("people", topic=topic)[:PEOPLE]
    return visit.show(
        "plan/topic.html",
        row=rows[0],
        found=here,
        facts=here.facts,
        title=_led(visit, rows[0]),
        sides=_sides(visit, rows[0]),
        figure=overtime(here, topic, "week"),
        languages=_languages(terms),
        people=[(one, _place(visit, one)) for one in ranked],
        sure=sure(ranked[0], visit.words) if ranked and untold(ranked[0]) else "",
        posts=posts,
        unwilling=unwilling(visit.team, visit.desk, [one.uri for one in posts]),
        terms=labels,
    )


def _place(visit: Visit, row: Record) -> str:
    """Say where somebody ranks on a topic; how much they write where no rank is told apart."""
    if untold(row):
        return visit.words.plural("{count} post", "{count} posts", row["posts"])
    return standing(row, visit.words)


def _gone(visit: Visit, here: Found | None, topic: str) -> HttpResponse:
    """Say that a topic is drawn no more, with those that share most of its words."""
    was, words = former_topic(visit.desk, topic), visit.words
    title = words("No topic is at this address any more")
    if was:
        title = words("“{topic}” is no longer a topic", topic=was.label)
    return gone(
        visit,
        title=title,
        told=_since(visit, here),
        near=_near(visit, here, was.words if was else words_of_address(topic)) if here else (),
        on=[Way(words("All topics"), visit.address("topics"))],
        posts=here.evidence(was.posts) if here and was else (),
        known=was is not None,
    )


def _since(visit: Visit, here: Found | None) -> str:
    if here is None:
        return visit.words("Topics are drawn with the plan, and there is none now.")
    told = mark(
        "Topics are drawn anew from all posts, last on {date}; nothing that was said is lost."
    )
    return visit.words(told, date=visit.words.date(here.facts.as_of))


def _near(visit: Visit, here: Found, said: frozenset[str]) -> list[Way]:
    labels = {row["topic"]: row["label"] for row in here.table("topics").to_pylist()}
    terms = [row for row in here.table("topic_terms").to_pylist() if row["topic"] in labels]
    return [
        Way(
            labels[row["topic"]],
            visit.address("topic", topic=row["topic"]),
            visit.words("shares {words}", words=visit.words.listed(row["shared"])),
        )
        for row in near(said, terms, "topic")
    ]


def _led(visit: Visit, row: Record) -> str:
    ours = visit.words.percent((row["ours"] or 0) / max(row["posts"], 1))
    return visit.words(
        "{topic}: {posts} posts, {share} of them ours",
        topic=row["label"],
        posts=row["posts"],
        share=ours,
    )


def _sides(visit: Visit, row: Record) -> list[tuple[str, str, int, str]]:
    """Return each side with its name, its posts and their share."""
    total, words = max(row["posts"], 1), visit.words
    return [
        (side, words.of(SIDES, side), count, words.percent(count / total))
        for side, count in sides(row).items()
    ]


def _languages(terms: list[Record]) -> dict[str, list[Record]]:
    found_in: dict[str, list[Record]] = {}
    for term in terms:
        found_in.setdefault(term["language"], []).append(term)
    return found_in
