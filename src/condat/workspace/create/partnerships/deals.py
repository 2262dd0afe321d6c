"""What changes a deal; each is written down with who, when and why."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from condat.workspace.accounts.models import User
from condat.workspace.create.partnerships.models import (
    Budget,
    Compensation,
    Deal,
    Deliverable,
    Evidence,
    House,
    Partnership,
)
from condat.workspace.record.actions import record
from condat.workspace.teams.models import Team


@transaction.atomic
def make(*, partnership: Partnership, by: User, **values: Any) -> Deal:
    """Make a deal."""
    deal = Deal.objects.create(partnership=partnership, **values)
    _told(deal, by, "deal made")
    return deal


@transaction.atomic
def change(*, deal: Deal, by: User, **values: Any) -> None:
    """Change what a deal is for; what was confirmed of it has to be confirmed again."""
    changed = [name for name, value in values.items() if getattr(deal, name) != value]
    for name in changed:
        setattr(deal, name, values[name])
    if {"objective", "missions"} & set(changed):
        deal.confirmed, deal.confirmed_at = "", None
    deal.save()
    _told(deal, by, "deal changed", {"fields": changed})


@transaction.atomic
def add_piece(*, deal: Deal, by: User, **values: Any) -> Deliverable:
    """Add something to publish."""
    piece = Deliverable.objects.create(deal=deal, **values)
    _told(deal, by, "deliverable added", {"what": piece.what})
    return piece


@transaction.atomic
def publish(*, piece: Deliverable, url: str, on: date, by: User) -> None:
    """Say that a piece is out, and where."""
    piece.url, piece.done_on = url, on
    piece.save(update_fields=["url", "done_on"])
    _told(piece.deal, by, "deliverable done", {"what": piece.what, "url": url})


@transaction.atomic
def add_reward(*, deal: Deal, by: User, warned: str = "", **values: Any) -> Compensation:
    """Add something given; ``warned`` is the sum that was read before it was saved."""
    reward = Compensation.objects.create(deal=deal, **values)
    value = None if reward.value is None else str(reward.value)
    detail = {"kind": reward.kind, "value": value, "currency": reward.currency}
    _told(deal, by, "compensation added", detail | ({"warned": warned} if warned else {}))
    return reward


@transaction.atomic
def change_reward(*, reward: Compensation, state: str, by: User) -> None:
    """Say whether something promised is due, or was given."""
    before, reward.state = reward.state, state
    reward.save(update_fields=["state"])
    _told(reward.deal, by, "compensation changed", {"from": before, "to": state})


@transaction.atomic
def take_back(*, reward: Compensation, by: User) -> None:
    """Remove something that was noted by mistake; the record keeps what it was."""
    value = None if reward.value is None else str(reward.value)
    detail = {"kind": reward.kind, "what": reward.what, "value": value, "state": reward.state}
    _told(reward.deal, by, "compensation removed", detail | {"currency": reward.currency})
    reward.delete()


@transaction.atomic
def confirm(*, deal: Deal, by: User) -> None:
    """Confirm that nothing forbidden is promoted, under one's name."""
    deal.confirmed, deal.confirmed_at = str(by), timezone.now()
    deal.save(update_fields=["confirmed", "confirmed_at"])
    _told(deal, by, "nothing forbidden")


@transaction.atomic
def state_nothing(*, deal: Deal, text: str, by: User) -> Evidence:
    """Keep somebody's word, with its date, that nothing was given."""
    kept = Evidence.objects.create(deal=deal, text=text, by=by, name=str(by))
    _told(deal, by, "nothing given")
    return kept


@transaction.atomic
def sign(*, deal: Deal, signed_on: date, by: User) -> None:
    """Say on which day the contract was signed."""
    deal.signed_on = signed_on
    deal.save(update_fields=["signed_on"])
    _told(deal, by, "contract signed", {"on": signed_on.isoformat()})


@transaction.atomic
def set_budget(*, team: Team, by: User, year: int, currency: str, amount: Any) -> None:
    """Say what may be spent in a year."""
    Budget.objects.update_or_create(
        team=team, year=year, currency=currency, defaults={"amount": amount}
    )
    detail = {"year": year, "currency": currency, "amount": str(amount)}
    record(team=team, by=by, what="budget set", subject=str(year), detail=detail)


@transaction.atomic
def set_house(*, team: Team, by: User, **values: Any) -> None:
    """Say who we are in a contract."""
    House.objects.update_or_create(team=team, defaults=values)
    record(team=team, by=by, what="details changed", subject=values["legal_name"])


def _told(deal: Deal, by: User, what: str, detail: dict[str, Any] | None = None) -> None:
    partnership = deal.partnership
    more = {"partnership": partnership.pk, "deal": deal.pk, **(detail or {})}
    subject = f"{partnership.name}: {deal.objective}"[:300]
    record(team=partnership.team, by=by, what=what, subject=subject, detail=more)
