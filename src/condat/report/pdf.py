"""The same page as PDF."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from importlib.resources import files
from pathlib import Path
from typing import Any

import typst

from condat.report.page import Page


def pdf(page: Page) -> bytes:
    """Write the page as PDF (typst).

    Examples
    --------
    >>> page = Page("fr", "Moulin", "Trois contenus", "", (), (), "Preuves", "Sommaire")
    >>> pdf(page)[:5]
    b'%PDF-'
    """
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        content = asdict(page)
        for number, figure in enumerate(_figures(content)):
            name = f"{number}.svg"
            (root / name).write_text(figure["svg"], "utf-8")
            figure["svg"] = name
        (root / "page.json").write_text(json.dumps(content), "utf-8")
        template = files("condat.report").joinpath("templates", "report.typ").read_bytes()
        (root / "report.typ").write_bytes(template)
        return typst.compile(root / "report.typ", root=root)


def _figures(content: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for section in content["sections"]:
        yield from (block for block in section["blocks"] if block["kind"] == "figure")
