"""Where a text holds a word, answers a question or says a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from condat.create.texts.sentences import Sentence, prose, sentences
from condat.language.lemmas import lemma
from condat.language.stopwords import stop_words
from condat.language.vectors import vectors

WINDOW = 3  # sentences that may answer together
WEIGHT = 0.4  # of the share of a question's own words, beside the cosine
NEAR = 0.6  # of both together, for an answer
LIKE = 0.25  # cosine that an answer has in any case
SAME = 0.8  # cosine of the question itself
ANSWER = 6  # words that make an answer under a question
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Reading:
    """A text as it is compared: its sentences, and each word's lemma with its place."""

    source: str
    language: str
    sentences: list[Sentence]
    lemmas: list[str]
    spans: list[tuple[int, int]]

    @classmethod
    def of(cls, source: str, language: str) -> Reading:
        """Read a text in Markdown."""
        found = list(_WORD.finditer(prose(source)))
        lemmas = [lemma(one.group().lower(), language) for one in found]
        return cls(source, language, sentences(source), lemmas, [one.span() for one in found])

    @property
    def count(self) -> int:
        """How many words it has."""
        return sum(len(one.words) for one in self.sentences)

    def places(self, term: str) -> list[tuple[int, int]]:
        """Return where a word or phrase stands, whatever its inflection.

        Examples
        --------
        >>> Reading.of("Des blés anciens.", "fr").places("blé ancien")
        [(4, 16)]
        """
        wanted = [lemma(word.lower(), self.language) for word in _WORD.findall(term)]
        size = len(wanted)
        return [
            (self.spans[at][0], self.spans[at + size - 1][1])
            for at in range(len(self.lemmas) - size + 1)
            if wanted and self.lemmas[at : at + size] == wanted
        ]

    @cached_property
    def vectors(self) -> NDArray[np.float32]:
        """One unit vector a sentence."""
        return vectors([one.text for one in self.sentences])

    @cached_property
    def contents(self) -> list[frozenset[str]]:
        """The words of each sentence that carry a meaning, as lemmas."""
        return [content(one.text, self.language) for one in self.sentences]


def content(text: str, language: str) -> frozenset[str]:
    """Return the lemmas of a text that carry a meaning.

    Examples
    --------
    >>> sorted(content("Comment nourrir un levain ?", "fr"))
    ['levain', 'nourrir']
    """
    halting = stop_words(language)
    words = (word.lower() for word in _WORD.findall(text))
    bases = {lemma(word, language) for word in words if len(word) > 2 and word not in halting}
    return frozenset(bases - halting)


def nearest(text: str, reading: Reading) -> tuple[Sentence | None, float]:
    """Return the sentence that says most nearly the same, and how near (cosine)."""
    if not reading.sentences:
        return None, 0.0
    near = reading.vectors @ vectors([text])[0]
    best = int(near.argmax())
    return reading.sentences[best], float(near[best])


def answer(question: str, reading: Reading) -> Sentence | None:
    """Return the sentence that answers a question; None when none does.

    A question is answered by what follows it where the text asks it itself; else by a statement
    of some length that is near it and holds, with its neighbours, enough of its words.
    """
    if not reading.sentences:
        return None
    near = reading.vectors @ vectors([question])[0]
    wanted = content(question, reading.language)
    best = None
    for at, one in enumerate(reading.sentences):
        if not _states(one):
            following = reading.sentences[at + 1 : at + 2]
            if near[at] >= SAME and following and _states(following[0]):
                return following[0]
            continue
        held = _held(wanted, at, reading)
        if (
            near[at] + WEIGHT * held >= NEAR
            and near[at] >= LIKE
            and (best is None or near[at] > near[best])
        ):
            best = at
    return None if best is None else reading.sentences[best]


def _states(one: Sentence) -> bool:
    """Say whether a sentence is a statement that can answer something."""
    return not one.text.endswith("?") and len(one.words) >= ANSWER


def _held(wanted: frozenset[str], at: int, reading: Reading) -> float:
    """Return the share of a question's words that stand in a sentence or next to it."""
    around = range(max(0, at - WINDOW // 2), min(len(reading.sentences), at + WINDOW // 2 + 1))
    said = frozenset().union(*(reading.contents[i] for i in around if _told(reading, i)))
    return len(wanted & said) / max(1, len(wanted))


def _told(reading: Reading, at: int) -> bool:
    return not reading.sentences[at].text.endswith("?")
