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


def test_tables_in_the_items_of_a_list_are_read() -> None:
    table = "    | Sub-Processor | Description | Location |\n    | :--- | :--- | :--- |\n    | {} | Hosting | {} |\n    | {} | Mail | {} |\n"
    page = (
        "# Sub-processors\n\n- **1.1 Cloud providers**\n\n" + table.format("Kelvo", "Japan", "Stripe", "US")
        + "\n- **1.2 Others**\n\n" + table.format("Norvia", "Spain", "Zorbix GmbH", "Germany")
    )  # fmt: skip
    assert said(page) == ["Kelvo: JP", "Stripe: US", "Norvia: ES", "Zorbix GmbH: DE"]


def test_names_and_what_they_are_for_by_turns_below_their_headers() -> None:
    pairs = "Stripe\nPayments\n\nDigital Ocean\nInfrastructure\n\nKelvo\nChat\n\nLinode\nInfrastructure\n"
    text = (
        f"Subcontractors\n\nCustomer data\n\nEntity\nPurpose\n\n{pairs}\nRevision 14\nUpdated 3 March 2025\n"
    )
    rows = [one for one in read(text, "list.txt").rows if not one.refused]
    assert [one.vendors[0] for one in rows][-4:] == ["Stripe", "Digital Ocean", "Kelvo", "Linode"]
    assert rows[-3].purposes == ("Infrastructure",)


LABELS = ("Sub-Processor", "Legal address", "Location", "Processing Activity")


def test_cards_that_are_as_many_as_their_fields_are_no_table() -> None:
    cards = "".join(
        "<div class='row'>"
        + "".join(f"<div><div class='label'>{label}</div><div>{said}</div></div>" for label, said in zip(LABELS, one, strict=True))
        + "</div>"
        for one in (
            ("HubSpot", "2 Canal Park, Cambridge, MA 02141, USA", "EU", "Contacts"),
            ("Intercom", "55 2nd Street, San Francisco, CA 94105, USA", "USA", "Chat"),
            ("Google Workspace", "Gordon House, Barrow Street, Dublin 4, Ireland", "Ireland", "Mail"),
            ("Slack", "500 Howard St, San Francisco, CA 94105, USA", "USA", "Messages"),
        )
    )  # fmt: skip
    head = "".join(f"<div>{label}</div>" for label in LABELS)
    page = f"<h1>Sub-processors</h1><div><div class='row head'>{head}</div><div class='items'>{cards}</div></div>"
    assert said(page, "list.html") == ["HubSpot: EU", "Intercom: US", "Google Workspace: IE", "Slack: US"]


@pytest.mark.parametrize("field", ["EU · France", "EU – France", "EU / France"])
def test_a_region_before_its_country_adds_nothing_in_fields(field: str) -> None:
    card = f"<h3>Kelvo SAS</h3><dl><dt>Headquarters</dt><dd>EU · Finland</dd><dt>Data location</dt><dd>{field}</dd></dl>"
    other = "<h3>Stripe</h3><dl><dt>Headquarters</dt><dd>US</dd><dt>Data location</dt><dd>A) EU · Germany, B) USA</dd></dl>"
    assert said(f"<h1>Subprocessors</h1>{card}{other}", "list.html") == ["Kelvo SAS: FR", "Stripe: DE US"]


@pytest.mark.parametrize(
    ("bullet", "place", "seat"),
    [
        (
            "**Zorbix Inc.** (États-Unis) — hébergement. Région : `eu-central-1` (Francfort).",
            "DE",
            "États-Unis",
        ),
        ("Zorbix OÜ (Tartu, Estonie) : statistiques. Données situées en Allemagne.", "DE", "Tartu, Estonie"),
        ("Zorbix Ltd (Ireland): support. Data are stored in Germany.", "DE", "Ireland"),
        ("Zorbix Ltd (Ireland): support", "IE", None),
    ],
)
def test_the_place_behind_a_name_is_the_seat_where_the_line_says_where_data_are(
    bullet: str, place: str, seat: str | None
) -> None:
    found = read(f"# Sub-processors\n\n- {bullet}\n- Stripe: payments (US)\n").rows[0]
    assert (of(found).rpartition(": ")[2], found.seat) == (place, seat)


