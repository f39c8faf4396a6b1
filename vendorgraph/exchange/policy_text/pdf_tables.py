"""Tables of a PDF's page: plain text tells the order of lines, text laid out tells the columns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

_PIECE = re.compile(r"\S+(?: \S+)*")
_APART = 2  # characters by which the left edges of one column may differ
_HEADER = 3  # lines of a header at most


@dataclass(slots=True)
class _Region:
    """A table of the layout: left edges of its columns, its pieces and lines without spaces, its header's words."""

    edges: list[int]
    pieces: dict[str, int] = field(default_factory=dict)
    lines: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    words: dict[str, int] = field(default_factory=dict)

    def column(self, at: int) -> int:
        """The column in which the character `at` stands; the words of a header may stand in its middle."""
        return sum(edge <= at + _APART for edge in self.edges) - 1


def with_columns(plain: str, laid: str) -> list[str]:
    """The lines of `plain`, with tabs between the cells of tables.

    The parts of a cell that was wrapped come together on the first line of their row; the other lines
    of the row are left blank, so that lines keep their numbers.
    """
    lines = plain.splitlines()
    for region in _regions(laid.splitlines()):
        _fill(lines, region)
    return lines


def _regions(laid: list[str]) -> Iterator[_Region]:
    """Runs of lines in which pieces stand in columns, at least two lines of two."""
    run: list[list[tuple[int, str]]] = []
    blank = 0
    for line in [*laid, "", ""]:
        pieces = [(found.start(), found[0]) for found in _PIECE.finditer(line)]
        if len(pieces) > 1 or (pieces and run and pieces[0][0] > _APART and not blank):
            run.append(pieces)
            blank = 0
        elif pieces and run and not blank and any(pieces[0][0] == row[0][0] for row in run):
            run.append(pieces)
        elif pieces or blank:
            yield from _region(run)
            run, blank = [], 0
        else:
            blank += bool(run)
    yield from _region(run)


def _region(run: list[list[tuple[int, str]]]) -> Iterator[_Region]:
    while run and len(run[-1]) == 1 and run[-1][0][0] <= _APART:
        run = run[:-1]  # a paragraph that follows
    body = run[_HEADER:] if len(run) > 2 * _HEADER else run
    starts = sorted(at for row in body for at, _ in row)
    edges: list[int] = []
    for before, at in pairwise(starts):
        if at - before <= _APART and (not edges or before - edges[-1] > _APART):
            edges.append(before)
    if sum(len(row) > 1 for row in run) < 2 or not 2 <= len(edges) <= 8:
        return
    region = _Region(edges)
    for number, row in enumerate(run):
        placed = [(max(region.column(at), 0), text) for at, text in row]
        for column, text in placed:
            region.pieces.setdefault(_squashed(text), column)
            if number < _HEADER:
                for word in text.split():
                    region.words.setdefault(word, column)
        if len(placed) > 1:
            region.lines[_squashed("".join(text for _, text in placed))] = placed
    yield region


def _squashed(text: str) -> str:
    return "".join(text.split())


def _fill(lines: list[str], region: _Region) -> None:
    """Put the rows of `region` into `lines`."""
    row: dict[int, str] = {}
    first = last = -1
    for number, line in enumerate(lines):
        cells = _cells(line, region)
        if not cells or (number - last > 1 and last >= 0):
            row, first = _write(lines, row, first, last), -1
        if not cells:
            last = -1
            continue
        if row and (len(cells) > 1 or cells[0][0] < max(row)):
            row, first = _write(lines, row, first, last), -1
        first = number if first < 0 else first
        for column, text in cells:
            row[column] = f"{row[column]} {text}" if column in row else text
        last = number
    _write(lines, row, first, last)


def _cells(line: str, region: _Region) -> list[tuple[int, str]]:
    """The cells that a line holds: one part of a cell, a whole row, or the words of a header."""
    squashed = _squashed(line)
    if not squashed:
        return []
    if squashed in region.pieces:
        return [(region.pieces[squashed], line.strip())]
    if squashed in region.lines:
        return region.lines[squashed]
    columns = [region.words.get(word) for word in line.split()]
    known = [column for column in columns if column is not None]
    if len(known) < len(columns) or known != sorted(known) or len(set(known)) < 2:
        return []
    words = list(zip(known, line.split(), strict=True))
    return [(n, " ".join(word for at, word in words if at == n)) for n in sorted(set(known))]


def _write(lines: list[str], row: dict[int, str], first: int, last: int) -> dict[int, str]:
    """Put a row of two cells or more on its first line; an empty row for what follows."""
    if len(row) > 1:
        lines[first] = "\t".join(row.get(column, "–") for column in range(max(row) + 1))
        lines[first + 1 : last + 1] = [""] * (last - first)
    return {}
