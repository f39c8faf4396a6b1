"""The head of a table in the ways documents have it: two rows, titles above, blank columns, headers of every kind."""

from __future__ import annotations

import pytest

from tests.unit.exchange.reading.shapes import said
from vendorgraph.exchange.importing import Options, read_rows
from vendorgraph.exchange.reading.lines.headers import role_of
from vendorgraph.exchange.reading.source import Source


def refused(text: str) -> list[str]:
    return [one for one in said(text, "list.csv") if one.startswith("refused")]


def kept(text: str, name: str = "list.csv") -> list[str]:
    return [one for one in said(text, name) if not one.startswith("refused")]


BELOW = "Quarzel Labs Ltd,Chat,Ireland\nMailvelo B.V.,E-mail,France\n"
FOUND = ["Quarzel Labs Ltd: IE", "Mailvelo B.V.: FR"]


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("Subprocessor & location", "vendor"),
        ("Third-party service", "vendor"),
        ("Auftragsbearbeiter", "vendor"),
        ("Nachunternehmer", "vendor"),
        ("Leistungserbringer", "vendor"),
        ("Sous-processeurs", "vendor"),
        ("Ansprechpartner", "ignore"),
        ("Web site", "website"),
        ("Coordonnées", "address"),
        ("Contact address", "address"),
        ("Geschäftssitz", "seat"),
        ("Pays de l'entité", "seat"),
        ("Lieu de la prestation", "processing"),
        ("Übermittelte Daten", "categories"),
        ("Renseignements communiqués", "categories"),
        ("PII shared", "categories"),
        ("Base juridique", "mechanisms"),
        ("Bekanntgabe ins Ausland", "mechanisms"),
        ("Auftragsinhalt", "purpose"),
        ("Utilité", "purpose"),
    ],
)
def test_a_header_tells_its_role(header: str, role: str) -> None:
    assert role_of(header) == role


@pytest.mark.parametrize(
    "head",
    [
        "Vendor details,,Processing\nCompany,Purpose,Country\n",
        "Sous-traitant,,Traitement\nRaison sociale,Finalité,Pays\n",
        "List of sub-processors,,\n,,\nSub-processor,Purpose,Location\n",
        "Name of Company,Purpose,Location\n",
        "FIRM,PURPOSE,COUNTRY\n",
        "Vendor,Purpose,Processing\n",
        "Prestataire,Finalité,Traitement\n",
    ],
)
def test_titles_above_the_header_and_headers_of_any_kind_lose_no_row(head: str) -> None:
    assert kept(f"{head}{BELOW}") == FOUND


def test_two_rows_of_headers_tell_the_seat_from_the_place() -> None:
    head = "Vendor,,Processing,\nName,Country,Purpose,Country\n"
    rows = "Quarzel Labs Ltd,USA,Chat,Ireland\nMailvelo B.V.,USA,E-mail,France\n"
    assert kept(head + rows) == FOUND


def test_a_number_in_capitals_is_no_place_in_a_header() -> None:
    rows = "1,Quarzel Labs Ltd,Ireland\n2,Mailvelo B.V.,France\n"
    assert kept(f"NR.,FIRMA,LAND\n{rows}") == FOUND


def test_a_product_beside_a_company_is_a_service_under_any_header() -> None:
    rows = "Quarzel Desk,Quarzel Labs Ltd,Ireland\nVelosend,Mailvelo B.V.,France\n"
    assert kept(f"Product name,Recipient,Country\n{rows}") == FOUND


@pytest.mark.parametrize("seat", ["Sitz / Land", "Siège / pays", "Seat / country"])
def test_a_seat_beside_a_place_is_no_place(seat: str) -> None:
    rows = "Quarzel Labs Ltd,USA,Ireland\nMailvelo B.V.,USA,France\n"
    assert kept(f"Vendor,{seat},Hosting\n{rows}") == FOUND


def test_a_site_of_pages_is_no_place() -> None:
    rows = "Quarzel Labs Ltd,https://quarzel.example,Irlande\nMailvelo B.V.,https://mailvelo.example,France\n"
    assert kept(f"Prestataire,Site,Hébergement\n{rows}") == FOUND


@pytest.mark.parametrize(
    "line",
    [
        "Support und Kommunikation,,",
        "Infrastruktur,,",
        "Dernière mise à jour : 12 mars 2026,,",
        "Änderungen an dieser Liste kündigen wir 30 Tage vorher an.,,",
    ],
)
def test_a_line_alone_that_says_what_or_when_is_refused(line: str) -> None:
    text = f"Vendor,Purpose,Location\n{BELOW}{line}\nQuarzel Desk GmbH,Chat,Austria\n"
    assert kept(text) == [*FOUND, "Quarzel Desk GmbH: AT"]
    assert len(refused(text)) == 1


