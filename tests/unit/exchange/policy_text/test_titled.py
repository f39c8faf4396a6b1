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


@pytest.mark.parametrize(
    ("language", "item"),
    [
        ("en", "- [Quarxwell](https://quarxwell.test). This is the tool that we use to send letters."),
        ("fr", "- [Quarxwell](https://quarxwell.test). C'est l'outil que la société utilise pour écrire."),
        ("de", "- Quarxwell. Das ist unser Dienst für Umfragen."),
        ("en", "* Quarxwell\n    * Personal Data: Cookies and various types of data"),
        ("fr", "* Quarxwell\n    * Données personnelles : cookies"),
    ],
)
def test_an_item_that_goes_on_with_what_the_service_is_or_gets_is_a_name(language: str, item: str) -> None:
    assert {party for party, _ in named(f"{PADDING[language]}\n\n{item}", language)} == {"quarxwell"}


@pytest.mark.parametrize("item", ["- Quarxwell. We like it.", "- Newsletter. This is the service that we offer.", "* Quarxwell\n    * Nice words"])  # fmt: skip
def test_an_item_of_plain_words_or_that_says_nothing_names_nobody(item: str) -> None:
    assert not named(f"{PADDING['en']} Our newsletter is read by many.\n\n{item}", "en")
