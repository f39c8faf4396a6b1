"""Paragraphs and bullets that are the rows of a table in all but name: "Acme | Payments | Ireland"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from vendorgraph.exchange.reading.blocks import Block, Cell, Listing, Paragraph, Table
from vendorgraph.exchange.reading.companies import is_company
from vendorgraph.exchange.reading.places import names_place

_BAR = re.compile(r"\s+[|│]\s+")
_CODE = 3  # characters of the code of a language
_FEWEST = 3  # rows, and cells of each


def with_bars(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks, those that follow each other and have equally many cells between bars as one table."""
    for (_, width), run in groupby(blocks, key=lambda block: (type(block), _width(block))):
        found = list(run)
        while found and width >= _FEWEST and not _tells(found[-1]):
            found.pop()  # links at the foot of the page
        rows = [row for block in found for row in _lines(block)]
        if width >= _FEWEST and len(rows) >= _FEWEST:
            yield Table(found[0].line, [(line, [Cell(text) for text in _cells(text)]) for line, text in rows])
        else:
            yield from found


def _tells(block: Block) -> bool:
    """Whether the last line of a block names a company, or a place behind something else."""
    cells = _cells(_lines(block)[-1][1])
    placed = any(map(names_place, cells[1:])) and max(map(len, cells)) > _CODE  # no "EN | DE | FR"
    return is_company(cells[0]) or placed


def _lines(block: Block) -> list[tuple[int, str]]:
    """The lines of a paragraph or list, each with its number in the page; [] of another block."""
    if isinstance(block, Paragraph):
        return [(block.line, line) for line in block.cell.text.split("\n") if line.strip()]
    entries = block.entries if isinstance(block, Listing) else []
    return [(one.line, one.cell.text) for one in entries] if not any(one.inner for one in entries) else []


def _width(block: Block) -> int:
    """How many cells each line of a block has, 0 where they differ."""
    widths = {len(_cells(text)) for _, text in _lines(block)}
    return widths.pop() if len(widths) == 1 else 0


def _cells(text: str) -> Sequence[str]:
    return [cell.strip() for cell in _BAR.split(f" {text} ".replace("||", "| |"))]
