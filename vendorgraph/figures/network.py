"""The network of who sends what to whom: rows of `analysis.graph` in, a Plotly dict out.

Construction as measured: flows are a few `path` shapes (one per class), nodes one SVG scatter
trace, names annotations; 2,000 nodes and 20,000 flows draw in a fifth of a second.
"""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from vendorgraph.figures import labels
from vendorgraph.figures.colours import GROUNDS, MARKS, ROLES, STROKES, ColourBy, Mark, Theme
from vendorgraph.figures.curves import Scale
from vendorgraph.figures.flows import (
    ARROWS_UP_TO,
    Drawn,
    Shape,
    arrow_shape,
    by_class,
    colour_of,
    drawn_flows,
    flow_shape,
)
from vendorgraph.figures.layout import Band, Layout, layered
from vendorgraph.figures.words import Node, alternative, hover, plural

FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
MARGIN = {"l": 8, "r": 8, "t": 36, "b": 8}
CONFIG = {
    "scrollZoom": True,
    "displaylogo": False,
    "showSendToCloud": False,
    "responsive": True,
    "doubleClick": "reset",
}
FAINT = 0.14


@dataclass(frozen=True, slots=True)
class _Drawing:
    """What every part of one figure needs to know."""

    nodes: Sequence[Node]
    layout: Layout
    scale: Scale
    height: float
    radii: Mapping[str, float]
    flows: Sequence[Drawn]
    colour: ColourBy
    theme: Theme
    lit: frozenset[str] | None  # nodes in focus; None = no focus


def network_figure(
    graph: Mapping[str, Any],
    *,
    colour: ColourBy = "role",
    theme: Theme = "light",
    focus: str | None = None,
    width: int = 1200,
) -> dict[str, Any]:
    """The figure of a graph answer: `{"data", "layout", "config", "meta"}`.

    `focus` is a processing whose neighbourhood is drawn strongly and the rest faintly; `width`
    the px at which names and arrowheads are fitted. `meta` carries the text alternative, the
    counts of what is and is not drawn, the legend, and the ids behind nodes and curves
    (`meta.flows[i].ids` in the order of the curves in `layout.shapes[shape].path`).
    """
    drawing = _prepare(graph, colour, theme, focus, width)
    shapes, groups = _shapes(drawing, focus)
    return {
        "data": [_node_trace(drawing), *_ring_trace(drawing), *_legend_traces(drawing)],
        "layout": _layout(drawing, shapes),
        "config": dict(CONFIG),
        "meta": {
            "alt": alternative(graph, drawing.nodes, len(drawing.flows)),
            "counts": _counts(graph, drawing),
            "legend": _legend(drawing),
            "nodes": [_node_meta(node, drawing) for node in drawing.nodes],
            "flows": groups,
            "colours": {"focus": GROUNDS[theme].focus, "special": GROUNDS[theme].special},
        },
    }


def _prepare(
    graph: Mapping[str, Any], colour: ColourBy, theme: Theme, focus: str | None, width: int
) -> _Drawing:
    nodes = sorted(graph["nodes"], key=lambda node: (node["tier"], str(node["id"])))
    placed = layered(
        {node["id"]: node["tier"] for node in nodes}, [(edge["from"], edge["to"]) for edge in graph["edges"]]
    )
    height = _height(len(nodes), placed.rows)
    left, right = _extent(placed.bands)
    inner = height - MARGIN["t"] - MARGIN["b"]
    scale = Scale(
        (width - MARGIN["l"] - MARGIN["r"]) / (right - left), inner / (placed.rows + 0.6), placed.gap
    )
    day = dt.date.fromisoformat(graph["as_of"])
    flows = drawn_flows(graph["edges"], day, placed.positions, scale, colour)
    lit = None
    if focus is not None and focus in placed.positions:
        lit = frozenset(
            {focus, *(f.end for f in flows if f.start == focus), *(f.start for f in flows if f.end == focus)}
        )
    return _Drawing(nodes, placed, scale, height, _radii(nodes, flows), flows, colour, theme, lit)


def _height(count: int, rows: int) -> float:
    row = 38 if count <= labels.ALL_UP_TO else 27 if count <= 400 else 15
    return float(min(900, max(380, row * rows + MARGIN["t"] + MARGIN["b"])))


def _extent(bands: Sequence[Band]) -> tuple[float, float]:
    return (bands[0].left - 0.2, bands[-1].right + 0.2) if bands else (-1.0, 1.0)


