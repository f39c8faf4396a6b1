"""Rows of cells as a stream, whatever sheet they come from, to rows in the words of the source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice

from vendorgraph.exchange.reading.blocks import Cell, Table
from vendorgraph.exchange.reading.lines.columns import layout_of
from vendorgraph.exchange.reading.names.standing import Standing
from vendorgraph.exchange.reading.row import Mapped, Row, collapsed
from vendorgraph.exchange.reading.tables.cells import refusal
from vendorgraph.exchange.reading.tables.rows import TableReading, table_rows
from vendorgraph.exchange.writing.cells import unprotect

LOOKED_AT = 60  # rows of a sheet from which its layout is told
Line = tuple[int, list[Cell]]
_STRUCK = re.compile(r"~~(.+?)~~")
_ERROR = re.compile(
    r"#(N/A|NAME\?|NULL!|NUM!|REF!|VALUE!|DIV/0!|SPILL!|CALC!|GETTING_DATA|NV|BEZUG!|WERT!|NOM\?|VALEUR!)"
)


def sheet_cell(text: str) -> Cell:
    """A cell of a sheet as it was before a writer neutralised it; the error of a formula is no text, ~~words~~ are struck out."""
    if _ERROR.fullmatch(text):
        return Cell("", lacks=f"holds the error {text}")
    struck = _STRUCK.findall(text)
    cell = Cell(_STRUCK.sub("", unprotect(text)).strip() if struck else unprotect(text))
    cell.strike(" ".join(struck))
    return cell


def sheet_rows(lines: Iterable[Line], mapping: Mapped | None, section: str | None = None) -> Iterator[Row]:
    """The rows of a sheet, streaming once its layout is known from its first rows."""
    stream = iter(lines)
    first = list(islice(stream, LOOKED_AT))
    words = [[collapsed(cell.text) for cell in cells] for _, cells in first]
    layout = layout_of(words, mapping)
    standing = Standing(section)
    if layout is None or (layout.guessed and len(first) < LOOKED_AT):
        rest = [*first, *stream] if len(first) < LOOKED_AT else None
        if rest is not None:
            yield from _small(rest, mapping, standing)
            return
    if layout is None:
        said = " | ".join(cell for cell in next((row for row in words if any(row)), []) if cell)
        why = f"no column is known to name vendors (the first row is {said[:120]!r}); say which by a mapping (map)"
        for line, cells in chain(first, stream):
            if any(cell.filled for cell in cells):
                yield refusal(line, cells, why, section)
        return
    for line, cells in first[: max(layout.skipped - layout.deep, 0)]:
        if any(cell.filled for cell in cells):
            yield refusal(line, cells, "stands before the header", section)
    reading = TableReading(layout, standing)
    for line, cells in chain(first[layout.skipped :], stream):
        row = reading.row(line, cells)
        if row is not None:
            yield row


def _small(lines: list[Line], mapping: Mapped | None, standing: Standing) -> Iterator[Row]:
    """A short sheet is read like a table of a page: it may be transposed or headerless."""
    filled = [(line, cells) for line, cells in lines if any(cell.filled for cell in cells)]
    if filled:
        yield from table_rows(Table(filled[0][0], filled), standing, mapping)
