"""Companies that a sentence says get no data: no recipients, and a promise."""

from __future__ import annotations

import pytest

from tests.unit.exchange.policy_text.reading import named, promise, promises, read

#: A known vendor, a made-up one with its legal form, and one whose name has a dot.
COMPANIES = (("Mailjet", "Stripe"), ("Norvia Systems Ltd", "Halder GmbH"), ("Batch.com", "Norvia AG"))
NOTHING = {
    "de": (
        "Das Programm betreiben wir selbst, an die {A} fließen keine Kundendaten.",
        "An die {A} geben wir keine Daten weiter.",
        "Es werden keine Daten an {A} übertragen.",
        "Dabei werden keine personenbezogenen Daten an {A} oder {B} weitergegeben.",
        "Personenbezogene Daten werden nicht an {A} weitergegeben.",
        "{A} erhält von uns keine Daten.",
        "{A} und {B} erhalten keine personenbezogenen Daten.",
        "Anzeigen erscheinen bei {A} und bei {B}, die jedoch keine Bewerberdaten von uns bekommen.",
        "Die Siegel binden wir als Bild ein; eine Übermittlung an {A} oder {B} findet nicht statt.",
        "Es findet keine Datenübermittlung an {A} statt.",
        "Von uns erhält {A} keine Namen.",
        "{A} hat keinen Zugriff auf personenbezogene Daten.",
        "Namen oder andere personenbezogene Daten übermitteln wir {A} nicht.",
        "Die Software stammt von {A}; dorthin gelangen keine Daten.",
        "Die Karten sind lokal eingebunden, ohne dass Daten an {A} übertragen werden.",
        "{A} liefert uns die Bilder und erhält dafür keine personenbezogenen Daten.",
        "{A} kann keine Daten einsehen.",
        "Mit {A} teilen wir keine Daten.",
        "Ihre Daten sind für {A} nicht einsehbar.",
        "{A} hat auf Ihre Daten keinen Zugriff.",
        "Eine Verbindung zur {A} wird nicht aufgebaut.",
        "Der {A} teilen wir keine personenbezogenen Daten mit.",
    ),
    "en": (
        "No personal data of our users goes to {A} or {B}.",
        "We send no personal data to {A}.",
        "We give {A} no personal data.",
        "{A} receives no personal data from us.",
        "We do not give {A} any personal data.",
        "Your data is not shared with {A}.",
        "{A} has no access to personal data.",
        "There is no transfer of personal data to {A}.",
        "The pictures come from {A}, which receives no personal data.",
        "{A} supplies market figures and is sent no personal data.",
        "Photos from {A} and {B} are supplied to us and involve no sending of personal data.",
        "To {A} we send no personal data.",
        "We tell {A} nothing about you.",
        "Nobody at {A} can see your data.",
        "Your data never reaches {A}.",
        "{A} does not process any personal data for us.",
    ),
    "fr": (
        "Aucune donnée n’est transmise à {A}.",
        "Nous n’envoyons rien à {A}.",
        "{A} et {B} ne reçoivent aucune donnée nominative.",
        "Le traiteur {A} connaît le nombre de repas, aucune donnée nominative ne lui est transmise.",
        "Les sociétés qui nous aident, dont {A} et {B}, n’ont pas communication de la liste des élèves.",
        "Le site utilise une extension de {A}, qui n’envoie rien à son éditeur.",
        "La vente, confiée à {A}, ne donne lieu à aucun traitement de données.",
        "Les photographies de {A} et de {B} nous sont fournies et n’impliquent aucun envoi de données.",
        "Nous ne communiquons pas vos données à {A}.",
        "Aucun transfert de données vers {A} n’est effectué.",
        "À {A}, nous ne transmettons aucune donnée.",
        "Vos données ne parviennent jamais à {A}.",
        "Les données ne transitent pas par {A}.",
        "{A} ne traite aucune donnée pour nous.",
        "{A} fournit le logiciel sans avoir accès aux données.",
        "L’impression est confiée à {A}, qui n’a accès à aucune donnée personnelle.",
    ),
}  # fmt: skip
STILL = {
    "de": (
        "Ohne Ihre Einwilligung werden keine Daten an {A} übertragen.",
        "Erst mit Ihrem Klick werden Daten an {A} gesendet; vorher erhält {A} keine Daten.",
        "Wir geben Ihre Adresse an {A} weiter, aber keine weiteren Daten.",
        "Ihre Daten werden an {A} übermittelt, nicht aber an Dritte.",
        "An {A} werden Name und Anschrift, aber keine Zahlungsdaten übermittelt.",
        "Unsere Website hostet {A}; eine Übermittlung in andere Länder findet nicht statt.",
    ),
    "en": (
        "Without your consent, no data is sent to {A}.",
        "We send your address to {A} but no other data.",
        "Payments are handled by {A}; we receive no card data.",
        "We use {A}, and no data is transferred to third countries.",
        "We share data with {A}, not with advertisers.",
    ),
    "fr": (
        "Sans votre accord, aucune donnée n’est transmise à {A}.",
        "Nous transmettons votre adresse à {A}, mais aucune autre donnée.",
        "Les paiements sont traités par {A} ; nous ne recevons aucune donnée bancaire.",
        "Avant que vous ne cliquiez, aucune donnée n’est envoyée à {A}.",
    ),
}  # fmt: skip


def _cases(table: dict[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    return [
        (language, text.format(A=one, B=other))
        for language, texts in table.items()
        for text in texts
        for one, other in COMPANIES
    ]


@pytest.mark.parametrize(("language", "text"), _cases(NOTHING))
def test_whoever_gets_no_data_is_no_recipient(language: str, text: str) -> None:
    assert named(text, language) == set()


@pytest.mark.parametrize(("language", "text"), _cases(NOTHING))
def test_that_somebody_gets_no_data_is_a_promise(language: str, text: str) -> None:
    assert "no_personal_data" in {kind for kind, _ in promises(text, language)}


@pytest.mark.parametrize(("language", "text"), _cases(STILL))
def test_what_holds_only_for_a_time_or_for_other_data_denies_nobody(language: str, text: str) -> None:
    assert len(named(text, language)) == 1
    assert "no_personal_data" not in {kind for kind, _ in promises(text, language)}


def test_whom_nothing_reaches_is_told_with_the_entry_that_says_so() -> None:
    (told,) = read("An die Halder GmbH geben wir keine Daten weiter.", "de").no_recipients
    assert (told.named_as, told.why) == ("Halder GmbH", "de.gets_nothing.to-none")


def test_only_the_one_of_two_who_gets_nothing_is_none() -> None:
    text = "Unser Shop liegt bei der Halder GmbH, wobei keine Daten an die Norvia AG gehen."
    assert named(text, "de") == {("halder", 3)}


def test_the_promise_stands_on_the_line_of_its_words() -> None:
    text = "Our shop runs on a program that we look after ourselves on one of our own\nmachines, and no personal data is sent to Norvia Systems Ltd."
    assert promise(text, "no_personal_data").line == 4


def test_pictures_from_a_house_hide_no_more_than_its_name() -> None:
    text = "Photos from Quarx Images are shown on the site, which is hosted by Halder GmbH."
    assert named(text) == {("halder", 3)}


def test_a_row_that_says_that_nothing_is_sent_is_no_recipient() -> None:
    text = "We share data with:\n- Mailjet: e-mail\n- Stripe: payments\n- Norvia Systems Ltd: no personal data is sent to it"
    assert named(text) == {("mailjet", 4), ("stripe", 5)}
