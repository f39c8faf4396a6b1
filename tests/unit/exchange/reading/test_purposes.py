"""Words for purposes become terms of the taxonomy where they are clear."""

from __future__ import annotations

import pytest

from vendorgraph.exchange.reading.purposes import _lexicon, read_purposes
from vendorgraph.model.vocabulary import shipped


@pytest.mark.parametrize(
    ("words", "terms"),
    [
        ("Cloud Hosted Infrastructure", ("essential.service.hosting",)),
        ("Payment processing services", ("essential.service.payment_processing",)),
        ("Hébergement des données", ("essential.service.hosting",)),
        ("Zahlungsabwicklung", ("essential.service.payment_processing",)),
        ("SMS notification provider for 2 Factor Authentication", ("essential.service.notifications.sms", "essential.service.authentication")),
        ("Email newsletter service", ("marketing.communications.email",)),
        ("Anti-bot and spam protection", ("essential.service.security.bot_detection",)),
        ("Versand von E-Mails", ()),
        ("Something else entirely", ()),
    ],
)  # fmt: skip
def test_clear_words_become_terms_and_others_none(words, terms):
    assert set(terms) <= set(read_purposes([words]))
    if not terms:
        assert read_purposes([words]) == ()


def test_every_term_is_one_of_the_taxonomy():
    assert set(_lexicon()) <= set(shipped("purpose"))
