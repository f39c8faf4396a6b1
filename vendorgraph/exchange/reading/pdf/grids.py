"""Tables that a PDF rules: cells between lines that cross, or that colour fills."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from vendorgraph.exchange.reading.pdf.pages import Box, Word

_NEAR = 2.5  # points by which rules that meet may miss each other
_SMALLEST = 4.0  # points of a cell
_MOST = 4000  # rules that are looked at together; a drawing has more


@dataclass(slots=True)
class Grid:
    """A ruled table: where its rows and columns begin and end, and which of the cells are one."""

    xs: list[float]
    ys: list[float]
    cells: dict[tuple[int, int], tuple[int, int]]  # (row, column) -> the first of those that are one cell

    def cell(self, word: Word) -> tuple[int, int] | None:
        """The row and column of the cell that a word stands in."""
        across, down = (word.left + word.right) / 2, (word.top + word.bottom) / 2
        row = sum(y <= down for y in self.ys) - 1
        column = sum(x <= across for x in self.xs) - 1
        return self.cells.get((row, column))

    def above(self, top: float) -> Grid:
        """A row of the same columns above the first."""
        return Grid(
            self.xs, [top, self.ys[0]], {(0, column): (0, column) for column in range(len(self.xs) - 1)}
        )

    def holds(self, word: Word) -> bool:
        """Whether a word stands within one of its columns."""
        return any(left - 1 <= word.left and word.right <= right + 1 for left, right in pairwise(self.xs))


def grids_of(rules: Sequence[Box]) -> Iterator[Grid]:
    """The ruled tables of two rows and two columns or more, from top to bottom."""
    if len(rules) > _MOST * 20:
        return
    found = [grid for group in _groups(rules) if (grid := _grid(group))]
    yield from sorted(found, key=lambda grid: grid.ys[0])


def _groups(rules: Sequence[Box]) -> Iterator[list[Box]]:
    """Rules that touch each other, directly or by way of others."""
    holder = list(range(len(rules)))

    def first(at: int) -> int:
        while holder[at] != at:
            holder[at] = holder[holder[at]]
            at = holder[at]
        return at

    order = sorted(range(len(rules)), key=lambda at: rules[at][1])
    open_: list[int] = []
    for at in order:
        left, top, right, _ = rules[at]
        open_ = [one for one in open_ if rules[one][3] >= top - _NEAR]
        if len(open_) > _MOST:
            return
        for one in open_:
            if rules[one][0] <= right + _NEAR and rules[one][2] >= left - _NEAR:
                holder[first(one)] = first(at)
        open_.append(at)
    groups: dict[int, list[Box]] = defaultdict(list)
    for at in order:
        groups[first(at)].append(rules[at])
    yield from groups.values()


def _grid(group: Sequence[Box]) -> Grid | None:
    """The grid that rules draw, if it has two rows and two columns of cells."""
    flat = [rule for rule in group if rule[3] - rule[1] < 3 <= rule[2] - rule[0]]
    upright = [rule for rule in group if rule[2] - rule[0] < 3 <= rule[3] - rule[1]]
    ys = _steps([(rule[1] + rule[3]) / 2 for rule in flat])
    xs = _steps([(rule[0] + rule[2]) / 2 for rule in upright])
    if len(xs) < 3 or len(ys) < 3 or len(xs) * len(ys) > _MOST * 4:
        return None
    across = _covered(flat, ys, xs, upright=False)
    down = _covered(upright, xs, ys, upright=True)
    cells: dict[tuple[int, int], tuple[int, int]] = {}
    for row in range(len(ys) - 1):
        for column in range(len(xs) - 1):
            if column and (column, row) not in down and (row, column - 1) in cells:
                cells[row, column] = cells[row, column - 1]
            elif row and (row, column) not in across and (row - 1, column) in cells:
                cells[row, column] = cells[row - 1, column]
            else:
                cells[row, column] = row, column
    firsts = set(cells.values())
    rows, columns = {row for row, _ in firsts}, {column for _, column in firsts}
    several = sum(sum(row == one for one, _ in firsts) > 1 for row in rows)
    return Grid(xs, ys, cells) if len(rows) > 1 and len(columns) > 1 and several > 1 else None


def _steps(places: Sequence[float]) -> list[float]:
    """Places as steps, those that are near each other as one."""
    steps: list[float] = []
    for place in sorted(places):
        if not steps or place - steps[-1] > _SMALLEST:
            steps.append(place)
    return steps


def _covered(
    rules: Sequence[Box], steps: Sequence[float], between: Sequence[float], *, upright: bool
) -> set[tuple[int, int]]:
    """(step, part) for parts of steps that rules cover by more than half."""
    length: dict[tuple[int, int], float] = defaultdict(float)
    for left, top, right, bottom in rules:
        middle, begin, end = (
            ((left + right) / 2, top, bottom) if upright else ((top + bottom) / 2, left, right)
        )
        step = min(range(len(steps)), key=lambda at: abs(steps[at] - middle))
        for part in range(len(between) - 1):
            shared = min(end, between[part + 1]) - max(begin, between[part])
            if shared > 0:
                length[step, part] += shared
    return {
        (step, part)
        for (step, part), shared in length.items()
        if shared * 2 > between[part + 1] - between[part]
    }
