"""What people type about partnerships, checked; what was typed stays beside its error."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator

from condat.core.words import LANGUAGES, Words, mark
from condat.create.deals.letters import unknown
from condat.create.deals.rules import JURISDICTIONS
from condat.workspace.create.partnerships.labels import (
    COMPENSATIONS,
    GIVEN,
    IMAGES,
    KINDS,
    STAGES,
    STANCES,
)
from condat.workspace.create.partnerships.models import Deliverable
from condat.workspace.pages.forms import Spoken, offer

COUNTED = 10**12  # people, clicks, sales: more is a slip of the finger

CURRENCIES = ("EUR", "CHF", "GBP", "USD")
LETTER_FIELDS = ("subject", "body", "follow_body")


def day(required: bool = False) -> forms.DateField:  # noqa: FBT001 - as Django says it
    """Ask for a day."""
    return forms.DateField(required=required, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))


def choice(table: Mapping[str, str], *, required: bool = True) -> forms.ChoiceField:
    """Ask for one of the codes of a table of marked sentences."""
    return forms.ChoiceField(required=required, choices=list(table.items()))


class Worded(Spoken):
    """A form that keeps the reader's words, for errors of its own."""

    def __init__(self, *args: Any, words: Words, **more: Any) -> None:
        super().__init__(words, *args, **more)
        self.words = words


def offer_languages(form: Worded) -> None:
    """Let a form choose one of our languages, each by its name."""
    words = form.words
    offer(form, "language", [(code, words.language_name(code)) for code in LANGUAGES])


class PersonForm(Worded):
    """Who somebody is, and how they are reached."""

    name = forms.CharField(max_length=200)
    email = forms.EmailField(required=False)
    language = forms.ChoiceField(choices=[])
    source = forms.CharField(max_length=500)
    stance = choice(STANCES)

    def __init__(self, *args: Any, words: Words, **more: Any) -> None:
        super().__init__(*args, words=words, **more)
        offer_languages(self)


class BeginForm(PersonForm):
    """Begin a relation."""

    person_uri = forms.CharField(max_length=500, required=False, widget=forms.HiddenInput)


class ReachForm(Worded):
    """How somebody is reached, and where we have it from."""

    email = forms.EmailField()
    source = forms.CharField(max_length=500)


class DetailsForm(PersonForm):
    """Correct a relation, with what a contract needs."""

    legal_name = forms.CharField(max_length=200, required=False)
    postal = forms.CharField(max_length=400, required=False)
    tax_country = forms.CharField(max_length=80, required=False)


class StageForm(Worded):
    """Move a relation."""

    stage = choice(STAGES)
    why = forms.CharField(required=False)


class NextForm(Worded):
    """Say what comes next."""

    step = forms.CharField(max_length=300, required=False)
    on = day()


class Happened(Worded):
    """Something that took place, so not after ``today``."""

    def __init__(self, *args: Any, words: Words, today: date, **more: Any) -> None:
        super().__init__(*args, words=words, **more)
        said = words(mark("This day has not come yet: give the day on which it happened."))
        for field in self.fields.values():
            if isinstance(field, forms.DateField):
                field.validators.append(MaxValueValidator(today, said))


class TouchForm(Happened):
    """Note what passed between us."""

    kind = choice(KINDS)
    theirs = forms.BooleanField(required=False)
    on = day(required=True)
    text = forms.CharField(widget=forms.Textarea({"rows": 3}))


class DealForm(Worded):
    """Say what a deal is for."""

    objective = forms.CharField(max_length=300)
    advertiser = forms.CharField(max_length=200)
    missions = forms.CharField(required=False, widget=forms.Textarea({"rows": 3}))
    publics = forms.MultipleChoiceField(
        choices=list(JURISDICTIONS.items()), widget=forms.CheckboxSelectMultiple
    )
    currency = forms.ChoiceField(choices=[(code, code) for code in CURRENCIES])
    rights = forms.CharField(required=False, widget=forms.Textarea({"rows": 2}))
    ends_on = day()


class PieceForm(Worded):
    """Add something to publish."""

    what = forms.CharField(max_length=300)
    place = forms.CharField(max_length=200, required=False)
    due_on = day()
    images = choice(IMAGES, required=False)


class DoneForm(Worded):
    """Say that it is published, and where."""

    url = forms.URLField(max_length=500, assume_scheme="https")


