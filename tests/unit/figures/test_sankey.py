"""The flow of categories says what it weighs, and what stands together is counted."""

from __future__ import annotations

import json

import plotly.graph_objects as go
import pytest

from tests.unit.figures.reached import answer, category, clinic, place, recipient
from vendorgraph.figures import sankey_figure
from vendorgraph.figures.colours import GROUNDS, TRANSFERS


def trace(figure):
    (found,) = figure["data"]
    return found


def ribbons(figure):
    """(start, end, certainty, special) -> weight."""
    one = trace(figure)
    names = one["node"]["label"]
    links = one["link"]
    return {
        (names[start], names[end], kind["certainty"], kind["special"]): value
        for start, end, kind, value in zip(
            links["source"], links["target"], links["customdata"], links["value"], strict=True
        )
    }


def test_a_ribbon_weighs_pairs_of_recipient_and_category_and_goes_to_each_place_in_full():
    assert ribbons(sankey_figure(clinic())) == {
        ("Health", "Host", "stated", True): 1,
        ("Contact", "Host", "possible", False): 1,
        ("Contact", "Desk", "possible", False): 1,
        ("Host", "France", "stated", True): 1,
        ("Host", "France", "possible", False): 1,
        ("Host", "United States", "stated", True): 1,
        ("Host", "United States", "possible", False): 1,
        ("Desk", "Place unknown", "possible", False): 1,
    }


def test_what_it_weighs_is_said_plainly():
    assert "no quantity of data" in sankey_figure(clinic())["meta"]["note"].replace("\n", " ")


def test_categories_of_one_group_add_up():
    rows = answer(
        [recipient("host:cloud", [category("email", group="contact"), category("phone", group="contact")], ["FR"])],
        [place("FR", ["host:cloud"])],
    )  # fmt: skip
    assert ribbons(sankey_figure(rows))["Contact", "Host", "stated", False] == 2


def test_possible_ribbons_are_lighter_than_stated_ones_and_special_ones_have_a_colour_of_their_own():
    one = trace(sankey_figure(clinic()))
    colours = {
        (kind["certainty"], kind["special"]): colour
        for kind, colour in zip(one["link"]["customdata"], one["link"]["color"], strict=True)
    }
    strength = {kind: float(colour.split(",")[-1].rstrip(")")) for kind, colour in colours.items()}
    assert strength["possible", False] < strength["stated", True]
    special = GROUNDS["light"].special
    assert colours["stated", True].startswith(f"rgba({int(special[1:3], 16)},{int(special[3:5], 16)},")


def test_a_place_has_the_colour_of_the_worst_transfer_there():
    one = trace(sankey_figure(clinic()))
    colours = dict(zip(one["node"]["label"], one["node"]["color"], strict=True))
    assert colours["United States"] == TRANSFERS["not_covered"].colour("light")
    assert colours["France"] == TRANSFERS["not_a_transfer"].colour("light")


def test_nodes_carry_what_a_click_asks_about():
    one = trace(sankey_figure(clinic()))
    asked = {label: (data["kind"], data["id"]) for label, data in zip(one["node"]["label"], one["node"]["customdata"], strict=True)}  # fmt: skip
    assert asked["Contact"] == ("category", "contact")
    assert asked["Host"] == ("recipient", "host:cloud")
    assert asked["Place unknown"] == ("place", "unknown")


def many(count):
    ids = [f"p{i:03}:x" for i in range(count)]
    return answer(
        [recipient(id_, [category("email")], ["FR"]) for id_ in ids[:-1]]
        + [recipient(ids[-1], [category("health", special=True)], ["FR"])],
        [place("FR", ids)],
    )


def test_recipients_beyond_those_named_stand_together_and_are_counted():
    figure = sankey_figure(many(40), named=10)
    assert figure["meta"]["counts"]["recipients"] == {"shown": 10, "together": 30}
    assert ribbons(figure)["Email", "30 other recipients", "stated", False] == 30
    assert "Drawn together: 30 other recipients." in figure["meta"]["alt"]
    total = sum(weight for (start, *_), weight in ribbons(figure).items() if start in ("Email", "Health"))
    assert total == figure["meta"]["counts"]["pairs"] == 40


def test_a_recipient_of_special_categories_is_named_before_others():
    labels = trace(sankey_figure(many(40), named=10))["node"]["label"]
    assert "P039" in labels


def test_one_other_alone_is_named():
    assert sankey_figure(many(11), named=10)["meta"]["counts"]["recipients"] == {"shown": 11, "together": 0}


def test_the_text_alternative_counts_pairs_and_names_what_is_first():
    said = sankey_figure(clinic())["meta"]["alt"]
    assert "from Clinic as of 2026-11-22" in said
    assert (
        "3 pairs of a recipient and a category, 2 of them possible only, over 2 recipients and 3 places."
        in said
    )
    assert "Nothing is drawn together." in said


def test_an_empty_answer_is_a_figure_too():
    figure = sankey_figure(answer([], []))
    assert figure["data"] == []
    assert "no recipient" in figure["meta"]["alt"]


def test_names_from_the_inventory_are_text_never_markup():
    nasty = '<a href="javascript:alert(1)">x</a>'
    rows = answer(
        [recipient("b:y", [category("email")], ["FR"], name=nasty, processing=nasty)], [place("FR", ["b:y"])]
    )
    assert "<a" not in json.dumps(trace(sankey_figure(rows)))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_plotly_accepts_every_property(theme):
    figure = sankey_figure(clinic(), theme=theme)
    go.Figure({"data": figure["data"], "layout": figure["layout"]}, skip_invalid=False)
    json.dumps(figure, allow_nan=False)
