"""XLSX lists with openpyxl in its streaming mode: values only, merged cells filled, zip and XML bombs refused."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from defusedxml.ElementTree import iterparse
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.reader.excel import ExcelReader
from openpyxl.utils import range_boundaries
from openpyxl.utils.cell import coordinate_to_tuple

from vendorgraph.errors import Invalid
from vendorgraph.exchange.reading.blocks import Cell
from vendorgraph.exchange.reading.row import Mapped, Row, set_aside
from vendorgraph.exchange.reading.source import Source
from vendorgraph.exchange.reading.tables.grids import Line, sheet_cell, sheet_rows

UNPACKED_LIMIT = 400 * 1024 * 1024  # bytes of all parts
RATIO_LIMIT = 200  # unpacked to packed, of a part above a megabyte
PARTS_LIMIT = 2000
WIDEST = 200  # cells of a row
MERGED_LIMIT = 50_000  # merged ranges of a sheet
_STRIKE = re.compile(rb"<(?:\w+:)?strike\b")
_ENTITY = re.compile(rb"<!(DOCTYPE|ENTITY)", re.I)
LAST_ROW = 1_048_576  # of any sheet
UNSAVED = "holds a formula without a saved value: open the workbook in a spreadsheet program and save it"
Unsaved = dict[int, list[int]]  # row -> places of its formulas without a saved value
Merged = dict[int, list[tuple[int, int, int, int]]]  # first row -> ranges that begin in it


def read_xlsx(source: Source, mapping: Mapped | None = None) -> Iterator[Row]:
    """The rows of every sheet of a workbook, each with its number in the sheet."""
    _check(source)
    try:
        book = _Book(source)
        book.read()
        sheets = list(book.wb.worksheets)
    except Exception as error:  # openpyxl lets whatever its parsers raise pass
        raise Invalid(f"{source.name}: is not a readable XLSX workbook: {error}") from None
    for title, why in book.unread:
        yield set_aside(1, f"the sheet {title!r} {why}", 0)
    several = len(sheets) > 1
    for sheet in sheets:
        section = str(sheet.title) if several else None
        if sheet.sheet_state != "visible" and several:
            filled = sum(any(cell.filled for cell in cells) for _, cells in _lines(source, sheet))
            yield set_aside(1, f"the sheet {sheet.title!r} is hidden", filled)
            continue
        try:
            yield from sheet_rows(
                _lines(source, sheet), mapping if not several else _fitting(source, sheet, mapping), section
            )
        except Invalid:
            raise
        except Exception as error:  # a damaged sheet; the others are still read
            yield Row(
                0, str(sheet.title), section=section, refused=f"the sheet {sheet.title!r} is damaged: {error}"
            )
    book.wb.close()


class _Book(ExcelReader):
    """A workbook of which only sheets with cells are read; `unread` tells the others and why."""

    def __init__(self, source: Source) -> None:
        super().__init__(
            io.BytesIO(source.data),
            read_only=True,
            data_only=True,
            keep_links=False,
            rich_text=_strikes(source, "xl/sharedStrings.xml"),
        )
        self.unread: list[tuple[str, str]] = []

    def read_chartsheet(self, sheet: Any, rel: Any) -> None:
        """Charts name no vendors, and openpyxl fails on an empty one."""
        self.unread.append((str(sheet.name), "holds a chart and no cells"))


def _check(source: Source) -> None:
    """Refuse archives that are no workbook, unpack to more than they may, or hold entities."""
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
            parts = archive.infolist()
            names = {part.filename for part in parts}
            if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
                raise Invalid(f"{source.name}: is a zip archive, but no XLSX workbook")
            whole = sum(part.file_size for part in parts)
            squeezed = any(
                part.file_size > 2**20 and part.file_size > RATIO_LIMIT * max(1, part.compress_size)
                for part in parts
            )
            if len(parts) > PARTS_LIMIT or whole > UNPACKED_LIMIT or squeezed:
                raise Invalid(
                    f"{source.name}: unpacks to far more than a workbook needs; it is refused as a zip bomb"
                )
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    with archive.open(part) as content:
                        if _ENTITY.search(content.read(8192)):
                            raise Invalid(
                                f"{source.name}: {part.filename} declares entities, which no workbook needs"
                            )
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError) as error:
        raise Invalid(f"{source.name}: is not a readable XLSX workbook: {error}") from None


def _fitting(source: Source, sheet: Any, mapping: Mapped | None) -> Mapped | None:
    """The mapping for those sheets of several that have its headers."""
    if not mapping:
        return None
    wanted = {name.strip().lower() for name in mapping}
    first = [
        cells for _, cells in zip(range(30), (cells for _, cells in _lines(source, sheet)), strict=False)
    ]
    return mapping if any(cell.text.strip().lower() in wanted for cells in first for cell in cells) else None


def _lines(source: Source, sheet: Any) -> Iterator[Line]:
    merged, unsaved = _beside_values(source, sheet)
    covering: list[tuple[tuple[int, int, int, int], Cell]] = []
    sheet.reset_dimensions()
    struck = _strikes(source, "xl/styles.xml")
    for number, values in enumerate(
        sheet.iter_rows(values_only=not struck), 1
    ):  # rows that are missing have none
        if number > LAST_ROW:
            raise ValueError(f"it numbers rows above {LAST_ROW:,}")
        cells = [_cell(one) if struck else sheet_cell(_written(one)) for one in values[:WIDEST]]
        for column in unsaved.get(number, ()):
            cells[column].lacks = UNSAVED
        for span in merged.get(number, ()):
            left, _, right, _ = span
            if left - 1 < len(cells):
                top = cells[left - 1]
                top.wide = right > left
                covering.append((span, top))
        covering = [(span, top) for span, top in covering if span[3] >= number]
        for (left, _, right, _), top in covering:
            cells += [Cell("") for _ in range(min(right, WIDEST) - len(cells))]
            for column in range(left - 1, min(right, WIDEST)):
                cells[column] = top
        while cells and not cells[-1].filled:
            cells.pop()
        yield number, cells


def _strikes(source: Source, part: str) -> bool:
    """Whether a part of a workbook strikes anything out; most do not, and are read by their values alone."""
    with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
        return part in archive.namelist() and bool(_STRIKE.search(archive.read(part)))


def _cell(found: Any) -> Cell:
    """A cell with its style: one whose font is struck out is struck as a whole."""
    cell = sheet_cell(_written(found.value))
    if found.value is not None and found.font.strike:
        words, cell.text = cell.text, ""
        cell.strike(words)
    return cell


def _written(value: Any) -> str:
    """A value as text; words that are struck out in it stand between ~~ as in a list in Markdown."""
    if value is None:
        return ""
    if isinstance(value, CellRichText):
        return "".join(
            f"~~{one.text}~~" if isinstance(one, TextBlock) and one.font.strike else str(one) for one in value
        ).strip()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _beside_values(source: Source, sheet: Any) -> tuple[Merged, Unsaved]:
    """What the streaming mode does not tell: merged ranges, which stand behind the rows, and unsaved formulas."""
    merged: Merged = {}
    unsaved: Unsaved = {}
    row = column = 0
    formula = False  # of the cell that is being read, without a value so far
    with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
        path = str(getattr(sheet, "_worksheet_path", "")).lstrip("/")
        if path not in archive.namelist():
            return merged, unsaved
        with archive.open(path) as content:
            for event, element in iterparse(content, events=("start", "end")):
                tag = str(element.tag).rpartition("}")[2]
                if event == "start":
                    if tag == "row":
                        row, column = int(element.get("r") or row + 1), 0
                    elif tag == "c":
                        place = element.get("r")
                        column = coordinate_to_tuple(place)[1] if place else column + 1
                        formula = False
                elif tag == "f":
                    formula = True
                elif tag == "v":
                    formula = formula and not element.text
                elif tag == "c" and formula and element.get("t") != "str" and column <= WIDEST:
                    unsaved.setdefault(row, []).append(column - 1)
                elif tag == "mergeCell" and len(merged) < MERGED_LIMIT:
                    left, top, right, bottom = range_boundaries(element.get("ref") or "A1")
                    if None not in (left, top, right, bottom):
                        span = int(left or 1), int(top or 1), int(right or 1), int(bottom or 1)
                        merged.setdefault(span[1], []).append(span)
                if event == "end" and tag in ("row", "mergeCell"):
                    element.clear()
    return merged, unsaved
