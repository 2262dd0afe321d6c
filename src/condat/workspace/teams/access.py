"""The one way into a team's pages: who is it, which team, may they do this."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, wraps
from hashlib import sha256
from typing import Any, cast
from urllib.parse import urlencode, urlsplit

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from condat.core.errors import ConflictError
from condat.core.words import Words, mark
from condat.report.facts import Facts
from condat.usecases.desk import Desk
from condat.usecases.plan.plans import ended
from condat.usecases.show.browsing import person_key
from condat.workspace.accounts.language import words_of
from condat.workspace.accounts.models import User
from condat.workspace.pages.called import called, work
from condat.workspace.pages.faults import explained, typed
from condat.workspace.pages.found import Found
from condat.workspace.record.models import Decision
from condat.workspace.record.once import once
from condat.workspace.record.together import together, turn
from condat.workspace.teams.models import Membership, Team
from condat.workspace.teams.roles import Act, may

View = Callable[..., HttpResponseBase]
CHANGED = mark("Someone has changed this since you opened the page.")
OUT = mark("You are no longer signed in.")
OUT_HINT = mark("Go back, sign in again, and send what you wrote once more.")
CHANGED_HINT = mark("Load the page again and look at what stands there now, then send yours.")


@dataclass(frozen=True)
class OnBehalf:
    """One request on behalf of a member, of a person or a program."""

    request: HttpRequest
    membership: Membership

    @property
    def team(self) -> Team:
        """The team asked for."""
        return self.membership.team

    @property
    def user(self) -> User:
        """The member."""
        return self.membership.user

    @property
    def words(self) -> Words:
        """The language of who asks."""
        return words_of(self.request)

    @cached_property
    def desk(self) -> Desk:
        """The team's workspace folder, opened."""
        return Desk.open(self.team.root)


class Visit(OnBehalf):
    """One request of a member in a browser: everything that a page may use."""

    @cached_property
    def heard(self) -> bool:
        """Whether anything was collected yet, so that a plan can be made."""
        return bool(self.desk.corpus.snapshot().version)

    @cached_property
    def ended(self) -> datetime | None:
        """Since when the last plan cannot be rebuilt; None while it can."""
        return ended(self.desk)

    def may(self, act: str) -> bool:
        """Say whether the visitor's role allows an act."""
        return may(self.membership.role, Act(act))

    def address(self, name: str, /, **values: Any) -> str:
        """Return the address of a page of this team."""
        return reverse(name, kwargs={"slug": self.team.slug, **values})

    def called(self, line: Decision) -> str:
        """Return what a reader calls the subject of a decision."""
        return work(line, self.words) or self._called.get(line.subject, line.subject)

    @cached_property
    def _called(self) -> dict[str, str]:
        return called(self.desk, self.words)

    def evidence(self, found: Found | Facts, kind: str, of: str, number: str) -> str:
        """Return the address of what a number stands on, for a link with ``data-drawer``."""
        known = {"version": found.version, "kind": kind, "number": number}
        return f"{self.address('exhibit', **known)}?{urlencode({'of': of})}"

    def person(self, found: Found, uri: str) -> str:
        """Return the address of a person's page; nothing when they have none."""
        key = person_key(uri)
        return self.address("person", key=key) if key in found.browsed.persons else ""

    def seen(self, value: object) -> str:
        """Return what tells a value from others: a form that shows it sends it along."""
        return sha256(repr(value).encode()).hexdigest()[:20]

    def opened(self, value: object) -> str:
        """Return what tells a value when its form was first shown: one shown again keeps that."""
        return self.request.POST.get("seen") or self.seen(value)

    def still(self, value: Callable[[], object]) -> None:
        """Refuse a form whose value somebody has changed since it was shown.

        Called in the transaction of the change. Programs and stories say nothing of what they saw.

        Raises
        ------
        ConflictError
            When it is another value now.
        """
        shown = self.request.POST.get("seen")
        if not shown:
            return
        turn(self.team)
        if shown != self.seen(value()):
            raise ConflictError(CHANGED, hint=CHANGED_HINT)

    def show(self, template: str, **values: Any) -> HttpResponse:
        """Answer with a page of this team."""
        return render(self.request, template, {"visit": self, "team": self.team, **values})


def page(act: Act, *methods: str) -> Callable[[View], View]:
    """Let members in whose role allows the act; a team that one is not in does not exist.

    ``methods`` are the HTTP methods that the page answers; GET when none is given.
    """

    def guarded(view: View) -> View:
        @_known
        @require_http_methods([*(methods or ("GET",)), "HEAD"])
        @wraps(view)
        def enter(request: HttpRequest, slug: str, **values: Any) -> HttpResponseBase:
            visit = Visit(request, _membership(request, slug))
            if not visit.may(act):
                raise PermissionDenied
            with together(visit.team):
                return once(request, visit.words, lambda: view(visit, **values))

        # What the walk over every address reads.
        vars(enter).update(act=act, methods=methods or ("GET",))
        return enter

    return guarded


def _known(view: View) -> View:
    """Ask who it is: a page leads to the door, and the door to the page again.

    A part of a page says that nobody is signed in; a form in which something is written gives it
    back, as the door would lose it.
    """

    @wraps(view)
    def enter(request: HttpRequest, **values: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            return view(request, **values)
        if getattr(request, "htmx", False):
            return HttpResponse(status=401)
        if typed(request):
            return explained(request, 401, OUT, OUT_HINT)
        return redirect_to_login(_page(request, values["slug"]))

    return enter


def _page(request: HttpRequest, slug: str) -> str:
    """Return the page asked for; of a button, whose address shows nothing, the page it stood on."""
    if request.method != "POST":
        return request.get_full_path()
    came_from = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(came_from, {request.get_host()}):
        return reverse("home", kwargs={"slug": slug})
    return urlsplit(came_from)._replace(scheme="", netloc="").geturl()


def _membership(request: HttpRequest, slug: str) -> Membership:
    mine = Membership.objects.select_related("team", "user")
    found = mine.filter(team__slug=slug, user=cast(User, request.user)).first()
    if found is None:
        raise Http404
    return found
