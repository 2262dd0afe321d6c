"""The words of a brief: those to use, those to avoid and why, and what people ask."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from condat.plan.words.alone import alone, gist

Reason = dict[str, Any]
DOUBTFUL = ("ambiguous", "jargon")
WORDS = 8
QUESTIONS = 8
ASKING = 5  # posts that ask the same


@dataclass(frozen=True)
class Word:
    """A word, what is known of it, and what to say instead."""

    text: str
    verdict: str = ""  # plain, ambiguous, jargon, unknown; empty: not checked
    plainer: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()
    posts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Asked:
    """A question that people ask, its terms, and the posts that ask it."""

    text: str
    terms: tuple[str, ...] = ()
    posts: tuple[str, ...] = ()


def term_of(keyword: str, keywords: pa.Table, language: str) -> tuple[str, str, list[str]]:
    """Return the term, the language and the evidence of a keyword as it is written.

    Examples
    --------
    >>> from condat.plan.tables import KEYWORDS
    >>> row = {"term": "composant", "label": "composants", "language": "fr", "evidence": ["u"]}
    >>> term_of("Composants", pa.Table.from_pylist([row], schema=KEYWORDS), "en")
    ('composant', 'fr', ['u'])
    """
    same = pc.equal(pc.utf8_lower(keywords["label"]), keyword.lower())
    found = keywords.filter(pc.or_(same, pc.equal(keywords["term"], keyword.lower()))).to_pylist()
    if not found:
        return keyword.lower(), language, []
    row = min(found, key=lambda row: (row["language"] != language, -(row["audience"] or 0)))
    return row["term"], row["language"], row["evidence"] or []


def useful(
    wanted: Mapping[str, Any], term: str, language: str, tables: Mapping[str, pa.Table]
) -> tuple[Word, ...]:
    """Return the words to use: the row's, else the keyword and those of its topic."""
    given = wanted.get("words_to_use") or _company(term, language, tables["topic_terms"])
    texts = list(dict.fromkeys([wanted["keyword"], *given]))
    known = _checked(tables["checks"])
    held = _held(texts, language, tables["keywords"])
    return tuple(
        Word(
            text, *_verdict(known.get(text.casefold())), posts=tuple(held.get(text.casefold(), ()))
        )
        for text in texts
    )


def careful(texts: Sequence[str] | None, checks: pa.Table) -> tuple[Word, ...]:
    """Return words to avoid, with why and a plainer one; all that are in doubt without a list."""
    known = _checked(checks)
    doubtful = [row["term"] for row in known.values() if row["verdict"] in DOUBTFUL]
    words = []
    for text in doubtful if texts is None else texts:
        row = known.get(text.casefold())
        posts = tuple((row["evidence"] or ())[:ASKING]) if row else ()
        words.append(Word(text, *_verdict(row), posts=posts))
    return tuple(words)


def asked(
    given: Sequence[str], term: str, language: str, tables: Mapping[str, pa.Table]
) -> tuple[Asked, ...]:
    """Return questions to answer: the row's first, then others of the audience on the term."""
    questions, read = tables["questions"], tables["readings"]
    audience = pc.unique(read.filter(pc.equal(read["side"], "audience"))["post_uri"])
    heard = questions.filter(
        pc.and_(
            pc.equal(questions["language"], language), pc.is_in(questions["post_uri"], audience)
        )
    ).to_pylist()
    by_text: dict[str, list[dict[str, Any]]] = {}
    for row in heard:
        by_text.setdefault(gist(row["text"], language), []).append(row)
    first = {gist(text, language): text for text in reversed(given)}
    own = list(dict.fromkeys(gist(text, language) for text in given))
    more = [text for text, rows in by_text.items() if term in rows[0]["terms"]]
    more.sort(key=lambda text: (-len(by_text[text]), text))
    found = _once([*own, *more])[: max(QUESTIONS, len(own))]
    return tuple(_asked(first.get(text, ""), by_text.get(text, []), language) for text in found)


def _once(texts: list[str]) -> list[str]:
    """Leave out a question that holds one that stands before it: it is quoted there."""
    found: list[str] = []
    for text in texts:
        if not any(other in text for other in found):
            found.append(text)
    return found


def _asked(text: str, rows: list[dict[str, Any]], language: str) -> Asked:
    said = text or alone(rows[0]["text"], language) or rows[0]["text"]
    terms = tuple(rows[0]["terms"]) if rows else ()
    return Asked(said, terms, tuple(dict.fromkeys(row["post_uri"] for row in rows))[:ASKING])


def _company(term: str, language: str, topic_terms: pa.Table) -> list[str]:
    """Return the labels that go with a term in its topics, the heaviest first."""
    topics = pc.unique(topic_terms.filter(pc.equal(topic_terms["term"], term))["topic"])
    near = topic_terms.filter(
        pc.and_(pc.is_in(topic_terms["topic"], topics), pc.equal(topic_terms["language"], language))
    )
    labels: list[str] = near.sort_by([("weight", "descending"), ("term", "ascending")])[
        "label"
    ].to_pylist()
    return labels[: WORDS - 1]


def _held(texts: Sequence[str], language: str, keywords: pa.Table) -> dict[str, list[str]]:
    names = pa.array([text.lower() for text in texts], pa.string())
    rows = keywords.filter(
        pc.and_(
            pc.equal(keywords["language"], language),
            pc.is_in(pc.utf8_lower(keywords["label"]), names),
        )
    )
    return {row["label"].casefold(): (row["evidence"] or [])[:ASKING] for row in rows.to_pylist()}


def _checked(checks: pa.Table) -> dict[str, dict[str, Any]]:
    return {row["term"].casefold(): row for row in checks.to_pylist()}


def _verdict(row: dict[str, Any] | None) -> tuple[str, tuple[str, ...], tuple[Reason, ...]]:
    if row is None:
        return "", (), ()
    return row["verdict"], tuple(row["plainer"] or ()), tuple(row["reasons"] or ())
