"""Names of one enumeration get data together; sources, links, towns and purposes name nobody."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.exchange.policy_text.reading import named, read
from vendorgraph.exchange.text import parse_yaml

ENUMERATED = parse_yaml(Path(__file__).with_name("enumerated.yaml").read_text("utf-8"))


@pytest.mark.parametrize(
    ("language", "parties", "text"), [sentence for sentences in ENUMERATED.values() for sentence in sentences]
)
def test_an_enumeration_names_all_of_its_companies_and_nothing_beside_it(
    language: str, parties: list[str], text: str
) -> None:
    assert sorted({party for party, _ in named(text, language)}) == parties


def test_a_company_of_a_group_is_called_with_its_country() -> None:
    (recipient,) = [r for r in read("Parcels are delivered by GLS Germany.").recipients if r.named]
    assert (recipient.party, recipient.named_as) == ("gls", "GLS Germany")
