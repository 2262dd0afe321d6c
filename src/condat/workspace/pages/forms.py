"""Forms in the reader's words: labels, help and choices are marked sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, cast

from django import forms
from django.db.models import QuerySet

from condat.core.words import Words


class Spoken(forms.Form):
    """A form whose labels, help and choices are said in a reader's language."""

    def __init__(self, words: Words, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        self.label_suffix = ""
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
