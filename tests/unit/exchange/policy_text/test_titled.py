"""Names that a heading and the sentence below it tell."""

from __future__ import annotations

import pytest

from tests.unit.exchange.policy_text.reading import PADDING, named

SECTIONS = {
    "en": ("Services", "Quarxwell", "Quarxwell provides us with data about payments."),
    "fr": ("Les services", "Quarxon", "Quarxon fournit des statistiques de visite."),
    "de": ("Die Dienste", "Quarxon", "Quarxon analysiert die Besuche der Seite."),
}


@pytest.mark.parametrize("language", SECTIONS)
def test_a_heading_that_its_text_goes_on_with_is_a_name(language: str) -> None:
    services, heading, sentence = SECTIONS[language]
    text = f"# {services}\n\n{PADDING[language]}\n\n## {heading}\n\n{sentence}"
    assert {party for party, _ in named(text, language)} == {heading.lower()}


def test_a_heading_at_the_top_may_be_the_speaker() -> None:
    assert not named("## Quarxwell\n\nQuarxwell provides you with a place to play.", "en")


@pytest.mark.parametrize(
    ("heading", "sentence"),
    [
        ("Cookies", "Cookies help us to remember you."),
        ("Analytics", "Analytics tracks how you use the site."),
        ("Hosting", "Hosting is a service that we run."),
        ("Quarxwell", "Quarxwell is what we called our cat."),
    ],
)
def test_a_heading_of_plain_words_or_without_a_service_names_nobody(heading: str, sentence: str) -> None:
    text = f"# Services\n\n{PADDING['en']}\n\nCookies, analytics and hosting are explained here.\n\n## {heading}\n\n{sentence}"
    assert not named(text, "en")


def test_an_unknown_company_that_its_own_passage_says_gets_nothing_is_no_recipient() -> None:
    text = "We use Quarx Facts for product data. We do not share your personal data with Quarx Facts."
    assert not named(text, "en")
    assert {party for party, _ in named("We use Quarx Facts for product data.", "en")} == {"quarx-facts"}
