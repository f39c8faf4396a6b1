"""Where a place is said, and where it is not: remarks, denials, seats beside servers, rows that are no lists side by side."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.unit.exchange.reading.shapes import read, said
from vendorgraph.exchange.reading.names.standing import status_of_cell


def test_products_beside_countries_are_no_vendors() -> None:
    rows = (
        ("Kelvo, Inc.", "API<br>Dropbox Business", "Norway<br>Spain"),
        ("Norvia SAS", "API<br>Dropbox Business", "France"),
    )
    page = "<h1>Sub-processors</h1><table><tr><th>Name</th><th>Products</th><th>Location</th></tr>" + "".join(
        f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows
    )
    assert said(page, "list.html") == ["Kelvo, Inc.: NO ES", "Norvia SAS: FR"]


@pytest.mark.parametrize(
    ("header", "cell", "places"),
    [
        ("Besonderheiten", "Verarbeitung in Irland", "IE"),
        ("Sonstiges", "Processing in the USA; SCCs", "US"),
        ("Besonderheiten", "ISO 27001", "DE"),
        ("Besonderheiten", "Wechsel zu einem Anbieter in Frankreich (2021)", "DE"),
    ],
)
def test_a_column_that_asks_for_nothing_known_says_where_data_are_processed(
    header: str, cell: str, places: str
) -> None:
    page = (
        "# Unterauftragnehmer\n\nDie Verarbeitung findet, soweit nicht anders angegeben, ausschließlich in Rechenzentren in Deutschland statt.\n\n"
        f"| Name | Leistung | {header} |\n|---|---|---|\n| Kelvo GmbH | Rechenzentrum | {cell} |\n| Norvia AG | Versand | |\n"
    )
    assert said(page) == [f"Kelvo GmbH: {places}", "Norvia AG: DE"]


@pytest.mark.parametrize(
    "remark",
    [
        "No processing in the USA",
        "No data in the USA",
        "No data storage in the USA",
        "Pas de traitement aux États-Unis",
        "Keine Datenverarbeitung in den USA",
    ],
)
def test_a_remark_that_denies_a_place_names_none(remark: str) -> None:
    page = f"# Sub-processors\n\n| Name | Purpose | Notes |\n|---|---|---|\n| Kelvo Ltd | Mail | {remark} |\n"
    assert said(page) == ["Kelvo Ltd: unknown"]
    bullets = f"# Sub-processors\n\n- Kelvo Ltd – mail, {remark[:1].lower()}{remark[1:]}\n- Norvia SAS – mail, France\n"
    assert said(bullets) == ["Kelvo Ltd: unknown", "Norvia SAS: FR"]


@pytest.mark.parametrize(
    ("words", "place", "seat"),
    [
        ("Irlande, Union européenne (société éditrice basée aux États-Unis)", "IE", "États-Unis"),
        ("Ireland; the vendor is based in the United States", "IE", "United States"),
        ("Irland; Anbieter ansässig in den USA", "IE", "USA"),
    ],
)
def test_where_its_company_is_based_is_a_seat(words: str, place: str, seat: str) -> None:
    page = f"# Sub-processors\n\n| Name | Purpose | Location |\n|---|---|---|\n| Kelvo | Mail | {words} |\n"
    assert said(page) == [f"Kelvo: {place}"]
    assert read(page).rows[0].seat == seat


@pytest.mark.parametrize(
    ("behind", "places", "seat"),
    [
        ("Hauptstr. 25, 91710 Gunzenhausen – Backups, Serverstandort Irland und Finnland", "IE FI", "Hauptstr. 25, 91710 Gunzenhausen"),
        ("Hauptstr. 25, 91710 Gunzenhausen – Backups, weltweit verteilte Server", "worldwide", "Hauptstr. 25, 91710 Gunzenhausen"),
        ("San Francisco, USA – Backups; gehostet bei AWS in Frankfurt", "DE", "San Francisco, USA"),
        ("San Francisco, USA – Backups; gehostet in Frankfurt", "DE", "San Francisco, USA"),
        ("Hosted in Germany for the Dublin office, otherwise in the United Kingdom", "DE GB", None),
    ],
)  # fmt: skip
def test_an_address_behind_a_bold_name_is_a_seat_where_servers_are_told(
    behind: str, places: str, seat: str | None
) -> None:
    page = f"<h1>Unterauftragsverarbeiter</h1><ul><li><strong>Kelvo GmbH</strong>, {behind}</li><li><strong>Norvia AG</strong>, Irland</li></ul>"
    assert said(page, "list.html")[0] == f"Kelvo GmbH: {places}"
    assert read(page, "list.html").rows[0].seat == seat


def test_servers_all_over_the_world_are_worldwide() -> None:
    lines = (
        "weltweit verteilte Server",
        "servers distributed worldwide",
        "served from a globally distributed network",
    )
    bullets = "".join(f"- Kelvo {nth} Ltd – mail, {line}\n" for nth, line in enumerate(lines))
    assert [one.split(": ")[1] for one in said(f"# Sub-processors\n\n{bullets}")] == ["worldwide"] * 3


def test_a_badge_of_artificial_intelligence_is_no_island() -> None:
    card = '<div><h3>Kelvo <span class="tag">{}</span></h3><p>Region: USA · Website: kelvo.example</p></div>'
    page = f"<h1>Sub-processors</h1>{card.format('AI (platform default)')}{card.replace('Kelvo', 'Norvia').format('Mail')}"
    assert said(page, "list.html") == ["Kelvo: US", "Norvia: US"]


def test_a_row_between_bars_that_fills_its_cells_begins_with_its_company() -> None:
    text = (
        "Unterauftragsverarbeiter\n\n  TTS-System | Sprachsynthese in Echtzeit,\n    keine dauerhafte Speicherung | USA\n"
        "  n8n GmbH | Automatisierung von Abläufen | Deutschland\n  Kelvo Technologies | Datenbank | EU\n"
    )
    assert said(text, "list.txt") == ["TTS-System: US", "n8n GmbH: DE", "Kelvo Technologies: EU"]
    broken = (
        "Name              | Purpose         | Location\n------------------+-----------------+---------\n"
        "Zorbix Cloud      | Hosting of all  | Dublin,\nservices GmbH     | our data        | Ireland\nKelvo Ltd         | Mail            | France\n"
    )
    assert said(f"Sub-processors\n\n{broken}", "list.txt") == ["Zorbix Cloud services GmbH: IE", "Kelvo Ltd: FR"]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("EU regions Dublin (IE) and Frankfurt (DE)", "IE DE"),
        ("EU-Region „West Europe“", "NL"),
        ("Frankfurt a. M. (EU)", "DE"),
        ("Europe, Ireland", "Europe IE"),
        ("Dublin, IR", "IE"),
        ("Tehran, IR", "IR"),
        ("🇨🇿 République tchèque", "CZ"),
        ("🇦🇪 Vereinigte Arabische Emirate", "AE"),
        ("🇪🇺 EU (Frankfurt)", "DE"),
        ("EU, Einzelfallzugriff aus den USA", "EU US"),
        ("Data hosted in Ireland, no access from the USA", "IE"),
        ("Irland, kein Zugriff aus den USA", "IE"),
        ("EU/USA depending on routing", "EU US"),
    ],
)
def test_words_for_places_with_what_stands_beside_them(words: str, places: str) -> None:
    page = f"# Sub-processors\n\n| Name | Purpose | Location |\n|---|---|---|\n| Kelvo | Mail | {words} |\n"
    assert said(page) == [f"Kelvo: {places}"]
    bullets = f"Sub-processors\n\n- Kelvo - mail - {words} - signed\n- Norvia SAS - mail - France - signed\n"
    assert said(bullets, "list.txt")[0].split(": ")[1].split() == places.split()


def test_europe_in_the_name_of_a_company_is_no_place() -> None:
    page = "# Sub-processors\n\n| Name | Location |\n|---|---|\n| Stripe | UE (Stripe Payments Europe, Irlande) + US |\n"
    assert said(page) == ["Stripe: IE US"]


def test_a_legal_form_in_letters_is_no_country() -> None:
    bullets = "Sub-processors\n\n- Kelvo - Kelvo 24 S.A. - mail - European Union\n- Norvia - Norvia SAS - mail - France\n"
    assert said(bullets, "list.txt") == ["Kelvo: EU", "Norvia: FR"]


@pytest.mark.parametrize(
    ("header", "cell", "read"),
    [
        ("End", "1/4-2024", "refused: the source says 'until 1/4-2024' of it: no vendor of today"),
        ("Genutzt bis", "2020", "refused: the source says 'until 2020' of it: no vendor of today"),
        ("End", "", "Kelvo: IE"),
        ("End", "31.12.2098", "Kelvo: IE"),
        ("Start", "01.04.2019", "Kelvo: IE"),
        ("End", "none", "Kelvo: IE"),
    ],
)
def test_a_day_in_a_column_of_ends_says_whether_a_vendor_is_used(header: str, cell: str, read: str) -> None:
    page = f"# Sub-processors\n\n| Name | Location | Purpose | {header} |\n|---|---|---|---|\n| Kelvo | Ireland | Mail | {cell} |\n"
    assert said(page) == [read]


def test_a_start_to_come_is_planned() -> None:
    page = "# Sub-processors\n\n| Name | Location | Purpose | Start |\n|---|---|---|---|\n| Kelvo | Ireland | Mail | 1 May 2098 |\n"
    assert [row.extra for row in read(page).rows] == [{"status": "planned"}]


def test_the_month_or_year_until_which_a_vendor_is_used_is_not_over_before_its_end() -> None:
    year = dt.date.today().year
    assert [status_of_cell(f"until {one}") for one in (f"December {year}", year, year - 1)] == [
        None,
        None,
        "past",
    ]


def test_companies_nested_in_their_parent_are_the_vendors() -> None:
    page = (
        "<h1>Sub-processors</h1><ol><li>Kelvo Group<ol><li><strong>Kelvo Mail Limited</strong>, data hosted in the UK.</li>"
        "<li><strong>Kelvo Group plc</strong>, data hosted in Ireland.</li></ol></li><li><strong>Norvia SAS</strong> – France</li></ol>"
    )
    assert said(page, "list.html") == ["Kelvo Mail Limited: GB", "Kelvo Group plc: IE", "Norvia SAS: FR"]


@pytest.mark.parametrize(
    "words",
    [
        "Hosting (other than in Europe, the Middle East, and Africa)",
        "Hosting, except in Germany",
        "Hosting, außer in Deutschland",
        "Hosting, bis auf in Deutschland",
        "Hébergement (autre qu'en Allemagne)",
        "Hébergement, hormis en Allemagne",
    ],
)
def test_a_place_that_what_a_vendor_does_leaves_out_is_none_of_its_places(words: str) -> None:
    page = f"# Sub-processors\n\n| Name | Purpose | Location |\n|---|---|---|\n| Zorbix | {words} | Selected by customer |\n"
    assert said(page) == ["Zorbix: unknown"]
