"""XLSX lists with openpyxl in its streaming mode: values only, merged cells filled, zip and XML bombs refused."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from defusedxml.ElementTree import iterparse
from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

from vendorgraph.errors import Invalid
from vendorgraph.exchange.reading.blocks import Cell
from vendorgraph.exchange.reading.grids import Line, sheet_rows
from vendorgraph.exchange.reading.row import Mapped, Row, set_aside
from vendorgraph.exchange.reading.source import Source
from vendorgraph.exchange.writing.cells import unprotect

UNPACKED_LIMIT = 400 * 1024 * 1024  # bytes of all parts
RATIO_LIMIT = 200  # unpacked to packed, of a part above a megabyte
PARTS_LIMIT = 2000
WIDEST = 200  # cells of a row
MERGED_LIMIT = 50_000  # merged ranges of a sheet
_ENTITY = re.compile(rb"<!(DOCTYPE|ENTITY)", re.I)
Merged = dict[int, list[tuple[int, int, int, int]]]  # first row -> ranges that begin in it


def read_xlsx(source: Source, mapping: Mapped | None = None) -> Iterator[Row]:
    """The rows of every sheet of a workbook, each with its number in the sheet."""
    _check(source)
    try:
        workbook = load_workbook(io.BytesIO(source.data), read_only=True, data_only=True, keep_links=False)
        sheets = list(workbook.worksheets)
    except Exception as error:  # openpyxl lets whatever its parsers raise pass
        raise Invalid(f"{source.name}: is not a readable XLSX workbook: {error}") from None
    several = len(sheets) > 1
    for sheet in sheets:
        section = str(sheet.title) if several else None
        if sheet.sheet_state != "visible" and several:
            filled = sum(any(cell.text for cell in cells) for _, cells in _lines(source, sheet))
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
    workbook.close()


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
    merged = _merged(source, sheet)
    covering: list[tuple[tuple[int, int, int, int], Cell]] = []
    sheet.reset_dimensions()
    for number, values in enumerate(sheet.iter_rows(max_col=WIDEST, values_only=True), 1):
        cells = [Cell(_written(value)) for value in values]
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
        while cells and not cells[-1].text.strip():
            cells.pop()
        yield number, cells


def _written(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return unprotect(str(value).strip())


def _merged(source: Source, sheet: Any) -> Merged:
    """The merged ranges of a sheet, which the streaming mode does not tell; they stand behind its rows."""
    found: Merged = {}
    with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
        path = str(getattr(sheet, "_worksheet_path", "")).lstrip("/")
        if path not in archive.namelist():
            return found
        with archive.open(path) as content:
            for count, (_, element) in enumerate(iterparse(content, events=("end",))):
                tag = str(element.tag).rpartition("}")[2]
                if tag == "mergeCell" and count >= 0:
                    left, top, right, bottom = range_boundaries(element.get("ref") or "A1")
                    if None not in (left, top, right, bottom) and len(found) < MERGED_LIMIT:
                        found.setdefault(int(top or 1), []).append(
                            (int(left or 1), int(top or 1), int(right or 1), int(bottom or 1))
                        )
                if tag in ("row", "mergeCell"):
                    element.clear()
    return found
