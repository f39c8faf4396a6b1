"""The figure says everything the graph says: nothing is dropped, nothing is told by colour alone."""

from __future__ import annotations

import json
import random
import re

import plotly.graph_objects as go
import pytest

from tests.unit.figures.drawn import chain, edge, graph, large, node
from vendorgraph.figures import network_figure
from vendorgraph.figures.colours import GROUNDS, MARKS


def test_one_trace_holds_every_node_with_its_id():
    figure = network_figure(chain())
    nodes = figure["data"][0]
    assert set(nodes["customdata"]) == {"clinic:care", "host:cloud", "vault:backup", "desk:support"}
    assert nodes["type"] == "scatter"
    assert len(nodes["x"]) == len(nodes["y"]) == len(nodes["marker"]["color"]) == 4


def test_every_flow_is_one_curve_of_one_path():
    figure = network_figure(chain())
    groups = figure["meta"]["flows"]
    assert sorted(id_ for group in groups for id_ in group["ids"]) == sorted(
        row["id"] for row in chain()["edges"]
    )
    for group in groups:
        path = figure["layout"]["shapes"][group["shape"]]["path"]
        assert path.count("M") == path.count("C") == len(group["ids"])


def test_the_ends_of_a_curve_are_its_sender_and_its_recipient():
    figure = network_figure(chain())
    nodes = figure["data"][0]
    ids = [row["id"] for row in figure["meta"]["nodes"]]
    assert ids == nodes["customdata"]
    flows = {row["id"]: row for row in chain()["edges"]}
    for group in figure["meta"]["flows"]:
        curves = figure["layout"]["shapes"][group["shape"]]["path"].split("M")[1:]
        for place, (id_, curve) in enumerate(zip(group["ids"], curves, strict=True)):
            start, end = group["ends"][2 * place : 2 * place + 2]
            assert (ids[start], ids[end]) == (flows[id_]["from"], flows[id_]["to"])
            numbers = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", curve)]
            assert numbers[:2] == pytest.approx([nodes["x"][start], nodes["y"][start]], abs=2e-3)
            assert numbers[-2:] == pytest.approx([nodes["x"][end], nodes["y"][end]], abs=2e-3)


def test_possible_and_planned_flows_are_told_by_their_dash():
    figure = network_figure(chain())
    dashes = {id_: group["dash"] for group in figure["meta"]["flows"] for id_ in group["ids"]}
    assert dashes["clinic:care--host:cloud"] == "solid"
    assert (
        len(
            {
                dashes["clinic:care--host:cloud"],
                dashes["host:cloud--vault:backup"],
                dashes["host:cloud--desk:support"],
            }
        )
        == 3
    )


@pytest.mark.parametrize("colour", ["role", "country", "certainty"])
def test_classes_of_nodes_differ_in_symbol_as_well_as_in_colour(colour):
    symbols = [mark.symbol for mark in MARKS[colour].values()]
    assert len(symbols) == len(set(symbols))


def test_a_special_category_is_ringed_and_named_stated_apart_from_possible():
    figure = network_figure(chain())
    rings = {
        trace["name"]: trace
        for trace in figure["data"]
        if trace.get("marker", {}).get("symbol") == "circle-open"
    }
    assert rings["Special category arrives"]["customdata"] == ["host:cloud"]
    assert rings["Special category possible"]["customdata"] == ["vault:backup"]
    stated, possible = rings["Special category arrives"], rings["Special category possible"]
    assert stated["marker"]["line"]["width"] > possible["marker"]["line"]["width"]
    hovers = dict(zip(figure["data"][0]["customdata"], figure["data"][0]["text"], strict=True))
    assert "a special category arrives" in hovers["host:cloud"]
    assert "possible: a special category" in hovers["vault:backup"]


def test_a_flow_with_a_special_category_has_a_colour_and_a_width_of_its_own():
    figure = network_figure(chain(), theme="dark")
    lines = {
        id_: figure["layout"]["shapes"][group["shape"]]["line"]
        for group in figure["meta"]["flows"]
        for id_ in group["ids"]
    }
    special, plain = lines["clinic:care--host:cloud"], lines["vault:backup--host:cloud"]
    assert special["color"] == GROUNDS["dark"].special != plain["color"]
    assert special["width"] > plain["width"]


