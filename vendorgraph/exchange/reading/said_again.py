"""Headers of a table that each cell below them says again, as pages do for narrow screens: "LocationIreland"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from vendorgraph.exchange.reading.blocks import Cell


def without_headers_again(rows: Sequence[Sequence[Cell]]) -> list[list[Cell]]:
    """The rows of a table, without its header in the cells below it where most columns say theirs in each row."""
    header, *body = rows
    labels = {
        at: re.compile(rf"{re.escape(head.text.strip())}\s*:?\s*", re.I)
        for at, head in enumerate(header)
        if head.text.strip()
    }
    said = {
        at: label for at, label in labels.items() if _all_begin(label, [row[at : at + 1] for row in body])
    }
    if len(said) * 2 <= len(header):
        return [list(row) for row in rows]  # "Service" above "ServiceNow" alone is none
    return [
        list(header),
        *([_without(cell, said[at]) if at in said else cell for at, cell in enumerate(row)] for row in body),
    ]


def _all_begin(label: re.Pattern[str], cells: Sequence[Sequence[Cell]]) -> bool:
    """Whether all cells of a column that hold something begin with a label."""
    texts = [cell.text for one in cells for cell in one if cell.text.strip()]
    return bool(texts) and all(map(label.match, texts))


def _without(cell: Cell, label: re.Pattern[str]) -> Cell:
    """A cell without the label, which is no bold name of it either."""
    strong = cell.strong
    again = strong is not None and label.fullmatch(strong) is not None
    return replace(cell, text=label.sub("", cell.text, count=1), strong=None if again else strong)
