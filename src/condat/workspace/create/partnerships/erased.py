"""What an erasure takes from partnerships: everything but what the accounts have to keep.

A contract that was signed or something that was given is kept with the name that stands on it
(GDPR, article 17, 3 b); how they are reached, what passed, what they told and what we think go.
"""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.db.models import Q, QuerySet

from condat.usecases.desk import Desk
from condat.workspace.create.partnerships.models import Partnership
from condat.workspace.record.models import Decision
from condat.workspace.teams.models import Team

GONE = "…"


@transaction.atomic
def erase(desk: Desk, *, uris: Collection[str], names: Collection[str]) -> int:
    """Erase somebody from the partnerships of a workspace folder; return how many there were."""
    teams = [team for team in Team.objects.all() if team.root.resolve() == desk.root]
    same = Q(person_uri__in=uris) | Q(email__in=names)
    theirs = list(Partnership.objects.filter(same, team__in=teams))
    for one in theirs:
        _unname(one)
        kept = one.deals.filter(Q(signed_on__isnull=False) | Q(compensations__state="given"))
        if kept.exists():
            _strip(one)
        else:
            one.delete()
    return len(theirs)


def _strip(one: Partnership) -> None:
    for told in (one.touches, one.mails, one.feedback):
        told.all().delete()
    one.person_uri = one.email = one.next_step = ""
    one.source, one.stance, one.stage, one.next_on = GONE, "unknown", "ended", None
    one.save()


def _unname(one: Partnership) -> None:
    """Take the name out of the record; who decided, when and why stays."""
    lines: QuerySet[Decision] = Decision.objects.filter(team=one.team)
    lines.filter(Q(subject=one.name) | Q(subject__startswith=f"{one.name}: ")).update(subject=GONE)
    lines.filter(name=one.name, by=None).update(name=GONE)
