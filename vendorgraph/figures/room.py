"""Room for names: in a drawing whose nodes are all named, rows and tiers stand so far apart that no
name lies on a mark, on the end of a flow or on another name.

Names of the first tier stand left of their marks and those of the last right, where no flow comes
or goes; between them names stand above. Flows within the first or last tier bulge the other way.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from vendorgraph.figures import labels
from vendorgraph.figures.layout import BAND, Layout, Spacing
from vendorgraph.figures.words import Node

ROW = 24.0  # px
ROWS = 52  # rows of a column before a tier wraps
COLUMN = 3.0  # x units between the sub-columns of a tier
UNIT = 40.0  # px, the least that one x unit takes
RING = 6.0  # px from a mark to the outside of its ring
HEAD = 10.0  # px of an arrowhead before its mark
_SIDE = (0.26, 0.3)  # most of the width for the names left and right,
_LEAST = 130.0  # yet so many px where the drawing is narrow


@dataclass(frozen=True, slots=True)
class Room:
    """What names need: which tiers stand outermost, rows between neighbours per tier, px above all."""

    first: int
    last: int
    apart: Mapping[int, float]
    top: float  # px above the first row
    left: float  # px left of the first tier
    right: float  # px right of the last
    inner: float  # px from an outer tier towards the others

    @property
    def spacing(self) -> Spacing:
        """How the layout keeps its nodes apart."""
        return Spacing(self.apart, ROWS, COLUMN)

    @property
    def bulges(self) -> dict[int, int]:
        """Per tier, the side of flows within it, where names force one."""
        return {self.first: 1, self.last: -1} if self.first != self.last else {self.last: -1}

    def side(self, tier: int) -> str:
        """On which side of their marks the names of a tier stand."""
        if tier == self.last:
            return "right"
        return "left" if tier == self.first else "above"


def room_for(nodes: Sequence[Node], radii: Mapping[str, float], width: int) -> Room:
    """The room for the names of `nodes` (not none) on a drawing `width` px wide."""
    first, last = nodes[0]["tier"], nodes[-1]["tier"]
    shared = namesakes(nodes)
    apart: dict[int, float] = {}
    top = outer = 0.0
    for tier in sorted({node["tier"] for node in nodes}):
        own = [node for node in nodes if node["tier"] == tier]
        mark = max(reach(node, radii) for node in own)
        name = labels.height(2 if any(node["party"]["id"] in shared for node in own) else 1)
        above = first < tier < last
        apart[tier] = (2 * mark + name + 4 if above else max(2 * mark + 3, name + 1)) / ROW
        top = max(top, mark + name + 4 if above else mark)
        outer = max(outer, mark)

    def side(tier: int, most: float) -> float:
        widest = max(_widest(node, shared) for node in nodes if node["tier"] == tier)
        return outer + 6 + min(widest, max(most * width - outer, _LEAST))

    return Room(first, last, apart, top, side(first, _SIDE[0]), side(last, _SIDE[1]), outer + 2 * HEAD)


def namesakes(nodes: Sequence[Node]) -> frozenset[str]:
    """The parties of several nodes, whose names need a second line to tell them apart."""
    counted = Counter(node["party"]["id"] for node in nodes)
    return frozenset(party for party, count in counted.items() if count > 1)


def reach(node: Node, radii: Mapping[str, float]) -> float:
    """Half the size of a mark with its ring, px."""
    return radii[node["id"]] + (RING if node["special"] and node["tier"] else 1)


def more(node: Node) -> str:
    """The short mark after a name that says how many onward flows are not drawn."""
    return f"+{node['hidden']}" if node["hidden"] else ""


def fitted(placed: Layout, room: Room, width: int) -> tuple[Layout, int]:
    """`placed` with outer bands that hold their names, and the width it needs, at least `width` px.

    A single tier has room as it stands.
    """
    if len(placed.bands) < 2:
        return placed, width
    first, *between, last = placed.bands
    over = placed.gap * BAND
    units = (last.right - over) - (first.left + over)
    aside = room.left + room.right
    width = max(width, math.ceil(aside + UNIT * units))
    across = (width - aside) / units
    near = room.inner / across
    first = replace(first, left=first.left + over - room.left / across, right=first.right - over + near)
    last = replace(last, left=last.left + over - near, right=last.right - over + room.right / across)
    return replace(placed, bands=(first, *between, last)), width


def _widest(node: Node, shared: frozenset[str]) -> float:
    second = str(node["processing"]["name"]) if node["party"]["id"] in shared else ""
    return labels.breadth(str(node["party"]["name"]), second, more(node))
