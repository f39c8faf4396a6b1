"""Labels of seats, names before dashes in titles, grids that say their labels again, and rows like headers."""

from __future__ import annotations

import pytest

from tests.unit.exchange.reading.shapes import read, said


def row(cell: str) -> str:
    return f"| Vendor | Purpose | Registered office / Country |\n|---|---|---|\n| Zorpify Ltd | Mail | {cell} |\n"


@pytest.mark.parametrize(
    ("cell", "place", "seat"),
    [
        ("registered office: San Mateo, California, USA; data stored in Ireland", "IE", "San Mateo, California, USA"),
        ("Company: USA, Data: Germany", "DE", "USA"),
        ("Seat: USA. Data centre: Ireland", "IE", "USA"),
        ("Sitz: San Mateo, CA, USA; Serverstandort: Irland", "IE", "San Mateo, CA, USA"),
        ("Sitz: USA, Server in Irland", "IE", "USA"),
        ("HQ: USA / Hosting: Ireland", "IE", "USA"),
        ("USA, Ireland", "US IE", None),
    ],
)  # fmt: skip
def test_a_labelled_seat_is_no_place_of_the_data(cell: str, place: str, seat: str | None) -> None:
    assert said(row(cell)) == [f"Zorpify Ltd: {place}"]
    assert read(row(cell)).rows[0].seat == seat


@pytest.mark.parametrize(
    ("where", "place"),
    [
        ("Boston, USA – delivery (worldwide)", "worldwide"),
        ("Dublin, Ireland – payments (USA)", "US"),
        ("Amsterdam, Netherlands – payments", "NL"),
        ("Ireland – payments (EU, USA)", "EU US IE"),
    ],
)
def test_a_town_with_its_country_behind_a_name_is_a_seat_where_a_bracket_says_where(
    where: str, place: str
) -> None:
    text = f"# Sub-processors\n\n- Zorpify, Inc., {where}\n- Acme Ltd, Bonn, Germany – mail\n"
    assert said(text) == [f"Zorpify, Inc.: {place}", "Acme Ltd: DE"]


def test_a_country_behind_a_town_is_that_of_an_address_beside_another_place() -> None:
    head = "| Name | Street | Postcode, town | Country | Service | Place of the servers |\n|---|---|---|---|---|---|\n"
    assert said(f"{head}| Zorp s.r.o. | Husova 1 | 140 00 Praha | Czechia | Tickets | Ireland |\n") == [
        "Zorp s.r.o.: IE"
    ]


@pytest.mark.parametrize("header", ["Ort der Leistungserbringung", "Leistungsort", "Place of performance"])
def test_where_a_service_is_rendered_is_where_data_are(header: str) -> None:
    text = f"| Unterauftragnehmer | Land | Leistung | {header} |\n|---|---|---|---|\n| Zorp s.r.o. | Tschechien | Tickets | Irland |\n"
    assert said(text) == ["Zorp s.r.o.: IE"]


def cards(*titles: str) -> str:
    return "# Subprocessors\n\n" + "".join(f"### {title}\n\n- Location: Canada\n\n" for title in titles)


def test_a_title_ends_at_the_dash_before_what_a_vendor_is_for() -> None:
    titles = (
        "1. Zorpify — monitoring (on the server)",
        "2. Acme (Acme Labs Inc.) — e-mail",
        "3. Hetzner — hosting",
    )
    assert said(cards(*titles)) == ["Zorpify: CA", "Acme (Acme Labs Inc.): CA", "Hetzner: CA"]


def test_a_title_of_what_and_whom_ends_at_no_dash() -> None:
    assert said(cards("Acme GmbH — Bonn", "Zorp Studio — Zorp Labs Ltd")) == [
        "Acme GmbH: DE CA",
        "Zorp Studio — Zorp Labs Ltd: CA",
    ]


