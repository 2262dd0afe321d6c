"""Make a ranking public, and take it back: who, when and why are on record."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from condat.workspace.accounts.models import User
from condat.workspace.ranking.models import PublicRanking
from condat.workspace.record.actions import record
from condat.workspace.teams.models import Team


@transaction.atomic
def publish(*, team: Team, topic: str, contact: str, by: User, why: str) -> PublicRanking:
    """Let anybody with the address see a ranking; asked again, its contact changes."""
    found, _ = PublicRanking.objects.update_or_create(
        team=team,
        topic=topic,
        ended_at=None,
        defaults={"contact": contact, "by": by, "name": str(by)},
    )
    record(team=team, by=by, what="ranking published", subject=topic, why=why)
    return found


@transaction.atomic
def withdraw(*, ranking: PublicRanking, by: User, why: str) -> None:
    """End a public ranking; its address answers no more, and never again."""
    ranking.ended_at = timezone.now()
    ranking.save(update_fields=["ended_at"])
    record(team=ranking.team, by=by, what="ranking withdrawn", subject=ranking.topic, why=why)
