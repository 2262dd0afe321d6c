"""The form of a persona: who they are; its statements have forms of their own on the page."""

from __future__ import annotations

from django import forms

from condat.core.words import mark
from condat.plan.strategy.personas import SMALLEST
from condat.workspace.pages.forms import Spoken

TONGUES = {"fr": mark("French"), "en": mark("English"), "de": mark("German")}


class PersonaForm(Spoken):
    """A group that the team writes for."""

    name = forms.CharField(label=mark("Name"), max_length=120)
    description = forms.CharField(
        label=mark("Who they are"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    size = forms.IntegerField(
        label=mark("About how many people"),
        required=False,
        min_value=SMALLEST,
        help_text=mark("A group of at least fifty, never one person. Leave empty if unknown."),
    )
    places = forms.CharField(
        label=mark("Where they read"), required=False, help_text=mark("Separated by commas.")
    )
    languages = forms.MultipleChoiceField(
        label=mark("Languages"),
        required=False,
        choices=list(TONGUES.items()),
        widget=forms.CheckboxSelectMultiple,
    )
    hours = forms.CharField(
        label=mark("Hours at which they read"),
        required=False,
        help_text=mark("From 0 to 23, separated by commas."),
    )

    def clean_hours(self) -> list[int]:
        """Read the hours."""
        return [
            int(hour) if hour.isdecimal() else 99 for hour in _split(self.cleaned_data["hours"])
        ]

    def clean_places(self) -> list[str]:
        """Read the places."""
        return _split(self.cleaned_data["places"])


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]
