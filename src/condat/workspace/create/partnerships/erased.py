"""What an erasure takes from partnerships: everything but what the accounts have to keep.

A contract that was signed or something that was given is kept with the name that stands on it
(GDPR, article 17, 3 b); how they are reached, what passed, what they told and what we think go.
"""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q, QuerySet

from condat.corpus.suppression import GAP
from condat.workspace.create.partnerships.models import Partnership
from condat.workspace.erasing import Gone
from condat.workspace.record.models import Decision
from condat.workspace.teams.models import Team


@transaction.atomic
def erase(team: Team, gone: Gone) -> int:
    """Erase somebody from the partnerships of a team; return how many there were."""
    everyones = Partnership.objects.filter(team=team)
    theirs = [one for one in everyones if any(map(gone, (one.person_uri, one.email, one.name)))]
    for one in theirs:
        _unname(one)
        if kept(one):
            _strip(one)
        else:
            one.delete()
    return len(theirs)


def emails(team: Team, gone: Gone) -> set[str]:
    """Return the addresses that a team writes to somebody at: the corpus need not know them."""
    everyones = Partnership.objects.filter(team=team).exclude(email="")
    return {one.email for one in everyones if gone(one.person_uri) or gone(one.name)}


def kept_by_law(team: Team, gone: Gone) -> list[int]:
    """Return the numbers of partnerships that the accounts have to keep, with the name on them."""
    everyones = Partnership.objects.filter(team=team)
    return [one.pk for one in everyones if one.gone and gone(one.name)]


def kept(one: Partnership) -> bool:
    """Say whether the accounts have to keep a partnership: something was signed or given."""
    return one.deals.filter(Q(signed_on__isnull=False) | Q(compensations__state="given")).exists()


def _strip(one: Partnership) -> None:
    for told in (one.touches, one.mails, one.feedback):
        told.all().delete()
    one.person_uri = one.email = one.next_step = ""
    one.source, one.stance, one.stage, one.next_on = GAP, "unknown", "ended", None
    one.save()


def _unname(one: Partnership) -> None:
    """Take the name out of the record; who decided, when and why stays."""
    lines: QuerySet[Decision] = Decision.objects.filter(team=one.team)
    lines.filter(Q(subject=one.name) | Q(subject__startswith=f"{one.name}: ")).update(subject=GAP)
    lines.filter(name=one.name, by=None).update(name=GAP)
