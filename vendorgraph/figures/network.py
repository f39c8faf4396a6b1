"""The network of who sends what to whom: rows of `analysis.graph` in, a Plotly dict out.

Construction as measured: flows are a few `path` shapes (one per class), nodes one SVG scatter
trace, names annotations; 2,000 nodes and 20,000 flows draw in a fifth of a second.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from vendorgraph.figures.colours import STROKES, ColourBy, Theme
from vendorgraph.figures.drawing import MARGIN, Drawing, prepare
from vendorgraph.figures.flows import ARROWS_UP_TO, Drawn, Shape, arrow_shape, by_class, flow_shape
from vendorgraph.figures.frame import base_layout, config
from vendorgraph.figures.layout import Band
from vendorgraph.figures.legend import legend
from vendorgraph.figures.marks import legend_traces, node_trace, ring_traces
from vendorgraph.figures.names import words_on
from vendorgraph.figures.words import Node, alternative

_NODE_FIELDS = ("id", "tier", "role", "certainty", "special", "hidden", "onward", "country_group")


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
    drawing = prepare(graph, colour, theme, focus, width)
    shapes, groups = _shapes(drawing, focus)
    return {
        "data": [node_trace(drawing), *ring_traces(drawing), *legend_traces(drawing)],
        "layout": _layout(drawing, shapes, width),
        "config": config(),
        "meta": {
            "alt": alternative(graph, drawing.nodes, len(drawing.flows)),
            "counts": _counts(graph, drawing),
            "legend": legend(drawing),
            "nodes": [_node_meta(node, drawing) for node in drawing.nodes],
            "flows": groups,
            "colours": {"focus": drawing.ground.focus},
        },
    }


def _shapes(drawing: Drawing, focus: str | None) -> tuple[list[Shape], list[dict[str, Any]]]:
    """Bands, flows by class with their arrowheads, what is in focus; and the ids behind each path."""
    faint = drawing.lit is not None
    total = len(drawing.flows)
    shapes = [_band(band, drawing.ground.band) for band in drawing.layout.bands]
    index = {node["id"]: place for place, node in enumerate(drawing.nodes)}
    groups = []
    named: set[str] = set()
    for kind, flows in by_class(drawing.flows).items():
        shape = flow_shape(kind, flows, drawing.colour, drawing.theme, total=total, faint=faint)
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
        if total <= ARROWS_UP_TO:
            colour = shape["line"]["color"]
            shapes.append(arrow_shape(flows, drawing.radii, drawing.scale, colour, shape["opacity"]))
    if faint:
        shapes += _focused([flow for flow in drawing.flows if focus in (flow.start, flow.end)], drawing)
    return shapes, groups


def _focused(strong: Sequence[Drawn], drawing: Drawing) -> list[Shape]:
    """The flows in focus, kept apart by dash so that possible ones still show as such."""
    colour = drawing.ground.focus
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


def _layout(drawing: Drawing, shapes: list[Shape], width: int) -> dict[str, Any]:
    axis = {"visible": False, "fixedrange": False, "zeroline": False, "showgrid": False}
    return {
        **base_layout(drawing.theme),
        "height": drawing.height,
        **({"width": drawing.width} if drawing.width > width else {}),
        "margin": dict(MARGIN),
        "xaxis": axis | {"range": list(drawing.extent)},
        "yaxis": axis | {"range": [drawing.layout.rows - 1 + drawing.bottom, -drawing.top]},
        "shapes": shapes,
        "annotations": words_on(drawing),
        "showlegend": True,
        "legend": {"orientation": "h", "y": -0.02, "yanchor": "top", "x": 0.5, "xanchor": "center"},
        "hovermode": "closest",
        "hoverdistance": 3,
        "clickanywhere": True,
        "hoveranywhere": True,
        "dragmode": "pan",
    }


def _counts(graph: Mapping[str, Any], drawing: Drawing) -> dict[str, Any]:
    """Shown and hidden, counting a flow that could not be drawn among the hidden ones."""
    given = graph["counts"]
    lost = len(graph["edges"]) - len(drawing.flows)
    return {
        "nodes": {"shown": len(drawing.nodes), "hidden": given["nodes"]["hidden"]},
        "edges": {"shown": len(drawing.flows), "hidden": given["edges"]["hidden"] + lost},
    }


def _node_meta(node: Node, drawing: Drawing) -> dict[str, Any]:
    return {
        **{key: node[key] for key in _NODE_FIELDS},
        "name": node["party"]["name"],
        "party": node["party"]["id"],
        "processing": node["processing"]["name"],
        "radius": drawing.radii[node["id"]],
    }
