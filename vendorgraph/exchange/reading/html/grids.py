"""Containers of an HTML page that are a table in all but name: children of equally many short parts below a header."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import html

from vendorgraph.exchange.reading.blocks import Cell, Table
from vendorgraph.exchange.reading.html.cells import IGNORED, cell_of
from vendorgraph.exchange.reading.lines.columns import Layout, layout_of
from vendorgraph.exchange.reading.lines.headers import role_of
from vendorgraph.exchange.reading.lines.keys import is_keyed
from vendorgraph.exchange.reading.names.companies import is_company
from vendorgraph.exchange.reading.tables.said_again import without_headers_again

_HEADER = 80  # characters of a cell of a header
_LONGEST = 400  # characters of a part
_APART = ("table", "ul", "ol", "dl")  # parts that are read as what they are


class Grids:
    """The grids of a page in order; one row made as those of a grid above it is a row below the same header."""

    def __init__(self, before: int) -> None:
        self._before = before  # lines before the page
        self._headers: dict[tuple[str, ...], list[Cell]] = {}

    def table(self, element: html.HtmlElement, *, records: bool = False) -> Table | None:
        """The table that a container is, None for another."""
        found = grid_of(element, self._before, records=records)
        rows = _unwrapped([child for child in _elements(element) if child.tag not in IGNORED])
        shape = _shape(rows[-1]) if rows else ()
        if found and all(shape):
            self._headers[shape] = found.rows[0][1]
        if found or len(rows) != 1 or shape not in self._headers:
            return found
        line = int(rows[0].sourceline or 1) + self._before
        cells = [cell_of(part) for part in _elements(rows[0])]
        return Table(line, [(line, self._headers[shape]), (line, cells)])


def _shape(row: html.HtmlElement) -> tuple[str, ...]:
    """The classes of a row and of its parts."""
    return tuple(part.get("class", "") for part in (row, *_elements(row)))


def grid_of(element: html.HtmlElement, before: int, *, records: bool = False) -> Table | None:
    """The table that a container is, its lines counted from `before`; None for another.

    One whose rows may be `records` too is a table only by a header of its own.
    """
    rows = _unwrapped([child for child in _elements(element) if child.tag not in IGNORED])
    if not _are_alike(rows):
        return None
    cells = [[cell_of(part) for part in _elements(row)] for row in rows]
    first, *lines = [int(one.sourceline or 1) + before for one in (element, *rows)]
    texts = _texts(cells)
    if _are_labelled(texts):
        return None
    layout = layout_of(texts)
    if records and (layout is None or layout.guessed or len(rows) < 3 or not _is_headed(texts, layout)):
        return None
    if layout is not None and any(is_keyed(text) or is_company(text) for text in texts[0]):
        layout = None  # "Purpose: …" and names are no header
    if layout is not None:  # what sounds like a header among cards is none
        bare = without_headers_again(cells)
        return Table(first, list(zip(lines, bare, strict=True))) if layout.skipped <= 1 else None
    header = _header_before(element, len(texts[0]))
    if not header or not layout_of([*_texts([header]), *texts]):
        return None
    return Table(first, list(zip([first, *lines], [header, *cells], strict=True)))


def _texts(cells: Sequence[Sequence[Cell]]) -> list[list[str]]:
    return [[cell.text for cell in row] for row in cells]


def _is_headed(rows: Sequence[Sequence[str]], layout: Layout) -> bool:
    """Whether the first row is a header of several columns, and no column of headers stands beside what they are of."""
    labels = sum(role_of(row[0]) is not None for row in rows[1:])
    return layout.skipped == 1 and len(layout.roles) > 1 and labels * 2 < len(rows) - 1


def _are_labelled(rows: Sequence[Sequence[str]]) -> bool:
    """Whether each row says again above its parts what they are, as for narrow screens: records and no table."""
    labels = [[text.partition("\n")[0] for text in row] for row in rows]
    return labels.count(labels[0]) == len(labels) and all("\n" in text for row in rows for text in row[:2])


def _are_alike(rows: Sequence[html.HtmlElement]) -> bool:
    """Whether containers hold equally many short parts and nothing between them."""
    parts = list(map(_elements, rows))
    if len(rows) < 2 or len({len(row) for row in parts}) != 1 or not 2 <= len(parts[0]) <= 10:
        return False
    if any(row.tag in ("p", "a") or (row.text or "").strip() for row in rows):
        return False
    return not any(
        part.tag in _APART or len(part.text_content()) > _LONGEST or (part.tail or "").strip()
        for row in parts
        for part in row
    )


def _elements(element: html.HtmlElement) -> list[html.HtmlElement]:
    return [part for part in element if isinstance(part.tag, str)]


def _unwrapped(rows: list[html.HtmlElement]) -> list[html.HtmlElement]:
    """The rows, or what they hold where each is nothing but a wrapper."""
    while rows and all(len(_elements(row)) == 1 and not (row.text or "").strip() for row in rows):
        rows = [_elements(row)[0] for row in rows]
    return rows


def _header_before(element: html.HtmlElement, width: int) -> list[Cell]:
    """The cells of a header that stands before rows, in a container of its own; [] when there is none."""
    parent = element.getparent()
    for before in (element.getprevious(), parent.getprevious() if parent is not None else None):
        parts = _elements(before) if before is not None and before.tag not in IGNORED else []
        if len(parts) == width and all(len(part.text_content()) <= _HEADER for part in parts):
            return [cell_of(part) for part in parts]
    return []
