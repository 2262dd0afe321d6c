"""The form in which somebody says, quote by quote, whether it may be printed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from condat.core.words import Words, mark
from condat.workspace.pages.forms import Spoken

CHOICES = (
    ("approve", mark("I approve it as it stands")),
    ("correct", mark("I put it in other words (below)")),
    ("refuse", mark("I do not want to be quoted with it")),
)


class QuotesForm(Spoken):
    """For each quote whether it stands, and in which words; then a name."""

    name = forms.CharField(label=mark("Your name"), max_length=200)
    comment = forms.CharField(
        label=mark("Anything you want to add"),
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )

    def __init__(
        self, words: Words, shown: Sequence[str], data: object = None, **more: Any
    ) -> None:
        super().__init__(words, data, **more)
        self.words, self.shown = words, shown
        choices = [(key, words(label)) for key, label in CHOICES]
        for number, text in enumerate(shown):
            self.fields[f"choice-{number}"] = forms.ChoiceField(choices=choices)
            wording = forms.CharField(required=False, initial=text, max_length=5000)
            self.fields[f"wording-{number}"] = wording

    def clean(self) -> dict[str, Any]:
        """Ask for the other words where somebody wants them."""
        given = super().clean() or self.cleaned_data
        for number in range(len(self.shown)):
            wants = given.get(f"choice-{number}") == "correct"
            if wants and not given.get(f"wording-{number}", "").strip():
                self.add_error(f"wording-{number}", self.words(mark("Write it in your words.")))
        return given

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Each quote with its two fields, as they stand."""
        return [
            {
                "number": number,
                "text": text,
                "choice": self[f"choice-{number}"],
                "wording": self[f"wording-{number}"],
            }
            for number, text in enumerate(self.shown)
        ]

    def wording(self) -> list[str]:
        """Return, quote by quote, the words that somebody stands by; nothing for a refusal."""
        return [self._stands(number, text) for number, text in enumerate(self.shown)]

    def _stands(self, number: int, text: str) -> str:
        match self.cleaned_data[f"choice-{number}"]:
            case "approve":
                return text
            case "correct":
                return str(self.cleaned_data[f"wording-{number}"])
            case _:
                return ""
