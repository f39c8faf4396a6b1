"""CSV lists, streaming: any usual delimiter, ragged rows told, a quote that never closes does not swallow rows."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator

from vendorgraph.exchange.reading.row import Mapped, Row
from vendorgraph.exchange.reading.source import Source
from vendorgraph.exchange.reading.tables.grids import Line, sheet_cell, sheet_rows

DELIMITERS = ",;\t|"
WIDEST = 500  # cells of a row
_SEP = re.compile(r"^sep=(.)\s*$", re.I)


def read_csv(source: Source, mapping: Mapped | None = None) -> Iterator[Row]:
    """The rows of a CSV file, each with the line on which it begins."""
    with source.lines() as stream:
        head = stream.read(1 << 16)
    yield from sheet_rows(_lines(source, delimiter_of(head)), mapping)


def delimiter_of(text: str) -> str:
    """The delimiter with which most lines fall into equally many cells, more than one."""
    if match := _SEP.match(text.split("\n", 1)[0]):
        return match[1]
    best, chosen = 0.0, ","
    for delimiter in DELIMITERS:
        try:
            rows = [
                row for row in csv.reader(text.splitlines(keepends=True)[:200], delimiter=delimiter) if row
            ]
        except csv.Error:
            continue
        widths = Counter(len(row) for row in rows)
        width, often = max(widths.items(), key=lambda found: (found[1], found[0]), default=(1, 0))
        score = (
            often / max(1, len(rows)) * (2 if len(rows) and len(rows[0]) == width else 1)
            if width > 1
            else 0.0
        )
        if score > best:
            best, chosen = score, delimiter
    return chosen


class _Kept:
    """The lines of a stream, keeping those of the record that is being read."""

    def __init__(self, stream: Iterator[str]) -> None:
        self._stream = stream
        self.lines: list[str] = []
        self.first = 1

    def __iter__(self) -> Iterator[str]:
        for line in self._stream:
            self.lines.append(line)
            yield line.replace("\0", "")

    def forget(self) -> list[str]:
        """The lines of the record that was read; the next one begins behind them."""
        lines, self.lines = self.lines, []
        self.first += len(lines)
        return lines


def _lines(source: Source, delimiter: str) -> Iterator[Line]:
    with source.lines() as stream:
        kept = _Kept(iter(stream))
        reader = csv.reader(kept, delimiter=delimiter, skipinitialspace=True)
        while True:
            began = kept.first
            try:
                record = next(reader)
            except StopIteration:
                return
            except csv.Error:
                record = []
            lines = kept.forget()
            if began == 1 and _SEP.match(lines[0] if lines else ""):
                continue
            if not record or _ran_away(record, lines, delimiter):
                for at, line in enumerate(lines):
                    cells = line.replace('"', "").split(delimiter)
                    yield began + at, [sheet_cell(cell.strip()) for cell in cells[:WIDEST]]
            else:
                yield began, [sheet_cell(cell.strip()) for cell in record[:WIDEST]]


def _ran_away(record: list[str], lines: list[str], delimiter: str) -> bool:
    """Whether a quote that was never meant, or never closed, took several rows for one cell."""
    if len(lines) < 2:
        return False
    inside = max(record, key=lambda cell: cell.count("\n")).split("\n")[1:]
    return len(lines) > 100 or sum(line.count(delimiter) >= max(1, len(record) - 1) for line in inside) >= 1
