"""Who gets data by a sentence and who does not, in many wordings of three languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.exchange.policy_text.reading import named
from vendorgraph.exchange.text import parse_yaml

GIVEN = parse_yaml(Path(__file__).with_name("given.yaml").read_text("utf-8"))


@pytest.mark.parametrize(
    ("language", "parties", "text"), [sentence for sentences in GIVEN.values() for sentence in sentences]
)
def test_a_sentence_names_those_who_get_data_by_it_and_nobody_else(
    language: str, parties: list[str], text: str
) -> None:
    assert sorted({party for party, _ in named(text, language)}) == parties
