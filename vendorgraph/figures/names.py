"""The words on the drawing: a heading over each tier and names beside nodes."""

from __future__ import annotations

from html import escape
from itertools import pairwise
from typing import Any

from vendorgraph.figures import labels
from vendorgraph.figures.colours import Ground
from vendorgraph.figures.drawing import Drawing
from vendorgraph.figures.layout import BAND, Band
from vendorgraph.figures.room import COLUMN, HEAD, more, namesakes, reach
from vendorgraph.figures.words import Node

Annotation = dict[str, Any]


def words_on(drawing: Drawing) -> list[Annotation]:
    """Headings (named `tier`), then names (named by the processing's id)."""
    bands = drawing.layout.bands
    room = min((b.left - a.left for a, b in pairwise(bands)), default=99.0) * drawing.scale.x
    return [*(_heading(band, drawing.ground, room) for band in bands), *_names(drawing)]


def _heading(band: Band, ground: Ground, room: float) -> Annotation:
    """`Tier 3 · 120` where `room` px allow it, else what of it fits."""
    whole = ("Source" if band.count == 1 else "Sources") if band.tier == 0 else f"Tier {band.tier}"
    count = "" if band.tier == 0 and band.count == 1 else f" · {band.count:,}"
    short = str(band.tier) if room < 90 else whole
    return {
        "name": "tier",
        "text": f"<b>{short}</b>{count if room > 64 else ''}",
        "hovertext": f"{whole}{count}",
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
    """All nodes are named where there is room for it, else the best connected."""
    ranked = sorted(drawing.nodes, key=lambda node: _rank(node, drawing))
    chosen = ranked if drawing.room else ranked[: labels.MOST]
    shared = namesakes(drawing.nodes)
    wanted = [_wanted(node, drawing, shared=node["party"]["id"] in shared) for node in chosen]
    marks = [_box(node, drawing) for node in drawing.nodes] if not drawing.dense else []
    known = {node["id"]: node for node in drawing.nodes}
    placed = labels.place(wanted, marks, every=drawing.room is not None, width=drawing.width - 16)
    return [_annotation(label, known[label.id], drawing) for label in placed]


def _rank(node: Node, drawing: Drawing) -> tuple[bool, bool, float, str]:
    id_ = str(node["id"])
    return (not drawing.is_lit(id_), node["tier"] != 0, -drawing.radii[id_], id_)


def _box(node: Node, drawing: Drawing) -> labels.Box:
    """A mark with its ring, and with the heads of arrows unless a name has their place."""
    (x, y), high = drawing.pixels(node["id"]), reach(node, drawing.radii)
    wide = drawing.radii[node["id"]] + HEAD
    side = drawing.room.side(node["tier"]) if drawing.room else ""
    left, right = (high if side == "left" else wide), (high if side == "right" else wide)
    return (x - left, y - high, x + right, y + high)


def _wanted(node: Node, drawing: Drawing, *, shared: bool) -> labels.Wanted:
    x, y = drawing.pixels(node["id"])
    name_room, sides = _room(node, drawing)
    return labels.Wanted(
        node["id"],
        str(node["party"]["name"]),
        x,
        y,
        reach(node, drawing.radii),
        room=name_room,
        sides=sides,
        second=str(node["processing"]["name"]) if shared else "",
        more=more(node),
    )


def _room(node: Node, drawing: Drawing) -> tuple[float, tuple[str, ...]]:
    """How wide a name may be, px, and the sides on which it may stand."""
    placed, room, across = drawing.layout, drawing.room, drawing.scale.x
    at = next(index for index, band in enumerate(placed.bands) if band.tier == node["tier"])
    band = placed.bands[at]
    if room is None:
        last = at == len(placed.bands) - 1 and at > 0
        sides = ("above", "below", "left") if last else ("above", "below", "right", "left")
        return (band.right - band.left) * across * 1.15, sides
    side, own = room.side(node["tier"]), reach(node, drawing.radii)
    if side == "above":
        if band.right - band.left > placed.gap * 2 * BAND + COLUMN / 2:
            return COLUMN * across - 4, (side,)
        alone = at == 1 and at == len(placed.bands) - 2  # names of the outer tiers stand outwards
        return (placed.gap * across - room.inner) * (2 if alone else 1), (side,)
    x = placed.positions[node["id"]][0]
    edge = (x - band.left if side == "left" else band.right - x) * across
    outermost = edge < (room.left if side == "left" else room.right) + 1
    return (edge if outermost else COLUMN * across - room.inner) - own - 4, (side,)


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
        "align": label.xanchor,
        "opacity": 1 if drawing.is_lit(label.id) else 0.45,
        "font": {"size": labels.SIZE, "color": drawing.ground.text},
        "hovertext": escape(str(node["party"]["name"])),
    }


def _text(label: labels.Placed, ground: Ground) -> str:
    """A name in Plotly's subset of HTML; `+3` says how many onward flows are not drawn."""
    more = f' <b><span style="color:{ground.focus}">{label.more}</span></b>' if label.more else ""
    second = f'<br><span style="color:{ground.muted}">{escape(label.second)}</span>' if label.second else ""
    return escape(label.text) + more + second
