"""Evidence for keywords: each number with its formula, its counts and its posts."""

from __future__ import annotations

from condat.core.words import mark
from condat.report.facts import Record
from condat.report.labels import SIDES
from condat.report.page import Post
from condat.report.sections.keywords import trend
from condat.workspace.evidence.exhibit import Exhibit
from condat.workspace.pages.found import Found

TITLES = {
    "opportunity": mark("Opportunity of “{keyword}”: {value}"),
    "demand": mark("Demand for “{keyword}”: {value}"),
    "supply": mark("What exists on “{keyword}”: {value}"),
    "trend": mark("Trend of “{keyword}”: {value}"),
    "questions": mark("Questions asked with “{keyword}”: {value}"),
    "searches": mark("Searches for “{keyword}”: {value}"),
    "posts": mark("Posts on “{keyword}”: {value}"),
    "authors": mark("People in the audience who write about “{keyword}”: {value}"),
}
FORMULAS = {
    "opportunity": mark(
        "Demand × (1 − what exists). 100% would be the word most asked for, with nothing "
        "written on it."
    ),
    "demand": mark(
        "Counted in people of the audience who write about it, recent ones for more, times what "
        "such posts draw; two more for each question, and searches where they were imported. "
        "Shown as a share of the highest of all words."
    ),
    "supply": mark(
        "Posts of ours and of competitors that answer it: more in the title than in passing, "
        "more when deep and fresh. One whole answer makes 50%, two 67%."
    ),
    "trend": mark(
        "The share of authors who use it in the last period, over the three periods before. "
        "A change that chance explains is called steady."
    ),
    "questions": mark("Each question that someone of the audience asks with the word in it."),
    "searches": mark("Impressions of the queries that hold the word, as they were imported."),
    "posts": mark("Posts that are about the word, whoever wrote them."),
    "authors": mark("Each person of the audience who wrote at least one post with the word in it."),
}
COUNTED = ("questions", "searches", "posts", "authors")
SIDES_OF = {"supply": ("ours", "competitor"), "authors": ("audience",)}
COUNTS = (("audience", "audience"), ("ours", "ours"), ("competitors", "competitor"))


def keyword(found: Found, of: str, number: str) -> Exhibit | None:
    """Say one number of a keyword, such as ``fr:levain``."""
    language, _, term = of.partition(":")
    rows = found.where("keywords", language=language, term=term)
    if not rows or number not in TITLES:
        return None
    row, words = rows[0], found.words
    terms = (row["label"], row["term"])
    return Exhibit(
        title=words(TITLES[number], keyword=row["label"], value=_value(found, row, number)),
        method="keywords",
        formula=words.of(FORMULAS, number),
        lines=_searched(found, of) if number == "searches" else _counts(found, row),
        reasons=found.facts.say(row["reasons"]),
        posts=_posts(found, row, of, number),
        terms=terms,
    )


def user(found: Found, of: str, number: str) -> Exhibit | None:
    """Say in how many posts somebody uses a keyword: ``fr:levain|urn:condat:person:ana``."""
    key, _, person = of.partition("|")
    rows = found.where("keyword_users", of=key, person_uri=person)
    language, _, term = key.partition(":")
    known = found.where("keywords", language=language, term=term)
    if not rows or not known or number != "posts":
        return None
    words, label = found.words, known[0]["label"]
    wrote = found.where("keyword_written", of=key, person_uri=person)
    return Exhibit(
        title=words.plural(
            "{count} post of {name} with {keyword}",
            "{count} posts of {name} with {keyword}",
            rows[0]["posts"],
            name=rows[0]["name"],
            keyword=words.quote(label),
        ),
        method="keywords",
        formula=words("Their posts with the word in them, the newest first."),
        posts=found.evidence([one["post_uri"] for one in wrote], (label, term)),
        terms=(label, term),
    )


def _searched(found: Found, of: str) -> tuple[tuple[str, str], ...]:
    """Return the queries that hold a keyword, with how often each was seen."""
    rows = found.where("keyword_queries", of=of)
    return tuple((row["query"], found.words.number(row["impressions"])) for row in rows)


def _posts(found: Found, row: Record, of: str, number: str) -> tuple[Post, ...]:
    """Return the posts that a number counts: those that ask, those that answer, or all."""
    terms = (row["label"], row["term"])
    if number == "questions":
        asked: dict[str, list[str]] = {}
        for one in found.where("keyword_questions", of=of):
            asked.setdefault(one["post_uri"], []).append(one["text"])
        return found.quoting({uri: " ".join(texts) for uri, texts in asked.items()}, terms)
    if number in SIDES_OF:
        known = found.where("keyword_posts", of=of)
        said = [one["post_uri"] for one in known if one["side"] in SIDES_OF[number]]
        return found.evidence(said, terms)
    return found.evidence(row["evidence"], terms)


def _value(found: Found, row: Record, number: str) -> str:
    words = found.words
    if number == "trend":
        return trend(found.facts, row)
    if row[number] is None:
        return words("cannot know yet")
    if number in COUNTED:
        return words.number(row[number])
    if number == "opportunity":
        return words.percent(row[number])
    return words(
        "{share} (90% sure: {low} to {high})",
        share=words.percent(row[number]),
        low=words.percent(row[f"{number}_low"]),
        high=words.percent(row[f"{number}_high"]),
    )


def _counts(found: Found, row: Record) -> tuple[tuple[str, str], ...]:
    words = found.words
    posts = tuple(
        (words("Posts ({side})", side=words.of(SIDES, side)), words.number(row[name]))
        for name, side in COUNTS
    )
    return (*posts, (words("Authors"), words.number(row["authors"])))
