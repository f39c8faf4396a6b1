"""What cells, bullets and lines say of names and places: kinds, addresses, seats, servers, what is not chosen yet."""

from __future__ import annotations

import pytest

from tests.unit.exchange.reading.shapes import in_html, located, named, of, read, said

KINDS = (
    "wechselnde Fotografen (je Schule)",
    "Interpreting agencies (various)",
    "Astreinte de nuit (indépendants)",
    "Comptable / expert-comptable",
    "Authorized Subcontractor Engineering Partners",
    "Hosting der Anwendung (vorgesehen — noch nicht festgelegt)",
    "Mail service (not yet selected)",
    "Car park operator (to be appointed)",
    "Hosting provider [TODO]",
    "External examiners",
)
NAMES = (
    ("Zorp Armenia CJSC", "Zorp Armenia CJSC"),
    ("Zorp (Malaysia) Sdn. Bhd.", "Zorp (Malaysia) Sdn. Bhd."),
    ("Zorp — optional", "Zorp"),
    ("Hébergeur de fichiers (S3) — Zorp SAS", "Zorp SAS"),
)
PLACES = (
    ("Rechenzentren innerhalb Deutschlands", "DE"),
    ("73033 Göppingen", "DE"),
    ("Région européenne", "Europe"),
    ("Europäische Server", "Europe"),
    ("Standard clauses of the European Commission, Ireland", "IE"),
    ("France (data centre in the EU)", "FR EU"),
)
PURPOSES = (
    ("Webhosting. Rechenzentrum innerhalb Deutschlands.", "DE"),
    ("Object storage, data centre Ireland", "IE"),
    ("Messagerie. Centres de données de Paris et de Marseille.", "FR"),
    ("Infrastructure - we only host in Dublin, Ireland (EU)", "IE"),
    ("SMS. Data is stored in the UK and is not transferred outside of the UK.", "GB"),
    ("Our servers are hosted in UK data centres provided by Zorp.", "GB"),
    ("Case data come from our servers in Germany.", "unknown"),
    ("Logspeicherung, Region: Irland", "IE"),
    ("Video hosting, server location Ireland", "IE"),
    ("Chat. Toutes les données restent au sein de l'Union européenne.", "EU"),
    ("Der Dienst wird in Österreich betrieben.", "AT"),
    ("Die Daten verlassen Deutschland nicht.", "DE"),
    ("Data never leaves the Netherlands.", "NL"),
    ("Verarbeitungsort ist die Schweiz.", "CH"),
    ("HR system, UK data centre (Reading).", "GB"),
    ("Backups im EU-Rechenzentrum", "EU"),
    ("Colocation of our own servers in Dublin, Ireland", "IE"),
    ("Sends reminders to staff in the UK", "unknown"),
    ("Les clients situés en France peuvent appeler", "unknown"),
)
SEATS = (
    ("Payments. Company based in Ireland.", "Ireland"),
    ("Zahlungen, Firmensitz in Irland", "Irland"),
    ("Paiement. Société établie en Irlande.", "Irlande"),
)


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_of_vendor_names_none(kind: str) -> None:
    assert named(kind).refused is not None


@pytest.mark.parametrize(("cell", "name"), NAMES)
def test_a_name_is_read_whole_and_without_what_is_said_of_it(cell: str, name: str) -> None:
    assert named(cell).vendors == (name,)


@pytest.mark.parametrize(("words", "places"), PLACES)
def test_words_for_places(words: str, places: str) -> None:
    assert of(located(words)) == f"Acme Mail, Inc.: {places}"


@pytest.mark.parametrize(("purpose", "place"), PURPOSES)
def test_what_a_vendor_is_for_says_where(purpose: str, place: str) -> None:
    text = f"Vendor;Purpose\nZorp Ltd;{purpose}\nBlimp GmbH;Mail\n"
    assert said(text, "list.csv") == [f"Zorp Ltd: {place}", "Blimp GmbH: unknown"]


@pytest.mark.parametrize(("purpose", "seat"), SEATS)
def test_where_a_company_sits_is_no_place_of_processing(purpose: str, seat: str) -> None:
    for text in (
        f"# Sub-processors\n\n| Vendor | Purpose |\n|---|---|\n| Zorp | {purpose} |\n| Stripe | Mail |\n",
        f"# Sub-processors\n\n- Zorp Ltd: {purpose}\n- Stripe: Mail\n",
    ):
        row = read(text).rows[0]
        assert (row.seat, row.places) == (seat, ())


@pytest.mark.parametrize(("service", "place"), [("Hosting in Dublin, Ireland", "IE"), ("Hosting", "unknown")])
def test_the_service_says_where_if_the_cell_for_places_does_not(service: str, place: str) -> None:
    text = f'Vendor,Service,Location\nZorp Ltd,"{service}",-\nBlimp GmbH,Mail,FR\n'
    assert said(text, "list.csv") == [f"Zorp Ltd: {place}", "Blimp GmbH: FR"]