def _radii(nodes: Sequence[Node], flows: Sequence[Drawn]) -> dict[str, float]:
    """Half the size of each mark in px, growing with the root of its number of flows."""
    degree = Counter([flow.start for flow in flows] + [flow.end for flow in flows])
    small, large = (5.5, 10.0) if len(nodes) <= 60 else (4.0, 8.5) if len(nodes) <= 400 else (2.3, 5.5)
    most = max(degree.values(), default=1)
    return {n["id"]: round(small + (large - small) * math.sqrt(degree[n["id"]] / most), 2) for n in nodes}


def _mark(node: Node, colour: ColourBy) -> Mark:
    if node["role"] == "source":
        return ROLES["source"]
    return MARKS[colour][node[{"role": "role", "country": "country_group", "certainty": "certainty"}[colour]]]


def _node_trace(drawing: _Drawing) -> dict[str, Any]:
    marks = [_mark(node, drawing.colour) for node in drawing.nodes]
    ids = [node["id"] for node in drawing.nodes]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": "Processings",
        "x": [round(drawing.layout.positions[id_][0], 3) for id_ in ids],
        "y": [round(drawing.layout.positions[id_][1], 3) for id_ in ids],
        "customdata": ids,
        "text": [hover(node) for node in drawing.nodes],
        "hovertemplate": "%{text}<extra></extra>",
        "showlegend": False,
        "cliponaxis": False,
        "marker": {
            "size": [2 * drawing.radii[id_] for id_ in ids],
            "color": [mark.colour(drawing.theme) for mark in marks],
            "symbol": [mark.symbol for mark in marks],
            "opacity": [1 if drawing.lit is None or id_ in drawing.lit else FAINT for id_ in ids],
            "line": {
                "width": [2 if mark.symbol.endswith("-open") else 1 for mark in marks],
                "color": GROUNDS[drawing.theme].paper,
            },
        },
    }


def _ring_trace(drawing: _Drawing) -> list[dict[str, Any]]:
    """A ring around each node that a special category may reach."""
    ringed = [node["id"] for node in drawing.nodes if node["special"] and node["role"] != "source"]
    if not ringed:
        return []
    wide = 5 if len(drawing.nodes) <= 400 else 3
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "name": "Special category may arrive",
            "x": [round(drawing.layout.positions[id_][0], 3) for id_ in ringed],
            "y": [round(drawing.layout.positions[id_][1], 3) for id_ in ringed],
            "customdata": ringed,
            "hoverinfo": "skip",
            "cliponaxis": False,
            "marker": {
                "symbol": "circle-open",
                "size": [2 * drawing.radii[id_] + 2 * wide for id_ in ringed],
                "color": GROUNDS[drawing.theme].special,
                "opacity": [1 if drawing.lit is None or id_ in drawing.lit else FAINT for id_ in ringed],
                "line": {"width": 1.6 if len(drawing.nodes) <= 400 else 1},
            },
        }
    ]


def _legend_traces(drawing: _Drawing) -> list[dict[str, Any]]:
    """One empty trace per class of node, so that the figure's own legend names them."""
    present = {_mark(node, drawing.colour) for node in drawing.nodes}
    known = (ROLES["source"], *MARKS[drawing.colour].values())
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "name": mark.label,
            "x": [None],
            "y": [None],
            "hoverinfo": "skip",
            "marker": {"symbol": mark.symbol, "color": mark.colour(drawing.theme), "size": 9},
        }
        for mark in dict.fromkeys(known)
        if mark in present
    ]


def _shapes(drawing: _Drawing, focus: str | None) -> tuple[list[Shape], list[dict[str, Any]]]:
    """Bands, then flows by class with their arrowheads, then what is in focus; and the ids behind each path."""
    ground = GROUNDS[drawing.theme]
    faint = drawing.lit is not None
    shapes = [_band(band, ground.band) for band in drawing.layout.bands]
    index = {node["id"]: place for place, node in enumerate(drawing.nodes)}
    groups = []
    named: set[str] = set()
    for kind, flows in by_class(drawing.flows).items():
        shape = flow_shape(kind, flows, drawing.colour, drawing.theme, total=len(drawing.flows), faint=faint)
        shape["showlegend"] = kind.stroke not in named
        named.add(kind.stroke)
        groups.append(
            {
                "shape": len(shapes),
                "label": kind.label,
                "dash": STROKES[kind.certainty].dash,
                "ids": [flow.id for flow in flows],
                "ends": [end for flow in flows for end in (index[flow.start], index[flow.end])],
            }
        )
        shapes.append(shape)
        if len(drawing.flows) <= ARROWS_UP_TO:
            shapes.append(
                arrow_shape(flows, drawing.radii, drawing.scale, shape["line"]["color"], shape["opacity"])
            )
    if faint:
        strong = [flow for flow in drawing.flows if focus in (flow.start, flow.end)]
        shapes += _focused(strong, drawing)
    return shapes, groups


