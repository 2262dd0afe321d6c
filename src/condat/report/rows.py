"""A row of the plan in words: what we believe, what to write, with whom, why, what to expect."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from condat.core.places import place_name
from condat.core.settings import Plan as Means
from condat.core.words import Words
from condat.plan.words.alone import gist
from condat.report.reasons import say
from condat.report.titles import piece

Record = Mapping[str, Any]
Told = tuple[str, tuple[str, ...]]  # a label and its lines
WITH_WHOM = ("people.", "role.", "price.")


def told(row: Record, words: Words) -> tuple[Told, ...]:
    """Say all that a row holds but its figures, in the order in which it is acted upon.

    Parameters
    ----------
    row : mapping
        Of the schema ``PLAN``.
    words : Words
        The reader's language.
    """
    reasons = [r for r in row["reasons"] or () if not _figure(r)]
    with_whom = [r for r in reasons if r["code"].startswith(WITH_WHOM)]
    decided = [r for r in reasons if r["code"].startswith("decision.")]
    why = [r for r in reasons if r not in with_whom and r not in decided]
    lines = (
        (words("Decision"), _said(decided, words)),
        (words("What we believe"), hypothesis(row, words)),
        (words("A title"), (row["idea"],) if row["idea"] else ()),
        (words("Questions to answer"), _others(row)),
        (words("Words to use"), _joined(row["words_to_use"], words)),
        (words("Words to avoid"), _joined(row["words_to_avoid"], words)),
        (words("With whom"), _paragraph(with_whom, words)),
        (words("Why"), _paragraph(why, words)),
        (words("Expected"), expected(row, words)),
        (words("Stop rule"), _said(row["stop_rule"], words)),
    )
    return tuple((label, given) for label, given in lines if given)


def _others(row: Record) -> tuple[str, ...]:
    """Return the questions that are not the title already, each once."""
    said = {gist(row["idea"] or ""): ""}
    for text in row["questions"] or ():
        said.setdefault(gist(text), text)
    return tuple(text for text in said.values() if text)


def weighed(row: Record, words: Words) -> tuple[str, ...]:
    """Say how the value of a row is made up, part by part."""
    return _said([r for r in row["reasons"] or () if _figure(r)], words)


def _figure(reason: Record) -> bool:
    return str(reason["code"]).startswith("value.")


def _said(reasons: Iterable[Record] | None, words: Words) -> tuple[str, ...]:
    return tuple(say(reason, words) for reason in reasons or ())


def _paragraph(reasons: Iterable[Record], words: Words) -> tuple[str, ...]:
    lines = " ".join(_said(reasons, words))
    return (lines,) if lines else ()


def _joined(texts: list[str] | None, words: Words) -> tuple[str, ...]:
    return (words.listed(texts),) if texts else ()


def hypothesis(row: Record, words: Words) -> tuple[str, ...]:
    """Say what the row bets on, and by what we will know."""
    who = words.quote(row["persona"]) if row["persona"] else words("our readers")
    what = words.quote(row["message"]) if row["message"] else words.quote(row["keyword"])
    sentence = (
        words(
            "We believe that this piece will make {persona} remember: {message}",
            persona=who,
            message=what,
        )
        if row["message"]
        else words(
            "We believe that {persona} want to read about {keyword}.", persona=who, keyword=what
        )
    )
    return (" ".join([sentence, *_said(row["know"], words)]),)


def expected(row: Record, words: Words) -> tuple[str, ...]:
    """Say the expected effect with its interval and where it comes from, or what it takes."""
    if row["effect"] is None:
        return (" ".join([words("Cannot know yet."), *_said(row["needs"], words)]),)
    sentence = words(
        "{effect} times what is usual there (90% sure: between {low} and {high} times).",
        effect=words.decimal(row["effect"]),
        low=words.decimal(row["effect_low"]),
        high=words.decimal(row["effect_high"]),
    )
    lines = [_leaning(row, words), sentence]
    if row["effect_parts"]:
        parts = words.apart(_said(row["effect_parts"], words))
        lines.append(words("Made of: {parts}.", parts=parts))
    return (" ".join(lines),)


def _leaning(row: Record, words: Words) -> str:
    if row["effect_low"] > 1:
        return words("Better than usual.")
    if row["effect_high"] < 1:
        return words("Weaker than usual.")
    return words("About as usual, for all that is known.")


def where_and_when(row: Record, words: Words, means: Means) -> str:
    """Say the moment in the team's time, the place, for whom and at what price."""
    parts = [_moment(row["moment"], words, means)] if row["moment"] else []
    parts += [_place(row, words)] if row["place"] else []
    parts += [words("for: {persona}", persona=row["persona"])] if row["persona"] else []
    parts += [words.money(row["cost"], means.currency)] if row["cost"] else []
    return " · ".join(parts)


def _moment(moment: datetime, words: Words, means: Means) -> str:
    return words.moment(moment.astimezone(ZoneInfo(means.time_zone)))


def _place(row: Record, words: Words) -> str:
    if row["form"] == "guest post" and row["person"]:
        return words(
            "with {person} ({place})", person=row["person"], place=place_name(row["place"])
        )
    return place_name(row["place"])


def heading(row: Record, words: Words) -> str:
    """Return the number and name of a row; a dismissed one has no number."""
    title = piece(row, words)
    return f"{row['position']}. {title}" if row["position"] else title
