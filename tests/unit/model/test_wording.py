"""Counts and codes in sentences."""

from __future__ import annotations

import pytest

from vendorgraph.model.wording import plural, spoken


@pytest.mark.parametrize(
    ("count", "words", "said"),
    [
        (0, ("flow",), "0 flows"),
        (1, ("flow",), "1 flow"),
        (1200, ("flow",), "1,200 flows"),
        (1, ("country", "countries"), "1 country"),
        (2, ("country", "countries"), "2 countries"),
    ],
)
def test_one_is_one_thing_and_all_else_is_several(count: int, words: tuple[str, ...], said: str) -> None:
    assert plural(count, *words) == said


def test_a_code_is_spoken_as_words() -> None:
    assert spoken("joint_controller") == "joint controller"
