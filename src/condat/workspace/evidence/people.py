"""Evidence for people: their rank, what they know, whether they fit, what they think of us."""

from __future__ import annotations

from condat.core.words import mark
from condat.report.facts import Record
from condat.report.labels import SEEN
from condat.report.page import Post
from condat.report.persons import STANCES, standing, weights
from condat.workspace.evidence.exhibit import Exhibit
from condat.workspace.pages.found import Found

FORMULAS = {
    "rank": mark(
        "Relevance, resonance, authority and reach, each against what is usual on the subject, "
        "under your weights. Two people are told apart when their difference is larger than "
        "chance makes."
    ),
    "expertise": mark(
        "How much they have written on the subject, how steadily, and who recognises them for it. "
        "0.5 is usual."
    ),
    "fit": mark("How near what they write comes in meaning to the promise and the messages."),
    "stance": mark("Clear words for or against us in posts that name us."),
    "posts": mark("Their posts that are about the subject; those to read first are shown."),
    "reach": mark(
        "People who reacted, or the followers that a platform states. It only breaks ties."
    ),
}
TITLES = {
    "rank": mark("{name}: {value}"),
    "expertise": mark("Expertise that {name} has shown: {value}"),
    "fit": mark("Fit of {name} with what we promise: {value}"),
    "stance": mark("From the posts of {name}: {value}"),
    "reach": mark("Reach of {name}: {value}"),
    "posts": mark("{name}: {value}"),
}
RANKED = ("rank", "posts")  # said of everybody who is ranked, the others of the shortlist
PARTS = {
    "relevance": mark("Relevance"),
    "resonance": mark("Resonance"),
    "authority": mark("Authority"),
    "reach": mark("Reach"),
}


def person(found: Found, of: str, number: str) -> Exhibit | None:
    """Say one number of a person on a topic: ``topic|person``, the whole watch when it is empty."""
    topic, _, uri = of.partition("|")
    table = "people" if number in RANKED else "shortlist"
    rows = found.where(table, topic=topic, person_uri=uri)
    if not rows or number not in FORMULAS:
        return None
    row, words = rows[0], found.words
    listed = number not in RANKED
    return Exhibit(
        title=words(TITLES[number], name=row["name"], value=_value(found, row, number)),
        method="people",
        formula=_formula(found, number),
        lines=_parts(found, row) if number == "rank" else (),
        reasons=found.facts.say(row["reasons"]) if listed else (),
        posts=_passages(found, row, number) if listed else found.evidence(row["evidence"]),
    )


SEEN_WHEN = mark(
    "Seen when two posts from the audience contain two thirds of its terms; "
    "contradicted when the audience does not use the word, or means "
    "something else by it. Silence only counts from fifty posts on."
)


def statement(found: Found, of: str, number: str) -> Exhibit | None:
    """Say what the posts say of a statement: ``persona|kind|statement``, of today's personas."""
    persona, _, rest = of.partition("|")
    kind, _, text = rest.partition("|")
    rows = [
        row
        for row in found.statements()
        if (row["persona"], row["kind"], row["statement"]) == (persona, kind, text)
    ]
    if not rows or number != "verdict":
        return None
    row, words = rows[0], found.words
    return Exhibit(
        title=words(
            "“{statement}”: {verdict}", statement=text, verdict=words.of(SEEN, row["verdict"])
        ),
        method="personas",
        formula=words(SEEN_WHEN),
        lines=((words("Posts"), words.number(row["posts"])),),
        reasons=found.facts.say(row["reasons"]),
        posts=found.evidence(row["evidence"], tuple(text.split())),
        terms=tuple(word for word in text.split() if len(word) > 3),
    )


def _value(found: Found, row: Record, number: str) -> str:
    words = found.words
    if number == "rank":
        return standing(row, words)
    if number == "posts":
        return words.plural(
            "{count} post on {topic}",
            "{count} posts on {topic}",
            row["posts"],
            topic=words.quote(_label(found, row["topic"])),
        )
    if number == "stance":
        return words.of(STANCES, row["stance"])
    if row[number] is None:
        return words("cannot know yet")
    if number != "expertise":
        return words.number(row[number], 2)
    return words(
        "{value} (90% sure: {low} to {high})",
        value=words.number(row["expertise"], 2),
        low=words.number(row["expertise_low"], 2),
        high=words.number(row["expertise_high"], 2),
    )


def _parts(found: Found, row: Record) -> tuple[tuple[str, str], ...]:
    words = found.words
    told = ((label, row[name]) for name, label in PARTS.items())
    return tuple(
        (words(label), words("not known") if value is None else words.number(value, 2))
        for label, value in told
    )


def _formula(found: Found, number: str) -> str:
    told = found.words.of(FORMULAS, number)
    if number == "posts":  # weighs nothing
        return told
    return f"{told} {weights(found.facts.settings.people, found.words)}"


def _label(found: Found, topic: str) -> str:
    rows = found.where("topics", topic=topic)
    return str(rows[0]["label"]) if rows else topic


def _passages(found: Found, row: Record, number: str) -> tuple[Post, ...]:
    """Return the passages to read before deciding, each in its post; what speaks of us, of us."""
    told = row["passages"] or ()
    of_us = [one for one in told if "passage.us" in {why["code"] for why in one["reasons"]}]
    chosen = of_us if number == "stance" else told
    return found.quoting({one["post_uri"]: one["text"] for one in chosen})
