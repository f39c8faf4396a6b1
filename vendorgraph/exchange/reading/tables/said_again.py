"""Headers of a table that each cell below them says again, as pages do for narrow screens: "LocationIreland"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from vendorgraph.exchange.reading.blocks import Cell
from vendorgraph.exchange.reading.places.resolve import only_places
from vendorgraph.exchange.vendors import catalogue

_FEWEST = 2  # rows
#: What shows that a header is glued to what it asks for: a capital, or where several columns do it any letter.
_GLUED = r"(?<=[a-zà-ÿ?!)])(?=[^\Wa-zà-ÿ_])"
_SMALL = r"(?=\w)"


def without_headers_again(rows: Sequence[Sequence[Cell]]) -> list[list[Cell]]:
    """The rows of a table, without its header in the cells below it where most columns say theirs in each row."""
    header, *body = rows
    told = (_told(header, body, glued) for glued in (_GLUED, _SMALL))
    said = max(told, key=len)
    if len(body) < _FEWEST or len(said) * 2 <= len(header):
        return [list(row) for row in rows]  # "Service" above "ServiceNow" alone is none
    return [
        list(header),
        *([_without(cell, said[at]) if at in said else cell for at, cell in enumerate(row)] for row in body),
    ]


def _told(header: Sequence[Cell], body: Sequence[Sequence[Cell]], glued: str) -> dict[int, re.Pattern[str]]:
    """Of each column whose cells all begin with its header what that is; letters may follow it where they are `glued` to it."""
    labels = {
        at: _label(head.text.strip(), glued)
        for at, head in enumerate(header)
        if head.text.strip() and not only_places(head.text)
    }
    return {
        at: label for at, label in labels.items() if _all_begin(label, [row[at : at + 1] for row in body])
    }


def _label(text: str, glued: str) -> re.Pattern[str]:
    """A header before what it asks for: behind a colon, a blank, or directly before a letter: "LocationIreland"."""
    return re.compile(rf"(?i:{re.escape(text)})(?:\s*:\s*|\s+|\Z|{glued})")


def _all_begin(label: re.Pattern[str], cells: Sequence[Sequence[Cell]]) -> bool:
    """Whether all cells of a column begin with a label, most with more behind it, and none is a known vendor with it."""
    texts = [cell.text for one in cells for cell in one if cell.text.strip()]
    more = sum(bool(label.sub("", text, count=1).strip()) for text in texts)
    return more * 2 > len(texts) and all(label.match(text) and not catalogue().find(text) for text in texts)


def _without(cell: Cell, label: re.Pattern[str]) -> Cell:
    """A cell without the label, which is no bold name of it either."""
    strong = cell.strong
    again = strong is not None and label.fullmatch(strong) is not None
    return replace(cell, text=label.sub("", cell.text, count=1), strong=None if again else strong)
