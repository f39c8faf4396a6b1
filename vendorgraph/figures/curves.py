"""Flows as cubic Bézier curves, and arrowheads as filled triangles, in data units.

A linear axis maps a Bézier onto a Bézier, so four points draw exactly what a sampled
polyline only approaches, in a quarter of the text.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from vendorgraph.figures.layout import Point

Curve = tuple[Point, Point, Point, Point]
_CURVE = "M%.3f,%.3fC%.3f,%.3f,%.3f,%.3f,%.3f,%.3f"


@dataclass(frozen=True, slots=True)
class Scale:
    """Pixels per data unit at which the drawing opens; y grows downwards."""

    x: float
    y: float
    gap: float = 4.0  # between two tiers, in x units


def curve(start: Point, end: Point, scale: Scale, lane: int = 0, bulge: int = 0) -> Curve:
    """The curve of one flow; `lane` (0, 1, -1, 2 …) parts flows between the same two nodes.

    Forward flows leave rightwards and arrive from the left; flows back arrive from the right
    and bow, so that a pair of flows to and fro is told apart; within a tier they bulge right,
    and a flow to its own sender is a loop. `bulge` is the side on which flows within the first or
    last tier leave and arrive (1 right, -1 left), for on the other side stand names.
    """
    (ax, ay), (bx, by) = start, end
    apart = lane * 16 / scale.y
    if start == end:
        wide, tall = (bulge or 1) * (46 + 8 * abs(lane)) / scale.x, (20 + 4 * abs(lane)) / scale.y
        return (start, (ax + wide, ay - tall), (ax + wide, ay + tall), end)
    if not bulge and (bx > ax + 1.5 or (bx > ax and by == ay)):
        reach = (bx - ax) * 0.5
        return (start, (ax + reach, ay + apart), (bx - reach, by + apart), end)
    if not bulge and bx < ax - 1.5:
        reach, bow = (ax - bx) * 0.42, (10 / scale.y) + 0.06 * (ax - bx) * scale.x / scale.y + apart
        return (start, (ax - reach, ay + bow), (bx + reach, by + bow), end)
    out = scale.gap * min(0.46, 0.12 + 0.03 * abs(by - ay)) + abs(lane) * 12 / scale.x
    far = min(ax, bx) - out if bulge < 0 else max(ax, bx) + out
    return (start, (far, ay), (far, by), end)


def path(curves: Iterable[Curve]) -> str:
    """One SVG path over all `curves`, in data units: M…C… per curve, thousandths of a unit."""
    return "".join(_CURVE % (*a, *b, *c, *d) for a, b, c, d in curves)


def arrowheads(heads: Iterable[tuple[Curve, float]], scale: Scale, size: float) -> str:
    """One SVG path of triangles `size` pixels long, each ending `off` pixels before its curve's end."""
    return "".join(_arrowhead(line, off, scale, size) for line, off in heads)


def _arrowhead(line: Curve, off: float, scale: Scale, size: float) -> str:
    tip = _before_end(line, off, scale)
    back = _before_end(line, off + size, scale)
    along = ((tip[0] - back[0]) * scale.x, (tip[1] - back[1]) * scale.y)
    length = math.hypot(*along) or 1.0
    half = size * 0.42
    across = (-along[1] / length * half / scale.x, along[0] / length * half / scale.y)
    corners = (tip, (back[0] + across[0], back[1] + across[1]), (back[0] - across[0], back[1] - across[1]))
    return "M" + "L".join(f"{x:.3f},{y:.3f}" for x, y in corners) + "Z"


def _before_end(line: Curve, pixels: float, scale: Scale) -> Point:
    """The point of the curve about `pixels` before its end."""
    end = line[3]
    low, high = 0.5, 1.0
    for _ in range(12):
        middle = (low + high) / 2
        x, y = at(line, middle)
        if math.hypot((end[0] - x) * scale.x, (end[1] - y) * scale.y) > pixels:
            low = middle
        else:
            high = middle
    return at(line, high)


def at(line: Curve, t: float) -> Point:
    """The point at `t` (0 = start, 1 = end)."""
    u = 1 - t
    weights = (u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t)
    return (
        sum(w * p[0] for w, p in zip(weights, line, strict=True)),
        sum(w * p[1] for w, p in zip(weights, line, strict=True)),
    )
