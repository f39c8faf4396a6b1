"""Tables as XLSX: a workbook of sheets, written row by row, in which no text is taken for a formula."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill

from vendorgraph.exchange.writing.cells import sheet_cell
from vendorgraph.exchange.writing.tables import MISSING, Sheet

_HEAD = PatternFill("solid", fgColor="1F3A5F")
_GAP = PatternFill("solid", fgColor="FFE8B3")
_WIDTHS = (12, 60)  # least and most characters of a column
_NAME = 31  # characters of a sheet's name


def workbook(sheets: Iterable[Sheet], *, title: str, made: dt.date) -> bytes:
    """The sheets as one XLSX file, written row by row; cells that say something is missing are marked."""
    book = Workbook(write_only=True)
    book.properties.title = title
    book.properties.creator = "Vendorgraph"
    book.properties.created = book.properties.modified = dt.datetime.combine(made, dt.time())
    for sheet in sheets:
        _add(book, sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _add(book: Any, sheet: Sheet) -> None:
    page = book.create_sheet(sheet.name[:_NAME])
    page.freeze_panes = "B2"
    least, most = _WIDTHS
    for at, column in enumerate(sheet.columns):
        page.column_dimensions[_letters(at)].width = min(most, max(least, len(column) + 2, 24))
    page.append([_styled(page, column, head=True) for column in sheet.columns])
    for row in sheet.rows:
        page.append([_styled(page, value) for value in row])


def _letters(at: int) -> str:
    """The name of a column: 0 is A, 26 is AA."""
    name = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def _styled(page: Any, value: Any, *, head: bool = False) -> Any:
    made = WriteOnlyCell(page, value=sheet_cell(value))
    if isinstance(made.value, str):
        made.data_type = "s"  # never a formula
    made.alignment = Alignment(wrap_text=True, vertical="top")
    if head:
        made.font, made.fill = Font(bold=True, color="FFFFFF"), _HEAD
    elif isinstance(made.value, str) and MISSING in made.value:
        made.fill = _GAP
    return made
