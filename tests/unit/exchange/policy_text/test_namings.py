"""Sentences by which policies name who receives data, and sentences that name nobody."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.exchange.policy_text.reading import read
from vendorgraph.exchange.text import parse_yaml

NAMINGS = parse_yaml(Path(__file__).with_name("namings.yaml").read_text("utf-8"))
SENTENCES = [(language, *row) for language, rows in NAMINGS.items() for row in rows]


@pytest.mark.parametrize("row", SENTENCES, ids=lambda row: row[1])
def test_a_sentence_names_these_and_no_others(row: tuple[str, ...]) -> None:
    language, sentence, *names = row
    found = {r.named_as or r.name for r in read(sentence, language).recipients if r.named}
    assert len(found) == len(names)
    assert all(any(name in other or other in name for other in found) for name in names)
