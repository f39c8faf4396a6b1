"""Columns that blanks align in the lines of a text: where each begins, and what of a line stands in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

Words = list[str]  # the cells of a line

#: What stands between two cells of a line.
GAP = re.compile(
    r"\s*\t\s*|(?<![.!?;]) {2,}| {3,}|(?<=\b(?:Nr|No|St)\.) {2,}|(?<=\b(?:Inc|Ltd|Pty)\.) {2,}|(?<=\bCorp\.) {2,}"
)
#: A rule below a header, of one column.
DRAWN = re.compile(r"[-=_─━═]{2,}")
_FEW = 0.05  # of the lines, that may have a word across where a column begins


class Columns:
    """Splits lines at the columns that they have in common, or each by its own gaps where they have as many cells."""

    def __init__(self, lines: Sequence[str], rules: Sequence[str]) -> None:
        split = [GAP.split(line.strip()) for line in lines]
        self._alike = len({len(cells) for cells in split}) == 1 or any("\t" in line for line in lines)
        self._starts = [] if self._alike else _starts(lines, rules)

    def __call__(self, line: str) -> Words:
        """The cells of a line, blank ones included."""
        if self._alike:
            return [cell.strip() for cell in (line.split("\t") if "\t" in line else GAP.split(line.strip()))]
        cells = [""] * len(self._starts)
        for word in re.finditer(r"\S+", line):
            column = sum(word.start() >= start for start in self._starts) - 1
            cells[max(column, 0)] += f" {word[0]}"
        return [cell.strip() for cell in cells]


def _starts(lines: Sequence[str], rules: Sequence[str]) -> list[int]:
    """Where columns begin: below a rule that is drawn for each of them, else where no line has a word across."""
    drawn = next(
        ([found.start() for found in DRAWN.finditer(rule)] for rule in rules if len(rule.split()) > 1), None
    )
    if drawn:
        return drawn
    width = max(map(len, lines))
    used = [any(at < len(line) and line[at] != " " for line in lines) for at in range(width)]
    starts = [at for at in range(width) if used[at] and not any(used[max(0, at - 2) : at])]
    header, *body = lines
    named = list(_cells(header))
    return starts if len(starts) >= len(named) else _below_headers(named, body)


def _cells(line: str) -> Iterator[tuple[int, int]]:
    """Where each cell of a line begins and ends."""
    begins = len(line) - len(line.lstrip())
    for gap in GAP.finditer(line, begins):
        yield begins, gap.start()
        begins = gap.end()
    yield begins, len(line)


def _below_headers(named: Sequence[tuple[int, int]], body: Sequence[str]) -> list[int]:
    """Where the columns of headers begin, which need not begin where these do: most words below begin there, behind a blank."""
    first = min([named[0][0], *(len(line) - len(line.lstrip()) for line in body)])
    return [first, *(_begins(body, left, right) for left, right in pairwise(named))]


def _begins(body: Sequence[str], left: tuple[int, int], right: tuple[int, int]) -> int:
    """Where the second of two columns with these headers begins."""

    def fits(at: int) -> tuple[bool, bool, int, int]:
        reached = [line for line in body if len(line) > at]
        few = len(body) * _FEW
        begun = sum(line[at - 1] == " " and line[at] != " " for line in reached)
        free = begun > 0 and sum(line[at - 1] != " " for line in reached) <= few
        wide = free and sum(bool(line[max(0, at - 2) : at].strip()) for line in reached) <= few
        return free, wide, begun if free else 0, -abs(at - right[0])

    best = max(range(left[1] + 1, right[0] + 1), key=fits)
    return best if fits(best)[0] else right[0]
