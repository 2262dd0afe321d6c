"""Each link of the documentation leads to something that is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LINK = re.compile(r"\]\(([^)#\s]+)(#[^)\s]+)?\)")
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def anchor(heading: str) -> str:
    """Name a heading as code hosts do."""
    told = re.sub(r"[^\w\- ]", "", heading.strip("# \n").lower())
    return "#" + told.replace(" ", "-")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_links_lead_somewhere(page: Path) -> None:
    wrong = []
    for target, section in LINK.findall(page.read_text("utf-8")):
        if "://" in target:
            continue
        there = (page.parent / target).resolve()
        if not there.exists():
            wrong.append(target)
        elif section and there.suffix == ".md":
            headings = re.findall(r"^#+ .*", there.read_text("utf-8"), re.MULTILINE)
            wrong += [] if section in map(anchor, headings) else [f"{target}{section}"]
    assert not wrong
