"""What is typed of an indicator."""

from __future__ import annotations

from typing import Any

from django import forms

from condat.core.words import Words, mark
from condat.measure.scorecard import TIERS, money
from condat.workspace.measure.indicators.models import Indicator, Value
from condat.workspace.pages.forms import keep_to_our_time, offer, offer_rows
from condat.workspace.pages.labels import TIERS_SAID
from condat.workspace.teams.models import Team

LABELS = {
    "name": mark("What is counted"),
    "objective": mark("For which objective"),
    "owner": mark("Who owns it"),
    "decision": mark("Which decision it would change"),
    "tier": mark("Its place in the chain"),
    "unit": mark("Unit, if any"),
    "day": mark("Day"),
    "value": mark("Value"),
}


class IndicatorForm(forms.ModelForm[Any]):
    """An indicator; what it lacks is said on its page, an advertising equivalent is refused."""

    tier = forms.ChoiceField()

    class Meta:
        """Over the indicator."""

        model = Indicator
        fields = ("name", "objective", "owner", "decision", "tier", "unit")

    def __init__(self, *given: Any, team: Team, words: Words, **named: Any) -> None:
        super().__init__(*given, **named)
        self.words, self.team = words, team
        for name, field in self.fields.items():
            field.label = words(LABELS[name])
        offer(self, "tier", [(tier, words(TIERS_SAID[tier])) for tier in TIERS])
        members = team.memberships.select_related("user")
        offer_rows(self, "owner", members, called=lambda one: str(one.user))

    def clean_name(self) -> str:
        """Refuse what is no value, and a name that is taken."""
        name = str(self.cleaned_data["name"])
        if money(name) == "ave":
            told = mark("An advertising equivalent says nothing of what a piece did: not taken.")
            raise forms.ValidationError(self.words(told))
        taken = self.team.indicators.filter(name=name).exclude(pk=self.instance.pk)
        if taken.exists():
            raise forms.ValidationError(self.words(mark("There is one of that name already.")))
        return name


class ValueForm(forms.ModelForm[Any]):
    """What an indicator was on a day."""

    value = forms.FloatField(localize=True)

    class Meta:
        """Over the value."""

        model = Value
        fields = ("day", "value")
        widgets = {  # noqa: RUF012 - the library's
            "day": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        }

    def __init__(self, *given: Any, words: Words, **named: Any) -> None:
        super().__init__(*given, **named)
        keep_to_our_time(self, words)
        for name, field in self.fields.items():
            field.label = words(LABELS[name])
