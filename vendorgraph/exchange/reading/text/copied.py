"""Tables that were copied from a browser: a tab between two cells, and cells of several lines break their rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from vendorgraph.exchange.reading.blocks import Cell, Table
from vendorgraph.exchange.reading.gazetteer import key
from vendorgraph.exchange.reading.lines.columns import roles_of
from vendorgraph.exchange.reading.lines.headers import role_of
from vendorgraph.exchange.reading.lines.textlines import Line
from vendorgraph.exchange.reading.names.companies import is_company
from vendorgraph.exchange.reading.names.titles import ELSE, NONE, other_subject
from vendorgraph.exchange.reading.tables.other_tables import is_form
from vendorgraph.exchange.reading.text.copied_cells import NUMBER, Gap, at_the_end, is_told_first, shared

_BETWEEN = 12  # filled lines between two tabs of a table, at most
_APART = 2  # blank lines that no cell holds, between two tabs
_LONG = 60  # characters of a header's first cell that stands above its tab


def _is_of_else(title: str) -> bool:
    """Whether a line between two rows is the title of something else: "Our customers", "Not used"."""
    words = key(title)
    return bool(ELSE.search(words) or NONE.search(words) or other_subject(title))


@dataclass(slots=True)
class _Row:
    """A row: the lines with its tabs, by their place among all lines, and the first line of its first cell."""

    tabbed: list[int]
    start: int
    end: int  # behind the last line of its last cell


def with_copied(lines: Sequence[Line]) -> list[Table | Sequence[Line]]:
    """The lines, with those that are tables whose cells tabs part as tables; one without a header takes that of the last."""
    reading = _Reading(lines)
    parts: list[Table | Sequence[Line]] = []
    at = begun = 0
    while at < len(reading.tabbed):
        rows, width, at = reading.rows_from(at, begun)
        table = reading.table(rows, width) if rows else None
        if table is not None:
            parts += [lines[begun : rows[0].start], table]
            begun = rows[-1].end
    return [*parts, lines[begun:]]


class _Reading:
    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = [line for _, line in lines]
        self._numbers = [number for number, _ in lines]
        self.tabbed = [at for at, line in enumerate(self._lines) if "\t" in line]
        self._header: list[Cell] = []

    def rows_from(self, at: int, begun: int) -> tuple[list[_Row], int, int]:
        """(the rows of the table that begins at a line with a tab, its tabs in a row, the line with a tab behind it)."""
        width = self._width(at)
        spans = [self._span(at, width)]
        while (behind := spans[-1][-1] + 1) < len(self.tabbed):
            next_ = self._span(behind, width)
            if self._count(behind) > width or not self._follows(spans[-1][-1], next_, width):
                break
            spans.append(next_)
        behind = spans[-1][-1] + 1
        headed = len(roles_of(self._words(spans[0]))) > 1 or is_form(self._words(spans[0]))
        known = sum(is_company(self._begins(span[0])) for span in spans) * 2 >= len(spans)
        carried = len(self._header) == width + 1 and known
        told = width > 1 or known
        if len(spans) + carried < 2 or not (headed or carried or (told and self._is_broken(spans))):
            return [], width, behind
        return self._with_ends([[self.tabbed[one] for one in span] for span in spans], begun), width, behind

    def table(self, rows: Sequence[_Row], width: int) -> Table:
        """The rows as a table, below the header of the table before where they have none."""
        table = Table(self._numbers[rows[0].start])
        first = self._cells(rows[0])
        header = first if len(roles_of(cell.text for cell in first)) > 1 else self._header
        for row, next_ in zip(rows, [*rows[1:], None], strict=True):
            above = table.rows[-1][1] if table.rows else header
            table.rows.append((self._numbers[self._first_of(row)], _aligned(self._cells(row), header, above)))
            if next_ is not None:
                groups = [at for at in range(row.end, next_.start) if self._lines[at].strip()]
                table.rows += [
                    (self._numbers[at], [Cell(self._lines[at].strip(), wide=True)] * (width + 1))
                    for at in groups
                ]
        if header is first:
            self._header = header
        elif len(header) == width + 1:
            table.rows.insert(0, (table.rows[0][0], header))
        return table

    def _first_of(self, row: _Row) -> int:
        """The first line of a row that is not blank."""
        return next((at for at in range(row.start, row.end) if self._lines[at].strip()), row.start)

    def _count(self, at: int) -> int:
        return self._lines[self.tabbed[at]].count("\t")

    def _between(self, at: int) -> list[str]:
        """The lines between a line with a tab and the next one."""
        return self._lines[self.tabbed[at] + 1 : self.tabbed[at + 1]]

    def _width(self, at: int) -> int:
        """How many tabs the first row has: those of its line, or of several where cells stand on lines of their own."""
        line, total = self._lines[self.tabbed[at]], self._count(at)
        if not line.startswith("\t") and not line.endswith("\t"):
            return total
        while at + 1 < len(self.tabbed):
            next_ = self._lines[self.tabbed[at + 1]]
            alike = self._count(at) == self._count(at + 1) and next_.strip()[:1] == next_[:1]
            if (not self._between(at) and alike) or not _are_of_one_row(self._between(at)):
                break
            at += 1
            total += self._count(at)
        return total

    def _span(self, at: int, width: int) -> list[int]:
        """The lines with tabs that are one row, from one on: as many as it takes to have all of its tabs."""
        span, total = [at], self._count(at)
        while total < width and at + 1 < len(self.tabbed):
            total += self._count(at + 1)
            if total > width or self._is_whole(at) or not _are_of_one_row(self._between(at)):
                break
            at += 1
            span.append(at)
        return span

    def _is_whole(self, at: int) -> bool:
        """Whether a line is a row although it lacks tabs: the next one begins as a row does, or those around lack as many."""
        if any(map(str.strip, self._between(at))) or self._lines[self.tabbed[at]].endswith("\t"):
            return False
        begins = [self._begins(one) for one in (at, at + 1)]
        if is_company(begins[1]) or NUMBER.fullmatch(begins[1]):
            return True
        around = range(at + 1, min(at + 3, len(self.tabbed)))
        alike = len(around) > 1 and not self._between(at + 1)
        return (
            alike and all(self._count(one) == self._count(at) for one in around) and not is_company(begins[0])
        )

    def _begins(self, at: int) -> str:
        return self._lines[self.tabbed[at]].split("\t")[0].strip()

    def _follows(self, last: int, span: Sequence[int], width: int) -> bool:
        """Whether a row goes on with the table of the row before it: it is no header, and little stands between them."""
        between = self._between(last)
        filled = [line for line in between if line.strip()]
        told = self._lines[self.tabbed[last]].split("\t")[-1].strip() and self._begins(span[0])
        if len(filled) > _BETWEEN or (told and 0 < len(filled) < len(between)):
            return False
        words = self._words(span)
        if not between:
            return True
        if any(_is_of_else(line) for line in filled):
            return False
        if filled and len(words) <= width and not any(map(is_company, [*filled, *words])):
            return False  # another table below a title
        return (len(roles_of(words)) < 2 and not is_form(words)) or any(map(is_company, words))

    def _words(self, span: Sequence[int]) -> list[str]:
        """The words of a row that may be a header, its first cell being the line above where it begins with a tab."""
        start, end = self.tabbed[span[0]], self.tabbed[span[-1]]
        words = "\n".join(self._lines[start : end + 1]).split("\t")
        if not words[0].strip():
            words[0] = self._lines[above] if (above := self._title_above(start)) is not None else ""
        if not words[-1].strip():
            words[-1] = next((line for line in self._lines[end + 1 : end + 3] if line.strip()), "")
        return [word.strip() for word in words]

    def _title_above(self, at: int) -> int | None:
        """Where the line above a tab stands that is the first cell of a header."""
        above = next((one for one in (at - 1, at - 2) if one >= 0 and self._lines[one].strip()), None)
        if above is None or "\t" in self._lines[above] or len(self._lines[above]) > _LONG:
            return None
        return above if role_of(self._lines[above].strip()) else None

    def _is_broken(self, spans: Sequence[Sequence[int]]) -> bool:
        """Whether cells of several lines break rows, which lines of cells alone do not tell."""
        first, last = spans[0][0], spans[-1][-1]
        return any(any(map(str.strip, self._between(at))) for at in range(first, last))

    def _with_ends(self, spans: Sequence[Sequence[int]], begun: int) -> list[_Row]:
        """Rows with the lines between them, each where it belongs: the last cell of one or the first of the next."""
        rows = [_Row(list(span), span[0], span[-1] + 1) for span in spans]
        gaps = [
            Gap(self._lines[row.end : next_.start], self._last(row), self._first(next_))
            for row, next_ in pairwise(rows)
        ]
        first = is_told_first(gaps)
        usual = sum(map(bool, gaps)) * 2 >= len(gaps)
        for row, next_, gap in zip(rows, rows[1:], gaps, strict=False):
            tail, head = shared(gap, first=first, usual=usual)
            row.end, next_.start = row.end + tail, row.end + head
        if not self._first(rows[0]) and (above := self._title_above(rows[0].start)) is not None:
            rows[0].start = max(above, begun)
        most = max((row.end - row.tabbed[-1] for row in rows[:-1]), default=1) - 1
        blank = sum(not self._last(row) and row.end > row.tabbed[-1] + 1 for row in rows[:-1])
        last = rows[-1]
        below = self._lines[last.end : last.end + most + _APART]
        last.end += at_the_end(below, self._last(last), most, below=blank * 2 >= len(rows))
        return rows

    def _first(self, row: _Row) -> str:
        return self._lines[row.tabbed[0]].split("\t")[0].strip()

    def _last(self, row: _Row) -> str:
        return self._lines[row.tabbed[-1]].split("\t")[-1].strip()

    def _cells(self, row: _Row) -> list[Cell]:
        """The cells of a row, each with its lines."""
        texts = "\n".join(self._lines[row.start : row.end]).split("\t")
        return [Cell("\n".join(_filled(text.split("\n")))) for text in texts]


def _filled(lines: Sequence[str]) -> Iterator[str]:
    yield from filter(None, (line.strip() for line in lines))


def _are_of_one_row(between: Sequence[str]) -> bool:
    """Whether the lines between two with tabs may be of cells of one row: few, and with little space between them."""
    blank = [not line.strip() for line in between]
    apart = any(all(blank[at : at + _APART]) for at in range(len(blank) - _APART + 1))
    return not apart and len(blank) - sum(blank) <= _BETWEEN


def _aligned(cells: list[Cell], header: Sequence[Cell], above: Sequence[Cell]) -> list[Cell]:
    """The cells of a row; one that lacks some goes on with the first ones above it, unless its vendor stands below its header."""
    lacking = len(header) - len(cells)
    if lacking < 1 or len(above) < len(header):
        return cells
    vendor = next((at for at, role in roles_of(cell.text for cell in header).items() if role == "vendor"), 0)
    names = [cell.text.split("\n")[0] for cell in cells]
    moved = vendor >= lacking and is_company(names[vendor - lacking])
    begins = vendor < len(names) and (is_company(names[vendor]) or bool(NUMBER.fullmatch(names[0])))
    return cells if begins and not moved else [*above[:lacking], *cells]
