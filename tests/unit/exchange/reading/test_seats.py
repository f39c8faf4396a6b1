"""Where a company sits is not where it processes: a seat beside a named server location, an address, a note."""

from __future__ import annotations

import pytest

from tests.unit.exchange.reading.shapes import located, of, read, said
from vendorgraph.exchange.statement import placed

BESIDE_SERVERS = {
    "USA, Rechenzentrum Frankfurt (DE)": ("DE", "USA"),
    "USA/EU — Serverstandort: Frankfurt/EU": ("DE", "USA/EU"),
    "USA (data center: Frankfurt)": ("DE", "USA"),
    "USA (hébergement en France)": ("FR", "USA"),
    "États-Unis, centre de données : Paris": ("FR", "États-Unis"),
    "US company, servers in Germany": ("DE", "US"),
    "US-incorporated; EEA data under SCCs/DPF": ("unknown", "US"),
    "Ireland, data centres in Dublin and Frankfurt": ("IE DE", "Ireland"),
    "EU, Serverstandort Frankfurt": ("DE", None),
}
ALL_PLACES = {
    "USA and data center in Frankfurt": "US DE",
    "Germany (hosting), USA (support)": "DE US",
    "USA (servers and support), Germany": "US DE",
    "USA (hosting in Germany available on request)": "US DE",
    "Worldwide, data center in Frankfurt": "worldwide DE",
    "Processed in the US; servers in Germany": "US DE",
    "US data centers": "US",
    "EU Data Residency": "EU",
}


@pytest.mark.parametrize("words", BESIDE_SERVERS)
def test_a_country_beside_a_named_server_location_is_the_seat(words: str) -> None:
    row = located(words)
    countries, seat = BESIDE_SERVERS[words]
    assert (of(row), row.seat) == (f"Acme Mail, Inc.: {countries}", seat)


@pytest.mark.parametrize("words", ALL_PLACES)
def test_what_may_be_a_place_of_processing_stays_one(words: str) -> None:
    row = located(words)
    assert (of(row), row.seat) == (f"Acme Mail, Inc.: {ALL_PLACES[words]}", None)


def test_the_report_says_why_a_country_is_read_as_the_seat() -> None:
    assert (
        located("USA, Rechenzentrum Frankfurt").note
        == "'USA' is read as the seat, because the source says where its servers are"
    )
    assert located("EU, Serverstandort Frankfurt").note == "the source says EU of it"


def test_hosting_and_support_in_one_cell_are_places_of_their_own() -> None:
    found = placed(located("USA; hosting in Germany, support from India"))
    assert {(place.place, place.kind) for place in found} == {("DE", "storage"), ("IN", "access")}


def test_a_bullet_with_a_seat_and_a_server_location() -> None:
    text = """# Sub-processors
- Acme Mail, Inc. (USA/EU) — E-mail delivery. Serverstandort: Frankfurt/EU
- **Acme Logs** (USA) — logs, server location: Dublin
- Acme Support Ltd. (India) — support
"""
    assert said(text) == ["Acme Mail, Inc.: DE", "Acme Logs: IE", "Acme Support Ltd.: IN"]
    assert [row.seat for row in read(text).rows] == ["USA/EU", "USA", None]


@pytest.mark.parametrize(
    "text",
    [
        "| Unterauftragnehmer | Anschrift | Zweck |\n|---|---|---|\n"
        "| Acme GmbH | Musterweg 3, 10115 Berlin, Deutschland | Hosting |\n",
        "# Unterauftragnehmer\n\n- Acme GmbH, Musterweg 3, 10115 Berlin, Deutschland\n",
        "# Unterauftragnehmer\n\n## Acme GmbH\n\nMusterweg 3, 10115 Berlin, Deutschland\n\nZweck: Hosting\n",
    ],
)
def test_an_address_is_a_seat_and_no_place_of_processing(text: str) -> None:
    (row,) = read(text).rows
    assert (of(row), row.seat) == ("Acme GmbH: unknown", "Musterweg 3, 10115 Berlin, Deutschland")
    assert row.note == "the source gives its address, which is a seat, and no place of processing"


def test_an_address_in_a_column_of_places_is_the_place() -> None:
    assert of(located("Musterweg 3, 10115 Berlin, Deutschland")) == "Acme Mail, Inc.: DE"


def test_what_is_not_disclosed_is_unknown() -> None:
    assert of(located("Not disclosed by Acme; may be processed by any Acme group entity")).endswith(
        ": unknown"
    )
    assert of(located("Not disclosed by Acme Ireland; any group entity")).endswith(": unknown")


