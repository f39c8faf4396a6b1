"""Rows of Markdown that lack the cells which a page let span several rows: what they hold stands too far to the left."""

from __future__ import annotations

from vendorgraph.exchange.reading.blocks import Cell, Table
from vendorgraph.exchange.reading.lines.columns import roles_of
from vendorgraph.exchange.reading.lines.contents import says_where
from vendorgraph.exchange.reading.lines.headers import PLACES
from vendorgraph.exchange.reading.names.companies import is_company


def unshifted(table: Table) -> Table:
    """The table with such rows below the columns that they belong to, with the cells of the row above before them."""
    if len(table.rows) < 3:
        return table
    roles = roles_of(cell.text for cell in table.rows[0][1])
    vendor = next((column for column, role in roles.items() if role == "vendor"), None)
    places = [column for column, role in roles.items() if role in PLACES]
    width = len(table.rows[0][1])
    above: list[Cell] = []
    rows = table.rows[:1]
    for line, cells in table.rows[1:]:
        lacking = _lacking(cells)
        if above and vendor is not None and 0 < lacking <= vendor and len(cells) == width:
            moved = [*above[:lacking], *cells[: width - lacking]]
            cells = moved if _fits_better(moved, cells, vendor, places) else cells
        rows.append((line, cells))
        above = cells if not _lacking(cells) else above
    return Table(table.line, rows, table.hidden)


def _lacking(cells: list[Cell]) -> int:
    """How many blank cells end a row that holds no others."""
    filled = [at for at, cell in enumerate(cells) if cell.filled]
    return len(cells) - len(filled) if filled and filled[-1] + 1 == len(filled) else 0


def _fits_better(moved: list[Cell], cells: list[Cell], vendor: int, places: list[int]) -> bool:
    """Whether places stand below the headers for them only in the moved row, or a company below that for vendors."""
    if is_company(cells[vendor].text) or any(says_where(cells[at].text) for at in places):
        return False
    placed = any(says_where(moved[at].text) for at in places)
    return placed or (is_company(moved[vendor].text) and not places)
