"""Sentences, numbers and dates as a reader of French, English or German writes them.

English sentences stand in the code and are the keys of ``locale/*.po``. Placeholders are named:
``words("{count} posts", count=1234)`` gives "1 234 posts" to a French reader. Pure code does not
know the reader: it returns a :class:`Said`, or raises an error that holds a sentence with its
values, and the door puts it in words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from importlib.resources import files
from typing import Protocol, runtime_checkable

from babel import Locale
from babel.dates import format_date, format_datetime, format_skeleton, get_day_names
from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from babel.numbers import format_currency, format_decimal, format_percent

LANGUAGES = ("fr", "en", "de")
Day = date  # a moment is one, too


def mark(sentence: str) -> str:
    """Mark a sentence that stands in a table of constants, so that it is translated.

    Examples
    --------
    >>> mark("Keep")
    'Keep'
    """
    return sentence


@runtime_checkable
class Sayable(Protocol):
    """What can be said in any language: a :class:`Said`, an error."""

    def said(self, words: Words) -> str:
        """Say it in a reader's language."""


@dataclass(frozen=True)
class Said:
    """A marked sentence and its values, not yet in anybody's language.

    Examples
    --------
    >>> str(Said(mark("Rows: {count}"), {"count": 1234}))
    'Rows: 1,234'
    """

    sentence: str
    values: Mapping[str, object] = field(default_factory=dict)

    def said(self, words: Words) -> str:
        """Say it in a reader's language."""
        return words(self.sentence, **self.values)

    def __str__(self) -> str:
        return self.said(ENGLISH)