class RewardForm(Worded):
    """Add something given; a value left open is not known yet."""

    kind = choice(COMPENSATIONS)
    what = forms.CharField(max_length=300, required=False)
    value = forms.DecimalField(min_value=0, max_digits=12, decimal_places=2, required=False)
    currency = forms.ChoiceField(choices=[(code, code) for code in CURRENCIES])
    state = choice(GIVEN)
    on = day(required=True)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)


class EvidenceForm(Worded):
    """State that nothing was given."""

    text = forms.CharField(widget=forms.Textarea({"rows": 3}))


class SignForm(Happened):
    """Say on which day the contract was signed."""

    signed_on = day(required=True)


class BudgetForm(Worded):
    """Say what may be spent in a year."""

    year = forms.IntegerField(min_value=2000, max_value=2100)
    currency = forms.ChoiceField(choices=[(code, code) for code in CURRENCIES])
    amount = forms.DecimalField(min_value=0, max_digits=12, decimal_places=2)


class HouseForm(Worded):
    """Say who we are in a contract."""

    legal_name = forms.CharField(max_length=200)
    postal = forms.CharField(max_length=400)
    email = forms.EmailField()
    tax_country = forms.CharField(max_length=80)


class LetterForm(Worded):
    """A letter, with or without places to fill."""

    subject = forms.CharField(max_length=200)
    body = forms.CharField(widget=forms.Textarea({"rows": 12}))
    follow_days = forms.IntegerField(min_value=1, max_value=90, required=False)
    follow_body = forms.CharField(required=False, widget=forms.Textarea({"rows": 8}))

    def clean(self) -> dict[str, Any]:
        """Refuse places that nothing fills, beside the field that they stand in."""
        told = super().clean() or {}
        for field in LETTER_FIELDS:
            for place, near in unknown(told.get(field) or "").items():
                self.add_error(field, self._said(place, near))
        return told

    def _said(self, place: str, near: str) -> str:
        shown = {"place": f"{{{place}}}", "near": f"{{{near}}}"}
        if near:
            return self.words("{place} is not a known placeholder. Did you mean {near}?", **shown)
        return self.words("{place} is not a known placeholder.", place=shown["place"])


class TemplateForm(LetterForm):
    """A letter that is kept under a name."""

    name = forms.CharField(max_length=120)
    language = forms.ChoiceField(choices=[])
    field_order = ("name", "language", *LetterForm.base_fields)

    def __init__(self, *args: Any, words: Words, **more: Any) -> None:
        super().__init__(*args, words=words, **more)
        offer_languages(self)


class SendForm(LetterForm):
    """A letter to one person; its key makes it leave once."""

    key = forms.UUIDField(widget=forms.HiddenInput)


class CheckForm(Worded):
    """A published text to check."""

    text = forms.CharField(widget=forms.Textarea({"rows": 7}))
    jurisdiction = choice(JURISDICTIONS)
    advertiser = forms.CharField(max_length=200, required=False)
    form = choice(
        {
            "text": mark("Text"),
            "image": mark("Image"),
            "video": mark("Video"),
            "audio": mark("Sound"),
        }
    )
    images = choice(IMAGES, required=False)


class FiguresForm(Worded):
    """A partner's own figures; what is left open stays unknown."""

    deliverable = forms.ChoiceField(required=False)
    reach = forms.IntegerField(min_value=0, max_value=COUNTED, required=False)
    clicks = forms.IntegerField(min_value=0, max_value=COUNTED, required=False)
    sales = forms.IntegerField(min_value=0, max_value=COUNTED, required=False)
    working = forms.CharField(required=False, max_length=5000, widget=forms.Textarea({"rows": 4}))
    change = forms.CharField(required=False, max_length=5000, widget=forms.Textarea({"rows": 4}))

    def ask_about(self, pieces: Iterable[Deliverable]) -> None:
        """Offer the pieces that the figures can be of."""
        options = [(str(piece.pk), piece.what) for piece in pieces]
        offer(self, "deliverable", [("", self.words("Everything together")), *options])

    def clean(self) -> dict[str, Any]:
        """Ask for something at least."""
        told = super().clean() or {}
        if not self.errors and all(value in (None, "") for value in told.values()):
            self.add_error(None, self.words("Please give at least one figure or one sentence."))
        return told
