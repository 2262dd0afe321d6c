"""What the team decided first, and what is not decided yet."""

from __future__ import annotations

from condat.core.words import Words, mark
from condat.report.facts import Facts
from condat.report.page import Block, Card, Cards, Note, Section

FIELDS = {
    "objective": mark("Objective"),
    "audience": mark("Audience"),
    "promise": mark("Promise"),
    "pains": mark("Pain points"),
    "messages": mark("Messages"),
    "good_content": mark("Good content"),
    "outcome": mark("Outcome that counts"),
}

EXAMPLES = {"example": mark("Good: {example}"), "counter_example": mark("Not so: {example}")}


def section(facts: Facts) -> Section:
    """Lay out the strategy as written, and what is still to write or approve."""
    words = facts.words
    title = (
        words("The strategy is not approved yet")
        if facts.missing
        else words("The strategy is approved")
    )
    lead = words(
        "Nothing else makes sense without the strategy: for whom, what good content is, "
        "which messages."
    )
    said = tuple(
        (words(label), _lines(facts.strategy.get(name), words)) for name, label in FIELDS.items()
    )
    card = Card(facts.brand, "", tuple((label, lines) for label, lines in said if lines))
    notes: tuple[Block, ...] = tuple(_missing(facts, *gap) for gap in facts.missing)
    return Section("strategy", "plan", title, lead, (*notes, Cards((card,))))


def _missing(facts: Facts, field: str, hint: str) -> Note:
    words = facts.words
    name = words.of(FIELDS, field.split(".")[0])
    if not hint:
        return Note(words("{field}: written, waits for approval.", field=name), "warning")
    return Note(words("{field}: {hint}", field=name, hint=words(hint)), "warning")


def _lines(value: object, words: Words) -> tuple[str, ...]:
    if isinstance(value, dict):
        examples = (_example(n, value[n], words) for n in EXAMPLES if value.get(n))
        return (*_lines(value.get("criteria"), words), *examples)
    if isinstance(value, list | tuple):
        return tuple(map(str, value))
    return (str(value),) if value else ()


def _example(name: str, example: str, words: Words) -> str:
    told = EXAMPLES[name]
    return words(told, example=example)