class Words:
    r"""One reader's language.

    Examples
    --------
    >>> words = Words("fr")
    >>> words.number(1234.5)
    '1\u202f234,5'
    >>> words.date(datetime(2026, 11, 22)), words.date(datetime(2026, 11, 1))
    ('22 nov. 2026', '1er nov. 2026')
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self._catalogue = _catalogue(language)

    def __call__(self, sentence: str, /, **values: object) -> str:
        """Say an English sentence in this language, with its values filled in."""
        told = self._catalogue.get(sentence, sentence)
        if not values:
            return told
        shown = {name: self._shown(value) for name, value in values.items()}
        for name in QUOTED.findall(told):
            shown[name] = self._within(shown[name])
        return told.format(**shown)

    def of(self, sentences: Mapping[str, str], code: str) -> str:
        """Say the sentence that a code stands for in a table of marked sentences."""
        return self(sentences[code])

    def plural(self, one: str, many: str, count: int, **values: object) -> str:
        """Say ``one`` or ``many`` after the count, by this language's rule (French: 0 and 1)."""
        single = count < 2 if self.language == "fr" else count == 1
        return self(one if single else many, count=count, **values)

    def quote(self, text: str) -> str:
        """Put a text between this language's quotation marks; those in it become the inner ones.

        Examples
        --------
        >>> Words("de").quote("Sag „nein“")
        '„Sag ‚nein‘“'
        """
        opening, closing = _QUOTES[self.language]
        return f"{opening}{self._within(text)}{closing}"

    def listed(self, values: Iterable[object]) -> str:
        """Join values with commas."""
        return ", ".join(map(self._shown, values))

    def apart(self, values: Iterable[str]) -> str:
        r"""Join parts that may hold commas with semicolons.

        Examples
        --------
        >>> Words("fr").apart(["19 h × 1,2", "mardi × 0,9"])
        '19 h × 1,2\xa0; mardi × 0,9'
        """
        return ("\u00a0; " if self.language == "fr" else "; ").join(values)

    def language_name(self, code: str) -> str:
        """Name a language; an unknown code stays as it is."""
        return Locale(self.language).languages.get(code, code)

    def number(self, value: float, digits: int = 1) -> str:
        """Write a number with at most so many decimals.

        Examples
        --------
        >>> Words("fr").number(-2.84)
        '−2,8'
        """
        return format_decimal(round(value, digits), locale=self.language).replace("-", MINUS)

    def decimal(self, value: float, digits: int = 2) -> str:
        """Write a number with exactly so many decimals, for a column of them.

        Examples
        --------
        >>> Words("de").decimal(4.7), Words("de").decimal(1012.5, 1)
        ('4,70', '1.012,5')
        """
        pattern = f"#,##0{'.' * bool(digits)}{'0' * digits}"
        told = format_decimal(round(value, digits), pattern, locale=self.language)
        return told.replace("-", MINUS)

    def rough(self, value: float) -> str:
        """Write a number with the fewer decimals, the larger it is.

        Examples
        --------
        >>> [Words("de").rough(value) for value in (1012.5, 44.71, 0.083)]
        ['1.012', '44,7', '0,08']
        """
        return self.decimal(value, 0 if value >= 100 else 1 if value >= 1 else 2)

    def percent(self, share: float) -> str:
        """Write a share from 0 to 1 as a percentage without decimals."""
        return format_percent(round(share, 2), locale=self.language)

    def money(self, value: float, currency: str) -> str:
        """Write an amount; cents only where there are some."""
        pattern = str(Locale(self.language).currency_formats["standard"].pattern)
        if value == int(value):
            pattern = pattern.replace(".00", "")
        return format_currency(
            value, currency, pattern, locale=self.language, currency_digits=False
        )

    def date(self, moment: Day) -> str:
        """Write a day."""
        first = self.language == "fr" and moment.day == 1
        return format_date(moment, "d'er' MMM y" if first else "medium", locale=self.language)

    def day(self, moment: Day) -> str:
        """Write a day without its year.

        Examples
        --------
        >>> [Words(language).day(datetime(2026, 11, 22)) for language in LANGUAGES]
        ['22 nov.', 'Nov 22', '22. Nov.']
        """
        first = self.language == "fr" and moment.day == 1
        if first:
            return format_date(moment, "d'er' MMM", locale=self.language)
        return format_skeleton("MMMd", moment, locale=self.language)

    def month(self, day: Day) -> str:
        """Name the month of a day, and its year.

        Examples
        --------
        >>> [Words(language).month(date(2026, 11, 22)) for language in LANGUAGES]
        ['novembre 2026', 'November 2026', 'November 2026']
        """
        return format_skeleton("yMMMM", day, locale=self.language)

    def weekday(self, number: int) -> str:
        """Name a day of the week; Monday is 0."""
        return str(get_day_names("wide", locale=self.language)[number])

    def moment(self, moment: datetime) -> str:
        """Write a weekday, a day and an hour."""
        minutes = "\u00a0mm" if moment.minute else ""
        day = "d'er'" if moment.day == 1 else "d"
        pattern = {
            "fr": f"EEEE {day} MMMM 'à' H\u00a0'h'{minutes}",
            "de": "EEEE, d. MMMM, H:mm\u00a0'Uhr'",
        }
        chosen = pattern.get(self.language, "EEEE, MMMM d, HH:mm")
        return format_datetime(moment, chosen, locale=self.language)

    def ordinal(self, rank: int) -> str:
        """Write a rank: 1er, 1st, 1."""
        if self.language == "fr":
            return f"{rank}er" if rank == 1 else f"{rank}e"
        if self.language == "de":
            return f"{rank}."
        ending = "th" if rank % 100 in (11, 12, 13) else _ENDINGS.get(rank % 10, "th")
        return f"{rank}{ending}"

    def _within(self, text: str) -> str:
        marks, inner = _INNER[self.language]
        return marks.sub(inner, text)

    def _shown(self, value: object) -> str:
        if isinstance(value, Sayable):
            return value.said(self)
        if isinstance(value, list | tuple):
            return self.listed(value)
        if isinstance(value, datetime):
            return self.date(value)
        if isinstance(value, bool) or not isinstance(value, int | float):
            return str(value)
        return self.number(value)


MINUS = "\N{MINUS SIGN}"  # a hyphen joins words
_QUOTES: Mapping[str, tuple[str, str]] = {
    "fr": ("«\u00a0", "\u00a0»"),
    "en": ("“", "”"),
    "de": ("„", "“"),
}
_INNER: Mapping[str, tuple[re.Pattern[str], str]] = {  # the outer marks, and what they become
    "fr": (re.compile(r"«\s*([^«»]*?)\s*»"), r"“\1”"),
    "en": (re.compile(r"“([^“”]*)”"), r"‘\1’"),
    "de": (re.compile(r"„([^„“]*)“"), r"‚\1‘"),
}
QUOTED = re.compile(r"[«“„]\s?\{(\w+)\}")  # a value between quotation marks of its sentence
_ENDINGS: Mapping[int, str] = {1: "st", 2: "nd", 3: "rd"}


@lru_cache
def _catalogue(language: str) -> Mapping[str, str]:
    if language == "en":
        return {}
    with files("condat").joinpath("locale", f"{language}.po").open("rb") as file:
        told = read_po(file, locale=language)
    return {said: text for m in told if m.id for said, text in _forms(m) if text}


def _forms(message: Message) -> Iterator[tuple[str, str]]:
    if message.pluralizable:
        return zip(message.id, message.string, strict=True)
    return iter([(message.id, message.string)])


ENGLISH = Words("en")
