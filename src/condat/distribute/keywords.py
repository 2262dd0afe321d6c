"""Which keywords a plan may be made of, and what is known of each."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from condat.distribute.material import Material, Record

MOST = 150
SHARE = 0.05  # of our posts that makes a language ours
PEOPLE = 3  # who write on a keyword, for it to be more than one person's word
QUESTIONS = 3
WORDS = 6


@dataclass(frozen=True)
class Keyword:
    """A keyword that a piece can be about, with what its piece should hold."""

    term: str
    label: str
    language: str
    topic: str | None
    topic_label: str
    opportunity: float
    rising: bool
    asked: int
    evidence: tuple[str, ...]
    reasons: tuple[Record, ...]
    words: tuple[str, ...]
    avoid: tuple[str, ...]
    questions: tuple[str, ...]

    @property
    def said(self) -> str:
        """The keyword with its topic: the text that fit is measured on."""
        return f"{self.label}. {self.topic_label}" if self.topic_label else self.label


def keywords(material: Material, *, most: int = MOST) -> list[Keyword]:
    """Return the keywords with the most opportunity that a piece can be about.

    Left out: other languages than ours, words that the audience does not use (jargon) or uses
    mostly for something else, and what stands in the calendar of this cycle already.
    """
    rows = _rows(material, most)
    terms = pa.array([row["term"] for row in rows], pa.string())
    topics = _topics(material, terms)
    asked = _questions(material, terms)
    warned = _warned(material)
    found = []
    for row in rows:
        topic = topics.of.get(row["term"])
        near = topics.near(row["term"], row["language"])
        others = {term for term, _ in near} - {row["term"]}
        avoid = [word for word in warned if word[0] in others]
        found.append(
            Keyword(
                term=row["term"],
                label=row["label"] or row["term"],
                language=row["language"],
                topic=topic,
                topic_label=topics.labels.get(topic or "") or "",
                opportunity=round(min(max(row["opportunity"], 0.0), 1.0), 6),
                rising=_rising(row),
                asked=row["questions"] or 0,
                evidence=tuple((row["evidence"] or ())[:4]),
                reasons=tuple((row["reasons"] or ())[:4]),
                words=_to_use(row, near, {word[0] for word in warned}),
                avoid=tuple(dict.fromkeys(word[1] for word in avoid)),
                questions=asked.get(row["term"], ()),
            )
        )
    return found


def _rows(material: Material, most: int) -> list[Record]:
    table = material.table("keywords")
    kept = pc.and_(
        pc.is_in(table["language"], value_set=pa.array(_languages(material), pa.string())),
        pc.is_valid(table["opportunity"]),
    )
    common = pc.and_(kept, pc.greater_equal(table["authors"], PEOPLE))
    kept = common if pc.any(common).as_py() else kept
    order = [("opportunity", "descending"), ("term", "ascending"), ("language", "ascending")]
    ranked = table.filter(kept).sort_by(order)
    unfit, planned = _unfit(material), _planned(material)
    rows: list[Record] = []
    for batch in ranked.to_batches(max_chunksize=most):
        for row in batch.to_pylist():
            if row["term"] not in unfit and not _holds(planned, row["label"] or row["term"]):
                rows.append(row)
        if len(rows) >= most:
            break
    return rows[:most]


def _languages(material: Material) -> list[str]:
    """Return the languages we write in, and those of the personas."""
    counts = pc.value_counts(material.ours["language"].drop_null()).to_pylist()
    total = sum(count["counts"] for count in counts)
    mine = [c["values"] for c in counts if c["counts"] >= SHARE * total]
    theirs = [language for persona in material.personas for language in persona.languages]
    return sorted({*mine, *theirs}) or list(material.languages)


def _unfit(material: Material) -> set[str]:
    checks = material.table("checks").select(["term", "verdict", "share_ours"]).to_pylist()
    return {c["term"] for c in checks if c["verdict"] == "jargon" or _elsewhere(c)}


def _elsewhere(check: Record) -> bool:
    share = check["share_ours"]
    return check["verdict"] == "ambiguous" and share is not None and share < 0.5


def _planned(material: Material) -> str:
    """Return the titles that are planned from now on, one a line."""
    calendar = material.calendar
    ahead = calendar.filter(pc.greater_equal(calendar["at"], pa.scalar(material.as_of)))
    return "\n".join(title.casefold() for title in ahead["title"].to_pylist() if title)


def _holds(text: str, label: str) -> bool:
    return bool(text) and re.search(rf"\b{re.escape(label.casefold())}\b", text) is not None


_Near = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class _Topics:
    """The topic of each term, the topics' labels, and their words by language."""

    of: Mapping[str, str]
    labels: Mapping[str, str]
    words: Mapping[tuple[str, str], _Near]

    def near(self, term: str, language: str) -> _Near:
        """Return the words of a term's topic in a language, the weightiest first."""
        return self.words.get((self.of.get(term, ""), language), ())


