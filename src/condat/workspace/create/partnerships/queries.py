"""What pages ask of partnerships: who stands where, what is due, what was given."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.utils import timezone

from condat.core.settings import Plan
from condat.corpus.suppression import GAP
from condat.create.deals import deal as pure
from condat.create.deals.obligations import Given, Sum, scope_of, sums
from condat.usecases.desk import Desk
from condat.workspace.create.partnerships.labels import STAGES
from condat.workspace.create.partnerships.models import (
    Budget,
    Compensation,
    Deal,
    Deliverable,
    House,
    Mail,
    Partnership,
)
from condat.workspace.create.partnerships.models.mail import Post
from condat.workspace.teams.models import Team

SOON = timedelta(days=30)


@dataclass(frozen=True)
class Due:
    """Something to do by a day, with whom, and the deal that it belongs to."""

    on: date
    kind: str
    text: str
    partnership: Partnership
    deal: Deal | None = None


@dataclass(frozen=True)
class Spent:
    """What a year came to in one currency; ``unvalued`` things have no value yet."""

    currency: str
    budget: Decimal | None
    promised: Decimal
    given: Decimal
    unvalued: int

    @property
    def left(self) -> Decimal | None:
        """What can still be promised; None without a budget."""
        return None if self.budget is None else self.budget - self.promised - self.given


def today_of(desk: Desk) -> date:
    """Return the day it is where the team plans; the last one of a workspace that stops."""
    return desk.as_of.astimezone(ZoneInfo(desk.settings.plan.time_zone)).date()


def latest(desk: Desk) -> date:
    """Return the last day on which something can have happened, also where a workspace stops."""
    return max(today_of(desk), timezone.localdate())


def board(team: Team) -> list[tuple[str, list[Partnership]]]:
    """Return each stage with who stands there."""
    found: dict[str, list[Partnership]] = defaultdict(list)
    for one in team.partnerships.select_related("owner"):
        found[one.stage].append(one)
    return [(stage, found[stage]) for stage in STAGES]


def with_person(team: Team, person_uri: str) -> Partnership | None:
    """Return the partnership with a person of the corpus; None when none has begun."""
    return team.partnerships.filter(person_uri=person_uri).first() if person_uri else None


def due(team: Team, today: date) -> list[Due]:
    """Return what is due within thirty days or overdue, the oldest first."""
    until, kinds = today + SOON, (_steps, _pieces, _rewards, _ends)
    found = [one for kind in kinds for one in kind(team, until)]
    return sorted(found, key=lambda one: (one.on, one.partnership.name, one.kind))


def _steps(team: Team, until: date) -> Iterator[Due]:
    for one in team.partnerships.filter(next_on__lte=until):
        assert one.next_on is not None  # noqa: S101 - filtered
        yield Due(one.next_on, "step", one.next_step, one)


def _pieces(team: Team, until: date) -> Iterator[Due]:
    """List what they have to publish; nobody asks it of who was erased."""
    open_ones = Deliverable.objects.filter(
        deal__partnership__team=team, done_on=None, due_on__lte=until
    ).exclude(deal__partnership__source=GAP)
    for one in open_ones.select_related("deal__partnership"):
        assert one.due_on is not None  # noqa: S101 - filtered
        yield Due(one.due_on, "piece", one.what, one.deal.partnership, one.deal)


def _rewards(team: Team, until: date) -> Iterator[Due]:
    owed = Compensation.objects.filter(deal__partnership__team=team, on__lte=until)
    for one in owed.exclude(state="given").exclude(kind="none").select_related("deal__partnership"):
        yield Due(one.on, one.kind, one.what, one.deal.partnership, one.deal)


def _ends(team: Team, until: date) -> Iterator[Due]:
    ending = Deal.objects.filter(partnership__team=team, ends_on__lte=until)
    for one in ending.exclude(partnership__stage="ended").select_related("partnership"):
        assert one.ends_on is not None  # noqa: S101 - filtered
        yield Due(one.ends_on, "end", one.objective, one.partnership, one)


def unsettled(team: Team) -> list[Mail]:
    """Return the mails that wait for a person: kept at the gate, not confirmed, refused."""
    states = (Post.HELD, Post.SENDING, Post.REFUSED)
    mails = Mail.objects.filter(partnership__team=team, state__in=states)
    return list(mails.select_related("partnership"))


def spent(team: Team, year: int) -> list[Spent]:
    """Sum a year, currency by currency."""
    budgets = {one.currency: one.amount for one in Budget.objects.filter(team=team, year=year)}
    return _between(team, date(year, 1, 1), date(year, 12, 31), budgets)


def spent_in_cycle(team: Team, plan: Plan, today: date) -> tuple[date, list[Spent]]:
    """Sum the cycle that is under way, against the budget that the plan has; with its first day.

    It begins when the team began it; before it began one, a cycle's days before today.
    """
    cycle = team.cycles.filter(ended_at=None).first()
    first = cycle.started_at.date() if cycle else today - timedelta(days=plan.cycle_days - 1)
    last = max(today, first + timedelta(days=plan.cycle_days - 1))
    budgets = {plan.currency: Decimal(str(plan.budget))} if plan.budget else {}
    return first, _between(team, first, last, budgets)


def _between(team: Team, first: date, last: date, budgets: Mapping[str, Decimal]) -> list[Spent]:
    rewards = Compensation.objects.filter(deal__partnership__team=team, on__gte=first, on__lte=last)
    found: dict[str, list[Compensation]] = {currency: [] for currency in budgets}
    for one in rewards.exclude(kind="none"):
        found.setdefault(one.currency, []).append(one)
    return [_spent(currency, budgets.get(currency), found[currency]) for currency in sorted(found)]


def _spent(currency: str, budget: Decimal | None, rewards: list[Compensation]) -> Spent:
    given = [one.value or Decimal(0) for one in rewards if one.state == "given"]
    promised = [one.value or Decimal(0) for one in rewards if one.state != "given"]
    unvalued = sum(one.value is None for one in rewards)
    return Spent(currency, budget, sum(promised, Decimal(0)), sum(given, Decimal(0)), unvalued)


def given_to(partnership: Partnership) -> list[Given]:
    """Return everything given or promised to somebody, in all their deals."""
    rewards = Compensation.objects.filter(deal__partnership=partnership).select_related("deal")
    return [_given(one.deal, one) for one in rewards]


def _given(deal: Deal, reward: Compensation) -> Given:
    return given(deal, reward.kind, reward.value, reward.currency, reward.on)


def given(deal: Deal, kind: str, value: Decimal | None, currency: str, on: date) -> Given:
    """Return one thing given, as the law counts it."""
    influencer = str(deal.partnership_id)
    return Given(influencer, deal.advertiser, deal.objective, on, kind, value, currency)


def stands(deal: Deal) -> list[Sum]:
    """Return where a deal's objective stands, year by year; the sum counts all deals with it."""
    known = sums(given_to(deal.partnership))
    mine = {scope_of(_given(deal, one)) for one in deal.compensations.all()}
    return [known[scope] for scope in sorted(mine)]