def test_colours_by_country_follow_the_places_of_each_flow():
    labels = {
        id_: group["label"]
        for group in network_figure(chain(), colour="country")["meta"]["flows"]
        for id_ in group["ids"]
    }
    assert "Inside and outside the EEA" in labels["vault:backup--host:cloud"]
    assert "Place unknown" in labels["host:cloud--desk:support"]
    assert "Inside the EEA" in labels["desk:support--desk:support"]


def test_membership_of_the_eea_is_that_of_the_day():
    """The United Kingdom left on 1 February 2020, the transition ended with that year."""
    rows = graph([node("a:x", 0), node("b:y", 1)], [edge("a:x", "b:y", countries=["GB"])])

    def label(day):
        return network_figure(rows | {"as_of": day}, colour="country")["meta"]["flows"][0]["label"]

    assert "Inside the EEA" in label("2019-06-01")
    assert "Outside the EEA" in label("2026-11-22")


def test_the_text_alternative_counts_tiers_places_and_what_is_not_drawn():
    said = network_figure(chain())["meta"]["alt"]
    assert "from Clinic as of 2026-11-22" in said
    assert "3 recipients (1 in tier 1, 2 in tier 2)" in said
    assert "1 place unknown" in said
    assert "1 possible only" in said
    assert "2 may receive a special category" in said
    assert "Not drawn: 3 processings and 4 flows." in said


def test_it_says_so_when_nothing_is_left_out():
    rows = graph([node("a:x", 0)], [])
    assert "Nothing of the answer is left out." in network_figure(rows)["meta"]["alt"]


def test_counts_tell_shown_and_hidden_and_never_lose_a_flow():
    rows = chain()
    rows["edges"].append(edge("host:cloud", "nowhere:gone"))
    counts = network_figure(rows)["meta"]["counts"]
    assert counts == {"nodes": {"shown": 4, "hidden": 3}, "edges": {"shown": 5, "hidden": 5}}


def test_hidden_onward_flows_are_told_beside_the_name_and_on_hover():
    figure = network_figure(chain())
    labels = {label["name"]: label["text"] for label in figure["layout"]["annotations"]}
    assert "+3" in labels["vault:backup"]
    hovers = dict(zip(figure["data"][0]["customdata"], figure["data"][0]["text"], strict=True))
    assert "3 onward flows not drawn" in hovers["vault:backup"]


def boxes(figure, width):
    """Names and marks of a figure as boxes in px: id -> (left, top, right, bottom)."""
    layout, nodes = figure["layout"], figure["data"][0]
    (x0, x1), (y1, y0) = layout["xaxis"]["range"], layout["yaxis"]["range"]
    margin = layout["margin"]
    across = (layout.get("width", width) - margin["l"] - margin["r"]) / (x1 - x0)
    down = (layout["height"] - margin["t"] - margin["b"]) / (y1 - y0)
    size = dict(zip(nodes["customdata"], nodes["marker"]["size"], strict=True))
    for trace in figure["data"]:
        if trace.get("marker", {}).get("symbol") == "circle-open":
            size |= dict(zip(trace["customdata"], trace["marker"]["size"], strict=True))
    marks, names = {}, {}
    for id_, x, y in zip(nodes["customdata"], nodes["x"], nodes["y"], strict=True):
        px, py, half = (x - x0) * across, (y - y0) * down, size[id_] / 2
        marks[id_] = (px - half, py - half, px + half, py + half)
    for label in layout["annotations"]:
        if label["name"] == "tier":
            continue
        lines = re.sub(r"</?(?:b|span)\b[^>]*>", "", label["text"]).split("<br>")
        wide, high = max(len(line) for line in lines) * 5.7 + 4, 14.3 * len(lines) + 2
        px, py = (label["x"] - x0) * across + label["xshift"], (label["y"] - y0) * down - label["yshift"]
        left = px - {"left": 0, "center": wide / 2, "right": wide}[label["xanchor"]]
        top = py - {"top": 0, "middle": high / 2, "bottom": high}[label["yanchor"]]
        names[label["name"]] = (left, top, left + wide, top + high)
    return names, marks


