"""The map shows countries, and says of every other place that it is not on it."""

from __future__ import annotations

import json
from pathlib import Path

import plotly.graph_objects as go
import pytest

from tests.unit.figures.reached import answer, clinic, place
from vendorgraph.figures import map_figure
from vendorgraph.figures.colours import TRANSFERS
from vendorgraph.figures.world import TOPOLOGY, positions
from vendorgraph.model.vocabulary import shipped

TOPOJSON = Path(__file__).parents[3] / "static/topojson/world_110m.json"


def traces(figure, kind):
    return {trace["name"]: trace for trace in figure["data"] if trace["type"] == kind}


def test_countries_are_coloured_and_marked_by_what_the_law_says_there():
    figure = map_figure(clinic())
    areas, marks = traces(figure, "choropleth"), traces(figure, "scattergeo")
    assert areas["Transfer not covered"]["locations"] == ["USA"]
    assert areas["No transfer"]["locations"] == ["FRA"]
    assert marks["Transfer not covered"]["customdata"] == ["US"]
    assert marks["Transfer not covered"]["marker"]["symbol"] == TRANSFERS["not_covered"].symbol
    symbols = [mark.symbol for mark in TRANSFERS.values()]
    assert len(symbols) == len(set(symbols))


def test_what_is_no_country_is_listed_with_its_recipients_and_never_dropped():
    rows = clinic()
    rows["places"] += [
        place("EEA", ["desk:support"]),
        place("worldwide", ["desk:support"]),
        place("APAC", []),
    ]
    meta = map_figure(rows)["meta"]
    listed = {row["place"]: (row["on_map"], row["country"], row["recipients"]) for row in meta["places"]}
    assert listed == {
        "FR": (True, True, 1),
        "US": (True, True, 1),
        "unknown": (False, False, 1),
        "EEA": (False, False, 1),
        "worldwide": (False, False, 1),
        "APAC": (False, False, 0),
    }
    assert meta["counts"]["places"] == {"shown": 2, "hidden": 4}
    assert meta["counts"]["recipients"] == {"shown": 1, "hidden": 1}
    assert "Place unknown (1)" in meta["alt"].partition("Not on the map")[2]


def test_a_country_too_small_for_an_area_has_a_mark():
    figure = map_figure(answer([], [place("SG", [])]))
    assert traces(figure, "choropleth")["Transfer covered"]["locations"] == []
    assert traces(figure, "scattergeo")["Transfer covered"]["customdata"] == ["SG"]


def test_more_recipients_make_a_larger_mark():
    rows = answer([{"id": f"p{i}", "name": "P"} for i in range(9)], [place("FR", ["p0"]), place("DE", [f"p{i}" for i in range(9)])])  # fmt: skip
    mark = traces(map_figure(rows), "scattergeo")["Transfer covered"]
    sizes = dict(zip(mark["customdata"], mark["marker"]["size"], strict=True))
    assert sizes["DE"] > sizes["FR"] > 0


def test_hover_tells_recipients_by_status_and_a_place_of_flows_back_says_so():
    rows = clinic()
    rows["places"][0]["statuses"] = {"not_evaluable": 1, "not_a_transfer": 2}
    rows["places"][0]["recipients"] *= 3
    rows["places"].append(place("DE", [], "not_a_transfer"))
    texts = {
        code: text
        for trace in traces(map_figure(rows), "scattergeo").values()
        for code, text in zip(trace["customdata"], trace["text"], strict=True)
    }
    assert "Transfer not evaluable: 1 of 3<br>No transfer: 2 of 3" in texts["FR"]
    assert "only flows back to the source" in texts["DE"]


def test_every_country_has_a_position_and_every_area_is_in_the_outlines_that_are_served():
    assert set(positions()) == set(shipped("country"))
    areas = {
        shape.get("id")
        for shape in json.loads(TOPOJSON.read_text("utf-8"))["objects"]["countries"]["geometries"]
    }
    assert {row["area"] for row in positions().values() if row["area"]} <= areas
    assert all(-180 <= row["at"][0] <= 180 and -90 <= row["at"][1] <= 90 for row in positions().values())


def test_an_overseas_country_of_its_own_code_is_no_part_of_another():
    """French Guiana is GF; a flow recorded as FR does not colour it."""
    assert positions()["GF"]["area"] not in (None, positions()["FR"]["area"])


def test_outlines_come_from_this_server():
    assert map_figure(clinic())["config"]["topojsonURL"] == TOPOLOGY
    assert TOPOLOGY.startswith("/static/")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_plotly_accepts_every_property(theme):
    figure = map_figure(clinic(), theme=theme)
    go.Figure({"data": figure["data"], "layout": figure["layout"]}, skip_invalid=False)
    json.dumps(figure, allow_nan=False)


def test_an_empty_answer_is_a_figure_too():
    figure = map_figure(answer([], []))
    assert figure["data"] == []
    assert "no recipient" in figure["meta"]["alt"]
