"""What limits a plan, in words: the team's means, decisions that conflict, what is not carried."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, time
from typing import Any

from condat.core.places import place_told
from condat.core.settings import Plan as Means
from condat.core.words import Words, mark
from condat.distribute.ceilings import Ceiling
from condat.distribute.decisions import Decision
from condat.distribute.limits.conflicts import Conflict
from condat.distribute.planned import Measures, Missed
from condat.report.titles import FORMS, piece

MEANS = {
    "rows": mark("Rows of the plan"),
    "pieces_per_week": mark("Pieces a week, all places together"),
    "per_place_per_week": mark("Pieces a week in one place"),
    "partners_per_cycle": mark("Partners"),
    "budget": mark("Budget"),
}
WEEKLY = ("pieces_per_week", "per_place_per_week")  # told over all weeks of a cycle
_BRINGS = mark("{gained} ({titles}); {worth}")
MISSED = {
    "uncovered.far": mark(
        "No row carries “{name}”: no keyword of the conversation comes near it. "
        "Say it in the audience’s words, or listen where they speak of it."
    ),
    "uncovered.language": mark(
        "No row is for “{name}”: no keyword was found in what they read ({values}). "
        "Listen to places where they write."
    ),
    "uncovered.room": mark("No row carries “{name}”: the means were worth more elsewhere."),
}
CONFLICTS = {
    "rows": mark("{taken} decided rows, where {most} are asked for"),
    "budget": mark("Decided rows cost {taken}, the budget is {most}"),
    "partners": mark("Decided rows are with {taken} partners, where {most} are planned"),
    "person": mark("{name} is in {taken} decided rows, one a cycle is planned"),
    "week": mark("{taken} pieces in the week of {since}, where {most} are planned"),
    "place": mark("{taken} pieces on {name} in the week of {since}, where {most} are planned"),
    "day": mark("{taken} pieces on {name} on {since}, where {most} is planned"),
}


def summary(measures: Measures, rows: int, words: Words, means: Means) -> str:
    """Say whether the plan is as long as was asked, and what keeps it shorter.

    Parameters
    ----------
    rows : int
        Rows of the plan.
    """
    if rows >= means.rows:
        return words("The plan has all {count} rows you asked for.", count=means.rows)
    asked = words("Rows: {rows}; you asked for up to {asked}.", rows=rows, asked=means.rows)
    binding = [c for c in measures.ceilings if c.binds and c.rows > 0]
    best = max(binding, key=lambda c: (c.rows, c.gain), default=None) or _full(measures)
    if best is None:
        none = words("Nothing else in the conversation fits what you want to say.")
        return f"{asked} {none}"
    limit = words("What limits it: {means}.", means=words.quote(words.of(MEANS, best.name)))
    return f"{asked} {limit}"


def _full(measures: Measures) -> Ceiling | None:
    """Return a means that is used up, where it could not be told what more would bring."""
    unsure = (one for one in measures.ceilings if not one.sure and one.used >= one.most)
    return next(unsure, None)


def planned(measures: Measures, words: Words) -> Iterator[str]:
    """Say what the calendar takes of the cycle."""
    if measures.calendar:
        titles = words.listed(words.quote(claim.title) for claim in measures.calendar)
        yield words.plural(
            "The calendar takes {count} place: {titles}.",
            "The calendar takes {count} places: {titles}.",
            len(measures.calendar),
            titles=titles,
        )


def used(ceiling: Ceiling, words: Words, means: Means) -> str:
    """Say how far one of the means is used."""
    shown = _amount(ceiling.name, words, means)
    whole = ceiling.name in WEEKLY
    told = mark("{used} of {most} over the cycle") if whole else mark("{used} of {most}")
    return words(told, used=shown(ceiling.used), most=shown(ceiling.most))


def left(ceiling: Ceiling, words: Words, means: Means) -> str:
    """Say how much of one of the means is left."""
    return _amount(ceiling.name, words, means)(ceiling.most - ceiling.used)


def more(ceiling: Ceiling, words: Words, means: Means) -> str:
    """Say what one more of a means would bring.

    Examples
    --------
    >>> new = (("rye", "article"), ("oat", "video"))
    >>> more(Ceiling("rows", 8, 8, 1.0, 1, 0.2, new), Words("en"), Means()).split("; ")[0]
    '1 more row (Article: “rye”, Video: “oat”, some in place of others)'
    """
    if not ceiling.sure:
        return words("cannot know yet")
    if not ceiling.binds:
        return words("would bring nothing")
    titles = words.listed(words(FORMS[f], keyword=k) for k, f in ceiling.brings)
    worth = words("the plan would be worth {share} more", share=words.percent(ceiling.gain))
    gained = (
        words.plural("{count} more row", "{count} more rows", ceiling.rows)
        if ceiling.rows > 0
        else words("another choice")
    )
    if ceiling.name == "budget":
        extra = words.money(round(ceiling.more), means.currency)
        gained = words("with {money} more: {gained}", money=extra, gained=gained)
    swaps = 0 < ceiling.rows < len(ceiling.brings)
    told = mark("{gained} ({titles}, some in place of others); {worth}") if swaps else _BRINGS
    return words(told, gained=gained, titles=titles, worth=worth)


def _amount(name: str, words: Words, means: Means) -> Callable[[float], str]:
    if name == "budget":
        return lambda value: words.money(value, means.currency)
    return lambda value: words.number(value, 0)


def missed(one: Missed, words: Words) -> str:
    """Say why no row carries a message or is for a persona."""
    values = words.listed(words.language_name(code) for code in one.values)
    return words(MISSED[one.code], name=one.name, values=values)


def distant(rows: Sequence[Mapping[str, Any]], words: Words) -> Iterator[str]:
    """Say so where half of the rows or more are far from what they should leave behind."""
    far = sum(any(r["code"] == "message.far" for r in row["reasons"]) for row in rows)
    if 2 * far >= max(len(rows), 1):
        yield words(
            "This conversation is about something other than what you want to say: {far} of {rows} "
            "rows are far from their message. Listen where people talk about your subjects, or put "
            "your messages in the audience’s words.",
            far=far,
            rows=len(rows),
        )


def conflict(
    one: Conflict, rows: Mapping[str, Mapping[str, Any]], words: Words, means: Means
) -> str:
    """Name a limit that decisions go over, and the decisions."""
    shown = _amount(one.limit, words, means)
    since = words.date(datetime.combine(one.since, time())) if one.since else ""
    told = words(
        CONFLICTS[one.limit],
        taken=shown(one.taken),
        most=shown(one.most),
        name=place_told(one.name, words) if one.limit in ("place", "day") else one.name,
        since=since,
    )
    named = words.listed(piece(rows[row], words) for row in one.rows if row in rows)
    entries = words.plural(
        "{count} entry of the calendar", "{count} entries of the calendar", one.planned
    )
    both = words.listed([named, entries]) if one.planned else named
    ask = words("They stay as you decided; undo or change one of them: {rows}.", rows=both)
    return words("{label}: {text}", label=told, text=ask)


def dismissed(decision: Decision, words: Words) -> str:
    """Say what was dismissed, by whom and why."""
    return words(
        "{title}: dismissed by {by} on {date}. {why}",
        title=_out(decision, words),
        by=decision.by,
        date=words.date(decision.at),
        why=decision.why,
    )


def _out(decision: Decision, words: Words) -> str:
    proposal = decision.proposal
    if decision.scope == "keyword":
        return words("All on “{keyword}”", keyword=proposal.keyword)
    if decision.scope == "person" and proposal.person:
        return words("All with {person}", person=proposal.person)
    return piece(proposal.model_dump(), words)
