"""What a source asks for, as it is typed."""

from __future__ import annotations

from django import forms

from condat.core.errors import InputError
from condat.core.words import Words, mark
from condat.listen.web.credential import BASIC, BEARER, Credential, credential
from condat.workspace.pages.forms import Spoken

HEADER = "header"
WAYS = {
    BASIC: mark("User and password"),
    BEARER: mark("Bearer token"),
    HEADER: mark("Token in a header of its own"),
}
UNSEEN = {"autocomplete": "off"}


class LoginForm(Spoken):
    """A way in, and its secret; what was typed as secret is not sent back."""

    way = forms.ChoiceField(label=mark("How it lets in"), choices=list(WAYS.items()))
    user = forms.CharField(
        label=mark("User"), required=False, max_length=200, widget=forms.TextInput(UNSEEN)
    )
    header = forms.CharField(
        label=mark("Name of the header"),
        required=False,
        max_length=100,
        help_text=mark("For a token in a header of its own: X-Api-Key, for example."),
    )
    secret = forms.CharField(
        label=mark("Password or token"),
        max_length=1000,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        help_text=mark("It is kept sealed, sent to this source alone, and not shown again."),
    )

    def bound(self, address: str, words: Words) -> Credential | None:
        """Return what is sent to an address; None when a field says what is wrong with it."""
        if not self.is_valid():
            return None
        way, secret = self.cleaned_data["way"], self.cleaned_data["secret"]
        if way == BASIC:
            secret = f"{self.cleaned_data['user']}:{secret}"
        try:
            return credential(
                address, self.cleaned_data["header"] if way == HEADER else way, secret
            )
        except InputError as error:
            field = "user" if way == BASIC else error.field
            self.add_error(field, words(error.sentence, **error.values))
            return None
