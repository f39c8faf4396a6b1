"""Names beside nodes: as many as can be read, the best connected first.

Boxes are estimated from the number of characters; a name that would lie on another name or on
a node is moved to another side, then left out (it stays in hover, search and table).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

SIZE = 11  # px
ADVANCE = 6.1  # mean width of a character of that size, px
HEIGHT = 15.0
ALL_UP_TO = 40  # nodes that all get a name
MOST = 24

Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True, slots=True)
class Wanted:
    """A name to place at (x, y) px beside a mark of `radius` px; `room` is the widest it may be."""

    id: str
    text: str
    x: float
    y: float
    radius: float
    room: float
    sides: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """A name with Plotly's anchors and shifts (px; up is positive)."""

    id: str
    text: str
    xanchor: str
    yanchor: str
    xshift: float
    yshift: float


def shorten(text: str, room: float) -> str:
    """`text` cut to `room` px with an ellipsis; never below eight characters."""
    most = max(8, int(room / ADVANCE))
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def place(wanted: Sequence[Wanted], marks: Iterable[Box], *, every: bool) -> list[Placed]:
    """Place names in the given order; with `every`, one that fits nowhere takes its first side."""
    taken = _Grid()
    for mark in marks:
        taken.add(mark)
    placed = []
    for want in wanted:
        options = [_option(want, side) for side in want.sides]
        free = [option for option in options if taken.free(option[1])]
        if not free and not every:
            continue
        label, box = (free or [min(options, key=lambda option: taken.overlap(option[1]))])[0]
        taken.add(box)
        placed.append(label)
    return placed


def _option(want: Wanted, side: str) -> tuple[Placed, Box]:
    text = shorten(want.text, want.room)
    wide, off = len(text) * ADVANCE + 6, want.radius + 3
    if side in ("above", "below"):
        sign = -1 if side == "above" else 1
        middle = want.y + sign * (off + HEIGHT / 2)
        box = (want.x - wide / 2, middle - HEIGHT / 2, want.x + wide / 2, middle + HEIGHT / 2)
        anchor = "bottom" if side == "above" else "top"
        return Placed(want.id, text, "center", anchor, 0, -sign * (want.radius + 1)), box
    left = want.x + off if side == "right" else want.x - off - wide
    box = (left, want.y - HEIGHT / 2, left + wide, want.y + HEIGHT / 2)
    if side == "right":
        return Placed(want.id, text, "left", "middle", off, 0), box
    return Placed(want.id, text, "right", "middle", -off, 0), box


class _Grid:
    """Boxes by cell, so that each is compared with its neighbours only."""

    def __init__(self, cell: float = 64.0) -> None:
        self.cell = cell
        self.cells: dict[tuple[int, int], list[Box]] = {}

    def _keys(self, box: Box) -> list[tuple[int, int]]:
        columns = range(int(box[0] // self.cell), int(box[2] // self.cell) + 1)
        rows = range(int(box[1] // self.cell), int(box[3] // self.cell) + 1)
        return [(x, y) for x in columns for y in rows]

    def add(self, box: Box) -> None:
        for key in self._keys(box):
            self.cells.setdefault(key, []).append(box)

    def overlap(self, box: Box) -> float:
        """Area shared with the boxes already there, px²."""
        near = {other for key in self._keys(box) for other in self.cells.get(key, ())}
        return sum(
            max(0.0, min(box[2], o[2]) - max(box[0], o[0])) * max(0.0, min(box[3], o[3]) - max(box[1], o[1]))
            for o in near
        )

    def free(self, box: Box) -> bool:
        return self.overlap(box) == 0
