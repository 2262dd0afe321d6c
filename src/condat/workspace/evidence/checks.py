"""Evidence for the check of a word: who uses it, who asks what it is, who means what by it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from urllib.parse import urlsplit

from condat.core.words import Words, mark
from condat.report.facts import Record
from condat.report.page import Post
from condat.report.passages import excerpt
from condat.report.reasons import GROUPS, say
from condat.usecases.desk import Desk
from condat.usecases.read.checking import known_checks
from condat.usecases.show.browsing import Browsed
from condat.workspace.evidence.exhibit import Exhibit
from condat.workspace.pages.found import Found, found

MOST = 10
FORMULAS = {
    "people_who_use": mark(
        "Each person of the audience who wrote the word in the language it is mostly used in, "
        "once; a post of each of the first ten is shown."
    ),
    "asks_what": mark("Posts of the audience that ask what the word is, or explain it in passing."),
    "rate": mark(
        "How often the word comes in our posts, over how often in the others, in the languages "
        "that both write."
    ),
    "other_sense": mark(
        "Texts in which the word stands in another sense than ours, over all in which it stands; "
        "in another than the commonest where we do not use it."
    ),
    "too_few_uses": mark("Every text in which the word was found."),
    "too_few_ordinary": mark("Every text in which the word was found."),
    "plainer": mark("Words of nearly the same meaning that more people of the audience use."),
}
SENSE = mark(
    "Texts that use the word with the same words around it make a sense. A text counts once, "
    "divided among the senses that it uses."
)


def known(desk: Desk, words: Words, version: int, of: str) -> Found | None:
    """Return what was found of a word at a version: today's, or that of a plan.

    ``of`` is the term, and what else an address says after ``|``.
    """
    term, then = of.partition("|")[0], found(desk, words, version)
    desks = [desk] if version == desk.corpus.snapshot().version else []
    for one in [*desks, *([then.browsed.desk] if then else [])]:
        tables = known_checks(one, version)
        if term in tables["checks"]["term"].to_pylist():
            return Found(Browsed(one, version, one.as_of, tables), words, desk)
    return None


def check(here: Found, of: str, number: str) -> Exhibit | None:
    """Say one reason of a check: ``term``, or ``term|audience`` where a side has its own."""
    term, _, group = of.partition("|")
    (row,) = here.where("checks", term=term)
    told = _told(here, row, group, number)
    if not told:
        return None
    label, words = row["label"] or term, here.words
    plainer = tuple(row["plainer"] or ()) if number == "plainer" else ()
    return Exhibit(
        title=words("{term}: {told}", term=words.quote(label), told=told.removesuffix(".")),
        method="ambiguity",
        formula=words.of(FORMULAS, number),
        posts=_posts(here, row, group, number),
        terms=(*plainer, label, term),
    )


def _told(here: Found, row: Record, group: str, number: str) -> str:
    """Return what a check says under a name; nothing where it says nothing."""
    if number == "plainer" and row["plainer"]:
        return here.words("A plainer word: {words}", words=here.words.listed(row["plainer"]))
    for one in row["reasons"]:
        if number in FORMULAS and one["code"] == number and group in ("", one["values"][0]):
            return say(one, here.words)
    return ""


def sense(here: Found, of: str, number: str) -> Exhibit | None:
    """Say how much a sense is used, or by how many: ``term|audience|0``."""
    term, _, rest = of.partition("|")
    group, _, place = rest.partition("|")
    rows = [
        row for row in here.where("senses", term=term, group=group) if str(row["sense"]) == place
    ]
    values = share(here.words, rows[0]) if rows else {}
    if not values.get(number):
        return None
    words, row = here.words, rows[0]
    (checked,) = here.where("checks", term=term)
    named = words(
        "{term} in the sense of {sense}",
        term=words.quote(checked["label"] or term),
        sense=words.quote(row["label"]),
    )
    return Exhibit(
        title=words("{term}: {told}", term=named, told=values[number]),
        method="ambiguity",
        formula=words(SENSE),
        lines=((words("Where"), words.of(GROUPS, group)),),
        posts=_read(here, [row]),
        terms=(checked["label"], term),
    )


def share(words: Words, row: Record) -> dict[str, str]:
    """Say how much a sense is used, and by how many, by the name of the number."""
    known = {
        "share": words(
            "{share} of the uses (90% sure: {low} to {high})",
            share=words.percent(row["share"]),
            low=words.percent(row["share_low"]),
            high=words.percent(row["share_high"]),
        )
    }
    if row["authors"] is not None:
        known["authors"] = words.plural("{count} author", "{count} authors", row["authors"])
    return known


def _posts(here: Found, row: Record, group: str, number: str) -> tuple[Post, ...]:
    """Return the posts behind a reason."""
    if number == "people_who_use":
        return here.evidence(row["using"], (row["label"], row["term"]))
    if number == "asks_what":
        return here.evidence(row["asking"], (row["label"], row["term"]))
    if number == "plainer":
        saying = [uri for uri in row["evidence"] if uri not in row["asking"]]
        return here.evidence(saying, tuple(row["plainer"]))
    senses = here.where("senses", term=row["term"])
    if number == "other_sense":
        main = row["our_sense"] or 0
        senses = [one for one in senses if one["group"] == group and one["sense"] != main]
    return _read(here, senses)


def _read(here: Found, senses: Iterable[Record]) -> tuple[Post, ...]:
    """Return the passages of senses, those of each in turn; search results are no posts of ours."""
    heard: dict[str, str] = {}
    found: dict[str, str] = {}
    for row, uri, text in islice(_in_turn(list(senses)), MOST):
        (found if row["group"] == "results" else heard).setdefault(uri, text)
    results = (Post(urlsplit(uri).netloc or uri, "", "", uri, text) for uri, text in found.items())
    return (*here.quoting(heard), *results)


def _in_turn(senses: list[Record]) -> Iterator[tuple[Record, str, str]]:
    """Give a passage of each sense, then a second of each."""
    for place in range(MOST):
        for row in senses:
            for one in (row["passages"] or ())[place : place + 1]:
                yield row, one["post_uri"], excerpt(one["text"])
