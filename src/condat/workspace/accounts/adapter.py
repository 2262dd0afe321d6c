"""Nobody signs up without an invitation."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest

from condat.workspace.accounts.models import User


class InvitedOnly(DefaultAccountAdapter):
    """The door of the library is closed: invitations open accounts (see ``teams``)."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Refuse to open an account."""
        return False


class KnownOnly(DefaultSocialAccountAdapter):
    """Single sign-on lets in whom an owner has invited, by the address the provider vouches for."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:  # noqa: ARG002
        """Refuse to open an account."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Connect the sign-in with the account of its verified address."""
        if sociallogin.is_existing:
            return
        vouched = [one.email for one in sociallogin.email_addresses if one.verified]
        known = User.objects.filter(email__in=[email.lower() for email in vouched]).first()
        if known:
            sociallogin.connect(request, known)