def _topics(material: Material, terms: pa.Array) -> _Topics:
    table = material.table("topic_terms").sort_by(
        [("weight", "descending"), ("topic", "ascending"), ("term", "ascending")]
    )
    labels = dict(zip(*_columns(material.table("topics"), "topic", "label"), strict=True))
    best: dict[str, str] = {}
    for row in table.filter(pc.is_in(table["term"], value_set=terms)).to_pylist():
        best.setdefault(row["term"], row["topic"])
    members: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    wanted = pa.array(sorted(set(best.values())), pa.string())
    for row in table.filter(pc.is_in(table["topic"], value_set=wanted)).to_pylist():
        group = members[row["topic"], row["language"]]
        if len(group) < 4 * WORDS:
            group.append((row["term"], row["label"] or row["term"]))
    return _Topics(best, labels, {key: tuple(group) for key, group in members.items()})


def _columns(table: pa.Table, *names: str) -> list[list[str]]:
    return [table[name].to_pylist() for name in names]


def _questions(material: Material, terms: pa.Array) -> dict[str, tuple[str, ...]]:
    """Return a few questions that hold each term, the shortest first."""
    table = material.table("questions")
    rows = pc.list_parent_indices(table["terms"]).combine_chunks()
    flat = pa.table(
        {"term": pc.list_flatten(table["terms"]), "text": table["text"].take(rows)},
        schema=pa.schema([("term", pa.string()), ("text", pa.string())]),
    )
    flat = flat.filter(pc.is_in(flat["term"], value_set=terms))
    flat = flat.append_column("length", pc.utf8_length(flat["text"]))
    asked: dict[str, dict[str, None]] = defaultdict(dict)
    for row in flat.sort_by([("length", "ascending"), ("text", "ascending")]).to_pylist():
        kept, said = asked[row["term"]], _bare(row["text"])
        if len(kept) < QUESTIONS and not any(_bare(known) in said for known in kept):
            kept[row["text"]] = None
    return {term: tuple(texts) for term, texts in asked.items()}


def _bare(question: str) -> str:
    """Return the words of a question alone: neither capitals nor marks make it another one."""
    return " ".join(re.findall(r"\w+", question.casefold()))


def _warned(material: Material) -> list[tuple[str, str]]:
    """Return the terms to avoid, each with the plainer word where there is one."""
    checks = material.table("checks").sort_by("term").to_pylist()
    return [(c["term"], _instead(c)) for c in checks if c["verdict"] in ("jargon", "ambiguous")]


def _instead(check: Record) -> str:
    plainer = (check["plainer"] or [None])[0]
    return f"{check['term']} → {plainer}" if plainer else str(check["term"])


def once(words: Iterable[str]) -> tuple[str, ...]:
    """Return each word once, however it is capitalised, as it stands first.

    Examples
    --------
    >>> once(("pâte", "Pâte", "levain"))
    ('pâte', 'levain')
    """
    first: dict[str, str] = {}
    for word in words:
        first.setdefault(word.casefold(), word)
    return tuple(first.values())


def _to_use(row: Record, near: _Near, warned: set[str]) -> tuple[str, ...]:
    words = [row["label"] or row["term"], *(label for term, label in near if term not in warned)]
    return once(words)[:WORDS]


def _rising(row: Record) -> bool:
    low = row["trend_low"]
    return low is not None and low > 1.0 and (row["trend_q"] or 0.0) <= 0.1
