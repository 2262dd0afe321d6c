"""What a cycle gave and promised to partners, in words."""

from __future__ import annotations

from condat.core.words import Words, mark
from condat.workspace.create.partnerships.queries import Spent


def said(one: Spent, words: Words) -> str:
    """Say what was given and promised in one currency, and what the budget leaves of it."""
    values = {"promised": one.promised, "given": one.given, "budget": one.budget}
    shown = {
        name: words.money(float(v), one.currency) for name, v in values.items() if v is not None
    }
    if one.left is None:
        return words("In this cycle, {given} given and {promised} promised.", **shown)
    shown["left"] = words.money(float(abs(one.left)), one.currency)
    over = mark(
        "Of {budget} for this cycle, {given} given and {promised} promised: {left} too much."
    )
    kept = mark("Of {budget} for this cycle, {given} given and {promised} promised: {left} left.")
    return words(over if one.left < 0 else kept, **shown)