def _focused(strong: Sequence[Drawn], drawing: _Drawing) -> list[Shape]:
    """The flows in focus, kept apart by dash so that possible ones still show as such."""
    colour = GROUNDS[drawing.theme].focus
    drawn: list[Shape] = []
    for kind, flows in by_class(strong).items():
        shape = flow_shape(kind, flows, drawing.colour, drawing.theme, total=len(strong), faint=False)
        shape |= {"opacity": 1, "showlegend": False, "line": shape["line"] | {"color": colour, "width": 2}}
        drawn += [shape, arrow_shape(flows, drawing.radii, drawing.scale, colour, 1)]
    return drawn


def _band(band: Band, colour: str) -> Shape:
    return {
        "type": "rect",
        "layer": "below",
        "xref": "x",
        "yref": "y domain",
        "x0": band.left,
        "x1": band.right,
        "y0": 0,
        "y1": 1,
        "fillcolor": colour,
        "line": {"width": 0},
        "showlegend": False,
    }


def _layout(drawing: _Drawing, shapes: list[Shape]) -> dict[str, Any]:
    ground = GROUNDS[drawing.theme]
    left, right = _extent(drawing.layout.bands)
    axis = {"visible": False, "fixedrange": False, "zeroline": False, "showgrid": False}
    return {
        "height": drawing.height,
        "margin": dict(MARGIN),
        "paper_bgcolor": ground.paper,
        "plot_bgcolor": ground.paper,
        "font": {"family": FONT, "size": labels.SIZE, "color": ground.text},
        "xaxis": axis | {"range": [left, right]},
        "yaxis": axis | {"range": [drawing.layout.rows - 0.4, -1.0]},
        "shapes": shapes,
        "annotations": [*(_heading(band, ground.text) for band in drawing.layout.bands), *_names(drawing)],
        "showlegend": True,
        "legend": {"orientation": "h", "y": -0.02, "yanchor": "top", "x": 0.5, "xanchor": "center"},
        "hovermode": "closest",
        "hoverdistance": 3,
        "clickanywhere": True,
        "hoveranywhere": True,
        "dragmode": "pan",
        "hoverlabel": {
            "bgcolor": ground.paper,
            "bordercolor": ground.muted,
            "align": "left",
            "font": {"family": FONT, "size": 12, "color": ground.text},
        },
        "uirevision": "view",
    }


def _heading(band: Band, colour: str) -> dict[str, Any]:
    if band.tier == 0:
        text = "<b>Source</b>" if band.count == 1 else f"<b>Sources</b> · {band.count:,}"
    else:
        text = f"<b>Tier {band.tier}</b> · {band.count:,}"
    return {
        "name": "tier",
        "text": text,
        "x": (band.left + band.right) / 2,
        "xref": "x",
        "y": 1,
        "yref": "y domain",
        "yanchor": "bottom",
        "yshift": 6,
        "showarrow": False,
        "font": {"size": 12, "color": colour},
    }


def _names(drawing: _Drawing) -> list[dict[str, Any]]:
    """Annotations with the names of the best connected nodes; all of them in a small drawing."""
    every = len(drawing.nodes) <= labels.ALL_UP_TO
    ranked = sorted(drawing.nodes, key=lambda node: _rank(node, drawing))
    chosen = ranked if every else ranked[: labels.MOST]
    last = max((node["tier"] for node in drawing.nodes), default=0)
    wanted = [_wanted(node, drawing, last) for node in chosen]
    marks = [_box(node, drawing) for node in drawing.nodes] if len(drawing.nodes) <= 400 else []
    where = {node["id"]: node for node in drawing.nodes}
    return [
        _annotation(label, where[label.id], drawing) for label in labels.place(wanted, marks, every=every)
    ]


def _rank(node: Node, drawing: _Drawing) -> tuple[bool, bool, float, str]:
    return (
        drawing.lit is not None and node["id"] not in drawing.lit,
        node["tier"] != 0,
        -drawing.radii[node["id"]],
        str(node["id"]),
    )