def test_a_heading_stands_behind_a_blank_column_too() -> None:
    head = "|  | Tool | Company | Location |\n|---|---|---|---|\n|  | **Infrastruktur** |  |  |\n"
    rows = "|  | Quarzel Desk | Quarzel Labs Ltd | Ireland |\n|  | Velosend | Mailvelo B.V. | France |\n"
    assert kept(f"# Sub-processors\n\n{head}{rows}", "list.md") == FOUND


def test_a_header_in_two_rows_is_known_again_where_it_is_repeated() -> None:
    head = "Vendor,,Processing,\nName,Country,Purpose,Country\n"
    again = "Name,Country,Purpose,Country\nQuarzel Desk GmbH,USA,Chat,Austria\n"
    rows = "Quarzel Labs Ltd,USA,Chat,Ireland\nMailvelo B.V.,USA,E-mail,France\n"
    assert kept(head + rows + again) == [*FOUND, "Quarzel Desk GmbH: AT"]


def test_a_table_of_authorities_names_no_vendors() -> None:
    table = "| Pays | Autorité | Lien |\n|---|---|---|\n| France | Quarzel | https://a.example |\n| Irlande | Zib | https://b.example |\n"
    assert said(f"# Sous-traitants\n\n{table}") == []


def test_a_row_like_those_above_it_is_no_header() -> None:
    head = "| Catégorie | Exemples | Source | Personnes |\n|---|---|---|---|\n"
    rows = "| Comptes | nom | utilisateurs | employés |\n| Documents | devis | Client | Client, fournisseurs |\n| Journaux | adresse | navigateur | usagers |\n"
    assert all(one.startswith("refused") for one in said(f"# Annexe\n\n{head}{rows}"))


def test_a_postcode_with_its_town_is_an_address() -> None:
    head = "Dienstleister;Straße;PLZ / Ort;Land der Verarbeitung\n"
    text = f"{head}Quarx GmbH;Seeweg 1;16356 Ahrensfelde;Deutschland\nZorpify Ltd;High St 2;Feltham TW14 8HA, UK;Niederlande\n"
    assert said(text, "list.csv") == ["Quarx GmbH: DE", "Zorpify Ltd: NL"]


@pytest.mark.parametrize(
    "table",
    [
        "| Kunde | Land |\n|---|---|\n| Zorpify GmbH | DE |\n| Quarx | CH |\n",
        "| Kunde | Land |\n|---|---|\n| Auftraggeber | DE |\n| Auftragnehmer | CH |\n",
        "| Kunde | Land |\n|---|---|\n| Name | DE |\n| Datum | CH |\n| Version | CH |\n",
    ],
)
def test_the_columns_that_a_person_maps_are_read_whatever_the_table_looks_like(table: str) -> None:
    options = Options(mapping={"Kunde": "vendor", "Land": "place"})
    assert len(read_rows(Source.of("list.md", table.encode()), options).rows) == table.count("\n") - 2


def test_known_vendors_under_the_header_of_customers_are_vendors() -> None:
    head = "| Client | Country |\n|---|---|\n"
    assert said(f"{head}| Stripe | US |\n| Twilio | IE |\n") == ["Stripe: US", "Twilio: IE"]
    assert said(f"{head}| Zorpify GmbH | DE |\n| Quarx AG | CH |\n| Stripe | US |\n") == []


@pytest.mark.parametrize("column", ["", ",Country"])
def test_a_heading_of_a_group_behind_a_blank_row_heads_vendors(column: str) -> None:
    more = "," if column else ""
    text = f"Name,Purpose{column}\nStripe,Payments{more}\nTwilio,SMS{more}\n,{more}\nMarketing,{more}\nZorpify,Newsletter{more}\n"
    assert said(text, "list.csv")[2:] == [
        "refused: is a heading inside the table, no vendor",
        "Zorpify: unknown",
    ]


def test_a_group_in_a_table_of_something_else_heads_none() -> None:
    text = (
        "Name,Purpose\nStripe,Payments\nTwilio,SMS\n,\nCookies,\nCookie,Duration\nMarketing,\nzid,2 years\n"
    )
    assert [one for one in said(text, "list.csv") if "refused" not in one] == [
        "Stripe: unknown",
        "Twilio: unknown",
    ]
