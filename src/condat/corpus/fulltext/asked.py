"""What is looked for, as a question to the index."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from tantivy import FieldType, Occur, Query

from condat.corpus.fulltext.entries import STEMS, analyzers, schema

_PHRASE = re.compile(r'(-?)"([^"]*)"|(-?)(\S+)')


@dataclass(frozen=True)
class Asked:
    """What is looked for.

    Parameters
    ----------
    words : str
        All have to stand in a post; "between quotation marks" in this order, after a minus not.
    names : str
        Words of an author's name.
    where : sequence of mappings
        Each has to hold: one of its fields has one of its values.
    where_not : mapping
        None of these fields may have one of these values.
    since, until : datetime, optional
        The first moment, and the one after the last; posts without a date are then left out.
    """

    words: str = ""
    names: str = ""
    where: Sequence[Mapping[str, Sequence[str]]] = ()
    where_not: Mapping[str, Sequence[str]] = field(default_factory=dict)
    since: datetime | None = None
    until: datetime | None = None
    known_by: datetime | None = None  # leaves out what was published later; what has no date stays


def query(asked: Asked) -> Query:
    """Ask for all that is looked for at once."""
    must = [typed(asked.words), _all("names", asked.names)]
    must += [_any(values) for values in asked.where]
    if asked.since or asked.until:
        must.append(_between(asked.since, asked.until))
    parts = [(Occur.Must, each) for each in must]
    parts += [(Occur.MustNot, _any(asked.where_not))] if asked.where_not else []
    parts += [(Occur.MustNot, _later(asked.known_by))] if asked.known_by else []
    return Query.boolean_query(parts)


def typed(text: str) -> Query:
    """Read what a person typed: each word or quoted phrase has to be there, after a minus not."""
    parts = [(Occur.Must, Query.all_query())]
    wanted = False
    for no_phrase, phrase, no_word, word in _PHRASE.findall(text):
        there = _all("words", phrase, together=True) if phrase else _any_form(word)
        without = bool(no_phrase or no_word)
        wanted |= not without
        parts.append((Occur.MustNot if without else Occur.Must, there))
    return Query.boolean_query(parts[1:] if wanted else parts)


def _any_form(word: str) -> Query:
    """Find what a person types as one word ("l'eau" is two), as it stands or by its stem."""
    parts = analyzers()["words"].analyze(word)
    if len(parts) != 1:
        return _all("words", word, together=True)
    forms = [("words", parts[0])]
    forms += [(name, stem) for name in STEMS for stem in analyzers()[name].analyze(word)]
    return _should(Query.term_query(schema(), name, form) for name, form in forms)


def _all(name: str, text: str, *, together: bool = False) -> Query:
    words: list[str | tuple[int, str]] = [*analyzers()["words"].analyze(text)]
    if together and len(words) > 1:
        return Query.phrase_query(schema(), name, words)
    terms = [(Occur.Must, Query.term_query(schema(), name, word)) for word in words]
    return Query.boolean_query(terms) if terms else Query.all_query()


def _any(values: Mapping[str, Sequence[str]]) -> Query:
    terms = ((name, value) for name, some in values.items() for value in some)
    return _should(Query.term_query(schema(), name, value) for name, value in terms)


def _should(queries: Iterable[Query]) -> Query:
    return Query.boolean_query([(Occur.Should, query) for query in queries])


def _between(since: datetime | None, until: datetime | None) -> Query:
    return Query.range_query(
        schema(), "published", FieldType.Date, since, until, include_upper=until is None
    )


def _later(moment: datetime) -> Query:
    return Query.range_query(
        schema(), "published", FieldType.Date, moment, None, include_lower=False
    )
