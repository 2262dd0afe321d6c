"""The words that a piece should use and avoid, from the company and topic of its keyword."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from condat.distribute.candidates.companions import Word, companions
from condat.distribute.material import Material, Record
from condat.language.commonness import specificity
from condat.plan.senses.checks import EVERYDAY

WORDS = 6


@dataclass(frozen=True)
class Wording:
    """What is known of the words around the keywords of a plan.

    Parameters
    ----------
    labels : mapping of (term, language) to str
        How each is written.
    warned : mapping of term to str
        Those to avoid as they are written, with the plainer word where there is one.
    company : mapping of (term, language) to sequence of (term, language)
        What stands with each keyword.
    topic : mapping of term to str
        The topic that each keyword weighs most in.
    members : mapping of topic to set of str
        The terms of each topic.
    """

    labels: Mapping[Word, str]
    warned: Mapping[str, str]
    company: Mapping[Word, Sequence[Word]]
    topic: Mapping[str, str]
    members: Mapping[str, set[str]]

    def to_use(self, row: Record) -> tuple[str, ...]:
        """Return the keyword and what comes with it, without the parts of the keyword alone."""
        own = row["label"] or row["term"]
        parts = set(own.casefold().split())
        near = [
            self.labels[word]
            for word in self._company(row)
            if word[0] not in self.warned and word in self.labels
        ]
        more = [label for label in near if not set(label.casefold().split()) <= parts]
        return once((own, *more))[:WORDS]

    def to_avoid(self, row: Record) -> tuple[str, ...]:
        """Return the warned words of a keyword's company and topic, never the keyword itself."""
        topic = self.topic.get(row["term"], "")
        close = {term for term, _ in self._company(row)} | self.members.get(topic, set())
        return tuple(said for term, said in self.warned.items() if term in close - {row["term"]})

    def _company(self, row: Record) -> Sequence[Word]:
        return self.company.get((row["term"], row["language"]), ())


def wording(material: Material, rows: Sequence[Record]) -> Wording:
    """Read what is known of the words around these rows of the keywords' table."""
    labels = _labels(material)
    topic, members = _topics(material, [row["term"] for row in rows])
    company = companions(material, [(row["term"], row["language"]) for row in rows])
    return Wording(labels, _warned(material, labels), company, topic, members)


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


def _labels(material: Material) -> dict[Word, str]:
    columns = (material.table("keywords")[n].to_pylist() for n in ("term", "language", "label"))
    return {(term, language): label or term for term, language, label in zip(*columns, strict=True)}


def _topics(material: Material, terms: Sequence[str]) -> tuple[dict[str, str], dict[str, set[str]]]:
    """Return the topic of each of these terms, and the terms of each topic."""
    table = material.table("topic_terms").sort_by(
        [("weight", "descending"), ("topic", "ascending"), ("term", "ascending")]
    )
    best: dict[str, str] = {}
    ours = pc.is_in(table["term"], value_set=pa.array(terms, pa.string()))
    for row in table.filter(ours).to_pylist():
        best.setdefault(row["term"], row["topic"])
    members: dict[str, set[str]] = defaultdict(set)
    columns = (table[name].to_pylist() for name in ("topic", "term"))
    for topic, term in zip(*columns, strict=True):
        members[topic].add(term)
    return best, members


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
