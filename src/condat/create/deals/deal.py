"""A deal as the law looks at it: who, what for, what is given, and what is kept with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from condat.create.deals.obligations import NOTHING


@dataclass(frozen=True)
class Party:
    """Somebody who signs; what is empty is not known yet."""

    name: str
    postal: str = ""
    email: str = ""
    tax_country: str = ""


@dataclass(frozen=True)
class Piece:
    """Something to publish; ``images`` is ``altered``, ``virtual`` or nothing."""

    what: str
    place: str = ""
    due_on: date | None = None
    images: str = ""


@dataclass(frozen=True)
class Reward:
    """Something given; ``value`` is ex. VAT, None while nobody knows it."""

    kind: str
    what: str
    value: Decimal | None
    currency: str
    on: date


@dataclass(frozen=True)
class Deal:
    """What was agreed with one influencer for one objective.

    ``publics`` are the jurisdictions whose public is addressed; ``confirmed`` is who confirmed that
    nothing forbidden is promoted; ``stated_at`` when somebody stated that nothing was given.
    """

    advertiser: Party
    influencer: Party
    objective: str
    missions: str = ""
    pieces: tuple[Piece, ...] = ()
    rewards: tuple[Reward, ...] = ()
    rights: str = ""
    publics: tuple[str, ...] = ("FR",)
    ends_on: date | None = None
    confirmed: str = ""
    signed_on: date | None = None
    stated_at: datetime | None = None

    @property
    def unpaid(self) -> bool:
        """Whether nothing was given for it."""
        return all(reward.kind == NOTHING for reward in self.rewards)
