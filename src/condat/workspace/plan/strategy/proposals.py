"""What the corpus says beside each field of the strategy: words, questions, each with its posts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from condat.core.words import mark
from condat.report.facts import Facts, Record
from condat.report.page import Post

MOST = 6
LABELS = {
    "audience": mark("Words that they use most"),
    "pains": mark("What they ask"),
    "messages": mark("What they look for and find too little of"),
}


@dataclass(frozen=True)
class Proposal:
    """Something that the audience says, and the posts in which it does."""

    text: str
    evidence: tuple[Post, ...]


def proposals(facts: Facts | None) -> dict[str, list[Proposal]]:
    """Return what the facts of the last plan propose for each field that they speak of."""
    if facts is None:
        return {}
    return {field: found for field, make in _MAKE.items() if (found := _first(make(facts)))}


def _first(every: Iterator[Proposal]) -> list[Proposal]:
    seen: dict[str, Proposal] = {}
    for one in every:
        seen.setdefault(one.text.casefold(), one)
        if len(seen) == MOST:
            break
    return list(seen.values())


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
    "audience": _words,
    "pains": _questions,
    "messages": _sought,
}
