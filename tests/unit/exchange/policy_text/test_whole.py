"""Names are taken whole or not at all, those behind labels too; the owner's own names and products are no recipients."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.exchange.policy_text.reading import named
from vendorgraph.exchange.text import parse_yaml

WHOLE = parse_yaml(Path(__file__).with_name("whole.yaml").read_text("utf-8"))


@pytest.mark.parametrize(("language", "parties", "text"), WHOLE["whole_names"])
def test_a_name_is_taken_whole_or_not_at_all(language: str, parties: list[str], text: str) -> None:
    found = {party for party, _ in named(text, language)}
    assert found >= set(parties)
    assert parties or not found


@pytest.mark.parametrize(("language", "parties", "text"), WHOLE["own"])
def test_what_is_the_owners_own_is_no_recipient(language: str, parties: list[str], text: str) -> None:
    assert sorted({party for party, _ in named(text, language)}) == parties


def test_a_label_and_a_sentence_behind_it_name_nobody() -> None:
    text = "We pass on:\n- Cards: Stripe, for the payment\n- Letters: Mailchimp for news\n- Duration: Three years\n- Access: You decide"
    assert {party for party, _ in named(text)} == {"stripe", "mailchimp"}


def test_a_vendors_own_thing_is_no_name_of_the_owner() -> None:
    text = "The controller is Quarx Ltd. Zorpeo Ltd runs the Quillpost platform on which we keep your files. We send it by Quillpost."
    assert "quillpost" in {alias for alias, _ in named(text)}


def test_a_quoted_title_in_small_letters_makes_no_word_of_it_the_owners() -> None:
    text = "Zu unserem Haus gehört das Blatt »anpfiff am Zorp«. Den Versand übernimmt die Zorp-Zustell GmbH."
    assert named(text, "de") == {("zorp-zustell", 3)}