@pytest.mark.parametrize(
    ("seat", "places", "kept"),
    [("USA/EU", "US EU", "USA/EU"), ("EU-Region", "EU", "EU-Region"), ("USA", "unknown", "USA")],
)
def test_a_region_is_no_seat_and_under_such_a_header_a_place(seat: str, places: str, kept: str) -> None:
    (row,) = read(
        f"| Unterauftragsverarbeiter | Sitz | Zweck |\n|---|---|---|\n| Acme GmbH | {seat} | Mail |\n"
    ).rows
    assert (of(row), row.seat) == (f"Acme GmbH: {places}", kept)


@pytest.mark.parametrize(
    "words", ["EU-Region konfiguriert, Mutterkonzern in USA", "EU region, parent company in the USA"]
)
def test_where_the_parent_sits_is_no_place_of_its_vendor(words: str) -> None:
    (row,) = read(f"## Sub-processors\n\n- **Acme GmbH** — {words}\n").rows
    assert of(row) == "Acme GmbH: EU"
    assert "USA" in (row.seat or "")


def test_where_servers_stand_is_said_before_the_region_in_a_bracket() -> None:
    (row,) = read(
        "## Auftragsverarbeiter\n\n- Acme GmbH – Hosting, Serverstandort Frankfurt am Main (EU)\n"
    ).rows
    assert of(row) == "Acme GmbH: DE"


@pytest.mark.parametrize("title", ["Services que nous utilisons :", "Tools we use", "Eingesetzte Dienste"])
def test_lists_of_services_in_use_are_lists_of_vendors(title: str) -> None:
    assert said(f"# Privacy\n\n## {title}\n\n- Stripe – Paiements – Irlande\n- Zorpify – Mail\n") == [
        "Stripe: IE",
        "Zorpify: unknown",
    ]


@pytest.mark.parametrize(
    ("header", "seat", "places"),
    [
        ("Entity Country", "United States, Ireland, Germany", "US IE DE"),
        ("Entity Country", "United States", "unknown"),
        ("Sitz", "Dublin, IR", "unknown"),
    ],
)
def test_several_countries_under_seat_are_where_a_vendor_works(header: str, seat: str, places: str) -> None:
    (row,) = read(
        f"| Entity Name | {header} | Purpose |\n|---|---|---|\n| Acme Inc. | {seat} | Mail |\n"
    ).rows
    assert of(row) == f"Acme Inc.: {places}"


def test_where_an_entity_is_stands_apart_from_where_it_processes() -> None:
    text = "| Entité | Localisation de l’entité | Lieu de traitement |\n|---|---|---|\n| Acme Inc. | États-Unis | Allemagne |\n"
    (row,) = read(text).rows
    assert (of(row), row.seat) == ("Acme Inc.: DE", "États-Unis")


def test_the_seat_of_the_parent_before_the_region_of_processing() -> None:
    text = "## Auftragsverarbeiter\n\n- **Acme Inc.** — US-Mutterhaus, Verarbeitung in EU-Region. Hosting. Drittlandbezug: DPF + SCC.\n"
    (row,) = read(text).rows
    assert (of(row), row.seat) == ("Acme Inc.: EU", "US")
    assert row.extra == {"mechanisms": [{"code": "DPF-EU"}, {"code": "A46-2-c"}]}


def test_a_column_of_regions_and_transfers_gives_the_region_beside_the_instrument() -> None:
    text = "| Prestataire | Rôle | Région / transfert |\n|---|---|---|\n| Acme | Hébergement | UE (régions configurées) / clauses SCC |\n"
    (row,) = read(f"# Sous-traitants\n\n{text}").rows
    assert of(row) == "Acme: EU"


@pytest.mark.parametrize(
    ("mechanism", "places"),
    [
        ("EU/UK hosting only; no international transfers", "NL"),
        ("The DPA names Quarx SAS (FR) et Quarx International SARL (LU)", "NL"),
        ("Data Privacy Framework (UE-US, UK, Suisse-US)", "NL"),
        ("Yes, access from the USA (SCC)", "NL US"),
    ],
)
def test_of_a_column_of_transfers_only_third_countries_count(mechanism: str, places: str) -> None:
    text = f"| Vendor | Location | International transfers |\n|---|---|---|\n| Acme | Netherlands | {mechanism} |\n| Bolt | France | none |\n"
    assert said(f"# Sub-processors\n\n{text}")[0] == f"Acme: {places}"


