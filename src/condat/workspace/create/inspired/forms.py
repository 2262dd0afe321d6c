"""What is typed of a post that ours inspired, and of the right to reuse it."""

from __future__ import annotations

from typing import Any

from django import forms

from condat.core.words import Words, mark
from condat.workspace.create.inspired.models import Match, Right
from condat.workspace.pages.forms import offer_rows
from condat.workspace.teams.models import Team

LABELS = {
    "link": mark("Address of their post"),
    "author": mark("Who wrote it"),
    "title": mark("Its title"),
    "passage": mark("What it says (the passage)"),
    "piece": mark("Which of our pieces"),
    "our_link": mark("Or the address of our post"),
    "our_passage": mark("What ours says (the passage)"),
    "scope": mark("What for (which text or image, in which piece)"),
    "territory": mark("Where (countries)"),
    "media": mark("In which media"),
    "starts_on": mark("From"),
    "ends_on": mark("Until"),
    "fee": mark("Fee, if any"),
    "granted_on": mark("Granted in writing on"),
}


class Said(forms.ModelForm[Any]):
    """A form whose labels are in the reader's words."""

    def __init__(self, *given: Any, words: Words, **named: Any) -> None:
        super().__init__(*given, **named)
        self.words = words
        for name, field in self.fields.items():
            field.label = words(LABELS[name])


class MatchForm(Said):
    """Their post beside ours."""

    link = forms.URLField(max_length=500, assume_scheme="https")
    our_link = forms.URLField(max_length=500, required=False, assume_scheme="https")

    class Meta:
        """Over the match."""

        model = Match
        fields = ("link", "author", "title", "passage", "piece", "our_link", "our_passage")
        widgets = {  # noqa: RUF012 - the library's
            "passage": forms.Textarea(attrs={"rows": 3}),
            "our_passage": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *given: Any, team: Team, **named: Any) -> None:
        super().__init__(*given, **named)
        self.team = team
        offer_rows(self, "piece", team.pieces.all())

    def clean(self) -> dict[str, Any]:
        """Ask for ours, and mark a pair once."""
        given = super().clean() or self.cleaned_data
        piece, ours = given.get("piece"), given.get("our_link") or ""
        if not piece and not ours:
            self.add_error("piece", self.words(mark("Say which of ours inspired it.")))
        same = self.team.matches.filter(link=given.get("link"), piece=piece, our_link=ours)
        if same.exists():
            self.add_error("link", self.words(mark("This pair is marked already.")))
        return given


class RightForm(Said):
    """The right to reuse it."""

    fee = forms.DecimalField(
        max_digits=10, decimal_places=2, min_value=0, required=False, localize=True
    )

    class Meta:
        """Over the right."""

        model = Right
        fields = ("scope", "territory", "media", "starts_on", "ends_on", "fee")
        widgets = {  # noqa: RUF012 - the library's
            name: forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
            for name in ("starts_on", "ends_on")
        }

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the start."""
        given = super().clean() or self.cleaned_data
        starts, ends = given.get("starts_on"), given.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", self.words(mark("It ends before it starts.")))
        return given


class GrantForm(forms.Form):
    """When the right was granted."""

    granted_on = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, *given: Any, words: Words, **named: Any) -> None:
        super().__init__(*given, **named)
        for name, field in self.fields.items():
            field.label = words(LABELS[name])