@pytest.mark.parametrize(
    "title",
    [
        "Services we do not use",
        "Nicht von uns genutzte Dienste",
        "Services non utilisés",
        "What we don't use",
    ],
)
def test_what_a_heading_says_is_not_used_is_no_vendor(title: str) -> None:
    page = f"# Subprocessors\n\n- Hetzner – hosting – Germany\n- Acme Ltd – mail – UK\n\n## {title}\n\n- Stripe – payments\n- Twilio – SMS\n"
    assert said(page) == ["Hetzner: DE", "Acme Ltd: GB"]


@pytest.mark.parametrize("title", ["Subprocessors (not used for training)", "Not only used for hosting"])
def test_what_is_not_used_for_something_is_a_vendor(title: str) -> None:
    page = f"# Subprocessors\n\n## {title}\n\n- Stripe – payments – USA\n- Twilio – SMS – USA\n"
    assert said(page) == ["Stripe: US", "Twilio: US"]


def labelled(name: str, seat: str, where: str) -> str:
    pairs = (("Sub-processor", name), ("Legal address", seat), ("Location", where))
    cells = "".join(f"<div><div>{label}</div><div>{value}</div></div>" for label, value in pairs)
    return f'<div role="listitem">{cells}</div>'


def test_cells_that_say_their_labels_again_are_records() -> None:
    head = "<div><div>Sub-processor</div><div>Legal address</div><div>Location</div></div>"
    items = labelled("Stripe", "1 Main St, Boston, USA", "EU") + labelled(
        "Zorpify", "2 Rue A, Luxembourg", "Ireland"
    )
    page = f"<h1>Sub-processors</h1><div>{head}<div>{items}</div></div>"
    assert said(page, "list.html") == ["Stripe: EU", "Zorpify: IE"]


def test_a_banner_of_as_many_parts_as_cards_is_no_header() -> None:
    cards = "".join(
        f"<div><h3>{name}</h3><p><strong>Purpose:</strong> mail</p><p><strong>Location:</strong> {where}</p></div>"
        for name, where in (("Acme SARL", "France"), ("Zorp Ltd", "Ireland"))
    )
    page = f"<header><a>Zorp</a><nav><a>Prices</a></nav><a>Demo</a></header><main><h1>Sub-processors</h1><div>{cards}</div></main>"
    assert said(page, "list.html") == ["Acme SARL: FR", "Zorp Ltd: IE"]


@pytest.mark.parametrize(("kind", "rows"), [("acme-footer", 1), ("card-footer", 2)])
def test_the_footer_of_a_site_is_none_of_a_card(kind: str, rows: int) -> None:
    text = "<p>We tell our customers of each change at least thirty days before it takes place, and they may object.</p>"
    table = "<table><tr><th>Vendor<th>Location</tr><tr><td>Stripe<td>EU</tr></table>"
    foot = f'<div class="{kind}"><ul><li>Acme AB, Lund, Sweden – support</li></ul></div>'
    page = f"<h1>Sub-processors</h1>{text}{table}{foot}"
    assert len(said(page, "list.html")) == rows


def test_a_row_of_a_known_product_repeats_no_header() -> None:
    head = "| Sub-contractor | Purpose | Admin PII | User PII | Location |\n|---|---|---|---|---|\n"
    text = f"{head}| Hetzner Cloud Provider | Stores some data of the service. | No | No | Finland Data Center |\n| Stripe | Payments | Yes | No | USA |\n"
    assert said(text) == ["Hetzner Cloud Provider: FI", "Stripe: US"]


def test_names_between_commas_may_begin_with_a_number() -> None:
    text = "| Vendor | Location |\n|---|---|\n| Sinch, Vonage, 9 Degrees, Acme Mobile, Telefonica | Worldwide |\n"
    assert read(text).rows[0].vendors == ("Sinch", "Vonage", "9 Degrees", "Acme Mobile", "Telefonica")


