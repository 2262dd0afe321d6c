"""What the corpus says beside each field of the strategy, each line with the posts behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from condat.core.words import Words, mark
from condat.report.facts import Facts, Record
from condat.report.page import Post
from condat.report.sections.performance import label
from condat.usecases.show.outcomes import Outcomes

MOST = 6
LABELS = {
    "objective": mark("What they talk about, and how much of it is ours"),
    "audience": mark("The words they use most"),
    "promise": mark("What competitors write about most: to promise something else, or better"),
    "pains": mark("What they ask"),
    "messages": mark("What they look for and hardly find"),
    "good_content.criteria": mark("What goes with better results"),
    "good_content.example": mark("What did better than usual for its author"),
    "good_content.counter_example": mark("What the audit would drop"),
    "outcome": mark("What you measure already, lately and before"),
}


@dataclass(frozen=True)
class Proposal:
    """Something that the audience says, and the posts in which it does."""

    text: str
    evidence: tuple[Post, ...]


def proposals(
    facts: Facts | None, results: Outcomes | None, words: Words
) -> dict[str, list[Proposal]]:
    """Return what the facts of the last plan, and the team's own results, propose for each field.

    A field of which they say nothing has an empty list; without a plan only results speak.
    """
    told = {field: _first(make(facts)) for field, make in _MAKE.items()} if facts else {}
    return told | ({"outcome": _first(_measured(results, words))} if results or facts else {})


def _first(every: Iterator[Proposal]) -> list[Proposal]:
    seen: dict[str, Proposal] = {}
    for one in every:
        seen.setdefault(one.text.casefold(), one)
        if len(seen) == MOST:
            break
    return list(seen.values())


def _measured(results: Outcomes | None, words: Words) -> Iterator[Proposal]:
    """Give each result that the team imported, with its sums."""
    before = results.sums("before") if results else {}
    for name, now in (results.sums() if results else {}).items():
        told = {"now": words.number(now), "before": words.number(before[name])}
        yield Proposal(words("{name}: {now}, and {before} before", name=name, **told), ())


def _subjects(facts: Facts) -> Iterator[Proposal]:
    words = facts.words
    for row in facts.rows("topics"):
        posts = words.plural("{count} post", "{count} posts", row["posts"])
        told = words(
            "{name}: {posts}, {ours} of them ours",
            name=row["label"],
            posts=posts,
            ours=words.number(row["ours"]),
        )
        yield Proposal(told, facts.evidence(row["evidence"], limit=3))


def _theirs(facts: Facts) -> Iterator[Proposal]:
    rows = sorted(facts.rows("keywords"), key=lambda row: -(row["competitors"] or 0))
    return (_keyword(facts, row) for row in rows if row["competitors"])


def _better(facts: Facts) -> Iterator[Proposal]:
    """Give each trait that surely goes with doing better."""
    rows = sorted(facts.rows("drivers"), key=lambda row: -(row["ratio"] or 0))
    for row in rows:
        if row["ratio_low"] > 1:
            yield Proposal(label(facts, row), facts.evidence(row["evidence"], limit=3))


def _best(facts: Facts) -> Iterator[Proposal]:
    rows = (row for row in facts.rows("performance") if (row["ratio_low"] or 0) > 1)
    return _posts(facts, (row["post_uri"] for row in rows))


def _dropped(facts: Facts) -> Iterator[Proposal]:
    rows = (row for row in facts.rows("audit") if row["verdict"] == "drop")
    return _posts(facts, (row["post_uri"] for row in rows))


def _posts(facts: Facts, uris: Iterable[str]) -> Iterator[Proposal]:
    for uri in uris:
        for post in facts.evidence([uri]):
            yield Proposal(post.title, (post,))


def _words(facts: Facts) -> Iterator[Proposal]:
    rows = sorted(facts.rows("keywords"), key=lambda row: -(row["audience"] or 0))
    return (_keyword(facts, row) for row in rows)


def _sought(facts: Facts) -> Iterator[Proposal]:
    rows = sorted(facts.rows("keywords"), key=lambda row: -(row["opportunity"] or 0))
    return (_keyword(facts, row) for row in rows)


def _keyword(facts: Facts, row: Record) -> Proposal:
    label = row["label"] or row["term"]
    return Proposal(label, facts.evidence(row["evidence"], terms=(label,), limit=3))


def _questions(facts: Facts) -> Iterator[Proposal]:
    """Give each question that a row of the plan answers, with the posts that ask it."""
    for row in facts.rows("plan"):
        for question in islice(row["questions"] or (), 2):
            asking = [uri for uri in row["evidence"] or () if _asks(facts, uri, question)]
            posts = facts.evidence(asking or row["evidence"], terms=(row["keyword"],), limit=3)
            yield Proposal(question, posts)


def _asks(facts: Facts, uri: str, question: str) -> bool:
    post = facts.posts.get(uri)
    return post is not None and question in (post["text"] or "")


_MAKE: dict[str, Callable[[Facts], Iterator[Proposal]]] = {
    "objective": _subjects,
    "audience": _words,
    "promise": _theirs,
    "pains": _questions,
    "messages": _sought,
    "good_content.criteria": _better,
    "good_content.example": _best,
    "good_content.counter_example": _dropped,
}
