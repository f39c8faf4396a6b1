"""What small owners write: small towns, postal codes, départements, headers in few words, titles between rows."""

from __future__ import annotations

import pytest

from tests.unit.exchange.reading.shapes import located, read, said
from vendorgraph.exchange.reading.lines.headers import PLACES, is_of_servers, role_of
from vendorgraph.exchange.statement import placed


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Courpière (63)", {"FR"}),
        ("Saint-Claude (39)", {"FR"}),  # one of that name is in Guadeloupe
        ("Malvern Link, Worcs.", {"GB"}),
        ("Pleinfeld", {"DE"}),
        ("Padborg", {"DK"}),
        ("Builth Wells", {"GB"}),
        ("Tunis (12)", {"TN"}),
        ("Zorp-sur-Quarl (42)", {"FR"}),
        ("Saint-Georges, Beauce", {"CA"}),  # and no Beaucé in France
        ("Zorpstadt (42)", {"unknown"}),
        ("Office (42)", {"unknown"}),
        ("Partner (12)", {"unknown"}),
        ("Malvern", {"unknown"}),  # in Australia, Canada and the US too
        ("Anderswo", {"unknown"}),
    ],
)
def test_small_towns_are_of_the_one_country_that_has_them(words: str, found: set[str]) -> None:
    assert {place.place for place in placed(located(words))} == found


@pytest.mark.parametrize(
    ("cell", "name", "country"),
    [
        ("Zorbix (Kington, Herefordshire)", "Zorbix", "GB"),
        ("Permanence Quarl (Champagnole, 39)", "Permanence Quarl", "FR"),
        ("Fräszentrum Zorbix (Ried im Innkreis)", "Fräszentrum Zorbix", "AT"),
    ],
)
def test_a_town_in_the_bracket_behind_a_name_is_its_place(cell: str, name: str, country: str) -> None:
    (row,) = read(f"# Sub-processors\n\n- **{cell}** – payroll\n").rows
    assert (row.vendors, {place.place for place in placed(row)}) == ((name,), {country})


@pytest.mark.parametrize(
    "cell",
    [
        "Zorbix (Ludlow)",
        "Zorbix (Axel)",
        "Zorbix (Tapestry)",
        "Zorbix (customer support)",
        "Zorbix (Version, 12)",
    ],
)
def test_a_single_word_in_the_bracket_stays_with_the_name(cell: str) -> None:
    (row,) = read(f"# Sub-processors\n\n- **{cell}** – payroll\n").rows
    assert {place.place for place in placed(row)} == {"unknown"}


@pytest.mark.parametrize(
    "header",
    [
        "Data held in",
        "Held at",
        "Based in",
        "Data are in",
        "Town",
        "Commune",
        "CP Ville",
        "Liegt in",
        "Conservées à",
        "Traité en",
    ],
)
def test_headers_in_few_words_ask_where(header: str) -> None:
    assert role_of(header) in PLACES


@pytest.mark.parametrize("header", ["Data held", "Based on", "Held", "Contract held by", "Traité"])
def test_headers_that_only_look_like_it_do_not(header: str) -> None:
    assert role_of(header) not in PLACES


@pytest.mark.parametrize(
    ("header", "asks"),
    [
        ("Hébergement des données", True),
        ("Hosting of our data", True),
        ("Hosting der Daten", True),
        ("Datenhosting", True),
        ("Data storage", True),
        ("Personal data", False),
        ("Données personnelles", False),
        ("Hosting partner", False),
    ],
)
def test_headers_of_data_on_servers_are_those_of_servers(header: str, asks: bool) -> None:
    assert is_of_servers(header) == asks


def test_a_column_of_hosting_that_holds_places_is_where_and_one_that_holds_hosts_is_not() -> None:
    places = "N°;Sous-traitant;Code postal et commune;Hébergement des données\n1;Zorbix;75009 Paris;Allemagne\n2;Quarl;64000 Pau;Belgique\n"
    assert said(places, "list.csv") == ["Zorbix: DE", "Quarl: BE"]
    hosts = places.replace("Allemagne", "chez l'éditeur").replace("Belgique", "sur place")
    rows = read(hosts, "list.csv").rows
    assert [(row.places, row.seat) for row in rows] == [((), "75009 Paris"), ((), "64000 Pau")]


def test_titles_over_all_columns_between_rows_without_a_header_are_no_rows() -> None:
    title = '<tr><th colspan="3">{}</th></tr>'
    row = "<tr><td>{}</td><td>{}</td><td>{}</td></tr>"
    table = (
        title.format("Abrechnung und IT")
        + row.format("Zorbix GmbH", "95030 Hof", "Abrechnungssystem")
        + row.format("Rechenzentrum Quarl eG", "07381 Pößneck", "Serverbetrieb")
        + title.format("Kundenservice")
        + row.format("Callcenter Bolt s.r.o.", "350 02 Cheb, Tschechische Republik", "Telefon")
    )
    page = f"<h1>Dienstleisterliste</h1><p>Wir setzen folgende Dienstleister ein.</p><table>{table}</table>"
    found = [
        (row.vendors, {place.place for place in placed(row)})
        for row in read(page, "list.html").rows
        if not row.refused
    ]
    assert found == [
        (("Zorbix GmbH",), {"DE"}),
        (("Rechenzentrum Quarl eG",), {"DE"}),
        (("Callcenter Bolt s.r.o.",), {"CZ"}),
    ]


def test_the_company_at_the_head_of_a_text_that_signs_it_is_its_owner() -> None:
    card = "Unterauftragnehmer:   {}\nVerarbeitungsort:     {}\n\n"
    text = (
        "Quendel GmbH\nListe der Unterauftragnehmer\n\nStand: Oktober 2026\n\n"
        "Die folgenden Unterauftragnehmer sind bei Vertragsschluss genehmigt.\n\n"
        + card.format("Zorbix AG", "Deutschland")
        + card.format("Quarl d.o.o.", "Kroatien")
        + "Quendel GmbH, Kaiserswerther Str. 229, 40474 Düsseldorf\nAmtsgericht Düsseldorf HRB 88 4417\n"
    )
    rows = read(text, "list.txt").rows
    assert [row.vendors for row in rows if not row.refused] == [("Zorbix AG",), ("Quarl d.o.o.",)]
    assert [row.refused for row in rows if row.refused][:1] == [
        "is the owner of the page and its address, no vendor"
    ]


def test_the_first_vendor_of_a_text_without_a_title_is_one() -> None:
    rows = read(
        "Zorbix GmbH, Hauptstr. 1, 40474 Düsseldorf\nQuarl AG, Ringstr. 2, 50667 Köln\n", "list.txt"
    ).rows
    assert [row.vendors for row in rows] == [("Zorbix GmbH",), ("Quarl AG",)]
