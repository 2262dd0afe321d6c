"""Signed addresses that a partner opens without an account.

Each names the partnership and its count of doors; raising the count ends every address of before.
The address to object is never ended: its right does not lapse.
"""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.db.models import F
from django.urls import reverse

from condat.core.errors import NotFoundError
from condat.core.words import mark
from condat.workspace.accounts.models import User
from condat.workspace.create.partnerships.models import Partnership
from condat.workspace.record.actions import record

FIGURES, OBJECTION = "partner figures", "partner objection"
SEASON = timedelta(days=90)
AS_LONG_AS_KEPT = timedelta(days=3 * 366)


def figures_door(partnership: Partnership) -> str:
    """Return the address where a partner enters figures and feedback; good for 90 days."""
    token = signing.dumps([partnership.pk, partnership.doors], salt=FIGURES)
    return settings.URL + reverse("partner-figures", args=[token])


def objection_door(partnership: Partnership) -> str:
    """Return the address that stops everything."""
    return settings.URL + reverse(
        "partner-objection", args=[signing.dumps(partnership.pk, salt=OBJECTION)]
    )


def by_figures(token: str) -> Partnership:
    """Return whose figures an address takes.

    Raises
    ------
    NotFoundError
        When it was changed, is too old, or was ended.
    """
    try:
        pk, doors = signing.loads(token, salt=FIGURES, max_age=SEASON)
        return Partnership.objects.select_related("team").get(pk=pk, doors=doors)
    except (signing.BadSignature, Partnership.DoesNotExist):
        ended, hint = mark("This address has ended."), mark("Ask whoever sent it for a new one.")
        raise NotFoundError(ended, hint=hint) from None


def by_objection(token: str) -> Partnership:
    """Return who objects by an address.

    Raises
    ------
    NotFoundError
        When it was changed, or we keep nothing of them any more.
    """
    try:
        pk = signing.loads(token, salt=OBJECTION, max_age=AS_LONG_AS_KEPT)
        return Partnership.objects.select_related("team").get(pk=pk)
    except (signing.BadSignature, Partnership.DoesNotExist):
        raise NotFoundError(mark("We hold nothing under this address.")) from None


@transaction.atomic
def end_doors(*, partnership: Partnership, by: User) -> None:
    """End the addresses given out for figures; the one to object stays."""
    Partnership.objects.filter(pk=partnership.pk).update(doors=F("doors") + 1)
    record(team=partnership.team, by=by, what="links ended", subject=partnership.name)
