"""Every mark and every word stands out from its ground in both themes (WCAG 2.2, 1.4.3 and 1.4.11)."""

from __future__ import annotations

import itertools

import pytest

from vendorgraph.figures.colours import GROUNDS, MARKS, STROKES, TRANSFERS

CLASSES = {**MARKS, "transfer": TRANSFERS}


def contrast(first: str, second: str) -> float:
    """Contrast ratio of two #rrggbb colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


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
