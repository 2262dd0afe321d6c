"""What a partner tells us: figures that stay unknown where they left them open."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from condat.workspace.create.partnerships.models import Deliverable, Feedback, Partnership
from condat.workspace.record.actions import record


def pieces(partnership: Partnership) -> list[Deliverable]:
    """Return what they published or are to publish for us."""
    return list(Deliverable.objects.filter(deal__partnership=partnership))


@transaction.atomic
def tell(*, partnership: Partnership, deliverable: str, **values: Any) -> Feedback:
    """Keep what a partner told, under their name."""
    mine = Deliverable.objects.filter(deal__partnership=partnership)
    piece = mine.filter(pk=int(deliverable)).first() if deliverable else None
    told = Feedback.objects.create(partnership=partnership, deliverable=piece, **values)
    name = partnership.name
    detail = {"partnership": partnership.pk}
    team = partnership.team
    record(team=team, by=None, name=name, what="feedback given", subject=name, detail=detail)
    return told
