"""Forms in the reader's words: labels, help and choices are marked sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from typing import Any, cast

from django import forms
from django.db.models import QuerySet

from condat.core.words import Words, mark

FIRST, LAST = 1970, 2199  # years that every zone and every sum of days can hold


def reachable(day: date) -> bool:
    """Say whether a day or a moment is of our time; a slip of the hand is not."""
    return FIRST <= day.year <= LAST


def keep_to_our_time(form: forms.BaseForm, words: Words) -> None:
    """Let a form refuse days and moments that nothing can be reckoned from."""
    for field in form.fields.values():
        if isinstance(field, forms.DateField | forms.DateTimeField):
            field.validators.append(partial(_in_reach, words))


def _in_reach(words: Words, day: date) -> None:
    if not reachable(day):
        told = mark("Give a year from {first} to {last}.")
        raise forms.ValidationError(words(told, first=str(FIRST), last=str(LAST)))


class Spoken(forms.Form):
    """A form whose labels, help and choices are said in a reader's language."""

    def __init__(self, words: Words, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        self.label_suffix = ""
        keep_to_our_time(self, words)
        for field in self.fields.values():
            field.label = words(str(field.label or ""))
            field.help_text = words(str(field.help_text)) if field.help_text else ""
            if isinstance(field, forms.ChoiceField):
                known = cast("list[tuple[str, str]]", field.choices)
                field.choices = [(key, words(str(label))) for key, label in known]


def offer(form: forms.BaseForm, name: str, choices: Iterable[tuple[str, str]]) -> None:
    """Give a field of choices those that are known only now, in the reader's words already."""
    cast(forms.ChoiceField, form.fields[name]).choices = list(choices)


def offer_rows(
    form: forms.BaseForm, name: str, rows: QuerySet[Any], called: Callable[[Any], str] = str
) -> None:
    """Give a field the rows that it may choose from; to choose none is an empty line."""
    field = cast("forms.ModelChoiceField[Any]", form.fields[name])
    field.queryset, field.empty_label = rows, ""
    setattr(field, "label_from_instance", called)  # noqa: B010 - how the library is told
