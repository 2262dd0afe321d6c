"""The pages of the documentation on each method, as they are shipped."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import pyromark
from django.conf import settings
from markupsafe import Markup

FOLDERS = (
    Path(settings.HERE).parent / "methods",  # in an installed package
    Path(settings.HERE).parents[2] / "docs" / "explanation" / "methods",  # in a checkout
)
NAME = re.compile(r"[a-z]+")
LINK = re.compile(r'href="([a-z]+)\.md(#[^"]*)?"')


@lru_cache
def text(name: str) -> Markup | None:
    """Return a page as HTML; None when there is none of that name."""
    files = (folder / f"{name}.md" for folder in FOLDERS)
    path = next((file for file in files if NAME.fullmatch(name) and file.is_file()), None)
    if path is None:
        return None
    options = pyromark.Options.ENABLE_TABLES
    html = pyromark.html(path.read_text("utf-8"), options=options)
    html = html.replace("<table>", '<table tabindex="0">')  # scrolls on a phone: by keyboard too
    return Markup(LINK.sub(r'href="../\1/\2"', html))  # noqa: S704 - our own documentation
