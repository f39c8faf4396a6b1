"""Nodes as one SVG scatter trace, rings for special categories, and the figure's own legend."""

from __future__ import annotations

from typing import Any

from vendorgraph.figures.colours import MARKS, ROLES, faded
from vendorgraph.figures.drawing import Drawing
from vendorgraph.figures.words import RINGS, hover

FAINT = 0.14  # strength of what is not in focus
Trace = dict[str, Any]


def node_trace(drawing: Drawing) -> Trace:
    """Every node in one trace; `customdata` holds the processing's id."""
    marks = [drawing.mark(node) for node in drawing.nodes]
    ids = [node["id"] for node in drawing.nodes]
    outline = 0 if drawing.dense else 1  # 2,000 outlines take as long as all marks
    return _points(drawing, ids) | {
        "name": "Processings",
        "text": [hover(node) for node in drawing.nodes],
        "hovertemplate": "%{text}<extra></extra>",
        "showlegend": False,
        "marker": {
            "size": [2 * drawing.radii[id_] for id_ in ids],
            "color": [
                _shade(mark.colour(drawing.theme), id_, drawing) for mark, id_ in zip(marks, ids, strict=True)
            ],
            "symbol": [mark.symbol for mark in marks],
            "opacity": 1,
            "line": {
                "width": [2 if mark.symbol.endswith("-open") else outline for mark in marks],
                "color": drawing.ground.paper,
            },
        },
    }


def ring_traces(drawing: Drawing) -> list[Trace]:
    """A strong ring where a special category is stated to arrive, a thin one where it is possible."""
    return [trace for certainty in RINGS if (trace := _rings(drawing, certainty))]


def ringed(drawing: Drawing, certainty: str) -> list[str]:
    """The recipients that a special category reaches with that certainty."""
    return [
        node["id"]
        for node in drawing.nodes
        if node["special"] and node["tier"] and (node.get("special_certainty") or "possible") == certainty
    ]


def _rings(drawing: Drawing, certainty: str) -> Trace | None:
    ids = ringed(drawing, certainty)
    if not ids:
        return None
    stated = certainty == "stated"
    apart = 3 if drawing.dense else 5
    thickness = 2.0 if stated else 1.0
    shown = 1.0 if stated else 0.45 if drawing.dense else 0.8
    return _points(drawing, ids) | {
        "name": RINGS[certainty],
        "hoverinfo": "skip",
        "marker": {
            "symbol": "circle-open",
            "size": [2 * (drawing.radii[id_] + apart) for id_ in ids],
            "color": [_shade(drawing.ground.special, id_, drawing, shown) for id_ in ids],
            "opacity": 1,
            "line": {"width": thickness * (0.7 if drawing.dense else 1)},
        },
    }


def _shade(colour: str, id_: str, drawing: Drawing, strength: float = 1.0) -> str:
    """The colour as strong as the focus leaves it; marks of an opacity of their own draw several times slower."""
    return faded(colour, strength if drawing.is_lit(id_) else FAINT)


def _points(drawing: Drawing, ids: list[str]) -> Trace:
    places = [drawing.layout.positions[id_] for id_ in ids]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [round(x, 3) for x, _ in places],
        "y": [round(y, 3) for _, y in places],
        "customdata": ids,
        "cliponaxis": False,
    }


def legend_traces(drawing: Drawing) -> list[Trace]:
    """One empty trace per class of node, so that the figure's own legend names them."""
    present = {drawing.mark(node) for node in drawing.nodes}
    known = dict.fromkeys((ROLES["source"], *MARKS[drawing.colour].values()))
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
        for mark in known
        if mark in present
    ]
