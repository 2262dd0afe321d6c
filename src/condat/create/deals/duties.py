"""What a deal obliges to, rule by rule, and whether it is done: computed, never typed in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from condat.core.words import Said, mark
from condat.create.deals.contract import missing
from condat.create.deals.deal import Deal
from condat.create.deals.obligations import Sum
from condat.create.deals.rules import (
    Clauses,
    Disclosure,
    Evidence,
    Images,
    Question,
    Rule,
    Threshold,
    rules,
)
from condat.create.deals.sayable import Day, Money

STATES = {
    "done": mark("Done"),
    "todo": mark("To do"),
    "ask": mark("To confirm"),
    "unknown": mark("Cannot be told yet"),
    "know": mark("Good to know"),
}
_TOLD = {
    "signed": mark("Signed on {date}."),
    "reached": mark(
        "{total}: from {threshold} on, a written contract is required before going on."
    ),
    "below": mark("{total} of {threshold}: {left} can still be given without a written contract."),
    "others": mark("Not added, in another currency: {amounts}."),
    "unvalued": mark("Not added, without a value yet: {count}."),
    "missing": mark("Missing for the contract: {what}."),
    "complete": mark("Everything that the contract needs is known."),
    "confirmed": mark("Confirmed by {name}."),
    "confirm": mark("Someone must read this and confirm it."),
    "stated": mark("Stated on {date} that nothing was given; kept with the deal."),
    "state": mark("Nothing was given: state it, so that there is dated evidence."),
    "given": mark("Something was given: it is disclosed, there is nothing to prove."),
    "write": mark("For this audience, the disclosure reads: {words}."),
    "images": mark("One of the pieces has such images; the notice reads: {words}."),
}


@dataclass(frozen=True)
class Duty:
    """One rule, where the deal stands under it, and why."""

    rule: Rule
    state: str
    told: tuple[Said, ...]


def duties(deal: Deal, stands: Sum | None) -> tuple[Duty, ...]:
    """Say what a deal obliges to, in the order of the rules.

    Parameters
    ----------
    deal : Deal
        What was agreed.
    stands : Sum or None
        Where its influencer, advertiser, year and objective stand; None when nothing was given.

    Returns
    -------
    tuple of Duty
        Of the publics addressed.

    Examples
    --------
    >>> from condat.create.deals.deal import Party
    >>> deal = Deal(Party("Moulin"), Party("Ana"), "Workshop", publics=("DE",))
    >>> [(duty.rule.id, duty.state) for duty in duties(deal, None)]
    [('de-evidence', 'todo'), ('de-disclosure', 'know')]
    """
    mine = (rule for rule in rules() if rule.jurisdiction in deal.publics)
    return tuple(duty for rule in mine for duty in _duty(rule, deal, stands))


def _duty(rule: Rule, deal: Deal, stands: Sum | None) -> Iterator[Duty]:
    match rule:
        case Threshold():
            yield _threshold(rule, deal, stands)
        case Clauses():
            yield from _clauses(rule, deal, stands)
        case Question():
            yield _question(rule, deal)
        case Evidence():
            yield _evidence(rule, deal)
        case Disclosure():
            words = [word.capitalize() for word in rule.words[:2]]
            yield Duty(rule, "know", (_say("write", words=words),))
        case Images() if any(piece.images == rule.images for piece in deal.pieces):
            yield Duty(rule, "todo", (_say("images", words=[rule.words[0].capitalize()]),))


def _threshold(rule: Threshold, deal: Deal, stands: Sum | None) -> Duty:
    if deal.signed_on:
        return Duty(rule, "done", (_say("signed", date=Day(deal.signed_on)),))
    if stands is None:
        stands_at = Money(0, rule.currency)
        left = Money(float(rule.amount), rule.currency)
        told = _say("below", total=stands_at, threshold=left, left=left)
        return Duty(rule, "know", (told,))
    amounts = {
        "total": Money(float(stands.total), rule.currency),
        "threshold": Money(float(rule.amount), rule.currency),
        "left": Money(float(stands.left), rule.currency),
    }
    code = "reached" if stands.reached else "below"
    told = _say(code, **amounts)
    state = "todo" if stands.reached else "know" if stands.certain else "unknown"
    return Duty(rule, state, (told, *_apart(stands)))


def _apart(stands: Sum) -> Iterator[Said]:
    """Say what is not in the total."""
    if stands.others:
        amounts = [Money(float(value), currency) for currency, value in stands.others.items()]
        yield _say("others", amounts=amounts)
    if stands.unvalued:
        yield _say("unvalued", count=stands.unvalued)


def _clauses(rule: Clauses, deal: Deal, stands: Sum | None) -> Iterator[Duty]:
    if stands is None or not stands.reached:
        return
    lacking = [Said(gap) for gap in missing(deal)]
    told = _say("missing", what=lacking) if lacking else _say("complete")
    yield Duty(rule, "todo" if lacking else "done", (told,))


def _question(rule: Question, deal: Deal) -> Duty:
    if deal.confirmed:
        return Duty(rule, "done", (_say("confirmed", name=deal.confirmed),))
    return Duty(rule, "ask", (_say("confirm"),))


def _evidence(rule: Evidence, deal: Deal) -> Duty:
    if not deal.unpaid:
        return Duty(rule, "done", (_say("given"),))
    if deal.stated_at:
        return Duty(rule, "done", (_say("stated", date=deal.stated_at),))
    return Duty(rule, "todo", (_say("state"),))


def _say(code: str, **values: object) -> Said:
    return Said(_TOLD[code], values)