def test_the_place_behind_a_company_in_a_bracket() -> None:
    text = "### 3.3 Vercel (Hosting)\n\nDie Anwendung wird über Vercel (Vercel, Inc., USA) bereitgestellt.\n"
    assert said(f"## Auftragsverarbeiter\n\n{text}\n### 3.4 Quarx GmbH\n\nOrt: Wien\n")[0] == "Vercel: US"


def test_a_contract_is_no_place() -> None:
    assert of(located("USA (mit EU-DPA + SCCs)")) == "Acme Mail, Inc.: US"


def test_keys_between_dots_may_hold_one_that_tells_nothing() -> None:
    text = "**Acme Ltd**\\\nZweck: Abruf von Daten · Standort: Vilnius, Litauen (EU) · Übermittelte Daten: Keyword\n"
    assert said(
        f"# Unterauftragnehmer\n\n{text}\n**Bolt GmbH**\\\nZweck: Mail · Standort: Wien · Übermittelte Daten: Adresse\n"
    ) == [
        "Acme Ltd: LT",
        "Bolt GmbH: AT",
    ]


def test_where_a_vendor_processes_may_stand_in_what_it_does() -> None:
    card = "1. Name: {}\n   Address: Sutton Yard, London EC1V 7EN, United Kingdom\n   Description of processing: {}\n\n"
    text = card.format("Quarx Ltd", "retrieval; data is processed in the United States") + card.format(
        "Bolt Ltd", "collection. Processing takes place in the UK and the EEA."
    )
    assert said(f"## ANNEX III – LIST OF SUB-PROCESSORS\n\n{text}") == ["Quarx Ltd: US", "Bolt Ltd: GB EEA"]


def test_a_paragraph_behind_the_last_card_is_about_them_all() -> None:
    card = "### {}\n- Rôle : paie\n- Localisation des données : {}\n\n"
    text = card.format("Quarx SAS", "France") + card.format("Bolt SARL", "non communiquée")
    last = "Les transferts vers le Maroc sont encadrés par les clauses.\n"
    assert said(f"## Sous-traitants\n\n{text}{last}") == ["Quarx SAS: FR", "Bolt SARL: unknown"]


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("Quarx (téléassistance) : plateau d'écoute en France", "FR"),
        ("Quarx GmbH: Nachrichten; Serverstandort Deutschland", "DE"),
    ],
)
def test_a_place_behind_small_words(line: str, place: str) -> None:
    assert said(f"# Sous-traitants\n\n- {line}\n- Stripe (US)\n")[0].endswith(f": {place}")


def test_the_region_that_customers_have_bought_is_no_further_place() -> None:
    assert (
        of(located("United States, Germany for workspaces with EU data residency"))
        == "Acme Mail, Inc.: US DE"
    )


def test_an_address_with_its_country_is_no_place_beside_that_of_processing() -> None:
    text = "| Firma | Anschrift/Land | Ort der Verarbeitung |\n|---|---|---|\n| Acme Ltd | Kennedyplein 222, Eindhoven, Niederlande | Schweden |\n"
    assert said(f"# Unterauftragnehmer\n\n{text}") == ["Acme Ltd: SE"]


def test_the_region_of_a_cloud_beside_a_country_under_seat_is_where_data_are() -> None:
    page = "# Unterauftragnehmer\n\n| Firma | Zweck | Sitz |\n|---|---|---|\n| Acme, Inc. | Datenbank | USA / EU-Region (Frankfurt) |\n"
    (row,) = read(page).rows
    assert [place.words for place in row.places] == ["USA / EU-Region (Frankfurt)"]


@pytest.mark.parametrize(
    ("words", "places", "seat"),
    [
        ("Tartu, Estonia; data in Germany", "DE", "Tartu, Estonia"),
        (
            "Ljubljana, Slovénie ; données situées dans l'Union européenne uniquement",
            "EU",
            "Ljubljana, Slovénie",
        ),
        ("Daten in Deutschland; USA", "DE", "USA"),
        ("Données en Allemagne et, pour l'assistance, en Inde", "DE IN", None),
    ],
)
def test_a_bare_place_beside_that_of_data_is_the_seat(words: str, places: str, seat: str | None) -> None:
    row = read(
        f"# Sub-processors\n\n- **Zorbix GmbH** – mail; {words}\n- **Stripe** – payments; Spain\n"
    ).rows[0]
    assert (of(row), row.seat) == (f"Zorbix GmbH: {places}", seat)


@pytest.mark.parametrize("words", ["France (région eu-west-3)", "Deutschland (Region Frankfurt)"])
def test_a_bracket_within_its_country_makes_no_seat(words: str) -> None:
    assert located(words).seat is None
