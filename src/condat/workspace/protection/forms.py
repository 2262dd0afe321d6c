"""What is asked on the pages of data protection."""

from __future__ import annotations

from django import forms

from condat.core.words import mark
from condat.workspace.pages.forms import Spoken
from condat.workspace.protection.models import HOW

LONG = {"rows": 8}


class ObjectionForm(Spoken):
    """Who objects, when and how."""

    name = forms.CharField(label=mark("Name, handle or address"), max_length=254)
    at = forms.DateField(label=mark("When"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))
    how = forms.ChoiceField(label=mark("How"), choices=list(HOW.items()))
    note = forms.CharField(label=mark("What they asked for, if they said so"), required=False)


class NoticeForm(Spoken):
    """The text of one language."""

    text = forms.CharField(
        label=mark("Text"), required=False, widget=forms.Textarea(attrs={"rows": 14})
    )


class BalanceForm(Spoken):
    """The three steps of the balancing record."""

    purpose = forms.CharField(
        label=mark("1. Purpose"),
        help_text=mark("What do you want to reach, and why is that legitimate?"),
        widget=forms.Textarea(attrs=LONG),
    )
    necessity = forms.CharField(
        label=mark("2. Necessity"),
        help_text=mark("Which data do you need, and why is there no less intrusive way?"),
        widget=forms.Textarea(attrs=LONG),
    )
    balance = forms.CharField(
        label=mark("3. Balance"),
        help_text=mark(
            "What does it mean for the people, what do they expect, what protects them?"
        ),
        widget=forms.Textarea(attrs=LONG),
    )
