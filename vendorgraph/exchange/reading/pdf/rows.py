"""The rows of a table in a PDF: cells of several lines, told apart by what stands between them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, takewhile

from vendorgraph.exchange.reading.blocks import Cell, Table
from vendorgraph.exchange.reading.lines.columns import roles_of
from vendorgraph.exchange.reading.pdf.columns import Strip, column_of
from vendorgraph.exchange.reading.pdf.grids import Grid
from vendorgraph.exchange.reading.pdf.pages import Line, Sheet
from vendorgraph.exchange.reading.pdf.text import cell_of

_MORE = 1.04  # times the distance of lines in a cell, and so many points more, is one between rows
_POINTS = 0.9
_PADDING = 4  # points between a rule and the words beside it
_FEW = 3  # lines of a table without anything between its rows
_LEVEL = 2.5  # points by which cells that are level may differ
_RULES = 3  # between rows, where every row has one
_BESIDE = 3  # parts of a cell above or below the others
_SPANS = 0.5  # of the width of a table: a rule that parts its rows

Parts = list[list[Line]]  # the lines of each cell of a row
Held = dict[tuple[int, int], list[Line]]  # of each cell of a grid


@dataclass(slots=True)
class _Row:
    """A row: the lines of each of its columns."""

    top: float
    bottom: float
    cells: dict[int, list[Line]] = field(default_factory=dict)

    def joined(self, others: Sequence[_Row]) -> _Row:
        """This row and others as one."""
        made = _Row(self.top, self.bottom, {at: list(lines) for at, lines in self.cells.items()})
        for other in others:
            made.top = min(made.top, other.top)
            made.take(other)
        for lines in made.cells.values():
            lines.sort(key=lambda line: line.base)
        return made

    def slant(self) -> float:
        """How far its cells are from being level: by their first lines, or by their middles."""
        tops = [lines[0].base for lines in self.cells.values()]
        middles = [(lines[0].base + lines[-1].base) / 2 for lines in self.cells.values()]
        return min(max(tops) - min(tops), max(middles) - min(middles))

    def take(self, other: _Row) -> None:
        """Take another row as part of this one."""
        self.bottom = max(self.bottom, other.bottom)
        for at, lines in other.cells.items():
            self.cells.setdefault(at, []).extend(lines)


def parts_of_grid(grid: Grid, lines: Sequence[Line]) -> Held:
    """The lines of each cell of a grid, by its row and column."""
    held: Held = {}
    for line in lines:
        by_cell: dict[tuple[int, int], Line] = {}
        for word in line.words:
            at = grid.cell(word)
            if at is not None:
                by_cell.setdefault(at, Line(line.number, [], line.mark)).words.append(word)
        for at, part in by_cell.items():
            held.setdefault(at, []).append(part)
    return held


def table_of_grid(grid: Grid, held: Held) -> Table:
    """The table that a grid holds; a cell over several columns stands in each of them."""
    made = {at: cell_of(part, _edge(grid, at)) for at, part in held.items()}
    table = Table(min(line.number for part in held.values() for line in part))
    for row in range(len(grid.ys) - 1):
        cells = []
        for column in range(len(grid.xs) - 1):
            first = grid.cells[row, column]
            cells.append(made.setdefault(first, Cell("")))
            if column and cells[-1] is cells[-2]:
                cells[-1].wide = True
        numbers = [line.number for at, part in held.items() if at[0] == row for line in part]
        if any(cell.filled for cell in cells):
            before = table.rows[-1][0] if table.rows else table.line
            table.rows.append((min(numbers, default=before), cells))
    return table


def _edge(grid: Grid, at: tuple[int, int]) -> float:
    """How far to the right the words of a cell may stand."""
    row, column = at
    while grid.cells.get((row, column + 1)) == at:
        column += 1
    return grid.xs[column + 1] - _PADDING


def rows_of_run(sheet: Sheet, lines: Sequence[Line], strips: Sequence[Strip], leading: float) -> list[Parts]:
    """The lines of each cell, row by row, of lines with strips between columns.

    `leading` is the usual distance of lines by their height.
    """
    columns = _by_column(lines, strips)
    rows = [[row.cells.get(at, []) for at in range(len(columns))] for row in _rows(sheet, columns, leading)]
    return [row for at, row in enumerate(rows) if at == 0 or not _is_header_again(sheet, rows, at)]


def _is_header_again(sheet: Sheet, rows: Sequence[Parts], at: int) -> bool:
    """Whether a row is the first of its page and says what the first of the table does."""
    header, row = ([[line.text for line in part] for part in rows[one]] for one in (0, at))
    pages = [sheet.page(_first(rows[one]).base) for one in (at - 1, at)]
    return row == header and pages[0] != pages[1]


def _first(row: Parts) -> Line:
    return min((line for part in row for line in part), key=lambda line: line.base)


def table_of_rows(rows: Sequence[Parts]) -> Table:
    """The table of the lines of its cells."""
    edges = [
        max((line.right for part in column for line in part), default=0.0)
        for column in zip(*rows, strict=True)
    ]
    table = Table(0)
    for row in rows:
        number = min(line.number for part in row for line in part)
        cells = [cell_of(part, edge) for part, edge in zip(row, edges, strict=True)]
        table.rows.append((number, cells))
    table.line = table.rows[0][0]
    return table


def _by_column(lines: Sequence[Line], strips: Sequence[Strip]) -> list[list[Line]]:
    columns: list[list[Line]] = [[] for _ in range(len(strips) + 1)]
    for line in lines:
        parts: dict[int, Line] = {}
        for word in line.words:
            at = column_of(word.left, strips)
            parts.setdefault(at, Line(line.number, [], line.mark if at == 0 else None)).words.append(word)
        for at, part in parts.items():
            columns[at].append(part)
    return columns


def _rows(sheet: Sheet, columns: Sequence[Sequence[Line]], leading: float) -> list[_Row]:
    """Rows: what stands between two rules, but for a header above the first; else by how far lines are apart."""
    rules = _rules(sheet, columns)
    if len(rules) < _RULES:
        return _by_distance(sheet, columns, leading, rules)
    header = _by_distance(
        sheet, [[line for line in one if line.base < rules[0]] for one in columns], leading, []
    )
    first, *rows = _between(sheet, columns, rules)
    if len(header) > 1 and len(roles_of(map(_text, header[0].cells.values()))) > 1:
        return [header[0], header[1].joined(header[2:]), *rows]
    return [first, *rows]


def _text(lines: Sequence[Line]) -> str:
    return " ".join(line.text for line in lines)


def _by_distance(
    sheet: Sheet, columns: Sequence[Sequence[Line]], leading: float, rules: Sequence[float]
) -> list[_Row]:
    """Rows of runs of lines of each column, those beside each other as one."""
    close = _distance(columns, leading)
    parts: list[_Row] = []
    for at, lines in enumerate(columns):
        for before, line in pairwise([None, *lines]):
            assert line is not None
            top, bottom = line.base - 0.7 * line.size, line.base + 0.1 * line.size
            if before is not None and not _is_apart(sheet, before, line, close, rules):
                parts[-1].bottom = bottom
                parts[-1].cells[at].append(line)
            else:
                parts.append(_Row(top, bottom, {at: [line]}))
    rows: list[_Row] = []
    for part in sorted(parts, key=lambda one: one.top):
        if rows and part.top < rows[-1].bottom:
            rows[-1].take(part)
        else:
            rows.append(part)
    if len(rows) == 1 and len(columns[0]) >= _FEW:
        rows = _by_first(columns)
    rows = _whole(rows)
    joined: list[_Row] = []
    for row in rows:
        if joined and 0 not in row.cells:
            joined[-1].take(row)
        else:
            joined.append(row)
    return joined


def _whole(rows: Sequence[_Row]) -> list[_Row]:
    """Rows with what stands apart above and below them in one column, where their cells are then level with each other."""
    whole: list[_Row] = []
    at = 0
    while at < len(rows):
        row = rows[at]
        if len(row.cells) > 1 and row.slant() > _LEVEL:
            above = list(takewhile(_is_alone, reversed(whole[-_BESIDE:])))[::-1]
            below = list(takewhile(_is_alone, rows[at + 1 : at + 1 + _BESIDE]))
            tries = [
                (row.joined([*above[len(above) - up :], *below[:down]]), up, down)
                for up in range(len(above) + 1)
                for down in range(len(below) + 1)
            ]
            best, up, down = min(tries, key=lambda one: one[0].slant())
            if best.slant() <= _LEVEL:
                del whole[len(whole) - up :]
                row, at = best, at + down
        whole.append(row)
        at += 1
    return whole


def _is_alone(row: _Row) -> bool:
    return len(row.cells) == 1


def _by_first(columns: Sequence[Sequence[Line]]) -> list[_Row]:
    """Rows of lines that all stand as close as those of a cell: each begins where the first column is filled."""
    starts = [line.number for line in columns[0]]
    rows = [_Row(line.base, line.base) for line in columns[0]]
    for at, lines in enumerate(columns):
        for line in lines:
            row = rows[max(bisect_right(starts, line.number) - 1, 0)]
            row.cells.setdefault(at, []).append(line)
    return rows


def _between(sheet: Sheet, columns: Sequence[Sequence[Line]], rules: Sequence[float]) -> Iterator[_Row]:
    """Rows between rules, and where a page ends."""
    rows: dict[tuple[int, int], _Row] = {}
    for at, lines in enumerate(columns):
        for line in lines:
            where = bisect_right(rules, line.base - 0.3 * line.size), sheet.page(line.base)
            row = rows.setdefault(where, _Row(line.base, line.base))
            row.cells.setdefault(at, []).append(line)
    for _, row in sorted(rows.items()):
        yield row


def _is_apart(sheet: Sheet, above: Line, line: Line, close: float, rules: Sequence[float]) -> bool:
    """Whether two lines of a column, one below the other, are of two rows."""
    if sheet.page(above.base) != sheet.page(line.base):
        return True
    return line.base - above.base > close or any(above.base < rule < line.base for rule in rules)


def _distance(columns: Sequence[Sequence[Line]], leading: float) -> float:
    """The greatest distance of two lines in one cell."""
    size = max((line.size for lines in columns for line in lines), default=1.0)
    pitches = sorted(
        below.base - above.base
        for lines in columns
        for above, below in pairwise(lines)
        if below.base - above.base > 0.8 * size
    )
    usual = leading * size
    least = pitches[len(pitches) // 20] if pitches else usual
    if least > usual * _MORE + _POINTS:
        least = usual  # no cell has two lines
    return least * _MORE + _POINTS


def _rules(sheet: Sheet, columns: Sequence[Sequence[Line]]) -> list[float]:
    """The heights at which rules part the rows of a table."""
    lines = [line for column in columns for line in column]
    top, bottom = min(line.words[0].top for line in lines), max(line.base for line in lines)
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    covered: dict[int, float] = {}
    for rule in sheet.rules:
        if top < rule[1] < bottom and rule[3] - rule[1] < 3:
            shared = min(right, rule[2]) - max(left, rule[0])
            covered[round(rule[1])] = covered.get(round(rule[1]), 0) + max(shared, 0)
    return sorted(y for y, length in covered.items() if length > _SPANS * (right - left))
