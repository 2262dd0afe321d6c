"""A draft of the contract: the clauses that the law requires, filled from the deal.

What is missing is said first, in words. A lawyer signs, the program reminds.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from condat.core.words import Words, mark
from condat.create.deals.deal import Deal, Party, Reward
from condat.create.deals.obligations import NOTHING
from condat.create.deals.rules import Text
from condat.create.deals.sayable import Day

GAP = "____________"  # to be filled in by hand
KINDS = {
    "cash": mark("payment"),
    "content": mark("content"),
    "event": mark("invitation"),
    "product": mark("product"),
}
_PARTY = {
    "postal": (mark("our postal address"), mark("their postal address")),
    "email": (mark("our e-mail address"), mark("their e-mail address")),
    "tax_country": (mark("our country of tax residence"), mark("their country of tax residence")),
}


class Clause(BaseModel):
    """A clause in each language."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    heading: Text
    text: Text


@dataclass(frozen=True)
class Draft:
    """A contract to print: ``clauses`` are headings and paragraphs."""

    language: str
    title: str
    warning: str
    missing_title: str
    missing: tuple[str, ...]
    clauses: tuple[tuple[str, tuple[str, ...]], ...]
    signatures: tuple[str, str]
    place: str


@lru_cache
def clauses() -> tuple[Clause, ...]:
    """Return the clauses, in order."""
    text = files("condat.create.deals.rules").joinpath("contract.toml").read_text("utf-8")
    return tuple(Clause.model_validate(one) for one in tomllib.loads(text)["clause"])


def missing(deal: Deal) -> tuple[str, ...]:
    """Return what the law requires in the contract and the deal does not tell: marked sentences.

    Examples
    --------
    >>> ours = Party("Moulin", "1 rue du Pont, Lyon", "bonjour@moulin.example", "France")
    >>> missing(Deal(ours, Party("Ana", email="ana@example.org"), "Workshop"))[:2]
    ('their postal address', 'their country of tax residence')
    """
    return tuple(_missing(deal))


def _missing(deal: Deal) -> Iterator[str]:
    for number, party in enumerate((deal.advertiser, deal.influencer)):
        yield from (told[number] for name, told in _PARTY.items() if not getattr(party, name))
    if not deal.missions and not deal.pieces:
        yield mark("what is to be done")
    if not deal.rewards:
        yield mark("the pay, or that there is none")
    if any(reward.value is None for reward in deal.rewards if reward.kind != NOTHING):
        yield mark("a value for everything that is given")
    if not deal.rights:
        yield mark("rights of use: scope, term, territory, media")
    if deal.ends_on is None:
        yield mark("the day it ends")


def draft(deal: Deal, language: str) -> Draft:
    """Fill the clauses in a language: ``fr``, ``en`` or ``de``.

    Examples
    --------
    >>> draft(Deal(Party("Moulin"), Party("Ana"), "Workshop"), "en").clauses[1][1][0]
    'Promotional objective: Workshop.'
    """
    words = Words(language)
    values = _values(deal, words)
    filled = tuple(
        (
            clause.heading.of(language),
            tuple(clause.text.of(language).format(**values).splitlines()),
        )
        for clause in clauses()
    )
    return Draft(
        language,
        words("Contract of commercial influence"),
        words(
            "Draft, not legal advice: the clauses are those that French law 2023-451 "
            "requires, filled in from the deal; have a lawyer read it."
        ),
        words("Missing before it can be signed"),
        tuple(words(gap) for gap in missing(deal)),
        filled,
        (deal.advertiser.name, deal.influencer.name),
        words("Place, date, signature"),
    )


def _values(deal: Deal, words: Words) -> dict[str, str]:
    cash = [reward for reward in deal.rewards if reward.kind == "cash"]
    kind = [reward for reward in deal.rewards if reward.kind not in ("cash", NOTHING)]
    return {
        **_party("advertiser", deal.advertiser),
        **_party("influencer", deal.influencer),
        "objective": deal.objective.rstrip(". ") or GAP,
        "missions": deal.missions or ("" if deal.pieces else GAP),
        "pieces": _lines(_piece(one.what, one.place, words, one.due_on) for one in deal.pieces),
        "pay": _lines(_reward(one, words) for one in cash) or _none(deal, words),
        "in_kind": _lines(_reward(one, words) for one in kind) or _none(deal, words),
        "rights": deal.rights or GAP,
        "ends_on": words("{day}", day=Day(deal.ends_on)) if deal.ends_on else GAP,
    }


def _party(role: str, party: Party) -> dict[str, str]:
    return {
        role: party.name,
        f"{role}_postal": party.postal or GAP,
        f"{role}_email": party.email or GAP,
        f"{role}_tax": party.tax_country or GAP,
    }


def _piece(what: str, place: str, words: Words, due_on: date | None) -> str:
    when = words("on {day} at the latest", day=Day(due_on)) if due_on else ""
    return "– " + ", ".join(part for part in (what, place, when) if part)


def _reward(reward: Reward, words: Words) -> str:
    value = GAP if reward.value is None else words.money(float(reward.value), reward.currency)
    what = reward.what or words.of(KINDS, reward.kind)
    return words("– {what}: {value}, on {day}", what=what, value=value, day=Day(reward.on))


def _none(deal: Deal, words: Words) -> str:
    return words("– none") if deal.rewards else GAP


def _lines(lines: Iterable[str]) -> str:
    return "\n".join(lines)
