"""Writes a workbook as a spreadsheet program saves it: texts, numbers and days, the same bytes.

The smallest file that is XLSX; a library would be a dependency of the sample alone.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from xml.sax.saxutils import escape

_SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_FIRST_DAY = date(1899, 12, 30)

Cell = str | int | float | date | None


def workbook(path: Path, rows: Iterable[Sequence[Cell]], sheet: str = "Feuil1") -> None:
    """Write one sheet; a date becomes a cell that is shown as one, an empty row a blank line."""
    body = "".join(f"<row>{''.join(map(_cell, row))}</row>" for row in rows)
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in _parts(body, sheet).items():
            written = f'<?xml version="1.0" encoding="UTF-8"?>{text}'
            archive.writestr(zipfile.ZipInfo(name), written, zipfile.ZIP_DEFLATED)


def _cell(value: Cell) -> str:
    if value is None or value == "":
        return "<c/>"
    if isinstance(value, date):
        return f'<c s="1"><v>{_serial(value)}</v></c>'
    if isinstance(value, int | float):
        return f"<c><v>{value}</v></c>"
    return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'


def _serial(value: date) -> float:
    day = value.date() if isinstance(value, datetime) else value
    seconds = value.hour * 3600 + value.minute * 60 if isinstance(value, datetime) else 0
    return (day - _FIRST_DAY).days + seconds / 86400


def _parts(body: str, sheet: str) -> dict[str, str]:
    relation = f'<Relationships xmlns="{_PACKAGE}/relationships">'
    return {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        + _override("workbook.xml", "sheet.main")
        + _override("worksheets/sheet1.xml", "worksheet")
        + _override("styles.xml", "styles")
        + "</Types>",
        "_rels/.rels": f'{relation}<Relationship Id="r1" Type="{_DOCUMENT}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_SHEETS}" xmlns:r="{_DOCUMENT}"><sheets>'
        f'<sheet name="{escape(sheet)}" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{relation}<Relationship Id="r1" '
        f'Type="{_DOCUMENT}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" '
        f'Type="{_DOCUMENT}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{_SHEETS}"><cellXfs count="2"><xf numFmtId="0"/>'
        '<xf numFmtId="22"/></cellXfs></styleSheet>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_SHEETS}"><sheetData>{body}</sheetData>'
        "</worksheet>",
    }


def _override(part: str, kind: str) -> str:
    return f'<Override PartName="/xl/{part}" ContentType="{_KIND}.{kind}+xml"/>'
