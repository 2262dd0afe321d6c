"""The draft of a contract as PDF."""

from __future__ import annotations

import json
import tempfile
from dataclasses import asdict
from importlib.resources import files
from pathlib import Path

import typst

from condat.create.deals.contract import Draft


def contract_pdf(draft: Draft) -> bytes:
    """Write the draft as PDF (typst); what is missing stands before the clauses.

    Examples
    --------
    >>> contract_pdf(Draft("fr", "Contrat", "", "", (), (), ("Moulin", "Ana"), "Date"))[:5]
    b'%PDF-'
    """
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "draft.json").write_text(json.dumps(asdict(draft)), "utf-8")
        template = files("condat.report").joinpath("templates", "contract.typ").read_bytes()
        (root / "contract.typ").write_bytes(template)
        return typst.compile(root / "contract.typ", root=root)
