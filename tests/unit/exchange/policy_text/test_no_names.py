"""What looks like a company that receives data and is none: addresses, departments, devices, labels, algorithms, marks."""

from __future__ import annotations

import pytest

from tests.unit.exchange.policy_text.reading import named, read


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Our address is Quarxwalk House, 7 Quarx Street, London."),
        ("en", "It also applies to our titles Quarx to Zorp and Blorx Guard."),
        ("en", "We read the model of your device, an iPhone or a Samsung Galaxy, say."),
        ("en", "The latest version was checked with the iubenda generator."),
        ("en", "Clicks are counted by its Quarx Tag."),
        ("en", "The school holds the Online Quarx Mark of SWGfL."),
        ("en", "We get no data of patients from the Quarx Patient Register."),
        ("fr", "Notre siège est Quarxville, 3 rue des Zorps."),
        ("fr", "Les termes « nous » ou « Quarx » désignent la société Zorbille SAS, à Paris."),
        ("fr", "Vos données sont lues par les salariés du service Relations adhérents."),
        ("fr", "Les clics sont mesurés par son Quarx Tag."),
        ("fr", "Les données se lisent sur une Samsung Galaxy."),
        ("de", "Ihre Adresse wird mit SHA-256 verschlüsselt."),
        ("de", "Andere Ärzte sowie das Krankenhaus Quarxhausen können uns Befunde zusenden."),
        ("de", "Bewertungen, die Sie bei Sanego schreiben, lesen wir nur dort."),
        ("de", "Ihre Daten lesen die Mitarbeiter der Abteilung Quarxo."),
        ("de", "„Wir“ meint die Zorbille Handels AG, Quarxstadt."),
        ("de", "Diese Fassung wurde mit dem iubenda Generator erstellt."),
    ],
)  # fmt: skip
def test_what_is_no_company_that_receives_data_is_not_drafted(language: str, text: str) -> None:
    assert named(text, language) == set()


@pytest.mark.parametrize(
    ("language", "text", "party"),
    [
        ("en", "Our bank is Quarx Bank.", "quarx-bank"),
        ("en", "Clicks are counted by Quarx Tags.", "quarx-tags"),
        ("fr", "Notre imprimeur est Zorbille SARL.", "zorbille"),
        ("fr", "Les envois sont assurés par le service Quarxo.", "quarxo"),
        ("de", "Das Portal betreibt die ICQuarxhaus GmbH & Co. KG, Quarxstadt.", "icquarxhaus"),
    ],
)
def test_what_is_a_company_is_drafted_all_the_same(language: str, text: str, party: str) -> None:
    assert party in {found for found, _ in named(text, language)}


def test_a_known_vendor_speaks_of_itself() -> None:
    text = "Hello. We are Monzo Bank Limited (company number 123), 7 Quarx Street, London."
    assert named(text) == set()


def test_behind_and_for_stands_what_else_is_spoken_of() -> None:
    text = (
        "Payments run over schemes operated by Zorps.UK, and for Confirmation of Names we ask the other bank."
    )
    assert {party for party, _ in named(text)} == {"zorps-uk"}


def test_labels_before_companies_name_nobody() -> None:
    text = """Wir geben Daten an folgende Empfänger weiter:

- Abrechnung privat Versicherter, mit Ihrer Einwilligung: Zorbille Abrechnung GmbH, Quarxstadt
- Labor: Quarx Diagnostik GmbH
- Pathologie: Gemeinschaftspraxis am Rathaus
- Einlagen und Orthesen: Sanitätshaus Blorx oder ein Haus Ihrer Wahl
"""
    found = {r.party for r in read(text, "de").recipients if r.named}
    assert {"zorbille-abrechnung", "quarx-diagnostik"} <= found
    assert not {"abrechnung-privat-versicherter", "pathologie", "einlagen-und-orthesen"} & found


@pytest.mark.parametrize(
    ("parties", "text"),
    [
        ([], "Die Fahrt beginnt mit einem Wisch."),
        ([], "Wir informieren darüber, welche Daten bei Ihrem Besuch des TicketShops erhoben werden."),
        ([], "Beim eTarif werden Start und Ziel gespeichert."),
        ([], "Das Hintergrundsystem des TicketShops wird gewartet."),
        ([], "Anfragen erreichen uns über das Servicecenter, der Eintritt wird mit Hallenbad abgerechnet."),
        (["zorpnet"], "Wir versenden den Newsletter mit Zorpnet."),
        (["zalando"], "Wir verkaufen auch über Zalando."),
        (["zorbix"], "Der Newsletter wird über das System Zorbix verschickt."),
    ],
)
def test_words_of_the_german_dictionary_are_no_companies(parties: list[str], text: str) -> None:
    assert sorted({party for party, _ in named(text, "de")}) == parties
