"""Cells that say it otherwise than by words of a column: logos, remarks, rows of containers, labels of rows."""

from __future__ import annotations

import pytest

from tests.unit.exchange.reading.shapes import of, read, said

HEAD = "<tr><th>Sub-processor</th><th>Purpose</th><th>Location</th></tr>"


def row(cell: str, where: str = "Germany") -> str:
    return f"<tr><td>{cell}</td><td>Hosting</td><td>{where}</td></tr>"


@pytest.mark.parametrize(
    "cell",
    [
        '<img src="a.svg" alt="Zorbix GmbH">',
        '<a href="https://zorbix.test"><img src="a.svg" alt="Zorbix GmbH logo"></a>',
        '<img src="a.svg" alt="Logo of Zorbix GmbH">',
        '<picture><img src="a.svg" title="Zorbix GmbH"></picture>',
    ],
)
def test_a_logo_alone_in_a_cell_stands_for_its_name(cell: str) -> None:
    page = f"<h1>Sub-processors</h1><table>{HEAD}{row(cell)}{row('Stripe', 'Ireland')}</table>"
    assert said(page, "list.html") == ["Zorbix GmbH: DE", "Stripe: IE"]


def test_a_logo_beside_a_name_or_named_as_a_file_says_nothing() -> None:
    page = f"<table>{HEAD}{row('<img alt=Zorp> Acme Ltd')}{row('<img alt=logo.png>', 'Ireland')}</table>"
    assert [one.vendors for one in read(f"<h1>Sub-processors</h1>{page}", "list.html").rows] == [
        ("Acme Ltd",),
        (),
    ]


@pytest.mark.parametrize("header", ["Remarque", "Remarks", "Anmerkung", "Notes"])
def test_remarks_that_are_places_say_where(header: str) -> None:
    lines = "| Kelvo | Post | |\n| Stripe | Payments | Ireland |\n| Norvia | Maps | Servers in Spain |\n"
    page = f"# Sub-processors\n\n| Vendor | Purpose | {header} |\n|---|---|---|\n{lines}"
    assert said(page) == ["Kelvo: unknown", "Stripe: IE", "Norvia: ES"]


def test_remarks_that_mention_a_place_once_say_nothing_of_it() -> None:
    lines = "| Kelvo | Post | Only with consent |\n| Stripe | Payments | Ask Ireland first, please |\n| Norvia | Maps | Since 2024 |\n"
    page = f"# Sub-processors\n\n| Vendor | Purpose | Notes |\n|---|---|---|\n{lines}"
    assert said(page) == ["Kelvo: unknown", "Stripe: unknown", "Norvia: unknown"]


def test_containers_with_a_header_of_their_own_are_a_table_although_their_rows_are_alike() -> None:
    cells = [
        ("Unternehmen", "Aufgabe", "Datenstandort"),
        ("<strong>Acme EMEA SARL</strong><br/>Luxemburg", "Hosting", "AWS eu-central-1 (Frankfurt)"),
        ("<strong>Cloudflare, Inc.</strong><br/>San Francisco, USA", "DNS", "weltweit"),
        ("<strong>Zorbix GmbH</strong><br/>Berlin", "Chat", "Irland"),
    ]
    rows = "".join(f"<div class='row'>{''.join(f'<div>{cell}</div>' for cell in one)}</div>" for one in cells)
    page = f"<h1>Unterauftragsverarbeiter</h1><div class='t'>{rows}</div>"
    assert said(page, "list.html") == ["Acme EMEA SARL: DE", "Cloudflare, Inc.: worldwide", "Zorbix GmbH: IE"]


def test_a_column_of_labels_before_the_names_is_no_second_header() -> None:
    rows = "".join(
        f"<tr><td><b>Sub-processor<br/>({tier}. Tier)</b></td><td>{name}</td><td>{tier}57</td><td>{where}</td><td>Hosting</td></tr>"
        for tier, name, where in (
            (1, "Acme Canada, Inc.", "1 King St, Toronto, Canada"),
            (2, "Zorbix GmbH", "Ring 2, 10115 Berlin"),
        )
    )
    head = "<tr><th></th><th>Company Name</th><th>Reg-no.</th><th>Address</th><th>Description of processing</th></tr>"
    found = read(f"<h1>Sub-processors</h1><table>{head}{rows}</table>", "list.html").rows
    assert [one.vendors for one in found] == [("Acme Canada, Inc.",), ("Zorbix GmbH",)]
    assert found[0].seat == "1 King St, Toronto, Canada"


def test_a_table_of_cookies_with_their_publishers_names_no_vendors() -> None:
    cookies = "| Nom | Éditeur | Durée |\n|---|---|---|\n| shop-xx | Le Comptoir | 20 jours |\n| _zz | Zorp | 13 mois |\n"
    lines = "| Partenaire | Finalité | Lieu |\n|---|---|---|\n| Stripe | Paiement | Irlande |\n| Kelvo | Chat | France |\n"
    page = f"# Nos partenaires et vos données\n\n{lines}\n## Cookies\n\n{cookies}"
    assert said(page) == ["Stripe: IE", "Kelvo: FR"]


def test_a_town_behind_a_name_is_the_seat_where_a_column_says_where() -> None:
    lines = '"Kelvo GmbH, Bonn",Post,\n"Zorbix GmbH, Köln",Chat,Ireland\nStripe,Payments,Ireland\n'
    rows = read(f"Vendor,Purpose,Location\n{lines}", "list.csv").rows
    assert [(of(one), one.seat) for one in rows[:2]] == [
        ("Kelvo GmbH: unknown", "Bonn"),
        ("Zorbix GmbH: IE", "Köln"),
    ]


def test_a_line_that_ends_in_its_place_does_not_go_on_with_the_next() -> None:
    text = "Third parties\n\n* Hetzner - Nuremberg, Germany\n  The server.\n\n* Kelvo - Slovenia\n  Delivers images.\n"
    assert said(text, "list.txt") == ["Hetzner: DE", "Kelvo: SI"]
