"""Where nodes stand: by tier from left to right, apart from each other, the same every time."""

from __future__ import annotations

import itertools
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.figures.drawn import large
from vendorgraph.figures.layout import layered


def crossings(positions, links):
    """How many pairs of links cross, their ends taken as straight lines between two columns."""
    spans = [(positions[a], positions[b]) for a, b in links]
    return sum(
        1
        for (a, b), (c, d) in itertools.combinations(spans, 2)
        if a[0] == c[0] and b[0] == d[0] and (a[1] - c[1]) * (b[1] - d[1]) < 0
    )


def test_deeper_tiers_stand_further_right():
    placed = layered({"a": 0, "b": 1, "c": 2}, [("a", "b"), ("b", "c")])
    assert placed.positions["a"][0] < placed.positions["b"][0] < placed.positions["c"][0]
    assert [band.tier for band in placed.bands] == [0, 1, 2]


def test_bands_hold_their_nodes_and_do_not_overlap():
    rows = large(300, 900)
    tiers = {row["id"]: row["tier"] for row in rows["nodes"]}
    placed = layered(tiers, [(row["from"], row["to"]) for row in rows["edges"]])
    for band in placed.bands:
        inside = [placed.positions[id_] for id_, tier in tiers.items() if tier == band.tier]
        assert len(inside) == band.count
        assert all(band.left < x < band.right for x, _ in inside)
    assert all(one.right < other.left for one, other in itertools.pairwise(placed.bands))


def test_a_tangle_is_untangled():
    """Ten parents whose children stand in reverse order cross 45 times before, never after."""
    tiers = {"root": 0} | {f"parent{i}": 1 for i in range(10)} | {f"child{9 - i}": 2 for i in range(10)}
    links = [("root", f"parent{i}") for i in range(10)] + [(f"parent{i}", f"child{9 - i}") for i in range(10)]
    placed = layered(tiers, links)
    assert crossings(placed.positions, links) == 0


def test_a_tall_tier_wraps_into_columns_and_stays_in_the_drawing():
    tiers = {"root": 0} | {f"leaf{i:03d}": 1 for i in range(200)}
    placed = layered(tiers, [("root", leaf) for leaf in tiers if leaf != "root"])
    columns = {round(x, 6) for id_, (x, _) in placed.positions.items() if id_ != "root"}
    assert 4 <= len(columns) <= 12
    assert all(-0.01 <= y <= placed.rows - 0.4 for _, y in placed.positions.values())


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_two_nodes_lie_on_each_other(data):
    tiers = {
        f"n{i}": tier
        for i, tier in enumerate(data.draw(st.lists(st.integers(0, 4), min_size=1, max_size=90)))
    }
    ids = sorted(tiers)
    links = data.draw(st.lists(st.tuples(st.sampled_from(ids), st.sampled_from(ids)), max_size=120))
    places = list(layered(tiers, links).positions.values())
    assert len(places) == len(tiers)
    assert all(math.isfinite(x) and math.isfinite(y) for x, y in places)
    nearest = min((math.dist(a, b) for a, b in itertools.combinations(places, 2)), default=9)
    assert nearest > 0.5


def test_the_order_of_links_does_not_matter():
    rows = large(80, 240)
    tiers = {row["id"]: row["tier"] for row in rows["nodes"]}
    links = [(row["from"], row["to"]) for row in rows["edges"]]
    assert layered(tiers, links) == layered(dict(reversed(tiers.items())), links[::-1])


@pytest.mark.parametrize("tiers", [{}, {"only": 0}, {"a": 3, "b": 3}])
def test_it_places_nothing_one_node_and_a_single_tier(tiers):
    assert set(layered(tiers, []).positions) == set(tiers)
