"""Whether a file writes the day or the month first: what all its dates together tell.

``03/04/2026`` alone could be the third of April or the fourth of March; ``25/04/2026`` elsewhere in
the column tells, or in another column of the file. Where no date does, the layout may know its
tool, and a header in French or German comes from a tool that puts the day first. Else we ask: a
date that is quietly taken for another is worse than a question.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import polars as pl

from condat.core.errors import InputError
from condat.core.words import mark
from condat.corpus.schema import TABLES, TIME
from condat.listen.files.chunk import Chunk, Part
from condat.listen.mapping.cells import written
from condat.listen.mapping.headers import Match, plain
from condat.listen.mapping.layout import Column, Layout
from condat.listen.values.dates import Order

_TWO_NUMBERS = r"^(\d{1,2})[-/](\d{1,2})[-/](?:\d{4}|\d{2})(?:\D|$)"
_DAY_FIRST = (
    r"\b(?:titre|titel|sujet|thema|contenu|inhalt|canal|kanal|statut|stand|auteurs?|autor(?:en)?"
    r"|responsable|verantwortlich|lien|jour|tag|semaine|woche|mois|monat|nom|valeur|wert|vues"
    r"|aufrufe|datum|termin|échéance|texte|langue|sprache|requête|suchanfrage|tarif|honorar|abonnés"
    r"|clics|klicks|partages|commentaires|kommentare|impressionen|indicateur|kennzahl)\b"
)
Place = tuple[str, str]


@dataclass
class Votes:
    """What the dates under one header tell; ``either`` is one that could be read both ways."""

    header: str
    day: int = 0
    month: int = 0
    either: str = ""

    @property
    def order(self) -> Order | None:
        """The order that most of those that tell have."""
        return None if self.day == self.month else "dmy" if self.day > self.month else "mdy"


def dated(part: Part, match: Match, asked: Order | None = None) -> Match:
    """Fill into the layout of a file the order of its dates.

    Parameters
    ----------
    asked : {"dmy", "mdy"}, optional
        What the user said of the file: its dates are not looked at.

    Raises
    ------
    InputError
        When some dates could be read both ways and nothing tells.
    """
    columns = {(table, name): c for table, name, c in match.layout.columns() if _dates(table, name)}
    if asked:
        return _ordered(match, dict.fromkeys(columns, asked))
    votes = _votes(part, match, columns)
    told = {place: vote.order for place, vote in votes.items() if vote.order}
    unsure = {place: vote for place, vote in votes.items() if vote.either and place not in told}
    usual = _usual(set(told.values()), match, part) if unsure else None
    if unsure and usual is None:
        first = next(iter(unsure.values()))
        raise InputError(
            mark("has dates that could begin with the day or with the month: {text}."),
            file=part.name,
            field=first.header,
            text=first.either,
            hint=mark("Say which: --dates day-first or --dates month-first."),
        )
    return _ordered(match, told | {place: usual for place in unsure if usual})


def _ordered(match: Match, orders: dict[Place, Order]) -> Match:
    return replace(match, layout=match.layout.ordered(orders))


def _dates(table: str, name: str) -> bool:
    return TABLES[table].schema.field(name).type == TIME


def _votes(part: Part, match: Match, columns: dict[Place, Column]) -> dict[Place, Votes]:
    """Read the dates until each column has told; most files have told in their first chunk."""
    votes: dict[Place, Votes] = {}
    for chunk in part.chunks(match.header_row, match.layout.headers()):
        for place, column in columns.items():
            _count(place, column, chunk, match.layout, votes)
        if all(vote.order or not vote.either for vote in votes.values()):
            break
    return votes


def _count(
    place: Place, column: Column, chunk: Chunk, layout: Layout, votes: dict[Place, Votes]
) -> None:
    texts, header = written(column, chunk.cells, layout)
    if texts is None or column.formats:
        return
    frame = texts.to_frame("text").with_columns(
        pl.col("text").str.extract(_TWO_NUMBERS, n).cast(pl.Int32).alias(f"{n}") for n in (1, 2)
    )
    first, second = pl.col("1"), pl.col("2")
    either = frame.filter((first <= 12) & (second <= 12) & (first != second))["text"]
    vote = votes.setdefault(place, Votes(header))
    vote.day += frame.filter((first > 12) & (second <= 12)).height
    vote.month += frame.filter((second > 12) & (first <= 12)).height
    vote.either = vote.either or (either[0] if len(either) else "")


def _usual(told: set[Order], match: Match, part: Part) -> Order | None:
    """Say the order of dates that do not tell: of the file's others, its tool or its language."""
    if len(told) == 1:
        return next(iter(told))
    headers = " ".join(map(plain, part.preview[match.header_row]))
    return match.layout.order or ("dmy" if re.search(_DAY_FIRST, headers) else None)