def overlap(a, b):
    return max(0.0, min(a[2], b[2]) - max(a[0], b[0])) * max(0.0, min(a[3], b[3]) - max(a[1], b[1]))


@pytest.mark.parametrize("width", [376, 1000, 1500])
@pytest.mark.parametrize(("nodes", "flows"), [(20, 30), (34, 37), (60, 90), (92, 143), (150, 500)])
def test_no_name_lies_on_a_mark_or_on_another_name(nodes, flows, width):
    rows = large(nodes, flows)
    for place, row in enumerate(rows["nodes"]):  # every third party has a second processing
        row["party"] = row["party"] | {"id": f"v{place - (place % 3 == 1)}", "name": f"A vendor {place}"}
    names, marks = boxes(network_figure(rows, width=width), width)
    assert set(names) == set(marks)
    for one, box in names.items():
        assert [other for other, mark in marks.items() if overlap(box, mark) > 2] == [], one
        assert [other for other, name in names.items() if other != one and overlap(box, name) > 2] == [], one


def test_flows_within_the_last_tier_leave_and_arrive_where_no_name_stands():
    rows = graph([node("a:x", 0), node("b:y", 1), node("c:z", 1)],
                 [edge("a:x", "b:y"), edge("a:x", "c:z"), edge("b:y", "c:z")])  # fmt: skip
    figure = network_figure(rows)
    label = next(one for one in figure["layout"]["annotations"] if one["name"] == "c:z")
    assert label["xanchor"] == "left"
    (group,) = figure["meta"]["flows"]
    curve = figure["layout"]["shapes"][group["shape"]]["path"].split("M")[1:][group["ids"].index("b:y--c:z")]
    numbers = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", curve)]
    assert numbers[2] == numbers[4] < numbers[0]


def test_headings_keep_clear_of_each_other_where_there_are_many_tiers():
    rows = graph([node(f"p{i}:x", i) for i in range(20)], [edge(f"p{i}:x", f"p{i + 1}:x") for i in range(19)])
    crowd = graph([*rows["nodes"], *(node(f"q{i}:x", 19) for i in range(200))], rows["edges"])
    headings = [
        one for one in network_figure(crowd, width=800)["layout"]["annotations"] if one["name"] == "tier"
    ]
    assert headings[7]["text"] == "<b>7</b>"
    assert headings[7]["hovertext"] == "Tier 7 · 1"


def test_all_nodes_of_a_small_drawing_are_named_and_two_dozen_of_a_large_one():
    small = network_figure(large(40, 60))
    assert {label["name"] for label in small["layout"]["annotations"]} >= {
        row["id"] for row in small["meta"]["nodes"]
    }
    names = [
        label for label in network_figure(large(300, 900))["layout"]["annotations"] if label["name"] != "tier"
    ]
    assert 12 <= len(names) <= 24


def test_each_tier_has_a_heading_with_its_size():
    headings = [
        label["text"] for label in network_figure(chain())["layout"]["annotations"] if label["name"] == "tier"
    ]
    assert headings == ["<b>Source</b>", "<b>Tier 1</b> · 1", "<b>Tier 2</b> · 2"]


def test_namesakes_are_told_apart_by_their_processing():
    rows = graph([node("a:x", 0), node("b:one", 1, processing={"name": "Hosting", "capacity": "processor"}),
                  node("b:two", 1, processing={"name": "Support", "capacity": "processor"})],
                 [edge("a:x", "b:one"), edge("a:x", "b:two")])  # fmt: skip
    texts = " ".join(label["text"] for label in network_figure(rows)["layout"]["annotations"])
    assert "Hosting" in texts
    assert "Support" in texts