def _pixels(id_: str, drawing: _Drawing) -> tuple[float, float]:
    x, y = drawing.layout.positions[id_]
    left, _ = _extent(drawing.layout.bands)
    return (x - left) * drawing.scale.x, (y + 1) * drawing.scale.y


def _box(node: Node, drawing: _Drawing) -> labels.Box:
    (x, y), radius = _pixels(node["id"], drawing), drawing.radii[node["id"]]
    return (x - radius, y - radius, x + radius, y + radius)


def _wanted(node: Node, drawing: _Drawing, last: int) -> labels.Wanted:
    x, y = _pixels(node["id"], drawing)
    band = next(band for band in drawing.layout.bands if band.tier == node["tier"])
    room = (band.right - band.left) * drawing.scale.x * 1.15
    sides = (
        ("above", "below", "right", "left")
        if node["tier"] < last or last == 0
        else ("above", "below", "left")
    )
    return labels.Wanted(
        node["id"], _label(node), x, y, drawing.radii[node["id"]] + 4 * bool(node["special"]), room, sides
    )


def _label(node: Node) -> str:
    return str(node["party"]["name"])


def _annotation(label: labels.Placed, node: Node, drawing: _Drawing) -> dict[str, Any]:
    ground = GROUNDS[drawing.theme]
    x, y = drawing.layout.positions[label.id]
    faded = drawing.lit is not None and label.id not in drawing.lit
    return {
        "name": label.id,
        "text": escape(label.text),
        "x": round(x, 3),
        "y": round(y, 3),
        "xanchor": label.xanchor,
        "yanchor": label.yanchor,
        "xshift": label.xshift,
        "yshift": label.yshift,
        "showarrow": False,
        "bgcolor": ground.label,
        "borderpad": 1,
        "opacity": 0.45 if faded else 1,
        "font": {"size": labels.SIZE, "color": ground.text},
        "hovertext": escape(str(node["party"]["name"])),
    }


def _counts(graph: Mapping[str, Any], drawing: _Drawing) -> dict[str, Any]:
    """Shown and hidden, counting a flow that could not be drawn among the hidden ones."""
    given = graph["counts"]
    lost = len(graph["edges"]) - len(drawing.flows)
    return {
        "nodes": {"shown": len(drawing.nodes), "hidden": given["nodes"]["hidden"]},
        "edges": {"shown": len(drawing.flows), "hidden": given["edges"]["hidden"] + lost},
        "labels_for": plural(min(len(drawing.nodes), labels.MOST), "processing"),
    }


def _legend(drawing: _Drawing) -> list[dict[str, Any]]:
    """What each mark and stroke means, with how many are drawn; only classes that occur."""
    marks = Counter(_mark(node, drawing.colour) for node in drawing.nodes)
    known = dict.fromkeys((ROLES["source"], *MARKS[drawing.colour].values()))
    entries: list[dict[str, Any]] = [
        {
            "kind": "node",
            "label": mark.label,
            "symbol": mark.symbol,
            "color": mark.colour(drawing.theme),
            "count": marks[mark],
        }
        for mark in known
        if marks[mark]
    ]
    ringed = sum(bool(node["special"]) and node["role"] != "source" for node in drawing.nodes)
    if ringed:
        special = GROUNDS[drawing.theme].special
        entries.append(
            {
                "kind": "ring",
                "label": "Special category may arrive",
                "symbol": "circle-open",
                "color": special,
                "count": ringed,
            }
        )
    return entries + _stroke_legend(drawing)


def _stroke_legend(drawing: _Drawing) -> list[dict[str, Any]]:
    """Dashes and special categories; where hues tell country groups, the marks have named them."""
    strokes = Counter(flow.kind.stroke for flow in drawing.flows)
    kinds = {flow.kind.stroke: flow.kind for flow in drawing.flows}
    return [
        {
            "kind": "flow",
            "label": stroke,
            "color": GROUNDS[drawing.theme].line
            if kind.hue
            else colour_of(kind, drawing.colour, drawing.theme),
            "dash": STROKES[kind.certainty].dash,
            "special": kind.special,
            "count": strokes[stroke],
        }
        for stroke, kind in kinds.items()
    ]


def _node_meta(node: Node, drawing: _Drawing) -> dict[str, Any]:
    keys = ("id", "tier", "role", "certainty", "special", "hidden", "onward", "country_group")
    return {
        **{key: node[key] for key in keys},
        "name": node["party"]["name"],
        "party": node["party"]["id"],
        "processing": node["processing"]["name"],
        "radius": drawing.radii[node["id"]],
    }
