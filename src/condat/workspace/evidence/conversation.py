"""Evidence for topics, for what over-performs, and for a post's own result."""

from __future__ import annotations

from condat.core.words import mark
from condat.report.drawn import SELDOM, SMALL, drew, usual
from condat.report.facts import Record
from condat.report.labels import SIDES
from condat.report.sections.performance import label
from condat.workspace.evidence.exhibit import Exhibit
from condat.workspace.pages.found import Found

TOPIC = {
    "posts": mark("Posts on “{topic}”: {value}"),
    "authors": mark("Authors who write on “{topic}”: {value}"),
    "ours": mark("Posts of ours on “{topic}”: {value}"),
    "audience": mark("Posts of the audience on “{topic}”: {value}"),
    "competitor": mark("Posts of competitors on “{topic}”: {value}"),
}
COMPARED = mark(
    "What the post drew over what its author’s posts usually draw; an author of few posts "
    "is taken as nearer to the others, so the interval is wide."
)


def topic(found: Found, of: str, number: str) -> Exhibit | None:
    """Say one number of a topic."""
    rows = found.where("topics", topic=of)
    if not rows or number not in TOPIC:
        return None
    row, words = rows[0], found.words
    terms = tuple(one["label"] for one in found.where("topic_terms", topic=of))
    counts = {**row, **sides(row)}
    return Exhibit(
        title=words(TOPIC[number], topic=row["label"], value=_count(found, counts[number])),
        method="topics",
        formula=words(
            "Words that go together make a topic, in every language; a post belongs to the topics "
            "whose words it holds."
        ),
        lines=tuple((words.of(SIDES, one), _count(found, n)) for one, n in sides(row).items()),
        posts=found.evidence(_behind(found, row, number), terms),
        terms=terms,
    )


def sides(row: Record) -> dict[str, int]:
    """Return how many posts of a topic each side wrote."""
    known = {"audience": row["audience"] or 0, "ours": row["ours"] or 0}
    return {**known, "competitor": row["posts"] - sum(known.values())}


def _behind(found: Found, row: Record, number: str) -> list[str]:
    """Return the posts that a number of a topic counts."""
    if number in ("posts", "authors"):
        return list(row["evidence"] or ())
    theirs = found.where("topic_posts", of=row["topic"], side=number)
    return [one["post_uri"] for one in theirs]


def _count(found: Found, number: int | None) -> str:
    return "–" if number is None else found.words.number(number)


def driver(found: Found, of: str, number: str) -> Exhibit | None:
    """Say what goes with a trait of posts, such as ``form:Video``."""
    dimension, _, value = of.partition(":")
    rows = found.where("drivers", dimension=dimension, value=value)
    if not rows or number != "ratio":
        return None
    row, words = rows[0], found.words
    return Exhibit(
        title=words("{trait}: {ratio}", trait=label(found.facts, row), ratio=ratio(found, row)),
        method="performance",
        formula=words(
            "Each post is compared with its author’s usual result, shrunk for small accounts; then "
            "the posts with this trait with those without. What is named is false one time in ten."
        ),
        lines=(
            (words("Posts"), words.number(row["posts"])),
            (words("Authors"), words.number(row["authors"])),
        ),
        posts=found.evidence(row["evidence"]),
    )


def result(found: Found, of: str, number: str) -> Exhibit | None:
    """Say how a post did against its author's usual result."""
    rows = found.where("performance", post_uri=of) or found.where("works", post_uri=of)
    if not rows or rows[0]["ratio"] is None or number != "ratio":
        return None
    row, words = rows[0], found.words
    formula = (COMPARED, SMALL) if row["expected"] < SELDOM else (COMPARED,)
    return Exhibit(
        title=words("This post did {ratio}", ratio=ratio(found, row)),
        method="performance",
        formula=" ".join(words(told) for told in formula),
        lines=(
            (words("Observed"), drew(row["observed"], row.get("measure"), words)),
            (words("Usual"), usual(row["expected"], words)),
        ),
        posts=found.evidence([of]),
    )


def ratio(found: Found, row: Record) -> str:
    """Say a ratio with its interval."""
    words = found.words
    return words(
        "{ratio} times the usual result (90% sure: {low} to {high})",
        ratio=words.decimal(row["ratio"]),
        low=words.decimal(row["ratio_low"]),
        high=words.decimal(row["ratio_high"]),
    )