@pytest.mark.parametrize(
    "nasty", ["<b onclick=x>&", '<a href="javascript:alert(1)">x</a>', "%{x} $& {{7*7}}"]
)
def test_names_from_the_inventory_are_text_never_markup(nasty):
    rows = graph([node("a:x", 0), node("b:y", 1, party={"id": "b", "name": nasty})], [edge("a:x", "b:y")])
    figure = network_figure(rows)
    shown = [*figure["data"][0]["text"], *(label["text"] for label in figure["layout"]["annotations"])]
    assert not any("<a" in text or "onclick=x>" in text for text in shown)
    assert figure["data"][0]["hovertemplate"] == "%{text}<extra></extra>"


def test_the_order_of_rows_does_not_change_the_figure():
    rows = large(120, 360)
    shuffled = rows | {
        "nodes": rows["nodes"][::-1],
        "edges": random.Random(3).sample(rows["edges"], len(rows["edges"])),
    }
    assert json.dumps(network_figure(rows)) == json.dumps(network_figure(shuffled))


def test_focus_draws_the_neighbourhood_strongly_and_the_rest_faintly():
    figure = network_figure(chain(), focus="vault:backup")
    colours = dict(zip(figure["data"][0]["customdata"], figure["data"][0]["marker"]["color"], strict=True))
    assert colours["vault:backup"].startswith("#")
    assert colours["host:cloud"].startswith("#")
    assert colours["desk:support"].endswith(",0.14)")
    strong = [
        shape
        for shape in figure["layout"]["shapes"]
        if shape.get("line", {}).get("color") == GROUNDS["light"].focus
    ]
    assert sum(shape["path"].count("C") for shape in strong) == 2
    faint = [figure["layout"]["shapes"][group["shape"]]["opacity"] for group in figure["meta"]["flows"]]
    assert max(faint) < 0.2


def test_an_unknown_focus_changes_nothing():
    assert network_figure(chain(), focus="nobody:here") == network_figure(chain())


def test_the_legend_counts_each_class_drawn_and_names_no_other():
    legend = {entry["label"]: entry["count"] for entry in network_figure(chain())["meta"]["legend"]}
    assert legend == {
        "Source of the question": 1,
        "Controller": 1,
        "Processor": 1,
        "Subprocessor": 1,
        "Special category arrives": 1,
        "Special category possible": 1,
        "Stated flow": 2,
        "Planned flow": 1,
        "Possible flow, special category": 1,
        "Stated flow, special category": 1,
    }


def test_an_empty_answer_is_a_figure_too():
    figure = network_figure(graph([], []))
    assert figure["meta"]["counts"]["nodes"]["shown"] == 0
    assert "no recipient" in figure["meta"]["alt"]
    go.Figure({"data": figure["data"], "layout": figure["layout"]})


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("colour", ["role", "country", "certainty"])
def test_plotly_accepts_every_property(theme, colour):
    figure = network_figure(chain(), colour=colour, theme=theme, focus="host:cloud")
    go.Figure({"data": figure["data"], "layout": figure["layout"]}, skip_invalid=False)
    json.dumps(figure, allow_nan=False)


def test_flows_too_many_for_dashes_are_told_by_strength():
    figure = network_figure(large(200, 1600))
    shapes = {group["label"]: figure["layout"]["shapes"][group["shape"]] for group in figure["meta"]["flows"]}
    assert shapes["Possible flow"]["line"]["dash"] == shapes["Stated flow"]["line"]["dash"] == "solid"
    assert shapes["Possible flow"]["opacity"] < shapes["Stated flow"]["opacity"]
    assert {group["dash"] for group in figure["meta"]["flows"]} == {"solid", "5px,3px"}
    assert {entry["label"]: entry.get("faint") for entry in figure["meta"]["legend"]}["Possible flow"] is True


def test_twenty_thousand_flows_stay_a_handful_of_shapes_without_arrowheads():
    figure = network_figure(large(2000, 20_000), colour="country")
    assert len(figure["data"][0]["x"]) == 2000
    assert sum(len(group["ids"]) for group in figure["meta"]["flows"]) == 20_000
    assert len(figure["layout"]["shapes"]) < 40
    assert not any("Z" in shape.get("path", "") for shape in figure["layout"]["shapes"])
