"""What a deal obliges to, and its contract: what is missing comes first, in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from condat.core.words import LANGUAGES, Words
from condat.create.deals.contract import GAP, draft, missing
from condat.create.deals.deal import Deal, Party, Piece, Reward
from condat.create.deals.duties import duties
from condat.create.deals.obligations import Given, sums
from condat.create.deals.rules import rules

OURS = Party("Moulin SARL", "1 rue du Pont, 69001 Lyon", "bonjour@moulin.example", "France")
ANA = Party("Ana Roux", "2 rue du Four, 75011 Paris", "ana@example.org", "France")
FULL = Deal(
    advertiser=OURS,
    influencer=ANA,
    objective="Atelier du printemps",
    missions="Un article et deux stories",
    pieces=(Piece("Article", "Blog d’Ana", date(2026, 4, 1)),),
    rewards=(Reward("cash", "Article", Decimal(800), "EUR", date(2026, 3, 1)),),
    rights="Reprise sur notre site, un an, monde, web",
    ends_on=date(2026, 12, 31),
)


def states(deal: Deal, total: str = "800") -> dict[str, str]:
    given = Given("ana", "Moulin", deal.objective, date(2026, 3, 1), "cash", Decimal(total))
    [stands] = sums([given]).values()
    return {duty.rule.id: duty.state for duty in duties(deal, stands)}


def test_below_the_threshold_the_contract_is_not_asked_for() -> None:
    assert states(FULL) == {
        "fr-written-contract": "know",
        "fr-forbidden": "ask",
        "fr-disclosure": "know",
    }


def test_at_the_threshold_the_contract_and_its_clauses_are() -> None:
    found = states(replace(FULL, ends_on=None), "1000")
    assert (found["fr-written-contract"], found["fr-clauses"]) == ("todo", "todo")
    assert states(FULL, "1000")["fr-clauses"] == "done"
    signed = replace(FULL, signed_on=date(2026, 3, 2))
    assert states(signed, "1000")["fr-written-contract"] == "done"


def test_altered_images_and_confirmation() -> None:
    altered = replace(FULL, pieces=(Piece("Photo", images="altered"),), confirmed="Claire")
    found = states(altered)
    assert (found["fr-images-altered"], found["fr-forbidden"]) == ("todo", "done")
    assert "fr-images-virtual" not in found


@pytest.mark.parametrize(
    ("rewards", "stated", "state"),
    [
        ((), None, "todo"),
        ((Reward("none", "", None, "EUR", date(2026, 3, 1)),), None, "todo"),
        ((), datetime(2026, 3, 1, tzinfo=UTC), "done"),
        (FULL.rewards, None, "done"),
    ],
)
def test_evidence_that_nothing_was_given(
    rewards: tuple[Reward, ...], stated: datetime | None, state: str
) -> None:
    deal = replace(FULL, publics=("DE",), rewards=rewards, stated_at=stated)
    assert {duty.rule.id: duty.state for duty in duties(deal, None)}["de-evidence"] == state


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_duty_is_said_in_every_language(language: str) -> None:
    deal = replace(FULL, publics=("FR", "DE", "UK", "US"))
    words = Words(language)
    for duty in duties(deal, None):
        assert duty.rule.text.of(language)
        assert all(told.said(words) for told in duty.told)


def test_a_full_deal_leaves_no_gap_in_the_contract() -> None:
    assert missing(FULL) == ()
    text = str(draft(FULL, "fr").clauses)
    assert GAP not in text
    for told in (OURS.postal, ANA.postal, "800", "Atelier du printemps", "droit français"):
        assert told in text


def test_what_is_missing_is_a_gap_and_is_said_first() -> None:
    deal = Deal(Party("Moulin"), Party("Ana"), "Atelier")
    made = draft(deal, "en")
    assert made.missing[0] == "our postal address"
    assert len(made.missing) == len(missing(deal)) == 10
    assert GAP in str(made.clauses)


def test_cash_and_kind_stand_in_their_own_clauses() -> None:
    oven = Reward("product", "Four", None, "EUR", date(2026, 3, 1))
    made = draft(replace(FULL, rewards=(*FULL.rewards, oven)), "de")
    pay, kind = made.clauses[2][1], made.clauses[3][1]
    assert any("800" in line for line in pay)
    assert any("Four" in line and GAP in line for line in kind)
    assert not any("Four" in line for line in pay)


def test_every_rule_says_where_it_was_read_in_three_languages() -> None:
    known = rules()
    assert len({rule.id for rule in known}) == len(known)
    for rule in known:
        assert rule.source
        assert len({rule.text.of(language) for language in LANGUAGES}) == 3
