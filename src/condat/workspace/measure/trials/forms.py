"""What is typed of a test."""

from __future__ import annotations

from typing import Any

from django import forms

from condat.core.words import Words, mark
from condat.workspace.measure.trials.models import Reading, Trial
from condat.workspace.pages.forms import keep_to_our_time

SETTLED = (
    "hypothesis",
    "varies",
    "first",
    "second",
    "whom",
    "counted",
    "usual",
    "least",
    "people",
    "starts_on",
    "ends_on",
)
LABELS = {
    "hypothesis": mark("What we believe"),
    "varies": mark("What varies between the two"),
    "first": mark("First variant (what we do now)"),
    "second": mark("Second variant (what we try)"),
    "whom": mark("Who sees it"),
    "counted": mark("What counts as a yes"),
    "usual": mark("How many say yes now, in %"),
    "least": mark("The least difference that counts as success, in percentage points"),
    "people": mark("People it will be shown to, both variants together"),
    "starts_on": mark("Starts on"),
    "ends_on": mark("Ends on"),
    "first_shown": mark("First variant: people who saw it"),
    "first_done": mark("First variant: who said yes"),
    "second_shown": mark("Second variant: people who saw it"),
    "second_done": mark("Second variant: who said yes"),
}
HUNDRED = 100


class Spoken(forms.ModelForm[Any]):
    """A form whose labels and complaints are in the reader's words."""

    def __init__(self, *given: Any, words: Words, **named: Any) -> None:
        super().__init__(*given, **named)
        self.words = words
        keep_to_our_time(self, words)
        for name, field in self.fields.items():
            field.label = words(LABELS[name])

    def wrong(self, field: str, sentence: str) -> None:
        """Say what is wrong with a field."""
        self.add_error(field, self.words(sentence))


class TrialForm(Spoken):
    """What is settled before a test starts; rates are typed in percent."""

    usual = forms.FloatField(min_value=0.1, max_value=99.9, localize=True)
    least = forms.FloatField(min_value=0.1, max_value=99, localize=True)
    people = forms.IntegerField(min_value=20, max_value=10_000_000)

    class Meta:
        """Over the test."""

        model = Trial
        fields = SETTLED
        widgets = {  # noqa: RUF012 - the library's
            "hypothesis": forms.Textarea(attrs={"rows": 3}),
            "starts_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "ends_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def clean_usual(self) -> float:
        """Read percent as a rate."""
        return float(self.cleaned_data["usual"]) / HUNDRED

    def clean_least(self) -> float:
        """Read points as a rate."""
        return float(self.cleaned_data["least"]) / HUNDRED

    def clean(self) -> dict[str, Any]:
        """Refuse what cannot be: an end before the start, more than everybody."""
        given = super().clean() or self.cleaned_data
        starts, ends = given.get("starts_on"), given.get("ends_on")
        if starts and ends and ends <= starts:
            self.wrong("ends_on", mark("It ends before it starts."))
        if (given.get("usual") or 0) + (given.get("least") or 0) >= 1:
            self.wrong("least", mark("Together with how many say yes now, that is over 100%."))
        return given


class ReadingForm(Spoken):
    """What was counted since the start."""

    class Meta:
        """Over the reading."""

        model = Reading
        fields = ("first_shown", "first_done", "second_shown", "second_done")

    def __init__(self, *given: Any, before: Reading | None, **named: Any) -> None:
        super().__init__(*given, **named)
        self.before = before

    def clean(self) -> dict[str, Any]:
        """Refuse counts that cannot be: more yes than people, fewer than counted before."""
        given = super().clean() or self.cleaned_data
        for one in ("first", "second"):
            if (given.get(f"{one}_done") or 0) > (given.get(f"{one}_shown") or 0):
                self.wrong(f"{one}_done", mark("More said yes than saw it."))
        for name, value in list(given.items()):
            if self.before and value is not None and value < getattr(self.before, name):
                self.wrong(name, mark("Less than counted before: enter the total since the start."))
        return given
