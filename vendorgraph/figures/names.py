"""The words on the drawing: a heading over each tier and names beside nodes."""

from __future__ import annotations

from collections import Counter
from html import escape
from typing import Any

from vendorgraph.figures import labels
from vendorgraph.figures.colours import Ground
from vendorgraph.figures.drawing import DENSE, Drawing
from vendorgraph.figures.layout import Band
from vendorgraph.figures.words import Node

Annotation = dict[str, Any]


def words_on(drawing: Drawing) -> list[Annotation]:
    """Headings (named `tier`), then names (named by the processing's id)."""
    return [*(_heading(band, drawing.ground) for band in drawing.layout.bands), *_names(drawing)]


def _heading(band: Band, ground: Ground) -> Annotation:
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
        "font": {"size": 12, "color": ground.text},
    }


def _names(drawing: Drawing) -> list[Annotation]:
    """All nodes of a small drawing are named, as many as fit of a middling one, else the best connected."""
    every = len(drawing.nodes) <= labels.ALL_UP_TO
    ranked = sorted(drawing.nodes, key=lambda node: _rank(node, drawing))
    if every:
        chosen = sorted(ranked, key=lambda node: drawing.layout.positions[node["id"]])
    else:
        chosen = ranked[: labels.MOST if len(ranked) > labels.FITTING_UP_TO else len(ranked)]
    namesakes = Counter(node["party"]["id"] for node in drawing.nodes)
    wanted = [_wanted(node, drawing, shared=namesakes[node["party"]["id"]] > 1) for node in chosen]
    marks = [_box(node, drawing) for node in drawing.nodes] if len(drawing.nodes) <= DENSE else []
    known = {node["id"]: node for node in drawing.nodes}
    placed = labels.place(wanted, marks, every=every, width=drawing.width - 16)
    return [_annotation(label, known[label.id], drawing) for label in placed]


def _rank(node: Node, drawing: Drawing) -> tuple[bool, bool, float, str]:
    id_ = str(node["id"])
    return (not drawing.is_lit(id_), node["tier"] != 0, -drawing.radii[id_], id_)


def _box(node: Node, drawing: Drawing) -> labels.Box:
    (x, y), radius = drawing.pixels(node["id"]), drawing.radii[node["id"]]
    return (x - radius, y - radius, x + radius, y + radius)


def _wanted(node: Node, drawing: Drawing, *, shared: bool) -> labels.Wanted:
    x, y = drawing.pixels(node["id"])
    band = next(band for band in drawing.layout.bands if band.tier == node["tier"])
    last = band is drawing.layout.bands[-1] and node["tier"] > 0
    return labels.Wanted(
        node["id"],
        str(node["party"]["name"]),
        x,
        y,
        drawing.radii[node["id"]] + (4 if node["special"] and node["tier"] else 1),
        room=(band.right - band.left) * drawing.scale.x * 1.15,
        sides=("above", "below", "left") if last else ("above", "below", "right", "left"),
        second=str(node["processing"]["name"]) if shared else "",
        more=f"+{node['hidden']}" if node["hidden"] else "",
    )


def _annotation(label: labels.Placed, node: Node, drawing: Drawing) -> Annotation:
    x, y = drawing.layout.positions[label.id]
    return {
        "name": label.id,
        "text": _text(label, drawing.ground),
        "x": round(x, 3),
        "y": round(y, 3),
        "xanchor": label.xanchor,
        "yanchor": label.yanchor,
        "xshift": label.xshift,
        "yshift": label.yshift,
        "showarrow": False,
        "bgcolor": drawing.ground.label,
        "borderpad": 1,
        "opacity": 1 if drawing.is_lit(label.id) else 0.45,
        "font": {"size": labels.SIZE, "color": drawing.ground.text},
        "hovertext": escape(str(node["party"]["name"])),
    }


def _text(label: labels.Placed, ground: Ground) -> str:
    """A name in Plotly's subset of HTML; `+3` says how many onward flows are not drawn."""
    more = f' <b><span style="color:{ground.focus}">{label.more}</span></b>' if label.more else ""
    second = f'<br><span style="color:{ground.muted}">{escape(label.second)}</span>' if label.second else ""
    return escape(label.text) + more + second
