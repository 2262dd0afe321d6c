"""Fields that several forms of the plan stage share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django import forms


def typed(values: Mapping[str, str] | None = None) -> Mapping[str, str]:
    """Give a template what was typed, or what is wrong, by field: nothing where there is nothing.

    Examples
    --------
    >>> typed({"a": "b"})["c"]
    ''
    """
    return defaultdict(str, values or {})


class Lines(forms.CharField):
    """Several texts, one a line."""

    widget = forms.Textarea

    def __init__(self, **named: Any) -> None:
        super().__init__(required=False, **named)

    def to_python(self, value: Any) -> Any:
        """Read one text a line, each once, in their order."""
        lines = (line.strip() for line in (super().to_python(value) or "").splitlines())
        return tuple(dict.fromkeys(line for line in lines if line))

    def prepare_value(self, value: Any) -> Any:
        """Write one text a line."""
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare the texts, not how they are written."""
        return tuple(initial or ()) != self.to_python(data)
