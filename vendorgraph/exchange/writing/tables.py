"""Tables: named sheets of rows, as CSV here and as XLSX in `workbook`, safe to open in a spreadsheet.

CSV is RFC 4180 in UTF-8 with a byte order mark, without which Excel takes it for another encoding.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from vendorgraph.exchange.writing.asked import Asked
from vendorgraph.exchange.writing.cells import cell

MISSING = "not recorded"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: its name, its columns, and its rows, which may be made while they are written."""

    name: str
    columns: Sequence[str]
    rows: Iterable[Sequence[Any]]


def csv_parts(sheet: Sheet, *, mark: bool = True) -> Iterator[bytes]:
    """The sheet as CSV, some rows at a time."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(sheet.columns)
    first = "\ufeff" if mark else ""
    for number, row in enumerate(sheet.rows, 1):
        writer.writerow([cell(value) for value in row])
        if number % 500 == 0:
            yield (first + out.getvalue()).encode("utf-8", "replace")
            first = ""
            out.seek(0)
            out.truncate()
    yield (first + out.getvalue()).encode("utf-8", "replace")


def sheet_file(sheet: Sheet, form: str, asked: Asked) -> Iterable[bytes]:
    """One sheet as `csv` or `xlsx`."""
    if form == "csv":
        return csv_parts(sheet)
    from vendorgraph.exchange.writing.workbook import workbook  # openpyxl takes long to load

    return [workbook([sheet], title=sheet.name, made=asked.question.as_of)]
