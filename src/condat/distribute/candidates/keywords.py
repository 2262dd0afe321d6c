"""Which keywords a plan may be made of, and what is known of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pyarrow as pa

from condat.distribute.candidates.asked import questions
from condat.distribute.candidates.companions import Word
from condat.distribute.candidates.eligible import eligible
from condat.distribute.candidates.pains import Pain, pains
from condat.distribute.candidates.subjects import subjects
from condat.distribute.candidates.wording import Wording, wording
from condat.distribute.material import Material, Record
from condat.language.commonness import telling
from condat.plan.senses.checks import EVERYDAY

MOST = 150
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
    rows = eligible(material, most)
    known = _known(material, rows)
    special = telling([_label(row) for row in rows], [row["language"] for row in rows])
    found = [_keyword(row, float(how), known) for row, how in zip(rows, special, strict=True)]
    found.sort(key=lambda one: one.pain is None)
    return _leading(found, material.means.rows)


@dataclass(frozen=True)
class _Known:
    """What is known of all keywords at once: wording, pains, questions, how often the subject."""

    wording: Wording
    pains: Mapping[Word, Pain]
    questions: Mapping[Word, tuple[str, ...]]
    subjects: Mapping[str, float]


def _known(material: Material, rows: list[Record]) -> _Known:
    words = [(row["term"], row["language"]) for row in rows]
    terms = pa.array(sorted({term for term, _ in words}), pa.string())
    return _Known(
        wording(material, rows),
        pains(material.strategy.pains, words, [_label(row) for row in rows]),
        questions(material, words),
        subjects(material, terms),
    )


def _keyword(row: Record, special: float, known: _Known) -> Keyword:
    word = row["term"], row["language"]
    return Keyword(
        term=row["term"],
        label=_label(row),
        language=row["language"],
        topic=known.wording.topic.get(row["term"]),
        opportunity=_share(row["opportunity"]),
        surely=_surely(row),
        special=round(special, 6),
        subject=round(known.subjects[row["term"]], 6),
        rising=_rising(row),
        asked=row["questions"] or 0,
        evidence=tuple((row["evidence"] or ())[:4]),
        reasons=tuple((row["reasons"] or ())[:4]),
        words=known.wording.to_use(row),
        avoid=known.wording.to_avoid(row),
        questions=known.questions.get(word, ()),
        pain=known.pains.get(word),
    )


def _label(row: Record) -> str:
    return str(row["label"] or row["term"])


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


def _share(value: float) -> float:
    return round(min(max(value, 0.0), 1.0), 6)


def _surely(row: Record) -> float:
    """Return the least that the opportunity can be: low demand against high supply."""
    demand, supply = row["demand_low"], row["supply_high"]
    return 0.0 if demand is None or supply is None else _share(demand * (1 - supply))


def _rising(row: Record) -> bool:
    low = row["trend_low"]
    return low is not None and low > 1.0 and (row["trend_q"] or 0.0) <= 0.1
