"""What holds for the threshold of a written contract, whatever was given in whatever order."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from condat.create.deals.obligations import Given, crossing, scope_of, sums

CENTS = st.integers(0, 150_000).map(lambda cents: Decimal(cents) / 100)
GIVEN = st.builds(
    Given,
    influencer=st.sampled_from(["ana", "ben"]),
    advertiser=st.sampled_from(["Moulin", "moulin ", "Four"]),
    objective=st.sampled_from(["Atelier", "ATELIER", "Livre"]),
    on=st.sampled_from(
        [date(2025, 12, 31), date(2026, 1, 1), date(2026, 12, 31), date(2027, 1, 1)]
    ),
    kind=st.sampled_from(["cash", "content", "event", "product", "none"]),
    value=st.none() | CENTS,
    currency=st.sampled_from(["EUR", "EUR", "USD", "CHF"]),
)
DEAL = st.lists(GIVEN, max_size=12)


@settings(deadline=None)
@given(DEAL, st.randoms(use_true_random=False))
def test_the_order_does_not_matter(given_: list[Given], random: object) -> None:
    mixed = list(given_)
    random.shuffle(mixed)
    assert sums(mixed) == sums(given_)


@settings(deadline=None)
@given(DEAL)
def test_years_objectives_people_and_advertisers_are_kept_apart(given_: list[Given]) -> None:
    found = sums(given_)
    assert set(found) == {scope_of(one) for one in given_}
    for scope, told in found.items():
        alone = [one for one in given_ if scope_of(one) == scope]
        assert sums(alone) == {scope: told}


@settings(deadline=None)
@given(DEAL)
def test_nothing_known_is_lost_and_no_currency_is_added_to_another(given_: list[Given]) -> None:
    counted = [one for one in given_ if one.kind != "none"]
    found = sums(given_).values()
    for currency in {one.currency for one in counted}:
        whole = sum((one.value or 0 for one in counted if one.currency == currency), Decimal(0))
        told = (s.total if currency == "EUR" else s.others.get(currency, Decimal(0)) for s in found)
        assert sum(told, Decimal(0)) == whole
    assert sum(one.unvalued for one in found) == sum(one.value is None for one in counted)


@settings(deadline=None)
@given(DEAL)
def test_it_is_reached_at_exactly_the_amount_and_since_the_rule_holds(given_: list[Given]) -> None:
    for scope, told in sums(given_).items():
        assert told.reached == (told.total >= 1000 and scope.year >= 2026)


@settings(deadline=None)
@given(DEAL)
def test_it_is_crossed_once_whatever_the_order(given_: list[Given]) -> None:
    crossed = [
        found.scope
        for number, one in enumerate(given_)
        if (found := crossing(given_[:number], one)) is not None
    ]
    assert len(crossed) == len(set(crossed))
    assert set(crossed) == {scope for scope, told in sums(given_).items() if told.reached}


def one(value: str, **more: object) -> Given:
    told = {"influencer": "ana", "advertiser": "Moulin", "objective": "Atelier", "kind": "cash"}
    return Given(**told, on=more.pop("on", date(2026, 6, 1)), value=Decimal(value), **more)


def test_exactly_a_thousand_reaches_and_a_cent_less_does_not() -> None:
    assert crossing([one("999.99")], one("0.01")) is not None
    assert crossing([one("999.98")], one("0.01")) is None
    assert crossing([], one("1000")) is not None
    assert crossing([], one("1000", on=date(2025, 12, 31))) is None


def test_another_currency_is_told_apart() -> None:
    [told] = sums([one("600"), one("600", currency="USD")]).values()
    assert not told.reached
    assert not told.certain
    assert told.others == {"USD": Decimal(600)}