def test_the_street_of_a_company_is_no_second_company() -> None:
    vendor = "Zorp Armenia CJSC<br>Hanrapetutyan 51, Jerewan 0010, Armenien"
    assert in_html(vendor, "Armenien") == ["Zorp Armenia CJSC: AM", "Stripe: US"]


@pytest.mark.parametrize(
    ("bullet", "row"),
    [
        ("**Zorp GmbH, Bonn** – Telefonie, Rechenzentrum in Frankreich", "Zorp GmbH: FR"),
        ("**Zorp GmbH, Bonn** – Telefonie", "Zorp GmbH: DE"),
        ("**Zorp** (Zorp Ltd., Ireland / Zorp Inc., USA) — payments", "Zorp: IE US"),
        ("Landesamt für Finanzen Brandenburg – Bezüge, Potsdam", "Landesamt für Finanzen Brandenburg: DE"),
        ("Prestataire d'archivage — Zorp SAS, France", "Zorp SAS: FR"),
        ("iZorp Payments: donations, Ireland", "iZorp Payments: IE"),
        ("Zorp Cloud: payments (Ireland)", "Zorp Cloud: IE"),
        ("Zorp Manager (ASM) – files, Ireland", "Zorp Manager (ASM): IE"),
        ("**Zorp** : pages, Ireland, with transfers to the United States", "Zorp: IE US"),
        ("**Zorp** (Schweiz) AG – payments, Ireland", "Zorp (Schweiz) AG: IE"),
        ("Ing. Petra Zorp Software, Linz – code", "Ing. Petra Zorp Software: AT"),
        ("Zorp – files. Oregon, United States; Ireland for customers on our stack.", "Zorp: US IE"),
    ],
)
def test_bullets(bullet: str, row: str) -> None:
    assert said(f"# Sub-processors\n\n- Blimp Ltd: mail (Ireland)\n- {bullet}\n") == ["Blimp Ltd: IE", row]


@pytest.mark.parametrize(
    ("sentence", "row"),
    [
        ("Nos fichiers sont fournis par Zorplify, qui conserve les documents en France.", "Zorplify: FR"),
        ("Our files are provided by Zorplify, which keeps them stored in Ireland.", "Zorplify: IE"),
    ],
)
def test_a_sentence_names_who_keeps_what_where(sentence: str, row: str) -> None:
    assert row in said(f"# Sub-processors\n\n- Blimp Ltd: mail (Ireland)\n\n{sentence}\n")


@pytest.mark.parametrize(
    "header",
    [
        "Name | Zweck | Laufzeit",
        "Module | Finalité | Données traitées | Base légale | Conservation",
    ],
)
def test_tables_of_cookies_and_of_activities_list_no_vendors(header: str) -> None:
    width = header.count("|") + 1
    rows = "\n".join(
        f"| {' | '.join(f'{word} {at}' for at in range(width))} |" for word in ("session", "alerte")
    )
    table = f"| {header} |\n|{'---|' * width}\n{rows}\n"
    found = read(f"# Sub-processors\n\n- Zorp Ltd: mail (Ireland)\n\n## More\n\n{table}")
    assert [of(row) for row in found.rows if row.vendors] == ["Zorp Ltd: IE"]


def test_the_second_header_of_a_table_with_spans_begins_other_columns() -> None:
    def row(*cells: tuple[str, int]) -> str:
        return f"<tr>{''.join(f'<td colspan={span}>{text}</td>' for text, span in cells)}</tr>"

    page = (
        "<h1>Sub-processors</h1><table>"
        + row(("Group company", 6), ("Location", 5))
        + row(("Zorp Inc", 6), ("US", 5))
        + row(("Further sub-processors are as follows:", 11))
        + row(("SUB-PROCESSOR", 2), ("SUBJECT MATTER", 4), ("PURPOSE OF PROCESSING", 4), ("DATA CENTER", 1))
        + row(("BLIMP", 2), ("Payments", 4), ("Takes cards", 4), ("Ireland", 1))
        + "</table>"
    )
    rows = [of(row) for row in read(page, "list.html").rows if row.vendors]
    assert rows == ["Zorp Inc: US", "BLIMP: IE"]


def test_bullets_of_what_a_contract_is_about_are_no_vendors() -> None:
    text = """# Data processing agreement

## 1. Subject

The processor takes the following measures for the controller:

- Preparation of filings
- Correspondence with Authority / Office

## 2. Sub-processors

- Zorp GmbH: hosting, Germany
"""
    assert said(text) == ["Zorp GmbH: DE"]


