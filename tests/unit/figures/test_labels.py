"""Names keep clear of each other and of marks, and are cut with an ellipsis when there is no room."""

from __future__ import annotations

import pytest

from vendorgraph.figures.labels import ADVANCE, Wanted, place, shorten


def wanted(name, x=200.0, y=100.0, **given):
    return Wanted(name, name, x, y, 6.0, room=200.0, sides=("above", "below", "right", "left"), **given)


def test_a_free_name_stands_above_its_node():
    (label,) = place([wanted("Acme")], [], every=False, width=400)
    assert (label.xanchor, label.yanchor) == ("center", "bottom")


def test_a_second_name_at_the_same_place_moves_aside():
    first, second = place([wanted("Acme"), wanted("Bolt")], [], every=False, width=400)
    assert (first.yanchor, second.yanchor) == ("bottom", "top")


def test_names_that_fit_nowhere_are_left_out_unless_all_are_wanted():
    crowd = [wanted(f"Party {i}") for i in range(9)]
    assert len(place(crowd, [], every=False, width=400)) < 9
    assert len(place(crowd, [], every=True, width=400)) == 9


def test_a_name_does_not_lie_on_a_mark():
    (label,) = place([wanted("Acme")], [(190, 78, 210, 92)], every=False, width=400)
    assert label.yanchor == "top"


def test_a_name_stays_inside_the_drawing():
    label = place([wanted("A rather long name", x=12)], [], every=False, width=400)[0]
    assert label.xanchor == "center"
    assert label.xshift >= len(label.text) * ADVANCE / 2 - 12


def test_the_second_line_goes_first_when_room_is_short():
    crowded = [(100, 60, 300, 80), (100, 114, 300, 150)]
    (label,) = place([wanted("Acme", second="Hosting")], crowded, every=False, width=400)
    assert label.second == "" or label.xanchor in ("left", "right")


@pytest.mark.parametrize(
    ("text", "room", "kept"),
    [("Acme", 100, "Acme"), ("Amazon Web Services", 10 * ADVANCE, "Amazon We…"), ("Amazon", 1, "Amazon")],
)
def test_it_shortens_with_an_ellipsis(text, room, kept):
    assert shorten(text, room) == kept
