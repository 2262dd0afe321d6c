"""What the program says of its own quality is what the method page says was measured."""

from __future__ import annotations

import re
from pathlib import Path

from condat.plan.senses.checks import SEEN

METHODS = Path(__file__).parents[2] / "docs" / "explanation" / "methods"


def test_how_often_two_senses_are_told_apart_is_as_measured() -> None:
    page = (METHODS / "ambiguity.md").read_text("utf-8")
    rows = re.findall(r"^\| (\d+) \| \d+, \d+ \| (\d+)% \|", page, re.MULTILINE)
    assert {int(uses): int(share) / 100 for uses, share in rows} == SEEN
