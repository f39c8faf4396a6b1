"""Promises that a question and its answer make, that a label makes, and where and of whom a promise is said."""

from __future__ import annotations

import pytest

from tests.unit.exchange.policy_text.reading import promise, promises, read


@pytest.mark.parametrize(
    ("language", "text", "heard"),
    [
        ("en", "Will you sell my details?\n\nNo, never.", ("no_sale", None)),
        ("en", "Where is my data kept?\n\nOnly in Finland.", ("all_data_in", "FI")),
        ("en", "Server location: Dublin", ("all_data_in", "IE")),
        ("de", "Verkauft ihr meine Daten?\n\nNein.", ("no_sale", None)),
        ("de", "Wo liegen meine Daten?\n\nIn Rechenzentren in Finnland.", ("all_data_in", "FI")),
        ("de", "Ort der Speicherung: Wien", ("all_data_in", "AT")),
        ("fr", "Vendez-vous mes données ?\n\nNon.", ("no_sale", None)),
        ("fr", "Où sont conservées mes données ?\n\nSur des serveurs en Finlande.", ("all_data_in", "FI")),
        ("fr", "Lieu de stockage : Nantes", ("all_data_in", "FR")),
    ],
)
def test_an_answer_promises_what_was_asked(language: str, text: str, heard: tuple[str, str | None]) -> None:
    assert heard in promises(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Do you sell my data?\n\nNo longer than a year is your account kept."),
        ("en", "Do you sell my data?\n\nYes, to partners."),
        ("en", "Where is my data used?\n\nWherever you like."),
        ("en", "Where is your shop?\n\nIn Leeds."),
        ("de", "Verkaufen Sie meine Daten?\n\nJa, an Partner."),
        ("de", "Wo ist Ihr Laden?\n\nIn Wien."),
        ("fr", "Vendez-vous mes données ?\n\nNon seulement elles sont vendues, mais aussi louées."),
        ("fr", "Où est votre magasin ?\n\nÀ Nantes."),
    ],
)
def test_another_answer_or_question_promises_nothing(language: str, text: str) -> None:
    assert not {"no_sale", "all_data_in"} & {kind for kind, _ in promises(text, language)}


def test_a_promise_is_on_the_line_of_the_part_that_says_it() -> None:
    text = (
        "We collect as little about everybody who comes to the shop as we can get along with at all,\n"
        "we use it to answer whoever writes to us and to send what was ordered from us, and we\n"
        "do not sell it to anybody who asks us for it."
    )
    assert promise(text, "no_sale").line in (4, 5)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Our staff read the forms. They are bound by contract to keep your data confidential."),
        ("de", "Unsere Beschäftigten lesen mit. Sie sind vertraglich zur Verschwiegenheit verpflichtet."),
        ("fr", "Nos salariés lisent vos messages. Ils sont tenus par contrat à la confidentialité."),
    ],
)
def test_what_binds_ones_own_people_flows_down_to_nobody(language: str, text: str) -> None:
    assert "flow_down" not in {kind for kind, _ in promises(text, language)}


def test_what_binds_suppliers_beside_ones_own_people_flows_down() -> None:
    text = "Our staff and our suppliers read the forms. They are bound by contract to keep your data confidential."
    assert "flow_down" in {kind for kind, _ in promises(text)}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Documents are stored in Zorbix Vault (Zorbix Ltd), in data centres in Ireland."),
        ("fr", "Nous employons Zorbix SAS, Lyon ; le stockage se fait en Irlande ;"),
    ],
)
def test_where_one_company_keeps_what_it_gets_is_not_where_all_data_are(language: str, text: str) -> None:
    assert "all_data_in" not in {kind for kind, _ in promises(text, language)}


def test_a_country_to_which_nothing_goes_is_no_area_that_is_never_left() -> None:
    found = promises("Wir übermitteln Ihre Daten weder in die USA noch in andere Drittländer.", "de")
    assert ("no_transfer_outside", "US") not in found
    assert ("no_transfer_outside", "EEA") in found


@pytest.mark.parametrize(
    ("language", "text", "instrument"),
    [
        ("en", "Place of processing: Israel, which the European Commission has found adequate.", "A45-3"),
        ("en", "The rest of the EEA is covered by UK adequacy regulations.", "A45-3"),
        ("de", "Tische bucht die Zorbix AG, Zürich. Für die Schweiz gilt ein Angemessenheitsbeschluss.", "A45-3"),
        ("fr", "Nous employons Zorbix SAS. Pour les États-Unis, nous nous appuyons sur les clauses contractuelles types.",
         "A46-2-c"),
        ("fr", "La Suisse est reconnue comme offrant un niveau de protection adéquat.", "A45-3"),
    ],
)  # fmt: skip
def test_transfers_rest_on_an_instrument_in_other_words(language: str, text: str, instrument: str) -> None:
    assert ("relies_on", instrument) in promises(text, language)


def test_a_sentence_ends_behind_the_address_of_a_page() -> None:
    text = "Who gets it can be read at www.example.org/shares. We do not sell your data."
    assert promise(text, "no_sale").words == "We do not sell your data."


def test_what_is_not_sold_is_told_with_its_exception() -> None:
    assert "exception" in (read("We do not sell your data, except to Zorbix Ltd.").promises[0].note or "")
