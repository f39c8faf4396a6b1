"""Paragraphs and bullets that are the rows of a table in all but name: "Acme | Payments | Ireland"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from vendorgraph.exchange.reading.blocks import Block, Cell, Listing, Paragraph, Table
from vendorgraph.exchange.reading.lines.columns import roles_of
from vendorgraph.exchange.reading.names.companies import is_company
from vendorgraph.exchange.reading.names.kinds import is_what
from vendorgraph.exchange.reading.places.resolve import names_place
from vendorgraph.exchange.reading.purposes import read_purposes

_BAR = re.compile(r"\s+[|│]\s+")
_CODE = 3  # characters of the code of a language
_FEWEST = 3  # rows, and cells of each


def with_bars(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks, those that follow each other and have equally many cells between bars as one table.

    Bullets are rows only below a header, which may be a paragraph above them.
    """
    for width, run in groupby(blocks, key=_width):
        for found in _alike(list(run)):
            ends = max(
                (at for at, block in enumerate(found, 1) if width >= _FEWEST and _tells(block)), default=0
            )
            rows = [row for block in found[:ends] for row in _lines(block)]
            listed = isinstance(found[-1], Listing)
            if len(rows) >= _FEWEST and (not listed or roles_of(_cells(rows[0][1]))):
                yield Table(
                    found[0].line, [(line, [Cell(text) for text in _cells(text)]) for line, text in rows]
                )
                yield from found[ends:]  # links at the foot of the page
            else:
                yield from found


def _alike(blocks: Sequence[Block]) -> Iterator[Sequence[Block]]:
    """Blocks that follow each other as those of one kind, a list with the header above it."""
    at = 0
    for here in range(1, len(blocks) + 1):
        if here < len(blocks) and type(blocks[here]) is type(blocks[at]):
            continue
        headed = here == at + 1 and here < len(blocks) and isinstance(blocks[here], Listing)
        if headed and roles_of(_cells(_lines(blocks[at])[0][1]) if _lines(blocks[at]) else ()):
            continue
        yield blocks[at:here]
        at = here


def _tells(block: Block) -> bool:
    """Whether the last line of a block names a company, or says of another name where or what for."""
    first, *cells = _cells(_lines(block)[-1][1])
    placed = any(map(names_place, cells)) and max(map(len, (first, *cells))) > _CODE  # no "EN | DE | FR"
    what_for = len(first) > _CODE and any(read_purposes([cell]) or is_what(cell) for cell in cells)
    return is_company(first) or placed or what_for


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
