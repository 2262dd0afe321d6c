"""Which person goes with which piece, and what the two are worth together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from condat.distribute.candidates.keywords import Keyword
from condat.distribute.candidates.partners import ALONE, FREE, Partner, form_measure, role
from condat.distribute.candidates.pieces import Pieces
from condat.distribute.candidates.value import worth
from condat.distribute.solve.problem import NEVER, Reals, Whole
from condat.plan.codes import Flags


@dataclass(frozen=True)
class Matches:
    """What each person brings to each piece.

    A person has two columns: one who is asked to take part (and may be paid), one who is quoted
    from what they published, which asks and costs nothing.

    Parameters
    ----------
    value : ndarray
        Shape (P, 1 + 2 U): nobody, U people who take part, the same quoted. ``NEVER`` where a
        person is not on the shortlist of the piece's topic, or has the other role.
    uris : list of str
        The people, in the order of their columns.
    entry : list of ndarray
        For each topic of ``topics_of``: the place in ``people`` of each person (1 + U), -1: none.
    """

    value: Reals
    uris: list[str]
    entry: list[Whole]

    def person(self, column: int) -> int:
        """Return which person a column is, counted from 1; 0 is nobody."""
        return column - len(self.uris) if column > len(self.uris) else column

    @property
    def taking_part(self) -> Flags:
        """Say which columns are people who take part."""
        place = np.arange(1 + 2 * len(self.uris))
        taking: Flags = (place > 0) & (place <= len(self.uris))
        return taking

    @property
    def who(self) -> Whole:
        """Return the person of each column, counted from 0; -1 is nobody."""
        people = np.arange(len(self.uris))
        return np.concatenate([[-1], people, people])


def matches(found: Pieces, people: list[Partner]) -> Matches:
    """Weigh each person of the shortlists for each piece."""
    uris = sorted({partner.uri for partner in people})
    topics = topics_of(found, people)
    entry = _entries(people, uris, topics)
    size = len(uris)
    table = np.full((max(len(topics), 1), len(found.forms), 1 + 2 * size), NEVER)
    for f, form in enumerate(found.forms):
        table[:, f, 0] = 0.0 if form in ALONE else NEVER
        for t in range(len(topics)):
            known = np.flatnonzero(entry[t] >= 0)
            given = [people[i] for i in entry[t][known]]
            free = np.array([role(form, one) in FREE for one in given], np.bool_)
            table[t, f, known + free * size] = [person_worth(form, one) for one in given]
    topic = np.array([topics[topic_of(k, topics)] if topics else 0 for k in found.keywords], int)
    return Matches(table[topic[found.keyword], found.form], uris, entry)


def _entries(people: list[Partner], uris: list[str], topics: dict[str, int]) -> list[Whole]:
    column = {uri: 1 + i for i, uri in enumerate(uris)}
    entry = [np.full(1 + len(uris), -1, np.int64) for _ in topics]
    for number, one in enumerate(people):
        if one.topic in topics and entry[topics[one.topic]][column[one.uri]] < 0:
            entry[topics[one.topic]][column[one.uri]] = number
    return entry


def topics_of(found: Pieces, people: list[Partner]) -> dict[str, int]:
    """Give a number to each topic with a shortlist; ``""`` is the whole watch."""
    wanted = {keyword.topic or "" for keyword in found.keywords} & {p.topic for p in people}
    return {topic: i for i, topic in enumerate(sorted(wanted | {""}))}


def topic_of(keyword: Keyword, topics: dict[str, int]) -> str:
    """Return the topic whose shortlist a keyword is served from."""
    return keyword.topic if keyword.topic in topics else ""


def person_worth(form: str, partner: Partner) -> float:
    """Return what a person adds to a piece of a form."""
    by_person = form not in ("article", "quotes")
    measure = form_measure(form, partner, asked=0, experts=0) if by_person else 0.0
    return (
        worth("expertise", partner.expertise)
        + worth("person_fit", partner.fit)
        + worth("reach", partner.reach)
        + worth("form", measure)
    )