def test_who_is_never_given_data_is_no_vendor() -> None:
    lead = "If you use a social login, your data is fetched from that service. We never share your data with them."
    table = "| Vendor | Purpose | Location |\n|---|---|---|\n| Kelvo | Chat | France |\n| Stripe | Payments | US |\n"
    page = f"# Sub-processors\n\n{table}\n## Social login\n\n{lead}\n\n- Microsoft\n- Facebook\n"
    assert said(page) == ["Kelvo: FR", "Stripe: US"]


@pytest.mark.parametrize(
    "rows", [("Stripe", "Zorbix Ltd"), ("Zorbix Ltd", "Stripe"), ("Kelvo", "Norvia GmbH")]
)
def test_a_company_with_a_blank_place_is_no_end_of_the_name_above_it(rows: tuple[str, str]) -> None:
    lines = "".join(f"| {name} | {'' if name.endswith(('Ltd', 'GmbH')) else 'Ireland'} |\n" for name in rows)
    page = f"# Sub-processors\n\n| Vendor | Location |\n|---|---|\n{lines}| Tarvo | France |\n"
    assert [one.vendors for one in read(page).rows] == [(rows[0],), (rows[1],), ("Tarvo",)]
    ended = "# Sub-processors\n\n| Vendor | Location |\n|---|---|\n| Zendesk | Ireland |\n| International Ltd | |\n| Stripe | US |\n"
    assert [one.vendors for one in read(ended).rows] == [("Zendesk International Ltd",), ("Stripe",)]


def test_towns_with_short_words_in_them_end_no_sentence() -> None:
    towns = ("79106 Freiburg i. Br.", "60311 Frankfurt a. M.", "59065 Hamm i. W.")
    items = "".join(
        f"({at}) Zorb{at}x GmbH\n    Ring {at}, {town}\n    Leistung: Chat\n\n"
        for at, town in enumerate(towns, 1)
    )
    rows = read(f"Unterauftragsverarbeiter\n\n{items}", "list.txt").rows
    assert [(one.seat or "").rstrip(".") for one in rows] == [
        f"Ring {at}, {town}".rstrip(".") for at, town in enumerate(towns, 1)
    ]
    assert [of(one).rpartition(": ")[2] for one in rows] == ["unknown"] * 3


@pytest.mark.parametrize("task", ["AI", "BI"])
def test_machines_that_learn_and_other_tasks_are_no_islands(task: str) -> None:
    items = f"- **Kelvo** – Web search ({task})\n- **Norvia GmbH** – assistant ({task}), Germany\n"
    text = (
        f"# Subprocessors\n\n{items}- Zorbix ({task})\n- Tarnix – search, {task}\n- Stripe (IT) – payments\n"
    )
    assert said(text) == [
        "Kelvo: unknown",
        "Norvia GmbH: DE",
        "Zorbix: unknown",
        "Tarnix: unknown",
        "Stripe: IT",
    ]


def test_the_country_of_a_partner_is_its_seat_beside_that_of_hosting() -> None:
    table = "Partenaire,Pays du partenaire,Pays d'hébergement\nKelvo SAS,France,Pays-Bas\nStripe,États-Unis,Irlande\n"
    assert said(table, "list.csv") == ["Kelvo SAS: NL", "Stripe: IE"]


@pytest.mark.parametrize("header", ["Customer region", "Kundenregion", "Contact", "DPA"])
def test_other_columns_that_are_set_aside_say_no_place_of_vendors(header: str) -> None:
    lines = "| Kelvo | Post | |\n| Stripe | Payments | Ireland |\n| Norvia | Maps | Spain |\n"
    page = f"# Sub-processors\n\n| Vendor | Purpose | {header} |\n|---|---|---|\n{lines}"
    assert said(page) == ["Kelvo: unknown", "Stripe: unknown", "Norvia: unknown"]