def test_paragraphs_of_several_sentences_are_vendors_where_each_begins_with_one() -> None:
    long = (
        "Processes account data and metadata as the privacy policy says, and nothing else that you store with us. "
        * 2
    )
    page = (
        f"<h1>Sub-processors</h1><h2>Current</h2><p>Supabase: database. The project lies in eu-central-2 (Zurich). {long}</p>"
        f"<p>Vercel: hosting. {long}</p><p>Delivery of mail by others: their region is open.</p><p>Stripe: payments in Ireland.</p>"
    )
    assert said(page, "list.html") == ["Supabase: CH", "Vercel: unknown", "Stripe: IE"]


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("Verarbeitung im weltweiten Netz", "worldwide"),
        ("data are processed on a global network", "worldwide"),
        ("a global leader in networks", "unknown"),
        ("hosting of code + CI/CD", "unknown"),
    ],
)
def test_words_of_the_whole_world(words: str, place: str) -> None:
    assert (
        said(f"# Sub-processors\n\n- **Zorpify Ltd**: {words}\n- **Acme Ltd**: mail\n")[0]
        == f"Zorpify Ltd: {place}"
    )


def test_an_address_keeps_the_region_in_the_bracket_behind_it() -> None:
    text = "# Sub-processors\n\n### Acme d.o.o.\n\nDunajska cesta 165, 1000 Ljubljana, Slovenia (EU)\n\n### Zorp Ltd\n\n1 Main Street, Dublin, Ireland (USA)\n"
    assert said(text) == ["Acme d.o.o.: unknown", "Zorp Ltd: US"]
    assert read(text).rows[0].seat == "Dunajska cesta 165, 1000 Ljubljana, Slovenia (EU)"


@pytest.mark.parametrize(
    "header", ["Customer region", "Région du client", "Kundenregion", "Region of the customer"]
)
def test_where_customers_are_is_no_place_of_vendors(header: str) -> None:
    text = f"| Vendor | Location | {header} |\n|---|---|---|\n| Stripe | USA | EU / US |\n| Zorp Ltd | Ireland | UK |\n"
    assert said(text) == ["Stripe: US", "Zorp Ltd: IE"]


def test_a_residency_that_is_denied_is_no_place() -> None:
    text = "| Vendor | Location |\n|---|---|\n| Zorp Ltd | États-Unis (pas de résidence de données UE configurée) |\n"
    assert said(text) == ["Zorp Ltd: US"]


def test_elements_that_are_a_table_by_their_roles_are_one() -> None:
    rows = [["Nom", "Pays", "Garanties"], ["Stripe", "Irlande", "UE"], ["Zorp Ltd", "États-Unis", "CCT"]]
    cells = [
        "".join(f'<span role="{"cell" if at else "columnheader"}">{cell}</span>' for cell in row)
        for at, row in enumerate(rows)
    ]
    lines = "".join(f'<div role="row">{row}</div>' for row in cells)
    page = f'<h1>Sous-traitants</h1><div role="table"><div role="rowgroup">{lines}</div></div>'
    assert said(page, "list.html") == ["Stripe: IE", "Zorp Ltd: US"]


def test_a_heading_by_its_role_is_one() -> None:
    page = (
        '<h1>Vendors</h1><div role="heading" aria-level="2">Not used</div><ul><li>Stripe – payments – US</li></ul>'
        '<div role="heading" aria-level="2">Sub-processors</div><ul><li>Zorp Ltd – mail – UK</li></ul>'
    )
    assert said(page, "list.html") == ["Zorp Ltd: GB"]


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("Europa (EU-Region, Dublin)", "IE"),
        ("Europe (EU and UK)", "Europe EU GB"),
        ("EEA (EU and Norway)", "EEA EU NO"),
        ("EU/international, PCI-DSS", "EU worldwide"),
        ("EU (ISO 27001)", "EU"),
    ],
)
def test_regions_within_regions_and_certificates_beside_places(words: str, places: str) -> None:
    text = f"| Vendor | Location |\n|---|---|\n| Zorp Ltd | {words} |\n"
    assert said(text) == [f"Zorp Ltd: {places}"]


