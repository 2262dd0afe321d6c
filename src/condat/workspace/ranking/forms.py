"""What is asked before a ranking is made public."""

from __future__ import annotations

from django import forms

from condat.core.words import mark
from condat.workspace.pages.forms import Spoken


class PublishForm(Spoken):
    """The address that people object at, and why the ranking is made public."""

    topic = forms.CharField(required=False, max_length=120, widget=forms.HiddenInput)
    contact = forms.EmailField(
        label=mark("Address for objections"),
        help_text=mark("Shown on the page: anyone listed can write to it."),
    )
    why = forms.CharField(
        label=mark("Why it is made public"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
