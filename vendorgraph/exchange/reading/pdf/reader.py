"""Lists in PDF: the tables of its pages, ruled or not, and the text beside them, read as those of any page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, pairwise

from vendorgraph.exchange.reading.blocks import Block, Heading, Paragraph, Table
from vendorgraph.exchange.reading.lines.columns import layout_of, roles_of
from vendorgraph.exchange.reading.lines.headers import role_of
from vendorgraph.exchange.reading.lists.reader import page_rows
from vendorgraph.exchange.reading.pdf.columns import runs_of
from vendorgraph.exchange.reading.pdf.grids import Grid, grids_of
from vendorgraph.exchange.reading.pdf.pages import Line, Sheet, sheet_of
from vendorgraph.exchange.reading.pdf.rows import parts_of_grid, rows_of_run, table_of_grid, table_of_rows
from vendorgraph.exchange.reading.pdf.text import Style, text_blocks
from vendorgraph.exchange.reading.row import ASIDE, Mapped, Row, set_aside
from vendorgraph.exchange.reading.source import Source

_HEADER = 5  # lines of a header

_SHOWN = 10  # words that are named where more stand in no block


def read(source: Source, mapping: Mapped | None = None) -> Iterator[Row]:
    """The rows of a PDF, each with its page and the line there."""
    sheet = sheet_of(source)
    for what in sheet.told:
        yield set_aside(1, what, 0)
    found = blocks(sheet)
    for what in _without_place(sheet, found):
        yield set_aside(1, what, 0)
    for row in page_rows(found, "", mapping):
        if ASIDE in row.extra:
            yield row
        else:
            yield replace(row, note="; ".join(filter(None, (row.note, sheet.place(row.number)))))


def blocks(sheet: Sheet) -> list[Block]:
    """The blocks of a sheet in order."""
    found: list[Block] = []
    lines = sheet.lines
    held = _held(lines, list(grids_of(sheet.rules)))
    style = Style.of(lines)
    text: list[Line] = []
    for grid, part in held:
        if grid is None:
            text += part
            continue
        cells = parts_of_grid(grid, part)
        table = table_of_grid(grid, cells)
        header = _header_above(grid, table, text, style)
        found += _unruled(sheet, text[: len(text) - len(header)], style)
        text = []
        if _are_beside([[cell.text for cell in row] for _, row in table.rows]):
            found += [
                block
                for at in sorted(cells)
                for block in text_blocks(sheet, cells[at], style.within(cells[at]))
            ]
            continue
        if header:
            above = grid.above(header[0].words[0].top)
            table.rows.insert(0, table_of_grid(above, parts_of_grid(above, header)).rows[0])
        _append(found, table)
    found += _unruled(sheet, text, style)
    return found


def _header_above(grid: Grid, table: Table, text: Sequence[Line], style: Style) -> list[Line]:
    """The lines above a ruled table that are its header: each word in one of its columns, close to each other."""
    if not table.rows or len(roles_of(cell.text for cell in table.rows[0][1])) > 1:
        return []
    start = len(text)
    while start and len(text) - start < _HEADER:
        line = text[start - 1]
        far = start < len(text) and style.is_apart(line, text[start])
        within = all(grid.holds(word) for word in line.words)
        if far or not within or line.base < grid.ys[0] - 3 * line.size:
            break
        start -= 1
    words = [word for line in text[start:] for word in line.words]
    cells = [
        " ".join(word.text for word in words if left - 1 <= word.left <= right)
        for left, right in pairwise(grid.xs)
    ]
    return list(text[start:]) if len(roles_of(cells)) > 1 else []


def _without_place(sheet: Sheet, found: Sequence[Block]) -> Iterator[str]:
    """A sentence about words that stand in no block; a guard, for nothing of a page may be lost in silence."""
    text = " ".join(chain.from_iterable(map(_texts, found)))
    known = set(text.split())
    lost = [word.text for line in sheet.lines for word in line.words if word.text not in known]
    letters = re.sub(r"\W", "", text)  # for words that a hyphen parts, and labels that are glued
    lost = [word for word in dict.fromkeys(lost) if re.search(r"[^\W\d]", word)]
    lost = [word for word in lost if re.sub(r"\W", "", word) not in letters][:_SHOWN]
    if lost:
        yield f"words are in no row and no text: {', '.join(map(repr, lost))}"


def _texts(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield block.text
    elif isinstance(block, Paragraph):
        yield block.cell.text
    elif isinstance(block, Table):
        yield from (cell.text for _, cells in block.rows for cell in cells)
    else:
        entries = list(block.entries)
        while entries:
            entry = entries.pop()
            yield entry.cell.text
            entries += entry.inner


def _held(lines: Sequence[Line], grids: Sequence[Grid]) -> list[tuple[Grid | None, list[Line]]]:
    """Lines by the grid that holds them, in order; of a line that stands in several, each part by itself."""
    held: list[tuple[Grid | None, list[Line]]] = []
    for line in lines:
        by_grid: dict[int, Line] = {}
        for word in line.words:
            at = next((n for n, grid in enumerate(grids) if grid.cell(word) is not None), -1)
            by_grid.setdefault(at, Line(line.number, [], line.mark)).words.append(word)
        for at, part in by_grid.items():
            grid = grids[at] if at >= 0 else None
            if grid is not None:
                known = next((lines_ for one, lines_ in held if one is grid), None)
                if known is not None:
                    known.append(part)
                    continue
            if not held or held[-1][0] is not grid:
                held.append((grid, []))
            held[-1][1].append(part)
    return held


def _unruled(sheet: Sheet, lines: Sequence[Line], style: Style) -> list[Block]:
    """The blocks of lines that no rules hold: tables by their columns, and text."""
    found: list[Block] = []
    at = 0
    for start, end, strips in runs_of(sheet, lines, style.leading):
        rows = rows_of_run(sheet, lines[start:end], strips, style.leading)
        table = table_of_rows(rows)
        words = [[cell.text for cell in cells] for _, cells in table.rows]
        beside = _are_beside(words)
        if not beside and layout_of(words) is None:
            continue
        found += text_blocks(sheet, lines[at:start], style)
        if beside:
            found += [
                block
                for row in rows
                for part in row
                for block in text_blocks(sheet, part, style.within(part))
            ]
        else:
            _append(found, table)
        at = end
    found += text_blocks(sheet, lines[at:], style)
    return found


def _are_beside(words: Sequence[Sequence[str]]) -> bool:
    """Whether the cells of a table are texts of several lines that stand beside each other, each by itself."""
    if len(roles_of(words[0])) > 1:
        return False
    cells = [cell for row in words for cell in row if cell]
    return sum(cell.count("\n") > 1 for cell in cells) * 3 > len(cells) * 2


def _append(found: list[Block], table: Table) -> None:
    """Put a table behind blocks; one as wide as the table before it goes on with that, but below another header."""
    last = found[-1] if found else None
    rows = table.rows
    if not (isinstance(last, Table) and last.rows and rows and len(last.rows[0][1]) == len(rows[0][1])):
        found.append(table)
        return
    header, first = ([cell.text for cell in one.rows[0][1]] for one in (last, table))
    if first == header:
        rows = rows[1:]
    elif sum(map(bool, first)) > 1 and all(role_of(text) for text in first if text):
        found.append(table)
        return
    if rows and not rows[0][1][0].text.strip():
        for cell, more in zip(last.rows[-1][1], rows[0][1], strict=False):
            cell.text = f"{cell.text} {more.text}".strip()
        rows = rows[1:]
    last.rows += rows
