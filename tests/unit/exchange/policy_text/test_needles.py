"""Expressions are looked up by what they need before they are tried, and none is lost by that."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from vendorgraph.exchange.policy_text.lexicon import lexicon
from vendorgraph.exchange.policy_text.needles import Needles, needles

POLICIES = Path(__file__).parent / "policies"


@pytest.mark.parametrize(
    ("expression", "needed"),
    [
        (r"\bhosted by\b", {"hosted by"}),
        (r"\b(?:Servern?|Rechenzentrum)\b", {"server", "rechenzentrum"}),
        (r"(?:not|never)\s+(?:\w+\s+){0,3}outside", {"outside"}),
        (r"[Dd]aten\w*", {"aten"}),
        (r"(?:very )?(?:small)+", {"small"}),
        (r"(?i:Straße)", {"strasse"}),
        (r"via(?= Name)(?!nothing)", {" name"}),
    ],
)
def test_an_expression_needs_one_of_its_rarest_words(expression: str, needed: set[str]) -> None:
    assert needles(expression) == needed


@pytest.mark.parametrize("expression", [r"\w+", r"(?:hosted)?", r"(?:hosted|\d+)", r"IP", r"(?!hosted)"])
def test_an_expression_that_needs_nothing_certain_is_always_tried(expression: str) -> None:
    assert needles(expression) is None
    assert expression in Needles([expression]).possible("some text")


@pytest.mark.parametrize("language", ["en", "fr", "de"])
def test_what_is_held_possible_misses_nothing_that_is_found(language: str) -> None:
    words = lexicon(language)
    expressions = {entry.pattern.pattern for name in words.names() for entry in words.section(name)}
    expressions |= {expression for promise in words.promises for expression in promise.expressions}
    compiled = {expression: re.compile(expression, re.IGNORECASE) for expression in expressions}
    for path in sorted(POLICIES.glob(f"{language}-*.txt")):
        for line in path.read_text("utf-8").splitlines():
            found = {expression for expression, pattern in compiled.items() if pattern.search(line)}
            assert found <= words.possible(line), (path.name, line)
