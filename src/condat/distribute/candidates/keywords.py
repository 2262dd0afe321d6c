"""Which keywords a plan may be made of, and what is known of each."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from condat.distribute.candidates.asked import questions
from condat.distribute.candidates.companions import Word, companions
from condat.distribute.candidates.pains import Pain, pains
from condat.distribute.candidates.subjects import subjects
from condat.distribute.material import Material, Record
from condat.language.commonness import specificity, telling
from condat.plan.senses.checks import EVERYDAY

MOST = 150
SHARE = 0.05  # of our posts that makes a language ours
PEOPLE = 3  # who write on a keyword, for it to be more than one person's word
WORDS = 6
POSTS = 6  # that hold a keyword, where it cannot be told how many people wrote them
CHOICE = 3  # special words for a row of the plan, for everyday ones not to be needed
OPEN = 0.1  # of the best opportunity, at least: a piece on less is a filler
LEAST = 8  # subjects, for a plan of five rows to have a choice
INGREDIENT = 0.5  # of the usual share of titles: a word with less is in posts, not what they say


@dataclass(frozen=True)
class Keyword:
    """A keyword that a piece can be about, with what its piece should hold."""

    term: str
    label: str
    language: str
    topic: str | None
    opportunity: float
    surely: float  # the low end of the opportunity
    special: float  # 0 for an everyday word, 1 for one that belongs to the subject
    subject: float  # how often posts are about it, 0..1
    rising: bool
    asked: int
    evidence: tuple[str, ...]
    reasons: tuple[Record, ...]
    words: tuple[str, ...]
    avoid: tuple[str, ...]
    questions: tuple[str, ...]
    pain: Pain | None = None  # of the strategy, that it answers

    @property
    def said(self) -> str:
        """The keyword with its company: the text that fit is measured on."""
        return ", ".join(self.words)


def keywords(material: Material, *, most: int = MOST) -> list[Keyword]:
    """Return the keywords with the most opportunity that a piece can be about.

    Left out: other languages than ours, words that the audience does not use (jargon) or uses
    mostly for something else, what stands in the calendar of this cycle already, what hardly
    anybody asks for or is answered, and ingredients, where enough is left. What answers a pain of
    the strategy comes first.
    """
    rows = _rows(material, most)
    wanted = [(row["term"], row["language"]) for row in rows]
    written = [row["label"] or row["term"] for row in rows]
    answers = pains(material.strategy.pains, wanted, written)
    labels = _labels(material)
    near, asked = companions(material, wanted), questions(material, wanted)
    topics = _topics(material, pa.array([row["term"] for row in rows], pa.string()))
    warned = _warned(material, labels)
    found = []
    about = subjects(material, pa.array(sorted({row["term"] for row in rows}), pa.string()))
    how_special = telling(written, [row["language"] for row in rows])
    for row, special in zip(rows, how_special, strict=True):
        word = row["term"], row["language"]
        others = near.get(word, ())
        topic = topics.of.get(row["term"])
        found.append(
            Keyword(
                term=row["term"],
                label=row["label"] or row["term"],
                language=row["language"],
                topic=topic,
                opportunity=_share(row["opportunity"]),
                surely=_surely(row),
                special=round(float(special), 6),
                subject=round(about[row["term"]], 6),
                rising=_rising(row),
                asked=row["questions"] or 0,
                evidence=tuple((row["evidence"] or ())[:4]),
                reasons=tuple((row["reasons"] or ())[:4]),
                words=_to_use(row, others, labels, warned),
                avoid=_to_avoid(row, others, topics, warned),
                questions=asked.get(word, ()),
                pain=answers.get(word),
            )
        )
    found.sort(key=lambda one: one.pain is None)
    return _leading(found, material.means.rows)


def _leading(found: list[Keyword], rows: int) -> list[Keyword]:
    """Leave out what makes a poor subject.

    Everyday words, then those that posts are hardly ever about and that answer no pain, while
    enough are left; then those without an opportunity to speak of.

    Examples
    --------
    >>> _leading([], 5)
    []
    """
    special = [word for word in found if word.special >= EVERYDAY]
    found = special if len(special) >= CHOICE * rows else found
    usual = sum(word.subject for word in found) / max(len(found), 1)
    leading = [word for word in found if word.pain or word.subject >= INGREDIENT * usual]
    found = leading if len(leading) >= rows else found
    return _open(found)


def _open(found: list[Keyword]) -> list[Keyword]:
    """Leave out those without an opportunity to speak of, while a short plan has a choice."""
    best = sorted((word.opportunity for word in found), reverse=True)
    least = min(OPEN * best[0], best[:LEAST][-1]) if best else 0.0
    return [word for word in found if word.opportunity >= least]


def _rows(material: Material, most: int) -> list[Record]:
    table = material.table("keywords")
    kept = pc.and_(
        pc.is_in(table["language"], value_set=pa.array(_languages(material), pa.string())),
        pc.is_valid(table["opportunity"]),
    )
    common = pc.and_(kept, pc.greater_equal(table["authors"], PEOPLE))
    often = pc.and_(kept, pc.greater_equal(table["audience"], POSTS))
    kept = next((some for some in (common, often) if pc.any(some).as_py()), kept)
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


@dataclass(frozen=True)
class _Topics:
    """The topic of each term, and the terms of each topic."""

    of: Mapping[str, str]
    terms: Mapping[str, set[str]]


def _topics(material: Material, terms: pa.Array) -> _Topics:
    table = material.table("topic_terms").sort_by(
        [("weight", "descending"), ("topic", "ascending"), ("term", "ascending")]
    )
    best: dict[str, str] = {}
    for row in table.filter(pc.is_in(table["term"], value_set=terms)).to_pylist():
        best.setdefault(row["term"], row["topic"])
    members: dict[str, set[str]] = defaultdict(set)
    for topic, term in zip(*_columns(table, "topic", "term"), strict=True):
        members[topic].add(term)
    return _Topics(best, members)


def _columns(table: pa.Table, *names: str) -> list[list[str]]:
    return [table[name].to_pylist() for name in names]


def _warned(material: Material, labels: Mapping[Word, str]) -> dict[str, str]:
    """Return the terms to avoid as they are written, with the plainer word where there is one.

    Of an everyday word everybody knows the senses, and the company tells which.
    """
    checks = {c["term"]: c for c in material.table("checks").sort_by("term").to_pylist()}
    written = {term: (label, language) for (term, language), label in labels.items()}
    unclear = [term for term, c in checks.items() if c["verdict"] == "ambiguous"]
    told = [written.get(term, (term, None)) for term in unclear]
    special = specificity([label for label, _ in told], [language for _, language in told])
    bad = {term for term, c in checks.items() if c["verdict"] == "jargon"}
    bad |= {term for term, rare in zip(unclear, special, strict=True) if rare >= EVERYDAY}
    return {
        term: _instead(written.get(term, (term, None))[0], check)
        for term, check in checks.items()
        if term in bad
    }


def _instead(label: str, check: Record) -> str:
    plainer = (check["plainer"] or [None])[0]
    return f"{label} → {plainer}" if plainer else label


def _to_avoid(
    row: Record, others: Sequence[Word], topics: _Topics, warned: Mapping[str, str]
) -> tuple[str, ...]:
    """Return the warned words of a keyword's company and topic, never the keyword itself."""
    close = {term for term, _ in others} | topics.terms.get(topics.of.get(row["term"], ""), set())
    return tuple(said for term, said in warned.items() if term in close - {row["term"]})


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


def _to_use(
    row: Record, others: Sequence[Word], labels: Mapping[Word, str], warned: Mapping[str, str]
) -> tuple[str, ...]:
    """Return the keyword and what comes with it, without the parts of the keyword alone."""
    own = row["label"] or row["term"]
    parts = set(own.casefold().split())
    near = [labels[word] for word in others if word[0] not in warned and word in labels]
    more = [label for label in near if not set(label.casefold().split()) <= parts]
    return once((own, *more))[:WORDS]


def _labels(material: Material) -> dict[Word, str]:
    columns = (material.table("keywords")[n].to_pylist() for n in ("term", "language", "label"))
    return {(term, language): label or term for term, language, label in zip(*columns, strict=True)}


def _share(value: float) -> float:
    return round(min(max(value, 0.0), 1.0), 6)


def _surely(row: Record) -> float:
    """Return the least that the opportunity can be: low demand against high supply."""
    demand, supply = row["demand_low"], row["supply_high"]
    return 0.0 if demand is None or supply is None else _share(demand * (1 - supply))


def _rising(row: Record) -> bool:
    low = row["trend_low"]
    return low is not None and low > 1.0 and (row["trend_q"] or 0.0) <= 0.1
