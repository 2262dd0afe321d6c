"""Make, renew and end the secret address of a member's calendar."""

from __future__ import annotations

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from condat.core.errors import NotFoundError
from condat.core.words import mark
from condat.workspace.distribute.calendar.models import Feed, fresh
from condat.workspace.record.actions import record
from condat.workspace.teams.models import Membership

SIGNED = "calendar"


@transaction.atomic
def renew(*, membership: Membership) -> Feed:
    """Give a member a new address; the one before it ends."""
    feed, _ = Feed.objects.update_or_create(
        membership=membership, defaults={"nonce": fresh(), "made_at": timezone.now()}
    )
    record(team=membership.team, by=membership.user, what="calendar address made")
    return feed


@transaction.atomic
def end(*, membership: Membership) -> None:
    """End a member's address."""
    Feed.objects.filter(membership=membership).delete()
    record(team=membership.team, by=membership.user, what="calendar address ended")


def link(feed: Feed) -> str:
    """Return the address of a feed; it is signed, and says whose it is."""
    token = signing.Signer(salt=SIGNED).sign_object([feed.membership_id, feed.nonce])
    return settings.URL + reverse("calendar-feed", args=[token])


def find(token: str) -> Feed:
    """Return the feed of a signed address.

    Raises
    ------
    NotFoundError
        When the address was changed, renewed or ended, or its member is gone.
    """
    try:
        membership, nonce = signing.Signer(salt=SIGNED).unsign_object(token)
        found = Feed.objects.select_related("membership__team", "membership__user")
        return found.get(membership=membership, nonce=nonce)
    except (signing.BadSignature, Feed.DoesNotExist):
        ended, hint = mark("This calendar address has ended."), mark("Copy the new one.")
        raise NotFoundError(ended, hint=hint) from None
