"""The way through a team's pages: four stages, left to right, are the loop."""

from __future__ import annotations

from dataclasses import dataclass

from condat.core.words import mark


@dataclass(frozen=True)
class Stage:
    """A stage, and its pages: name of the address and words."""

    key: str
    label: str
    pages: tuple[tuple[str, str], ...]


STAGES = (
    Stage(
        "plan",
        mark("Plan"),
        (
            ("strategy", mark("Strategy")),
            ("listen", mark("Listening")),
            ("search", mark("Search")),
            ("keywords", mark("Keywords")),
            ("topics", mark("Topics")),
            ("performance", mark("What over-performs")),
            ("personas", mark("Personas")),
            ("people", mark("People")),
        ),
    ),
    Stage(
        "create",
        mark("Create"),
        (
            ("pieces", mark("Pieces")),
            ("partnerships", mark("Partnerships")),
            ("cues", mark("Comments to answer")),
            ("inspired", mark("Inspired by us")),
        ),
    ),
    Stage(
        "distribute",
        mark("Distribute"),
        (("plan", mark("The plan")), ("calendar", mark("Calendar"))),
    ),
    Stage(
        "measure",
        mark("Measure"),
        (
            ("trials", mark("Tests")),
            ("results", mark("Results")),
            ("scorecard", mark("Scorecard")),
            ("indicators", mark("Indicators")),
            ("lessons", mark("Lessons")),
            ("reports", mark("Reports")),
        ),
    ),
)

# The rooms of the settings: name of the address, words, what one must be allowed.
SETTINGS = (
    ("settings", mark("Members"), "read"),
    ("team", mark("Team"), "read"),
    ("mine", mark("You"), "read"),
    ("record", mark("The record"), "read"),
    ("protection", mark("Data protection"), "read"),
    ("api", mark("API"), "read"),
    ("webhooks", mark("Webhooks"), "manage"),
)
