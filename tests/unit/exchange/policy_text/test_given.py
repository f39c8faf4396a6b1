"""Who gets data by a sentence and who does not, in many wordings of three languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.exchange.policy_text.reading import named
from vendorgraph.exchange.text import parse_yaml

SENTENCES = [
    sentence
    for file in ("given.yaml", "beside.yaml")
    for sentences in parse_yaml(Path(__file__).with_name(file).read_text("utf-8")).values()
    for sentence in sentences
]


@pytest.mark.parametrize(("language", "parties", "text"), SENTENCES)
def test_a_sentence_names_those_who_get_data_by_it_and_nobody_else(
    language: str, parties: list[str], text: str
) -> None:
    assert sorted({party for party, _ in named(text, language)}) == parties