def worst(deal: Deal) -> Sum | None:
    """Return the year that comes nearest to the threshold, or the last beyond it."""
    return max(stands(deal), key=lambda one: (one.reached, one.total), default=None)


def as_deal(deal: Deal) -> pure.Deal:
    """Return a deal as the law looks at it."""
    who = deal.partnership
    kept = deal.evidence.first()
    return pure.Deal(
        advertiser=_house(who.team, deal.advertiser),
        influencer=pure.Party(who.legal_name or who.name, who.postal, who.email, who.tax_country),
        objective=deal.objective,
        missions=deal.missions,
        pieces=tuple(
            pure.Piece(one.what, one.place, one.due_on, one.images)
            for one in deal.deliverables.all()
        ),
        rewards=tuple(
            pure.Reward(one.kind, one.what, one.value, one.currency, one.on)
            for one in deal.compensations.all()
        ),
        rights=deal.rights,
        publics=tuple(deal.publics),
        ends_on=deal.ends_on,
        confirmed=deal.confirmed,
        signed_on=deal.signed_on,
        stated_at=kept.at if kept else None,
    )


def _house(team: Team, advertiser: str) -> pure.Party:
    house = House.objects.filter(team=team).first()
    if house is None:
        return pure.Party(advertiser)
    return pure.Party(house.legal_name or advertiser, house.postal, house.email, house.tax_country)
