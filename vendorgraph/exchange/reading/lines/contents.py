"""What the cells of one column hold: places, companies, addresses of pages, names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vendorgraph.exchange.reading.instruments import read_instruments
from vendorgraph.exchange.reading.names.companies import is_company
from vendorgraph.exchange.reading.places.placewords import DOUBLE, plain, scan
from vendorgraph.exchange.reading.places.resolve import names_place, only_places, place_at_start

Rows = Sequence[Sequence[str]]


def is_said(body: Rows, column: int) -> bool:
    """Whether any cell of a column says something of where, be it that nobody knows, or all are blank."""
    cells = [cell for row in body if re.search(r"\w", cell := text_at(row, column))]
    told = [cell for cell in cells if cell not in DOUBLE]
    return not cells or any(item.name.sort != "filler" for cell in told for item in scan(plain(cell))[0])


def share_of_said(body: Rows, column: int) -> float:
    """The share of places among the cells of a column that say anything."""
    cells = [cell for row in body if re.search(r"\w", cell := text_at(row, column))]
    return sum(map(says_where, cells)) / len(cells) if cells else 0.0


def share(body: Rows, column: int) -> float:
    """The share of places among all the cells of a column, blank ones too."""
    cells = [cell for row in body if (cell := text_at(row, column))]
    return sum(map(says_where, cells)) / len(body) if cells else 0.0


def says_where(cell: str) -> bool:
    """Whether a cell holds places, with or without the instrument for them: "USA / SCCs, Art. 46 GDPR"."""
    pieces = re.split(r"\s*[/,;()]\s*|\s+[–—-]\s+", cell)
    rest = ", ".join(piece for piece in pieces if piece and not read_instruments([piece]))
    return only_places(cell) or only_places(rest) or bool(place_at_start(cell)) or _is_posted(cell)


#: A town behind its postal code, with its country or not: "95030 Hof", "350 02 Cheb, Czech Republic".
_POSTED = re.compile(r"(?:[A-Z]{1,2}-)?(?:\d{4,5}|\d{3} \d{2}) [A-ZÀ-Þ][^\d,;]*(?:, [A-ZÀ-Þ][^\d,;]*)?")


def _is_posted(cell: str) -> bool:
    """Whether a cell is a known town behind its postal code."""
    return bool(_POSTED.fullmatch(cell.strip())) and names_place(cell)


def looks_named(body: Rows, column: int) -> bool:
    """Names begin with capitals, differ from row to row and are no numbers."""
    cells = [cell for row in body if (cell := text_at(row, column))]
    distinct = len(set(cells)) / max(1, len(cells))
    return (
        distinct > 0.6
        and all(not cell.replace(".", "").isdigit() for cell in cells)
        and len(cells) * 2 > len(body)
    )


def names_companies(body: Rows, column: int) -> bool:
    """Whether most cells of a column hold companies."""
    return bool(body) and known(body, column) * 2 > len(body)


def known(body: Rows, column: int) -> int:
    """How many cells of a column hold a known vendor or a company by its form."""
    return sum(is_company(text_at(row, column)) for row in body)


def text_at(row: Sequence[str], column: int) -> str:
    """The text of a row in a column, "" where it has no such cell."""
    return row[column].strip() if column < len(row) else ""


def filled_cells(row: Sequence[str]) -> list[str]:
    """The cells of a row that hold anything."""
    return [cell for cell in row if cell.strip()]


def is_of_pages(body: Rows, column: int) -> bool:
    """Whether a column holds nothing but addresses of pages: "Site" above "https://acme.example"."""
    cells = [cell for row in body if (cell := text_at(row, column))]
    return bool(cells) and all(re.match(r"https?://|www\.", cell) for cell in cells)
