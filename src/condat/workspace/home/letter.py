"""The letter on Mondays: the same as Home, to each member who wants it, in their language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse

from condat.core.errors import NotFoundError
from condat.core.words import Words, mark
from condat.usecases.desk import Desk
from condat.workspace.distribute.calendar.entries import entries
from condat.workspace.home.actions import cycle_of
from condat.workspace.home.jobs import STATES, Scene, jobs
from condat.workspace.home.queries import news, parted, waiting
from condat.workspace.pages.called import called
from condat.workspace.pages.standing import standing
from condat.workspace.teams.models import Membership
from condat.workspace.teams.roles import may

WEEK = timedelta(days=7)
SIGNED = "monday"
SHOWN = 6


@dataclass(frozen=True)
class Line:
    """A line of the letter, and where it leads."""

    text: str
    address: str


def letter(membership: Membership, week: date) -> EmailMultiAlternatives:
    """Write the letter of a week to a member."""
    told = _told(membership, week)
    words: Words = told["words"]
    mail = EmailMultiAlternatives(
        subject=words("{team}: {title}", team=membership.team, title=told["title"]),
        body=render_to_string("home/letter.txt", told),
        to=[membership.user.email],
        headers={
            "Message-ID": f"<monday-{week}-{membership.pk}@{urlsplit(settings.URL).hostname}>",
            "List-Unsubscribe": f"<{told['stop']}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )
    mail.attach_alternative(render_to_string("home/letter.html", told), "text/html")
    return mail


def _told(membership: Membership, week: date) -> dict[str, Any]:
    team, desk = membership.team, Desk.open(membership.team.root)
    words = Words(membership.user.language or desk.settings.language)
    facts = standing(desk, words)
    mine, _ = parted(waiting(team, desk, facts, words), partial(may, membership.role))
    waits = [Line(one.text, _page(team.slug, one.page, **one.values)) for one in mine]
    since = datetime.combine(week - WEEK, datetime.min.time(), desk.as_of.tzinfo)
    changed = team.decisions.filter(at__gte=since)
    cycle = cycle_of(team)
    coming = [one for one in entries(team, desk, words) if week <= one.day < week + WEEK]
    return {
        "words": words,
        "team": team,
        "week": week,
        "title": _title(len(waits), words),
        "waits": waits,
        "coming": coming,
        "cycle": cycle,
        "standings": STATES,
        "jobs": jobs(Scene(team, desk, facts, cycle, words)),
        "news": [Line(one.text, _page(team.slug, one.page)) for one in news(team, since, words)],
        "changed": changed[:SHOWN],
        "names": called(desk, words),
        "more": max(changed.count() - SHOWN, 0),
        "home": _page(team.slug, "home"),
        "stop": stop_address(membership),
    }


def _title(count: int, words: Words) -> str:
    if not count:
        return words("Nothing needs you right now")
    return words.plural("{count} thing needs you", "{count} things need you", count)


def _page(slug: str, name: str, **values: Any) -> str:
    return settings.URL + reverse(name, kwargs={"slug": slug, **values})


def stop_address(membership: Membership) -> str:
    """Return the address that ends the letters to a member; it is signed."""
    token = signing.Signer(salt=SIGNED).sign_object(membership.pk)
    return settings.URL + reverse("stop-letter", args=[token])


def member_of(token: str) -> Membership:
    """Return the member of a signed address.

    Raises
    ------
    NotFoundError
        When it was changed, or the member is gone.
    """
    try:
        found = Membership.objects.select_related("team", "user")
        return found.get(pk=signing.Signer(salt=SIGNED).unsign_object(token))
    except (signing.BadSignature, Membership.DoesNotExist):
        raise NotFoundError(mark("This address does not lead anywhere any more.")) from None
