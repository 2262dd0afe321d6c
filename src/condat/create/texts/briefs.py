"""A brief written from the evidence: what to say, in whose words, with which posts behind it.

A brief starts from what is wanted: a row of the plan, or as much of one as somebody wrote by hand.
What the row does not say is taken from the tables: words of the keyword's topic, questions that
hold it, posts that over-performed. What no table tells stays empty: it cannot be known yet.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from pydantic import TypeAdapter

from condat.create.texts.examples import Example, Span, examples, span
from condat.create.texts.readability import ease
from condat.create.texts.terms import Asked, Word, asked, careful, term_of, useful

Reason = dict[str, Any]  # a code and its values
SOURCES = 8
EASED = 40  # posts whose ease of reading is usual


@dataclass(frozen=True)
class Passage:
    """A passage to read before deciding, and why."""

    post: str
    text: str
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True)
class Brief:
    """What a writer needs to know, each part with the URIs of the posts behind it.

    ``careful`` are words of the whole watch that are ambiguous or jargon, ``avoid`` those that the
    row warns of. ``length`` and ``ease`` span the middle half of what over-performed; None: cannot
    be known yet. ``effect`` is expected over the usual result, with its 90% interval.
    """

    language: str
    keyword: str
    idea: str = ""
    form: str = ""
    message: str = ""
    persona: str = ""
    use: tuple[Word, ...] = ()
    avoid: tuple[Word, ...] = ()
    careful: tuple[Word, ...] = ()
    questions: tuple[Asked, ...] = ()
    sources: tuple[str, ...] = ()
    examples: tuple[Example, ...] = ()
    length: Span | None = None
    ease: Span | None = None
    person: str = ""
    role: str = ""
    why: tuple[Reason, ...] = ()
    passages: tuple[Passage, ...] = ()
    effect: tuple[float, float, float] | None = None
    know: tuple[Reason, ...] = ()
    needs: tuple[Reason, ...] = ()
    stop: tuple[Reason, ...] = ()

    @classmethod
    def kept(cls, values: Mapping[str, Any]) -> Brief:
        """Read a brief from its plain values."""
        return _BRIEF.validate_python(values)

    @property
    def plain(self) -> dict[str, Any]:
        """The brief as plain values."""
        values: dict[str, Any] = _BRIEF.dump_python(self, mode="json")
        return values

    @property
    def posts(self) -> tuple[str, ...]:
        """The URIs of every post that the brief opens onto, each once."""
        found = [*self.sources, *(one.post for one in self.examples)]
        found += [one.post for one in self.passages]
        for told in (self.use, self.avoid, self.careful, self.questions):
            found += [uri for one in told for uri in one.posts]
        return tuple(dict.fromkeys(found))


_BRIEF = TypeAdapter(Brief)


def brief(
    wanted: Mapping[str, Any], tables: Mapping[str, pa.Table], posts: pa.Table, *, language: str
) -> Brief:
    """Write the brief of a piece.

    Parameters
    ----------
    wanted : mapping
        A row of the plan, or some of its fields: ``keyword`` at least.
    tables : mapping
        ``keywords``, ``questions``, ``checks``, ``readings``, ``performance``, ``post_terms``,
        ``topic_terms``, ``shortlist``.
    posts : pyarrow.Table
        ``uri`` and ``source`` of the posts in scope.
    language : str
        Of the piece, where the keyword's is not known.

    Examples
    --------
    >>> from condat.plan.tables import TABLES
    >>> empty = {name: schema.empty_table() for name, schema in TABLES.items()}
    >>> none = pa.table({"uri": pa.array([], pa.string()), "source": pa.array([], pa.string())})
    >>> wanted = {"keyword": "levain", "words_to_use": ["farine"]}
    >>> made = brief(wanted, empty, none, language="fr")
    >>> [word.text for word in made.use], made.length
    (['levain', 'farine'], None)
    """
    texts: dict[str, Any] = {name: wanted.get(name) or "" for name in TEXTS}
    told: dict[str, Any] = {name: tuple(wanted.get(row) or ()) for name, row in TOLD.items()}
    term, spoken, held = term_of(wanted["keyword"], tables["keywords"], language)
    about = _about(term, tables["post_terms"])
    reasons = [r for r in wanted.get("reasons") or () if r["code"].startswith(WITH_WHOM)]
    return Brief(
        language=spoken,
        keyword=wanted["keyword"],
        **texts,
        use=useful(wanted, term, spoken, tables),
        avoid=careful(wanted.get("words_to_avoid") or (), tables["checks"]),
        careful=careful(None, tables["checks"]),
        questions=asked(wanted.get("questions") or (), term, spoken, tables),
        sources=tuple(dict.fromkeys([*(wanted.get("evidence") or ()), *held]))[:SOURCES],
        examples=examples(about, tables),
        length=span(wanted.get("place") or "", tables, posts),
        why=tuple(reasons),
        passages=_passages(wanted.get("person_uri"), tables["shortlist"]),
        effect=_effect(wanted),
        **told,
    )


WITH_WHOM = ("people.", "role.", "price.")
TEXTS: tuple[str, ...] = ("idea", "form", "message", "persona", "person", "role")
TOLD = {"know": "know", "needs": "needs", "stop": "stop_rule"}


def _about(term: str, uses: pa.Table) -> pa.Array:
    """Return the URIs of the posts that hold a term."""
    found = uses.filter(pc.equal(uses["term"].cast(pa.string()), term))
    return pc.unique(found["post_uri"].cast(pa.string()))


def _passages(person: str | None, shortlist: pa.Table) -> tuple[Passage, ...]:
    """Return what to read of a person before they are asked."""
    rows = shortlist.filter(pc.equal(shortlist["person_uri"], person or "")).to_pylist()
    told = [one for row in rows[:1] for one in row["passages"] or ()]
    return tuple(Passage(p["post_uri"], p["text"], tuple(p["reasons"] or ())) for p in told)


def _effect(wanted: Mapping[str, Any]) -> tuple[float, float, float] | None:
    if wanted.get("effect") is None:
        return None
    return wanted["effect"], wanted["effect_low"], wanted["effect_high"]


def eased(made: Brief, texts: Sequence[str]) -> Brief:
    """Add how easy to read what over-performed is: the middle half of some texts.

    Examples
    --------
    >>> eased(Brief("en", "starter"), ["Feed it."] * 8).ease
    Span(low=120.2, high=120.2, posts=8)
    """
    known = [found for text in texts if (found := ease(text, made.language)) is not None]
    return replace(made, ease=Span.of(known[:EASED]))


def wanted_by_hand(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a piece that was added by hand wants, as a row of the plan says it.

    Examples
    --------
    >>> wanted_by_hand({"title": "Feed it", "keyword": "", "kind": "article"})
    {'keyword': 'Feed it', 'form': 'article'}
    """
    told = {name: values[name] for name in ("message", "persona", "place") if values.get(name)}
    return {"keyword": values["keyword"] or values["title"], "form": values["kind"], **told}
