"""Nobody signs up without an invitation."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as now
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.core.mail import send_mail
from django.http import HttpRequest

from condat.core.words import mark
from condat.workspace.accounts.language import words_of
from condat.workspace.accounts.models import User

FORGOTTEN = mark("Your password for Condat")
MAILS = {
    "account/email/password_reset_key": mark(
        "Hello,\n\nOpen this address within three days to choose a new password:\n\n{link}\n\n"
        "If you did not ask for it, you can ignore this: your password stays as it is."
    ),
    "account/email/unknown_account": mark(
        "Hello,\n\nSomeone asked for a new password for {email}. No account has this address:"
        " perhaps you were invited by another one.\n\n"
        "If you did not ask for it, you can ignore this."
    ),
}


class InvitedOnly(DefaultAccountAdapter):
    """The door of the library is closed: invitations open accounts (see ``teams``)."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Refuse to open an account."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write in our words; of the library's mails only those of a forgotten password leave."""
        if template_prefix not in MAILS:
            return
        words = words_of(now.request)
        told = {"link": context.get("password_reset_url", ""), "email": email}
        send_mail(words(FORGOTTEN), words(MAILS[template_prefix], **told), None, [email])


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
