"""Flows as shapes: one path per class of flow, so that 20,000 are a handful of SVG elements."""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from vendorgraph.figures.colours import COUNTRY_GROUPS, GROUNDS, MARKS, STROKES, ColourBy, Theme
from vendorgraph.figures.curves import Curve, Scale, arrowheads, curve, path
from vendorgraph.figures.layout import Point
from vendorgraph.model import places

ARROWS_UP_TO = 700  # flows; above, arrowheads are clutter
#: Above, dashes cannot be seen and make a drawing and each zoom several times slower: there a
#: flow that is not stated is fainter instead, and dashed again where it comes into focus.
DASHES_UP_TO = 1500
ARROW = 7.0  # px
Shape = dict[str, Any]


@dataclass(frozen=True, slots=True)
class FlowClass:
    """What flows must share to be one path: how sure, whether special, and the hue's class."""

    certainty: str  # stated, possible or planned
    special: str | None  # how surely a special category is among it: stated, possible or None
    hue: str  # a country group, or "" where the colour says something else

    @property
    def stroke(self) -> str:
        """As the legend says it: `Possible flow, special category`."""
        if self.special is None:
            return STROKES[self.certainty].label
        maybe = "special category possible" if self.special != self.certainty else "special category"
        return f"{STROKES[self.certainty].label}, {maybe}"

    @property
    def label(self) -> str:
        """With the country group: `Possible flow · Outside the EEA`."""
        return self.stroke + (f" · {COUNTRY_GROUPS[self.hue].label}" if self.hue else "")


@dataclass(frozen=True, slots=True)
class Drawn:
    """One flow with its class and curve."""

    id: str
    start: str
    end: str
    kind: FlowClass
    line: Curve


def drawn_flows(
    edges: Sequence[Mapping[str, Any]],
    on: dt.date,
    positions: Mapping[str, Point],
    scale: Scale,
    colour: ColourBy,
    bulges: Mapping[str, int],
) -> list[Drawn]:
    """The flows both of whose ends stand in the drawing, sorted by class and id.

    `on` is the day on which places belong to the EEA or not; `bulges` the side of flows between
    two nodes that it holds alike.
    """
    lanes: Counter[tuple[str, str]] = Counter()
    drawn = []
    for edge in sorted(edges, key=lambda e: str(e["id"])):
        ends = (edge["from"], edge["to"])
        if ends[0] not in positions or ends[1] not in positions:
            continue
        lane = lanes[ends]
        lanes[ends] += 1
        side = bulges.get(ends[0], 0)
        line = curve(
            positions[ends[0]],
            positions[ends[1]],
            scale,
            (lane + 1) // 2 * (1 if lane % 2 else -1),
            side if side == bulges.get(ends[1], 0) else 0,
        )
        drawn.append(Drawn(edge["id"], *ends, _class(edge, on, colour), line))
    order = {name: index for index, name in enumerate(STROKES)}
    drawn.sort(
        key=lambda flow: (
            ("", "possible", "stated").index(flow.kind.special or ""),
            order[flow.kind.certainty],
            flow.kind.hue,
            flow.id,
        )
    )
    return drawn


def _class(edge: Mapping[str, Any], on: dt.date, colour: ColourBy) -> FlowClass:
    certainty = "planned" if edge["status"] == "planned" else edge["certainty"]
    special = (edge.get("special_certainty") or "possible") if edge["special"] else None
    return FlowClass(
        certainty,
        special,
        country_group(edge["countries"], on) if colour == "country" and not special else "",
    )


def country_group(found: Iterable[str], on: dt.date) -> str:
    """Where places lie, seen from the EEA: `inside`, `outside`, `unknown` (also for none) or `mixed`."""
    groups = {
        "inside" if places.lies_in(place, "EEA", on) else "outside" if places.is_country(place) else "unknown"
        for place in found
    }
    return "mixed" if len(groups) > 1 else next(iter(groups), "unknown")


def by_class(flows: Sequence[Drawn]) -> dict[FlowClass, list[Drawn]]:
    """The flows per class, in drawing order: special categories last, on top."""
    found: dict[FlowClass, list[Drawn]] = {}
    for flow in flows:
        found.setdefault(flow.kind, []).append(flow)
    return found


def colour_of(kind: FlowClass, colour: ColourBy, theme: Theme) -> str:
    """The hue of a class: special categories first, then what the reader chose."""
    ground = GROUNDS[theme]
    if kind.special:
        return ground.special
    if kind.hue:
        return COUNTRY_GROUPS[kind.hue].colour(theme)
    if colour == "certainty":
        return MARKS["certainty"]["stated" if kind.certainty == "stated" else "possible"].colour(theme)
    return ground.line


def flow_shape(
    kind: FlowClass, flows: Sequence[Drawn], colour: ColourBy, theme: Theme, *, total: int, faint: bool
) -> Shape:
    """The curves of one class as one path; `faint` where something else is in focus.

    `total` is the number of flows in the whole drawing: the more, the quieter each.
    """
    width, opacity = _weight(total, kind.special == "stated")
    dashed = total <= DASHES_UP_TO
    if not dashed and kind.certainty != "stated":
        opacity *= 0.6
    return {
        "type": "path",
        "layer": "below",
        "path": path(flow.line for flow in flows),
        "line": {
            "color": colour_of(kind, colour, theme),
            "width": width,
            "dash": STROKES[kind.certainty].dash if dashed else "solid",
        },
        "opacity": min(opacity / 3, 0.12) if faint else opacity,
        "name": kind.stroke,
        "legendgroup": kind.stroke,
        "showlegend": True,
    }


def _weight(count: int, special: bool) -> tuple[float, float]:
    """Line width in px and opacity for a drawing of `count` flows."""
    steps = ((80, 1.3, 0.9), (300, 1.1, 0.65), (1500, 0.9, 0.45), (6000, 0.7, 0.25), (math.inf, 0.6, 0.14))
    width, opacity = next((width, opacity) for most, width, opacity in steps if count <= most)
    return (width * 1.6, min(1.0, opacity * 1.6)) if special else (width, opacity)


def arrow_shape(
    flows: Sequence[Drawn], radii: Mapping[str, float], scale: Scale, colour: str, opacity: float
) -> Shape:
    """The arrowheads of flows of one colour as one filled path."""
    heads = ((flow.line, radii[flow.end] + 1.5) for flow in flows)
    return {
        "type": "path",
        "layer": "below",
        "path": arrowheads(heads, scale, ARROW),
        "fillcolor": colour,
        "line": {"width": 0},
        "opacity": opacity,
        "showlegend": False,
    }
