"""Places that short sentences behind a vendor say, in each shape of a list, and beside which words they are none."""

from __future__ import annotations

import pytest

from tests.unit.exchange.reading.shapes import located, of, read, said

SHAPES = {
    "bullet": "# Sub-processors\n\n- **Zorbix GmbH** – mail; {0}\n- **Stripe** – payments; Spain\n",
    "commas": "# Sub-processors\n\n- **Zorbix GmbH** – mail, {0}\n- **Stripe** – payments, Spain\n",
    "sentence": "# Sub-processors\n\n- **Zorbix GmbH**: mail. {0}.\n- **Stripe**: payments. Spain.\n",
    "purpose": "# Sub-processors\n\n| Vendor | Purpose |\n|---|---|\n| Zorbix GmbH | Mail. {0}. |\n| Stripe | Payments. Spain. |\n",
    "place": "# Sub-processors\n\n| Vendor | Location |\n|---|---|\n| Zorbix GmbH | {0} |\n| Stripe | Spain |\n",
}
SAID = {
    "Données aux États-Unis": "US",
    "Données dans l'Union européenne": "EU",
    "Données dans le monde entier": "worldwide",
    "Données au Canada, aux États-Unis et en Irlande": "CA US IE",
    "Données hébergées exclusivement sur le sol français": "FR",
    "France ; maintenance au Maroc": "FR MA",
    "Stockage en Irlande ; accès depuis les États-Unis et le Canada possible": "IE US CA",
    "Données en Irlande, avec accès possible depuis les États-Unis": "IE US",
    "Daten in der EU (Irland)": "IE",
    "Daten weltweit": "worldwide",
    "Daten im Vereinigten Königreich": "GB",
    "Speicherung in Irland, Zugriff auch aus den USA und Kanada möglich": "IE US CA",
    "Deutschland, Wartung aus Polen": "DE PL",
    "Deutschland, Österreich bzw. Schweiz": "DE AT CH",
    "Hauptstandort Deutschland, Ausweichstandort Niederlande": "DE NL",
    "Standort Nürnberg (Deutschland); Verarbeitung ausschließlich innerhalb der EU": "DE",
    "Verarbeitung in der EU (Region Frankfurt, eu-central-1)": "DE",
    "Data in Ireland (EU)": "IE",
    "Data goes to the US": "US",
    "Ireland; maintenance from Morocco": "IE MA",
    "Stored in the United Kingdom; support staff in Australia can open orders": "GB AU",
    "London, UK; edge cache worldwide": "GB worldwide",
    "EU/Ireland": "IE",
    "USA (Server-Region EU, Frankfurt)": "DE",
    "US (EU data residency)": "EU",
    "US (EU hosting available)": "US EU",
}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("words", SAID)
def test_what_a_short_sentence_says_of_places(words: str, shape: str) -> None:
    found = said(SHAPES[shape].format(words))[0]
    assert set(found.removeprefix("Zorbix GmbH: ").split()) == set(SAID[words].split())


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("mail, hosted in Spain for German offices, otherwise in Portugal", "ES PT"),
        ("typing is done by a team in South Africa", "ZA"),
        ("mail – EU – Ireland", "IE"),
        ("mail (location: Ireland)", "IE"),
        ("mail – USA, mit EU-Standardvertragsklauseln", "US"),
        ("wir hosten ausschließlich in Dublin, Irland (EU)", "IE"),
        ("mail; Datenhaltung laut Konfiguration: EU-Region", "EU"),
        ("mail; US · Self-hosted EU", "US EU"),
        ("🇺🇸", "US"),
    ],
)
def test_what_a_bullet_says_of_places(words: str, places: str) -> None:
    found = said(SHAPES["bullet"].replace("mail; {0}", words))[0]
    assert set(found.removeprefix("Zorbix GmbH: ").split()) == set(places.split())


