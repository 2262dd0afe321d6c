"""Look things up within the visited team: what is another's does not exist."""

from __future__ import annotations

from django.shortcuts import get_object_or_404

from condat.workspace.create.partnerships.models import Deal, Partnership
from condat.workspace.teams.access import Visit


def partnership_of(visit: Visit, number: int) -> Partnership:
    """Return a partnership of the team."""
    mine = Partnership.objects.select_related("team", "owner")
    return get_object_or_404(mine, pk=number, team=visit.team)


def deal_of(visit: Visit, number: int, deal: int) -> Deal:
    """Return a deal of a partnership of the team."""
    mine = Deal.objects.select_related("partnership__team")
    return get_object_or_404(mine, pk=deal, partnership__pk=number, partnership__team=visit.team)
