"""Where each node stands: layered by tier, sources left, deeper tiers right.

Layers are given (a tier is the fewest flows from a source), so what is left of Sugiyama's
method is to order each layer by the barycentre of its neighbours and to level the rows.
A tall tier wraps into sub-columns, filled row by row so that height keeps its meaning.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

Point = tuple[float, float]

ROWS = 26  # rows of a column before a tier wraps
SWEEPS = 8
GAP = 4.0  # between two tiers, in x units
BAND = 0.36  # of a gap, how far a tier's band goes beyond its nodes


@dataclass(frozen=True, slots=True)
class Spacing:
    """How far nodes stand apart: `apart` rows in a tier (1 where it names none), `column` x units
    between the sub-columns of a tier, which wraps when it is taller than `rows`."""

    apart: Mapping[int, float] = field(default_factory=dict)
    rows: int = ROWS
    column: float = 1.0


@dataclass(frozen=True, slots=True)
class Band:
    """The strip of one tier: its edges in x and how many nodes stand in it."""

    tier: int
    left: float
    right: float
    count: int


@dataclass(frozen=True, slots=True)
class Layout:
    """Positions by node id, x in units of its own and y in rows from the top, and the tiers' bands."""

    positions: Mapping[str, Point]
    bands: tuple[Band, ...]
    gap: float
    rows: int


def layered(
    tiers: Mapping[str, int], links: Sequence[tuple[str, str]], spacing: Spacing | None = None
) -> Layout:
    """Positions of the nodes of `tiers` (id -> tier) under `links` (from, to).

    The same input in any order gives the same output. O((nodes + links) × sweeps).
    """
    spacing = spacing or Spacing()
    layers = _layers(tiers)
    neighbours = _neighbours(tiers, links)
    _reduce_crossings(layers, neighbours)
    apart = {tier: spacing.apart.get(tier, 1.0) for tier in layers}
    tallest = max(((len(layer) - 1) * apart[tier] + 1 for tier, layer in layers.items()), default=0.0)
    rows = max(1, math.ceil(min(tallest, max(spacing.rows, math.sqrt(tallest * 2.5)))))
    columns = {
        tier: math.ceil(len(layer) / (int((rows - 1) / apart[tier] + 1e-9) + 1))
        for tier, layer in layers.items()
    }
    gap = max(GAP, 0.14 * sum(columns.values()))
    positions: dict[str, Point] = {}
    bands: list[Band] = []
    left = 0.0
    for tier, layer in layers.items():
        right = left + (columns[tier] - 1) * spacing.column
        bands.append(Band(tier, left - gap * BAND, right + gap * BAND, len(layer)))
        if columns[tier] == 1:
            heights = _level(layer, neighbours, positions, rows, apart[tier])
            positions.update((node, (left, height)) for node, height in zip(layer, heights, strict=True))
        else:
            wrapped = _wrap(layer, columns[tier], rows, apart[tier])
            positions.update((node, (left + x * spacing.column, y)) for node, (x, y) in wrapped.items())
        left = right + gap
    return Layout(positions, tuple(bands), gap, rows)


def _layers(tiers: Mapping[str, int]) -> dict[int, list[str]]:
    layers: dict[int, list[str]] = {tier: [] for tier in sorted(set(tiers.values()))}
    for node in sorted(tiers):
        layers[tiers[node]].append(node)
    return layers


def _neighbours(
    tiers: Mapping[str, int], links: Sequence[tuple[str, str]]
) -> dict[str, dict[int, list[str]]]:
    """Per node and tier, the nodes it shares a link with."""
    found: dict[str, dict[int, list[str]]] = {node: {} for node in tiers}
    for start, end in sorted(set(links)):
        if start != end and start in tiers and end in tiers:
            found[start].setdefault(tiers[end], []).append(end)
            found[end].setdefault(tiers[start], []).append(start)
    return found


def _reduce_crossings(
    layers: dict[int, list[str]], neighbours: Mapping[str, Mapping[int, list[str]]]
) -> None:
    """Order each layer by where its neighbours stand, sweeping right and left in turn."""
    order = list(layers)
    place: dict[str, float] = {}
    for layer in layers.values():
        place.update(_spread(layer))
    for sweep in range(SWEEPS):
        rightwards = sweep % 2 == 0
        pairs = list(pairwise(order))
        for near, far in pairs if rightwards else [(b, a) for a, b in reversed(pairs)]:
            layer = layers[far]
            middle = {
                node: _mean([place[n] for n in neighbours[node].get(near, ())], place[node]) for node in layer
            }
            layer.sort(key=lambda node: (middle[node], place[node], node))
            place.update(_spread(layer))


def _spread(layer: Sequence[str]) -> dict[str, float]:
    return {node: (index + 0.5) / len(layer) for index, node in enumerate(layer)}


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def _wrap(layer: Sequence[str], columns: int, rows: int, apart: float) -> dict[str, Point]:
    """Fill rows from the top, each sub-column a little lower so that lines part."""
    used = math.ceil(len(layer) / columns)
    step = (rows - 1) / max(used - 1, 1) if used > 1 else 0.0
    lean = min(step, apart) * 0.6 / columns
    return {
        node: (float(index % columns), (index // columns) * step + (index % columns) * lean)
        for index, node in enumerate(layer)
    }


def _level(
    layer: Sequence[str],
    neighbours: Mapping[str, Mapping[int, list[str]]],
    placed: Mapping[str, Point],
    rows: int,
    apart: float,
) -> list[float]:
    """Heights in the given order, at least `apart`, as near to their senders as that allows.

    Pool adjacent violators on the wished height less the index; then the column is moved
    back inside the drawing.
    """
    count = len(layer)
    step = _step(count, rows, apart)
    even = (rows - 1 - (count - 1) * step) / 2
    pools: list[tuple[float, int]] = []  # (mean of wished height less index × step, nodes)
    for index, node in enumerate(layer):
        senders = [placed[n][1] for near in neighbours[node].values() for n in near if n in placed]
        own = even if not senders else 0.5 * even + 0.5 * (_mean(senders, 0.0) - index * step)
        pools.append((own, 1))
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (a, m), (b, n) = pools[-2:]
            pools[-2:] = [((a * m + b * n) / (m + n), m + n)]
    heights = [base + index * step for index, base in enumerate(b for b, size in pools for _ in range(size))]
    low, high = 0.0, float(rows - 1)
    return [
        min(max(height, low + index * step), high - (count - 1 - index) * step)
        for index, height in enumerate(heights)
    ]


def _step(count: int, rows: int, apart: float) -> float:
    """Rows between neighbours: a short column takes more air, yet not the whole height."""
    if count < 2 or count * apart >= rows:
        return apart
    return min((rows - 1) / (count - 1), apart * (1 + 0.35 * (rows / (count * apart) - 1)))
