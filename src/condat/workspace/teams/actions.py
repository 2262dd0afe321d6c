"""What changes a team; each is written down with who, when and why."""

from __future__ import annotations

from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from condat.core.errors import InputError, NotFoundError
from condat.core.words import Words, mark
from condat.workspace.accounts.models import User
from condat.workspace.record.actions import record
from condat.workspace.teams.models import Invitation, Membership, Team
from condat.workspace.teams.roles import Role

SIGNED = "invitation"


@transaction.atomic
def open_team(*, slug: str, name: str, folder: str, owner: User) -> Team:
    """Open a workspace folder as a team, or add an owner to the team that has it."""
    team, _ = Team.objects.get_or_create(slug=slug, defaults={"name": name, "folder": folder})
    Membership.objects.get_or_create(team=team, user=owner, defaults={"role": Role.OWNER})
    return team


@transaction.atomic
def invite(*, team: Team, email: str, role: Role, by: User, words: Words) -> Invitation:
    """Offer somebody a place; the mail leaves when all is written.

    Raises
    ------
    InputError
        When the address is none.
    """
    try:
        validate_email(email)
    except ValidationError:
        raise InputError(mark("{email} is not an e-mail address."), email=email) from None
    invitation = Invitation.objects.create(team=team, email=email.lower(), role=role, by=by)
    record(team=team, by=by, what="invited", subject=email, detail={"role": role})
    transaction.on_commit(lambda: _send(invitation, words))
    return invitation


def link(invitation: Invitation) -> str:
    """Return the address that takes an invitation up; it is signed."""
    token = signing.dumps(invitation.pk, salt=SIGNED)
    return settings.URL + reverse("join", args=[token])


_ASK = mark("Ask for a new one.")


def find(token: str) -> Invitation:
    """Return the invitation of a signed address.

    Raises
    ------
    NotFoundError
        When it was changed, taken or has ended.
    """
    try:
        invitation = Invitation.objects.get(pk=signing.loads(token, salt=SIGNED))
    except (signing.BadSignature, Invitation.DoesNotExist):
        raise NotFoundError(mark("This invitation does not exist."), hint=_ASK) from None
    if not invitation.open:
        hint = mark("If you joined with it, sign in; else ask for a new one.")
        raise NotFoundError(mark("This invitation was taken or has ended."), hint=hint)
    return invitation


@transaction.atomic
def join(*, invitation: Invitation, user: User) -> Membership:
    """Take an invitation up, once."""
    membership, _ = Membership.objects.update_or_create(
        team=invitation.team, user=user, defaults={"role": invitation.role}
    )
    invitation.taken_at = timezone.now()
    invitation.save(update_fields=["taken_at"])
    record(team=invitation.team, by=user, what="joined", subject=user.email)
    return membership


@transaction.atomic
def change_role(*, membership: Membership, role: Role, by: User) -> None:
    """Give somebody another role; a team keeps an owner.

    Raises
    ------
    InputError
        When the last owner would be gone.
    """
    _keep_an_owner(membership, role)
    detail = {"from": membership.role, "to": role}
    membership.role = role
    membership.save(update_fields=["role"])
    whom = membership.user.email
    record(team=membership.team, by=by, what="role changed", subject=whom, detail=detail)


@transaction.atomic
def remove(*, membership: Membership, by: User) -> None:
    """Take somebody out of a team; what they decided stays under their name."""
    _keep_an_owner(membership, None)
    record(team=membership.team, by=by, what="removed", subject=membership.user.email)
    membership.delete()


@transaction.atomic
def leave(*, membership: Membership) -> None:
    """Leave a team; what one decided stays under one's name.

    Raises
    ------
    InputError
        When the last owner would be gone.
    """
    _keep_an_owner(membership, None)
    user = membership.user
    record(team=membership.team, by=user, what="left", subject=user.email)
    membership.delete()


@transaction.atomic
def transfer(*, membership: Membership, to: Membership) -> None:
    """Make another member owner, and oneself an editor.

    Raises
    ------
    InputError
        When one would hand it to oneself.
    """
    if to.pk == membership.pk:
        raise InputError(mark("You are the owner already."))
    change_role(membership=to, role=Role.OWNER, by=membership.user)
    change_role(membership=membership, role=Role.EDITOR, by=membership.user)


def _keep_an_owner(membership: Membership, role: Role | None) -> None:
    owners = membership.team.memberships.select_for_update().filter(role=Role.OWNER)
    if membership.role == Role.OWNER and role != Role.OWNER and owners.count() == 1:
        raise InputError(
            mark("A team keeps one owner."), hint=mark("Make someone else owner first.")
        )


def _send(invitation: Invitation, words: Words) -> None:
    subject = words("{by} invites you to {team}", by=invitation.by, team=invitation.team)
    body = words(
        "Hello,\n\n{subject}. Open this address within a week to join:\n\n{link}\n\n"
        "If you did not expect this, you can ignore it.",
        subject=subject,
        link=link(invitation),
    )
    reply_to = [invitation.by.email]
    EmailMessage(subject, body, None, [invitation.email], reply_to=reply_to).send()
