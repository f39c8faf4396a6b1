"""Who gets data by what the names do in their clause: sources, places where one is found, what is kept out, own names."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.exchange.policy_text.reading import named, read
from vendorgraph.exchange.text import parse_yaml

ROLES = parse_yaml(Path(__file__).with_name("roles.yaml").read_text("utf-8"))


@pytest.mark.parametrize(
    ("language", "parties", "text"), [sentence for sentences in ROLES.values() for sentence in sentences]
)
def test_what_names_do_in_their_clause_decides_who_gets_data(
    language: str, parties: list[str], text: str
) -> None:
    assert sorted({party for party, _ in named(text, language)}) == parties


def test_what_is_no_recipient_stays_in_the_report_with_its_entry() -> None:
    drafts = read("From Zorpeo Ltd we get the list of addresses that changed.")
    assert [(unused.named_as, unused.why) for unused in drafts.no_recipients] == [
        ("Zorpeo Ltd", "en.source.from-we-get")
    ]
