"""What is typed of a lesson."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from condat.core.words import Words, mark
from condat.workspace.measure.lessons.models import Lesson
from condat.workspace.pages.forms import offer, offer_rows
from condat.workspace.teams.models import Team

ABOUT = {
    "": mark("Nothing the plan can act on"),
    "word": mark("A word"),
    "person": mark("A person"),
    "place": mark("A place"),
    "hour": mark("An hour of the day"),
}
DO = {"": mark("Just remember it"), "more": mark("Do more of it"), "less": mark("Do less of it")}
LABELS = {
    "text": mark("What we learnt"),
    "trial": mark("From which test"),
    "row": mark("From which row of the plan"),
    "link": mark("From which post (its address)"),
    "about": mark("It is about"),
    "name": mark("Which one (the word, the name, the place, or the hour from 0 to 23)"),
    "do": mark("What to do"),
    "effect": mark("Effect, as a multiple of the usual result, if known"),
    "low": mark("At least"),
    "high": mark("At most"),
}
HOURS = 24
Choices = Iterable[tuple[str, str]]


class LessonForm(forms.ModelForm[Any]):
    """A lesson: what, from what, and what to do more or less of."""

    row = forms.ChoiceField(required=False)
    about = forms.ChoiceField(required=False)
    do = forms.ChoiceField(required=False)
    effect = forms.FloatField(min_value=0.01, max_value=100, required=False, localize=True)
    low = forms.FloatField(min_value=0.01, max_value=100, required=False, localize=True)
    high = forms.FloatField(min_value=0.01, max_value=100, required=False, localize=True)
    link = forms.URLField(max_length=500, required=False, assume_scheme="https")

    class Meta:
        """Over the lesson."""

        model = Lesson
        fields = tuple(LABELS)
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}  # noqa: RUF012 - the library's

    def __init__(self, *given: Any, team: Team, rows: Choices, words: Words, **named: Any) -> None:
        super().__init__(*given, **named)
        self.words = words
        for name, field in self.fields.items():
            field.label = words(LABELS[name])
        for name, choices in (("about", ABOUT), ("do", DO)):
            offer(self, name, [(value, words(label)) for value, label in choices.items()])
        offer(self, "row", [("", ""), *rows])
        offer_rows(self, "trial", team.trials.filter(ended_at__isnull=False))

    def clean(self) -> dict[str, Any]:
        """Ask for all three of what the plan acts on, or none; an hour is one of the day."""
        given = super().clean() or self.cleaned_data
        about, name, do = (given.get(field, "") for field in ("about", "name", "do"))
        if about and not name:
            self._wrong("name", mark("Say which one."))
        if about and not do:
            self._wrong("do", mark("Say whether to do more or less of it."))
        if about == "hour" and name and not (name.isdecimal() and int(name) < HOURS):
            self._wrong("name", mark("An hour is a number from 0 to 23."))
        if (given.get("low") or 0) > (given.get("high") or float("inf")):
            self._wrong("high", mark("At most is less than at least."))
        return given

    def _wrong(self, field: str, sentence: str) -> None:
        self.add_error(field, self.words(sentence))
