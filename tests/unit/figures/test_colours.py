"""Every mark and every word stands out from its ground in both themes (WCAG 2.2, 1.4.3 and 1.4.11)."""

from __future__ import annotations

import itertools

import pytest

from vendorgraph.figures.colours import GROUNDS, MARKS, STROKES, TRANSFERS, contrast

CLASSES = {**MARKS, "transfer": TRANSFERS}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("colour", [*CLASSES])
def test_marks_reach_three_to_one_on_paper_and_on_bands(theme, colour):
    ground = GROUNDS[theme]
    for mark in CLASSES[colour].values():
        assert (
            min(contrast(mark.colour(theme), ground.paper), contrast(mark.colour(theme), ground.band)) >= 3
        ), mark


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_lines_reach_three_to_one_and_text_four_and_a_half(theme):
    ground = GROUNDS[theme]
    assert all(contrast(colour, ground.band) >= 3 for colour in (ground.line, ground.special, ground.focus))
    assert all(contrast(colour, ground.band) >= 4.5 for colour in (ground.text, ground.muted, ground.focus))


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("colour", [*CLASSES])
def test_no_two_classes_share_a_colour(theme, colour):
    shades = [mark.colour(theme) for mark in CLASSES[colour].values()]
    assert all(one != other for one, other in itertools.combinations(shades, 2))


def test_no_two_kinds_of_flow_share_a_dash():
    assert len({stroke.dash for stroke in STROKES.values()}) == len(STROKES)


def test_contrast_is_that_of_the_standard():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
