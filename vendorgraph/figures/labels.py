"""Names beside nodes: as many as can be read, the best connected first.

Boxes are estimated from the number of characters; a name that would lie on another name or on
a node is moved to another side, then left out (it stays in hover, search and table).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

SIZE = 11  # px
ADVANCE = 6.1  # mean width of a character of that size, px
LINE = 14.3  # height of one line, px
PAD = 3.0  # px around the lines of a name
ALL_UP_TO = 150  # nodes that all get a name
TOUCHING = 12.0  # px² that two boxes may share, about a corner
MOST = 24  # names beyond that
SECOND = 190.0  # px, the widest second line

Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True, slots=True)
class Wanted:
    """A name to place at (x, y) px beside a mark of `radius` px; `room` is the widest it may be.

    `second` is a line below it that tells namesakes apart, left out where it does not fit;
    `more` a short mark after the name that is never cut.
    """

    id: str
    text: str
    x: float
    y: float
    radius: float
    room: float
    sides: tuple[str, ...]
    second: str = ""
    more: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """A name with Plotly's anchors and shifts (px; up is positive)."""

    id: str
    text: str
    second: str
    more: str
    xanchor: str
    yanchor: str
    xshift: float
    yshift: float


def height(lines: int) -> float:
    """The height of a name of so many lines, px."""
    return LINE * lines + PAD


def breadth(text: str, second: str = "", more: str = "") -> float:
    """The width of a name that is not cut, px."""
    return max(len(text) + len(more) + bool(more), min(len(second), SECOND / ADVANCE)) * ADVANCE + 6


def shorten(text: str, room: float) -> str:
    """`text` cut to `room` px with an ellipsis; never below eight characters."""
    most = max(8, int(room / ADVANCE))
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def place(wanted: Sequence[Wanted], marks: Iterable[Box], *, every: bool, width: float) -> list[Placed]:
    """Place names in the given order on a plot `width` px wide.

    With `every`, a name that fits nowhere stands where it hides least of the others.
    """
    taken = _Grid()
    for mark in marks:
        taken.add(mark)
    placed = []
    for want in wanted:
        options = [_option(want, side, want.second, width) for side in want.sides] if want.second else []
        options += [_option(want, side, "", width) for side in want.sides]
        free = [option for option in options if taken.free(option[1]) and _inside(option[1], width)]
        if not free and not every:
            continue
        label, box = (
            free
            or [
                min(
                    options,
                    key=lambda option: taken.overlap(option[1]) + 99 * (not _inside(option[1], width)),
                )
            ]
        )[0]
        taken.add(box)
        placed.append(label)
    return placed


def _option(want: Wanted, side: str, second: str, width: float) -> tuple[Placed, Box]:
    text = shorten(want.text, want.room - len(want.more) * ADVANCE)
    second = shorten(second, min(want.room, SECOND)) if second else ""
    wide = breadth(text, second, want.more)
    high = height(2 if second else 1)
    if side in ("above", "below"):
        sign = -1 if side == "above" else 1
        middle = want.y + sign * (want.radius + 1 + high / 2)
        aside = max(0.0, wide / 2 - want.x) - max(0.0, want.x + wide / 2 - width)  # back inside the drawing
        centre = want.x + aside
        box = (centre - wide / 2, middle - high / 2, centre + wide / 2, middle + high / 2)
        anchors = ("center", "bottom" if side == "above" else "top", aside, -sign * (want.radius + 1))
    else:
        off = want.radius + 3
        left = want.x + off if side == "right" else want.x - off - wide
        box = (left, want.y - high / 2, left + wide, want.y + high / 2)
        anchors = ("left", "middle", off, 0.0) if side == "right" else ("right", "middle", -off, 0.0)
    return Placed(want.id, text, second, want.more, *anchors), box


def _inside(box: Box, width: float) -> bool:
    return box[0] >= -1 and box[2] <= width + 1


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
        return self.overlap(box) <= TOUCHING
