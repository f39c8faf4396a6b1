"""One drawing worked out: where everything stands and how large, before it becomes Plotly's dict."""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from vendorgraph.figures.colours import GROUNDS, MARKS, ROLES, ColourBy, Ground, Mark, Theme
from vendorgraph.figures.curves import Scale
from vendorgraph.figures.flows import Drawn, drawn_flows
from vendorgraph.figures.labels import ALL_UP_TO
from vendorgraph.figures.layout import Layout, layered
from vendorgraph.figures.room import ROW, Room, fitted, room_for
from vendorgraph.figures.words import Node

MARGIN = {"l": 8, "r": 8, "t": 36, "b": 8}  # px
DENSE = 400  # nodes above which marks and rings are drawn smaller
_LOWEST, _HIGHEST = 380.0, 900.0  # px
_FIELD = {"role": "role", "country": "country_group", "certainty": "certainty"}


@dataclass(frozen=True, slots=True)
class Drawing:
    """Nodes in order, their places and sizes (`radii`, px), the flows' curves, and how they look.

    `lit` are the nodes in focus, None when the whole drawing is; `room` is the room for names,
    None where only some nodes are named; `top` and `bottom` are the rows above the first and below
    the last.
    """

    nodes: Sequence[Node]
    layout: Layout
    room: Room | None
    scale: Scale
    width: int
    height: float
    top: float
    bottom: float
    radii: Mapping[str, float]
    flows: Sequence[Drawn]
    colour: ColourBy
    theme: Theme
    lit: frozenset[str] | None

    @property
    def ground(self) -> Ground:
        """The theme's colours of what is not data."""
        return GROUNDS[self.theme]

    @property
    def dense(self) -> bool:
        """Whether there are too many nodes for full-sized marks."""
        return len(self.nodes) > DENSE

    @property
    def extent(self) -> tuple[float, float]:
        """The range of the x axis."""
        return _extent(self.layout)

    def mark(self, node: Node) -> Mark:
        """How a node is drawn under the chosen colours; sources look the same under all."""
        return ROLES["source"] if node["role"] == "source" else MARKS[self.colour][node[_FIELD[self.colour]]]

    def is_lit(self, id_: str) -> bool:
        """Whether a node is drawn in full strength."""
        return self.lit is None or id_ in self.lit

    def pixels(self, id_: str) -> tuple[float, float]:
        """Where a node stands in px from the top left of the plot."""
        x, y = self.layout.positions[id_]
        return (x - self.extent[0]) * self.scale.x, (y + self.top) * self.scale.y


def prepare(
    graph: Mapping[str, Any], colour: ColourBy, theme: Theme, focus: str | None, width: int
) -> Drawing:
    """Place the nodes and flows of a graph answer on a drawing `width` px wide, or wider if it must be."""
    nodes = sorted(graph["nodes"], key=lambda node: (node["tier"], str(node["id"])))
    tiers = {node["id"]: node["tier"] for node in nodes}
    ends = [(edge["from"], edge["to"]) for edge in graph["edges"]]
    radii = _radii(nodes, [pair for pair in ends if pair[0] in tiers and pair[1] in tiers])
    room = room_for(nodes, radii, width) if 0 < len(nodes) <= ALL_UP_TO else None
    placed = layered(tiers, ends, room.spacing if room else None)
    top, bottom = (room.top / ROW, max(room.apart.values()) * 0.6) if room else (1.0, 0.6)
    height = _height(len(nodes), placed.rows - 1 + top + bottom, named=room is not None)
    plot = width - MARGIN["l"] - MARGIN["r"]
    if room:
        placed, plot = fitted(placed, room, plot)
    left, right = _extent(placed)
    across = plot / (right - left)
    down = (height - MARGIN["t"] - MARGIN["b"]) / (placed.rows - 1 + top + bottom)
    scale = Scale(across, down, placed.gap)
    bulges = {id_: room.bulges.get(tier, 0) for id_, tier in tiers.items()} if room else {}
    day = dt.date.fromisoformat(graph["as_of"])
    flows = drawn_flows(graph["edges"], day, placed.positions, scale, colour, bulges)
    lit = neighbourhood(focus, flows) if focus is not None and focus in tiers else None
    width = plot + MARGIN["l"] + MARGIN["r"]
    return Drawing(nodes, placed, room, scale, width, height, top, bottom, radii, flows, colour, theme, lit)


def neighbourhood(node: str, flows: Sequence[Drawn]) -> frozenset[str]:
    """A node with all it receives from and sends to."""
    receivers = (flow.end for flow in flows if flow.start == node)
    senders = (flow.start for flow in flows if flow.end == node)
    return frozenset({node, *receivers, *senders})


def _height(count: int, rows: float, *, named: bool) -> float:
    row = ROW if named else 27 if count <= DENSE else 17
    high = row * rows + MARGIN["t"] + MARGIN["b"]
    return max(_LOWEST, high if named else min(_HIGHEST, high))


def _extent(placed: Layout) -> tuple[float, float]:
    bands = placed.bands
    return (bands[0].left, bands[-1].right) if bands else (-1.0, 1.0)


def _radii(nodes: Sequence[Node], ends: Sequence[tuple[str, str]]) -> dict[str, float]:
    """Half the size of each mark, growing with the root of its number of flows."""
    degree = Counter(end for pair in ends for end in pair)
    small, large = (5.5, 10.0) if len(nodes) <= 60 else (4.0, 8.5) if len(nodes) <= DENSE else (2.3, 5.5)
    most = max(degree.values(), default=1)
    return {n["id"]: round(small + (large - small) * math.sqrt(degree[n["id"]] / most), 2) for n in nodes}