@pytest.mark.parametrize(
    "words",
    [
        "Support for customers in the EU",
        "Identity checks (outside of France)",
        "Self-hosted on our infrastructure for EU customers",
        "Nice Hosting",
        "Support; International",
        "Support in English and German",
        "HR; IT",
    ],
)
def test_what_says_no_place_of_the_vendor(words: str) -> None:
    assert said(SHAPES["purpose"].format(words))[0] == "Zorbix GmbH: unknown"


def test_access_is_told_apart_from_storage() -> None:
    row = read(SHAPES["bullet"].format("Speicherung in Irland, Zugriff aus Indien möglich")).rows[0]
    assert {one.kind: one.words for one in row.places} == {"access": "Indien", None: "Speicherung in Irland"}


def test_a_line_of_a_purpose_that_is_a_place_is_one() -> None:
    text = (
        "<h1>Sub-processors</h1><table><tr><th>Vendor</th><th>Purpose</th></tr><tr><td>Zorbix GmbH</td>"
        "<td><p>Backups<br>Ireland (Europe)</p><p>Logs<br>Ireland (Europe)</p></td></tr>"
        "<tr><td>Stripe</td><td>Payments<br>Spain</td></tr></table>"
    )
    assert said(text, "list.html") == ["Zorbix GmbH: IE", "Stripe: ES"]


@pytest.mark.parametrize(
    ("cell", "places", "seat"),
    [
        ("USA (EU-Verarbeitung)", "EU", "USA"),
        ("Irland (EU-Hosting)", "IE", None),
        ("USA (Verarbeitung auch in der EU)", "US EU", None),
        ("USA (data of EU customers: EU)", "US EU", None),
        ("EU/DE/US", "EU DE US", None),
        ("Druck in DE/AT/FR", "DE AT FR", None),
        ("Les données ne quittent pas la France", "FR", None),
        ("Verarbeitung ausschließlich innerhalb der EU", "EU", None),
        ("Hosting in den USA; Verarbeitung ausschließlich innerhalb der EU", "US EU", None),
    ],
)
def test_a_bracket_a_slash_and_a_bound_beside_a_place(cell: str, places: str, seat: str | None) -> None:
    row = located(cell)
    assert (of(row), row.seat) == (f"Acme Mail, Inc.: {places}", seat)


@pytest.mark.parametrize(
    "label",
    [
        "Datenhaltung laut Konfiguration: EU-Region",
        "data location: EU",
        "Données : UE",
        "data stored in the EU",
        "Verarbeitung in der EU",
    ],
)
def test_what_an_address_labels_as_place_of_data_is_no_seat(label: str) -> None:
    text = f'Vendor,Seat,Purpose\nZorbix Inc.,"45 Quay Street, Boston, MA 02101, USA; {label}",Mail\nStripe,Ireland,Payments\n'
    row = read(text, "list.csv").rows[0]
    assert (of(row), row.seat) == ("Zorbix Inc.: EU", "45 Quay Street, Boston, MA 02101, USA")


@pytest.mark.parametrize(
    ("transfer", "places"),
    [
        ("UK → US, covered by SCCs", "DE US"),
        ("UK → EU, adequacy", "DE"),
        ("EEA -> India (SCCs)", "DE IN"),
        ("UK-resident", "DE"),
    ],
)
def test_of_a_transfer_only_where_it_goes_counts(transfer: str, places: str) -> None:
    card = "<h2>{0}</h2><dl><dt>Vendor</dt><dd>{0}</dd><dt>Region</dt><dd>Germany</dd><dt>Transfer</dt><dd>{1}</dd></dl>"
    text = f"<h1>Sub-processors</h1>{card.format('Zorbix Inc.', transfer)}{card.format('Stripe', 'none')}"
    assert said(text, "list.html") == [f"Zorbix Inc.: {places}", "Stripe: DE"]


def test_notes_say_places_too() -> None:
    text = "Vendor,Purpose,Remarks\nZorbix GmbH,Mail,France ; maintenance au Maroc\nStripe,Payments,Hosted in Ireland\n"
    assert said(text, "list.csv") == ["Zorbix GmbH: FR MA", "Stripe: IE"]
