"""Marks between the parts of a line as the reader tells them apart: "Acme / Mail / Cork", "Acme [Ireland]", "Acme—mail"."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from vendorgraph.exchange.reading.blocks import Block, Cell, Entry, Listing, Paragraph
from vendorgraph.exchange.reading.lines.pieces import is_what_for
from vendorgraph.exchange.reading.lines.textlines import BULLET, Line
from vendorgraph.exchange.reading.names.companies import is_company, looks_like_a_name
from vendorgraph.exchange.reading.names.several import split_outside
from vendorgraph.exchange.reading.places.resolve import only_places
from vendorgraph.exchange.reading.row import Row, collapsed

_GLUED = re.compile(r"(?<=[^\W\d_]|[).])—(?=[^\W\d_]|\()")
_SQUARE = re.compile(r"(?<=\S )\[([^\[\]]{2,40})\](?![(:\w])")
_STROKE = re.compile(r"\s+[/·]\s+")
_CELLS = re.compile(r"\S {2,}\S|[\t|│]")  # between the cells of a line that is a row
_FEWEST = 3  # parts of a line between strokes
_LONGEST = 200  # characters of it


def with_parted(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks with the lines of their paragraphs and bullets as `parted` has them."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield replace(block, cell=_cell(block.cell))
        elif isinstance(block, Listing):
            yield replace(block, entries=list(map(_entry, block.entries)))
        else:
            yield block


def _entry(entry: Entry) -> Entry:
    return replace(entry, cell=_cell(entry.cell), inner=list(map(_entry, entry.inner)))


def _cell(cell: Cell) -> Cell:
    return replace(cell, text="\n".join(map(parted, cell.text.split("\n"))))


def lines_in(blocks: Iterable[Block]) -> Iterator[Line]:
    """The lines of the paragraphs and bullets of blocks, each with the number of its block."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from ((block.line, line) for line in block.cell.text.split("\n"))
        elif isinstance(block, Listing):
            yield from _lines_of(block.entries)


def _lines_of(entries: Iterable[Entry]) -> Iterator[Line]:
    for entry in entries:
        yield from ((entry.line, line) for line in entry.cell.text.split("\n"))
        yield from _lines_of(entry.inner)


def as_written(rows: Iterable[Row], lines: Iterable[Line]) -> Iterator[Row]:
    """The rows that were read from lines as `parted` has them, with the words of the lines themselves: they are evidence."""
    changed = sorted((at, made, line) for at, line in lines if (made := parted(line)) != line)
    if not changed:
        yield from rows
        return
    found = list(rows)
    below = dict(pairwise([*sorted({row.number for row in found}), math.inf]))  # where the next row begins
    for row in found:
        first, last = (bisect_left(changed, at, key=_number) for at in (row.number, below[row.number]))
        yield replace(row, words=_written(row.words, changed[first:last]))


def _number(changed: tuple[int, str, str]) -> int:
    return changed[0]


def _written(words: str, changed: Iterable[tuple[int, str, str]]) -> str:
    for _, made, line in changed:
        words = words.replace(collapsed(BULLET.sub("", made)), collapsed(BULLET.sub("", line)), 1)
    return words


def parted(line: str) -> str:
    """A line with dashes between its parts, and round brackets about its places; other lines as they are."""
    if len(line) > _LONGEST or _CELLS.search(line.strip()):
        return line
    plain = _GLUED.sub(" — ", line)
    plain = _SQUARE.sub(lambda found: f"({found[1]})" if only_places(found[1]) else found[0], plain)
    return _STROKE.sub(" – ", plain) if _is_of_strokes(plain) else plain


def _is_of_strokes(line: str) -> bool:
    """Whether a line is a name, what it is for and where, with strokes or points between: "Acme / Payments / Ireland"."""
    if ": " in line or len(parts := split_outside(_STROKE, line.strip())) < _FEWEST:
        return False
    name, *said = (part.strip() for part in parts)
    placed = any(only_places(one) and not re.search(r"\d", one) for one in (said[-1], said[0]))
    other = only_places(name) or is_what_for(name)
    return (
        placed
        and (is_company(name) or (looks_like_a_name(name) and not other))
        and not any(map(is_company, said))
    )
