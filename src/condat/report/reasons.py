"""Reasons: a code, and the sentence it stands for; values fill the numbered places."""

from __future__ import annotations

from condat.core.words import mark

REASONS = {
    "demand.searches": mark("Searched for {0} times in the last {1} days."),
}