def test_a_label_that_lists_do_not_know_ends_the_one_before_it() -> None:
    def card(name: str, where: str, rest: str) -> str:
        pairs = f"<dt>Purpose</dt><dd>Mail</dd><dt>Region</dt><dd>{where}</dd><dt>Shape</dt><dd>{rest}</dd>"
        return f"<li><p><strong>{name}</strong></p><dl>{pairs}</dl></li>"

    cards = (
        card("Zorp Ltd", "EU", "DPA") + card("Acme Ltd", "Ireland", "SCCs") + card("Stripe", "USA", "None")
    )
    assert said(f"<h1>Sub-processors</h1><ul>{cards}</ul>", "list.html") == [
        "Zorp Ltd: EU",
        "Acme Ltd: IE",
        "Stripe: US",
    ]


def test_the_owner_of_a_page_that_is_registered_somewhere_is_no_vendor() -> None:
    text = (
        "Sub-processors\n\nStripe\nPurpose: payments\nLocation: USA\n\nHetzner\nPurpose: hosting\nLocation: Germany\n\n"
        "Zorp Ltd is registered in England and Wales, company number 09999999. Registered office: 4 Quay, Bristol.\n"
    )
    assert said(text, "list.txt")[:2] == ["Stripe: US", "Hetzner: DE"]
    assert [row.vendors for row in read(text, "list.txt").rows if row.vendors] == [("Stripe",), ("Hetzner",)]


def test_who_made_a_page_is_no_vendor() -> None:
    page = (
        '<h1>Sub-processors</h1><div class="page-metadata"><ul><li>Created by <span>Ann Low</span>, last modified on May 3</li>'
        "</ul></div><table><tr><th>Vendor<th>Location</tr><tr><td>Stripe<td>EU</tr></table>"
    )
    assert said(page, "list.html") == ["Stripe: EU"]


def test_a_bracket_within_a_name_before_a_form_of_several_words_is_no_place() -> None:
    text = (
        "Sub-processors\n\nZorp (Europe) S.à r.l. et Cie, S.C.A.\nPurpose: donations\nLocation: Luxembourg\n\n"
        "Acme (Schweiz) AG & Co. KG\nPurpose: mail\nLocation: Ireland\n"
    )
    assert said(text, "list.txt") == [
        "Zorp (Europe) S.à r.l. et Cie, S.C.A.: LU",
        "Acme (Schweiz) AG & Co. KG: IE",
    ]


def test_places_and_instruments_between_dots_are_told_apart() -> None:
    text = "# Sub-processors\n\n- **Zorp Ltd**\n  - Mail\n  - United States · Standard Contractual Clauses\n- **Acme Ltd**\n  - Ireland | SCC\n"
    assert said(text) == ["Zorp Ltd: US", "Acme Ltd: IE"]


def test_a_line_with_a_place_that_most_cards_hold_is_no_furniture() -> None:
    def card(name: str, where: str, for_what: str) -> str:
        return f"<div><div><h2>{name}</h2><span>{for_what}</span></div><p>Data of {for_what}</p><p>{where} &middot; SCC</p></div>"

    us = "United States"
    cards = card("Stripe", us, "payments") + card("Zorp Ltd", us, "mail") + card("Sentry", us, "errors")
    page = f"<h1>Sub-processors</h1><section>{cards}{card('Hetzner', 'Germany', 'hosting')}</section>"
    assert said(page, "list.html") == ["Stripe: US", "Zorp Ltd: US", "Sentry: US", "Hetzner: DE"]


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Open Telekom Cloud<br>T-Systems International GmbH", ("Open Telekom Cloud (T-Systems International GmbH)",)),
        ("Google Ads<br>Google Analytics", ("Google Ads", "Google Analytics")),
        ("Google LLC<br>Google Ireland Limited", ("Google LLC", "Google Ireland Limited")),
        ("Hetzner Cloud<br>Stripe Payments Europe Ltd", ("Hetzner Cloud", "Stripe Payments Europe Ltd")),
    ],
)  # fmt: skip
def test_a_service_above_the_company_it_is_of_is_one_vendor(cell: str, names: tuple[str, ...]) -> None:
    assert read(f"| Vendor | Location |\n|---|---|\n| {cell} | Germany |\n").rows[0].vendors == names
