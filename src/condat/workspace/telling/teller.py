"""Tells a story: each step goes through the page that a member would have used, once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.test.utils import override_settings
from django.utils import timezone

from condat.core.words import Words
from condat.usecases.desk import Desk
from condat.usecases.plan.plans import last_plan
from condat.workspace.accounts.models import User
from condat.workspace.jobs.models import State
from condat.workspace.jobs.tasks import work
from condat.workspace.teams.actions import invite, join
from condat.workspace.teams.models import Membership, Team
from condat.workspace.teams.roles import Role
from condat.workspace.telling.clock import Days, at
from condat.workspace.telling.doors import Doors
from condat.workspace.telling.models import Telling
from condat.workspace.telling.names import Names, UnknownNameError
from condat.workspace.telling.story import Member, Step, Story

PLAIN = "django.contrib.staticfiles.storage.StaticFilesStorage"
QUIETLY: dict[str, Any] = {  # no mail leaves; pages are read here, not looked at
    "EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend",
    "STORAGES": {**settings.STORAGES, "staticfiles": {"BACKEND": PLAIN}},
}
ROW = "row "
NUMBER = re.compile(r"(\d+)/[^/\d]*$")


class Teller:
    """Tells one story to one team, from where it broke off.

    ``left_out`` are the steps about a row that the plan does not have any more.
    """

    def __init__(self, team: Team, story: Story) -> None:
        self.team, self.story = team, story
        self.desk = Desk.open(team.root)
        self.words = Words(self.desk.settings.language)
        self.telling, _ = Telling.objects.get_or_create(team=team)
        self.days, self.names = Days(self.desk.as_of), Names(self.desk.as_of)
        self.doors = Doors(team, self.words.language)
        self.users: dict[str, User] = {}
        self.left_out: list[str] = []

    def tell(self) -> int:
        """Do what was not done yet, and say how many steps that was; no mail leaves."""
        before = self.telling.done
        with override_settings(**QUIETLY):
            for member in self.story.members:
                self._welcome(member)
            self.names.known |= self.telling.known
            for number, step in enumerate(self.story.steps, 1):
                with self._day(step):
                    if number > before:
                        self._do(step, number)
                        self._work()
            self.doors.close()
        return self.telling.done - before

    @transaction.atomic
    def _welcome(self, member: Member) -> None:
        """Let somebody join as anybody does, invited by an owner; sign them in."""
        mine = Membership.objects.filter(team=self.team).select_related("user")
        with at(self.days.moment(member.on)):
            seat = mine.filter(user__email=member.email).first() or self._join(member, mine)
        self.users[member.key] = seat.user
        self.names.known |= {member.key: str(seat.user.pk), f"{member.key}'s seat": str(seat.pk)}
        self.doors.enter(seat.user)

    def _join(self, member: Member, mine: QuerySet[Membership]) -> Membership:
        owner = mine.filter(role=Role.OWNER)[0].user
        email, told = member.email, {"name": member.name, "language": self.words.language}
        asked = invite(team=self.team, email=email, role=member.role, by=owner, words=self.words)
        user = User.objects.filter(email=email).first()
        return join(invitation=asked, user=user or User.objects.create_user(email, **told))

    @contextmanager
    def _day(self, step: Step) -> Iterator[None]:
        with at(timezone.now() if step.on is None else self.days.moment(step.on)):
            yield

    @transaction.atomic
    def _do(self, step: Step, number: int) -> None:
        """Do a step and keep that it is done, both or none."""
        try:
            led = self._sent(step)
        except UnknownNameError as unknown:
            self.left_out.append(f"{number}: {unknown}")
            led = ""
        if step.gives and (found := NUMBER.search(led)):
            self.names.known[step.gives] = self.telling.known[step.gives] = found[1]
        self.telling.done = number
        self.telling.save()

    def _sent(self, step: Step) -> str:
        self._know_rows()
        user, to = self.users[step.by], self.names.fill(step.to)
        typed = {name: self.names.fill(value) for name, value in step.with_.items()}
        if step.seen:
            to = self.doors.shown(user, self.names.fill(step.seen), to)
        return self.doors.send(None if step.guest else user, to, typed)

    def _know_rows(self) -> None:
        """Call the rows of the last plan by their keyword; those of an earlier one are gone."""
        kept = last_plan(self.desk)
        rows = {f"{ROW}{row['keyword']}": row["row"] for row in kept.rows} if kept else {}
        others = {k: v for k, v in self.names.known.items() if not k.startswith(ROW)}
        self.names.known = others | rows

    def _work(self) -> None:
        """Do the work that a step asked for, before the next one."""
        for job in self.team.jobs.filter(state=State.WAITING):
            work.func(str(job.pk))