def test_lines_of_a_text_that_are_headings_links_or_to_sign() -> None:
    text = """Zorplify
Product | Blog | Pricing | Login

1. Data that we collect

2. Sub-processors

  • Blimp Cloud: Blimp EMEA Limited, 70 Zorp Quay, Dublin 2, Ireland; Purpose: hosting of all data and files of users
    Transfer assessment: what the law of another country says of what providers must give away to authorities there
    Contract: https://blimp.test/dpa

  • Quop: Quop GmbH, Zorpstr. 25, 91710 Gunzenhausen, Germany; Purpose: backups

Husum, den ____________________        ____________________________________

Zorplify GmbH, Zorpstr. 188, 10999 Berlin, Germany
Imprint | Privacy | Terms
"""
    found = [row for row in read(text, "list.txt").rows if row.refused is None]
    assert [row.vendors for row in found] == [("Blimp EMEA Limited",), ("Quop",)]


def test_a_table_to_sign_names_no_vendor() -> None:
    text = "# Sub-processors\n\n| Vendor | Location |\n|---|---|\n| Zorp SAS | France |\n| Pour Blimp | Jeanne Quop, signature |\n"
    assert [of(row) for row in read(text).rows if row.vendors] == ["Zorp SAS: FR"]


def test_more_about_vendors_that_stand_above_makes_no_further_rows() -> None:
    table = "| Processor | Location |\n|---|---|\n| Stripe Inc. | EU (Dublin) |\n| Zorp Inc. | USA |\n"
    again = "- **Stripe:** Zorp Cloud for payments\n- **Zorp:** full list at https://zorp.test\n"
    found = read(f"# Processors\n\n{table}\n## Sub-processor details\n\n{again}")
    assert [of(row) for row in found.rows] == ["Stripe Inc.: IE", "Zorp Inc.: US"]
    assert any("stand above" in warning for warning in found.warnings)


def test_clauses_of_a_contract_are_no_cards() -> None:
    clauses = "".join(
        f"## Article {at} : Obligations\n\n- **{what}** : Data are kept as the contract says.\n\n"
        for at, what in ((3, "Purposes"), (4, "Confidentiality"))
    )
    assert said(f"# Sub-processing\n\n{clauses}## Sub-processors\n\n- Zorp Ltd: mail, Ireland\n") == [
        "Zorp Ltd: IE"
    ]


def test_many_names_between_commas_are_several_and_a_registered_company_is_no_seat() -> None:
    assert len(named('"Vonage, Zorp, Quop, Sinch, Blimp, Twilio, Zark"').vendors) == 7
    text = "Supplier,Registered company,Data hosted in\nZorp,Zorp (UK) Limited,Depends\nStripe,Stripe Inc.,Ireland\n"
    assert [(row.seat, of(row)) for row in read(text, "list.csv").rows] == [
        (None, "Zorp: unknown"),
        (None, "Stripe: IE"),
    ]


def test_an_instrument_in_a_column_of_places_is_no_unknown_place() -> None:
    text = 'Vendor,Location,Jurisdiction\nZorp Ltd,"Geneva, Switzerland",EU adequacy decision\nBlimp Ltd,France,EU\n'
    assert said(text, "list.csv") == ["Zorp Ltd: CH", "Blimp Ltd: FR EU"]


def test_a_transfer_within_the_area_adds_no_place() -> None:
    card = "<h2>Zorp Ltd</h2><dl><dt>Purpose</dt><dd>Giving</dd><dt>Location</dt><dd>Ireland</dd><dt>Transfer mechanism</dt><dd>Data resident in {}</dd></dl>"
    page = (
        "<h1>Sub-processors</h1>" + card.format("the EEA") + card.format("the USA").replace("Zorp", "Blimp")
    )
    assert said(page, "list.html") == ["Zorp Ltd: IE", "Blimp Ltd: IE US"]


def test_keys_between_bars_are_apart_whatever_commas_they_hold() -> None:
    cards = "".join(
        f"#### {name}\n\nService: {what} | Data: Name, e-mail address | Location: {where}\n\n"
        for name, what, where in (("Zorp Ltd", "Mail", "Ireland"), ("Stripe", "Payments", "United States"))
    )
    assert said(f"# Sub-processors\n\n{cards}") == ["Zorp Ltd: IE", "Stripe: US"]


@pytest.mark.parametrize("header", ["Service area", "Area"])
def test_a_column_of_areas_of_work_is_none_of_places(header: str) -> None:
    text = f"Supplier,{header},Location\nZorp Ltd,Revenues,UK\nBlimp Ltd,HR,Ireland\nQuop Ltd,Planning,USA\n"
    assert said(text, "list.csv") == ["Zorp Ltd: GB", "Blimp Ltd: IE", "Quop Ltd: US"]
