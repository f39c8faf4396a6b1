"""What each mark, ring and stroke of a drawing means, with how many are drawn."""

from __future__ import annotations

from collections import Counter
from typing import Any

from vendorgraph.figures.colours import MARKS, ROLES, STROKES
from vendorgraph.figures.drawing import Drawing
from vendorgraph.figures.flows import DASHES_UP_TO, colour_of
from vendorgraph.figures.marks import ringed
from vendorgraph.figures.words import RINGS

Entry = dict[str, Any]


def legend(drawing: Drawing) -> list[Entry]:
    """Entries of kind `node`, `ring` and `flow`; only classes that occur."""
    return [*_marks(drawing), *_rings(drawing), *_strokes(drawing)]


def _marks(drawing: Drawing) -> list[Entry]:
    counts = Counter(drawing.mark(node) for node in drawing.nodes)
    return [
        {
            "kind": "node",
            "label": mark.label,
            "symbol": mark.symbol,
            "color": mark.colour(drawing.theme),
            "count": counts[mark],
        }
        for mark in dict.fromkeys((ROLES["source"], *MARKS[drawing.colour].values()))
        if counts[mark]
    ]


def _rings(drawing: Drawing) -> list[Entry]:
    return [
        {
            "kind": "ring",
            "label": label,
            "symbol": "circle-open",
            "color": drawing.ground.special,
            "strong": certainty == "stated",
            "count": count,
        }
        for certainty, label in RINGS.items()
        if (count := len(ringed(drawing, certainty)))
    ]


def _strokes(drawing: Drawing) -> list[Entry]:
    """Dashes and special categories; where hues tell country groups, the marks have named them."""
    dashed = len(drawing.flows) <= DASHES_UP_TO
    counts = Counter(flow.kind.stroke for flow in drawing.flows)
    kinds = {flow.kind.stroke: flow.kind for flow in drawing.flows}
    return [
        {
            "kind": "flow",
            "label": stroke,
            "color": drawing.ground.line if kind.hue else colour_of(kind, drawing.colour, drawing.theme),
            "dash": STROKES[kind.certainty].dash if dashed else "solid",
            "faint": not dashed and kind.certainty != "stated",
            "strong": kind.special == "stated",
            "count": counts[stroke],
        }
        for stroke, kind in kinds.items()
    ]
