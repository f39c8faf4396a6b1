"""Containers of an HTML page that are a table in all but name, or cards: children of equally many short parts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import html

from vendorgraph.exchange.reading.blocks import Cell, Entry, Listing, Table
from vendorgraph.exchange.reading.columns import layout_of
from vendorgraph.exchange.reading.html_cells import IGNORED, cell_of
from vendorgraph.exchange.reading.stacks import are_cards

_LABELLED = re.compile(r"([^:\n]{2,40}?)\s*:\s*(.*)$", re.S)  # "Location: Ireland" as a cell
_LABELS = re.compile(r"(?:^|\s·\s|[.;,]\s)[^:\n·]{2,40}\s*:(?=\s|$)", re.M)
_HEADER = 80  # characters of a cell of a header
_LONGEST = 400  # characters of a part
_APART = ("table", "ul", "ol", "dl")  # parts that are read as what they are


def grid_of(element: html.HtmlElement, before: int) -> Table | Listing | None:
    """The table or cards that a container is, its lines counted from `before`; None for another."""
    rows = _unwrapped([child for child in _elements(element) if child.tag not in IGNORED])
    if not _are_alike(rows):
        return None
    cells = [[cell_of(part) for part in _elements(row)] for row in rows]
    first, *lines = [int(one.sourceline or 1) + before for one in (element, *rows)]
    texts = _texts(cells)
    layout = layout_of(texts)
    if layout is not None:  # what sounds like a header among cards is none
        return Table(first, list(zip(lines, cells, strict=True))) if layout.skipped <= 1 else None
    header = _header_before(element, len(texts[0]))
    headed = [header, *cells] if header and layout_of([*_texts([header]), *texts]) else []
    if table := _with_labels(cells) or headed:
        return Table(first, list(zip([first, *lines], table, strict=True)))
    return _cards(lines, cells) if are_cards(texts) else None


def _texts(cells: Sequence[Sequence[Cell]]) -> list[list[str]]:
    return [[cell.text for cell in row] for row in cells]


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


def _with_labels(cells: Sequence[Sequence[Cell]]) -> list[list[Cell]]:
    """Rows whose cells say what they are ("Location: Ireland") below a header of these labels; [] for others."""
    if any(len(_LABELS.findall(cell.text)) > 1 for row in cells for cell in row):
        return []
    labels: list[str] = []
    for column in zip(*cells, strict=True):
        found = [_LABELLED.match(cell.text) for cell in column]
        said = {match[1].strip() if match else "" for match in found}
        labels.append(said.pop() if len(said) == 1 else "")
    bare = [at for at, label in enumerate(labels) if not label]
    if bare[:1] != [0] or len(bare) > 2 or len(bare) == len(labels):
        return []
    header = [
        Cell(label or ("Name" if not at else "Purpose"), header=True) for at, label in enumerate(labels)
    ]
    rows = [
        [Cell(_LABELLED.sub(r"\2", cell.text)) if labels[at] else cell for at, cell in enumerate(row)]
        for row in cells
    ]
    return [header, *rows] if layout_of(_texts([header, *rows])) else []


def _header_before(element: html.HtmlElement, width: int) -> list[Cell]:
    """The cells of a header that stands before rows, in a container of its own; [] when there is none."""
    parent = element.getparent()
    for before in (element.getprevious(), parent.getprevious() if parent is not None else None):
        parts = _elements(before) if before is not None else []
        if len(parts) == width and all(len(part.text_content()) <= _HEADER for part in parts):
            return [cell_of(part) for part in parts]
    return []


def _cards(lines: Sequence[int], cells: Sequence[Sequence[Cell]]) -> Listing:
    """Names with the other parts of their cards nested in them."""
    pairs = zip(lines, cells, strict=True)
    return Listing(
        lines[0], [Entry(line, first, [Entry(line, one) for one in more]) for line, (first, *more) in pairs]
    )
