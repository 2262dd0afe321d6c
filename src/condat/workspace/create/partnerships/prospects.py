"""People who are not to be approached: no mail leaves, no ranking names them."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils import timezone

from condat.workspace.accounts.models import User
from condat.workspace.create.partnerships.models import Mail, Partnership
from condat.workspace.create.partnerships.models.mail import WAITS, Post
from condat.workspace.create.partnerships.models.partnership import RUNNING, Stage
from condat.workspace.jobs.actions import ask
from condat.workspace.teams.models import Team


def leave_alone(*, team: Team, name: str, person_uri: str, by: User | None) -> None:
    """Stop what was not agreed with somebody who objects, here and in the corpus."""
    theirs = _theirs(team, name, person_uri)
    mails = Mail.objects.filter(partnership__in=theirs, state__in=WAITS)
    mails.update(state=Post.STOPPED, due_on=None, again_at=None)
    theirs.exclude(stage__in=RUNNING).update(stage=Stage.ENDED, next_step="", next_on=None)
    theirs.filter(objected_at=None).update(objected_at=timezone.now())
    if person_uri:
        ask(team=team, kind="objection", by=by, arguments={"uri": person_uri})


def may_ask_again(*, team: Team, name: str, person_uri: str, by: User) -> None:
    """Take it back: they may be written to, and the next reading ranks them again."""
    _theirs(team, name, person_uri).update(objected_at=None)
    if person_uri:
        arguments = {"uri": person_uri, "withdrawn": True}
        ask(team=team, kind="objection", by=by, arguments=arguments)


def _theirs(team: Team, name: str, person_uri: str) -> QuerySet[Partnership]:
    """Return their partnerships: by the person, or by the name or address they gave."""
    called = Q(name__iexact=name) | Q(email__iexact=name)
    same = Q(person_uri=person_uri) if person_uri else called
    return Partnership.objects.filter(same, team=team)
