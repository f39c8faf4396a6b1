"""What recurs on a page beside its vendors: facts of the page, footers, values that are no labels, and two entities of one vendor."""

from __future__ import annotations

import pytest

from tests.unit.exchange.reading.shapes import located, named, of, read, said
from vendorgraph.exchange.reading.html.page import html_blocks
from vendorgraph.exchange.reading.lines.headers import role_of
from vendorgraph.exchange.reading.lines.keys import is_bare_label, key_role
from vendorgraph.exchange.reading.lists.barred import with_bars
from vendorgraph.exchange.reading.names.companies import looks_like_a_name


def test_the_facts_of_a_page_are_no_vendors() -> None:
    facts = {
        "Maintained by": "Quarx Limited (t/a Zorp)",
        "Last reviewed": "May 2027",
        "Source of truth": "DPA Schedule 3",
    }
    page = (
        f"<h1>Sub-processors</h1><dl>{''.join(f'<dt>{a}</dt><dd>{b}</dd>' for a, b in facts.items())}</dl>"
        "<h2>Current</h2><ul><li>Kelvo Ltd (Ireland): mail</li><li>Stripe (US): payments</li></ul>"
    )  # fmt: skip
    found = read(page, "list.html")
    assert [row.vendors for row in found.rows] == [("Kelvo Ltd",), ("Stripe",)]
    assert any("names no vendors; its 3 rows are not read" in warning for warning in found.warnings)


def test_vendors_below_labels_of_a_list_stay_vendors() -> None:
    page = "<h1>Sub-processors</h1><dl><dt>Kelvo Ltd</dt><dd>Mail, Ireland</dd><dt>Date Systems Inc.</dt><dd>Logs, USA</dd></dl>"
    assert said(page, "list.html") == ["Kelvo Ltd: IE", "Date Systems Inc.: US"]


@pytest.mark.parametrize(
    "line", ["(c) Quarx by Zorp. Melbourne, Australia", "© Quarx by Zorp. Melbourne, Australia"]
)
def test_the_sign_of_copyright_is_no_letter_of_a_list(line: str) -> None:
    text = f"Sub-processors\n\nName: Kelvo Ltd\nLocation: Ireland\n\nName: Stripe\nLocation: USA\n\n{line}\n"
    assert said(text, "list.txt") == ["Kelvo Ltd: IE", "Stripe: US"]
    items = "Sub-processors\n\n(a) Kelvo Ltd, Ireland\n(b) Stripe, USA\n(c) Norvia SAS, France\n"
    assert said(items, "list.txt") == ["Kelvo Ltd: IE", "Stripe: US", "Norvia SAS: FR"]


def test_what_a_form_asks_of_people_is_no_vendor() -> None:
    text = "Sub-processors\n\nFor admins we collect\nAdministrator name/s, Email address, Job title\n\nName: Kelvo Ltd\nLocation: Ireland\n"
    assert [one for one in said(text, "list.txt") if not one.startswith("refused")] == ["Kelvo Ltd: IE"]


@pytest.mark.parametrize(
    ("cell", "vendors"),
    [
        ("Stripe Payments Europe, Ltd. / Stripe, Inc.", 1),
        ("Intercom R&D Unlimited Company / Intercom, Inc.", 1),
        ("Stripe, Inc. / Twilio, Inc.", 2),
        ("Microsoft Corporation / LinkedIn Corporation", 2),
        ("Salesforce.com, Inc. / Slack Technologies, LLC", 2),
    ],
)
def test_two_legal_entities_of_one_known_vendor_are_one(cell: str, vendors: int) -> None:
    assert len(named(f'"{cell}"').vendors) == vendors


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("Countries where data may be processed or stored", "storage"),
        ("Länder, in denen die Daten verarbeitet werden können", None),  # a sentence by its comma
        ("Pays dans lesquels les données personnelles peuvent être traitées", "place"),
        ("What we agreed with them on how they handle your data", None),
    ],
)
def test_a_label_of_many_words_asks_where(label: str, role: str | None) -> None:
    assert key_role(f"{label}: Ireland") == role


@pytest.mark.parametrize(
    "header",
    ["Wo liegen die Daten?", "Wohin gehen die Daten", "Où vont mes données ?", "Data goes to", "Destination", "Drittstaat"],
)  # fmt: skip
def test_questions_for_where_data_are(header: str) -> None:
    assert role_of(header) == "place"


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("Location of processing", True),
        ("Lawful basis (where applicable)", True),
        ("Standard Contractual Clauses", False),
        ("DPA + SCC", False),
        ("Purpose – mail", False),
        ("Data centre in Ireland", False),
    ],
)
def test_what_may_stand_by_itself_above_what_it_asks(line: str, label: bool) -> None:
    assert is_bare_label(line) is label


def test_values_that_recur_are_no_labels() -> None:
    cards = [
        ("Kelvo Ltd", "Ireland"),
        ("Stripe", "USA"),
        ("Norvia SAS", "France"),
        ("Belmora GmbH", "Austria"),
    ]
    text = "\n\n".join(f"{name}\nLocation\n{where}\nCertified\nYes" for name, where in cards)
    assert said(f"Sub-processors\n\n{text}\n", "list.txt") == [
        "Kelvo Ltd: IE",
        "Stripe: US",
        "Norvia SAS: FR",
        "Belmora GmbH: AT",
    ]


def test_a_blank_cell_keeps_the_others_below_their_headers() -> None:
    rows = "Kelvo Ltd\nMail\nIreland\n\nNorvia SAS\nFrance\n\nStripe\nPayments\nUSA\n\nBelmora GmbH\nChat\nAustria\n"
    found = read(f"Sub-processors\n\nVendor\nPurpose\nLocation\n\n{rows}", "list.txt").rows
    assert [row.purposes for row in found] == [("Mail",), (), ("Payments",), ("Chat",)]
    assert said(f"Sub-processors\n\nVendor\nPurpose\nLocation\n\n{rows}", "list.txt")[1] == "Norvia SAS: FR"


def test_a_heading_names_the_vendor_that_a_line_below_it_tells() -> None:
    cards = [("Zorp (Managed hosting provider)", "zorp.io"), ("Quarx (Payments)", "Quarx Payments Ltd")]
    page = "".join(
        f"<h3>{at}. {head}</h3><p><strong>Organisation:</strong> {name}</p><p><strong>Location</strong></p><p>Ireland</p>"
        for at, (head, name) in enumerate(cards, 1)
    )
    assert said(f"<h1>Sub-processors</h1>{page}", "list.html") == ["Zorp: IE", "Quarx Payments Ltd: IE"]


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("🇪🇺 UE (DE)", "DE"),
        ("🇪🇺 EU", "EU"),
        ("Kanada, Niederlande (EU-Server)", "CA NL"),
        ("USA (EU-Server)", "EU"),
        ("USA and any other country in which it maintains facilities", "US worldwide"),
    ],
)
def test_a_region_beside_countries(words: str, places: str) -> None:
    assert of(located(words)) == f"Acme Mail, Inc.: {places}"


def test_bold_names_side_by_side_are_vendors_each() -> None:
    text = "# Sous-traitants\n\n- **Kelvo** et **Stripe** — stockage (France)\n- **Brevo** — courriels **chiffrés** (France)\n"
    assert said(text) == ["Kelvo: FR", "Stripe: FR", "Brevo: FR"]


@pytest.mark.parametrize(
    "name", ["documentus GmbH Bayern", "Mailchimp, société The Rocket Science Group LLC"]
)
def test_names_with_more_around_their_legal_form_are_one(name: str) -> None:
    text = f"Vendors\n\n1. {name}\n   Purpose: mail\n   Location: Germany\n\n2. Quarx Ltd\n   Purpose: logs\n   Location: Ireland\n"
    rows = read(text, "list.txt").rows
    assert [len(row.vendors) for row in rows] == [1, 1]
    assert [of(row).split(": ")[1] for row in rows] == ["DE", "IE"]


def test_where_data_are_kept_outranks_the_seat_in_the_cell_of_the_name() -> None:
    head = "<h1>Sub-processors</h1><table><tr><th>Firma, Anschrift</th><th>Leistung</th></tr>"
    rows = "<tr><td>Quarx, Inc.<br>9 Market Street<br>San Francisco, CA 94103, USA</td><td>Tickets, Datenhaltung im EWR</td></tr>"
    other = "<tr><td>Kelvo GmbH<br>Am Deich 4<br>26721 Emden</td><td>Post</td></tr>"
    found = read(f"{head}{rows}{other}</table>", "list.html").rows
    assert of(found[0]) == "Quarx, Inc.: EEA"


LISTED = "# Sub-processors\n\n- Kelvo Ltd (Ireland): mail\n- Stripe (US): payments\n\n"


def test_how_long_vendors_keep_data_is_told_and_lists_nobody() -> None:
    table = "| Organisation | Personal data retention period |\n|---|---|\n| Zorp, mail supplier | 30 days |\n| Stripe | 1 year |\n"
    found = read(f"{LISTED}## Retention\n\n{table}")
    assert [row.vendors[0] for row in found.rows] == ["Kelvo Ltd", "Stripe"]
    assert any("how long data are kept" in warning for warning in found.warnings)


def test_companies_below_the_title_of_a_team_are_vendors() -> None:
    assert (
        said(f"{LISTED}## Team\n\n- **Quarx Belgium SRL**: support (Belgium)\n")[-1]
        == "Quarx Belgium SRL: BE"
    )
    assert len(said(f"{LISTED}## Team\n\n- **Jane Roe**: support (Belgium)\n")) == 2


def test_a_table_in_a_text_whose_cells_stand_in_the_middle_of_their_rows() -> None:
    text = (
        "Subprocessors\n\n"
        "              Subprocessor                  Purpose                   Location\n\n"
        "                                                                      United States,\n"
        "    Quarx Services, Inc.         Cloud hosting and data storage\n"
        "                                                                      Ireland\n\n"
        "                                 Content delivery network, DDoS\n"
        "    Kelvo, Inc.                                                       Germany\n"
        "                                 protection\n\n"
        "    Norvia SAS                   SMS and voice channel                France\n\n"
        "    Functional Zorp, Inc.\n"
        "                                 Error monitoring                     Austria\n"
        "    d/b/a Zorp\n"
    )
    assert said(text, "list.txt") == [
        "Quarx Services, Inc.: US IE",
        "Kelvo, Inc.: DE",
        "Norvia SAS: FR",
        "Functional Zorp, Inc. d/b/a Zorp: AT",
    ]


def test_columns_that_one_blank_parts_are_told_apart_by_where_their_words_begin() -> None:
    text = (
        "Subprocessors\n\n"
        "           Entity         Activity                 Location\n"
        "Quarx Services, Inc.      Cloud service provider   USA, Europe\n"
        "Kelvo Labs, Inc.          Database service company USA, Europe\n"
        "Norvia, Inc.              Phone communications     USA\n"
        "Belmora, Inc.             Source code control here USA\n"
    )
    assert said(text, "list.txt") == [
        "Quarx Services, Inc.: US Europe",
        "Kelvo Labs, Inc.: US Europe",
        "Norvia, Inc.: US",
        "Belmora, Inc.: US",
    ]


@pytest.mark.parametrize("title", ["Hosting services", "Hosting", "Zahlungsdienste"])
def test_recurring_titles_above_vendors_are_no_labels(title: str) -> None:
    products = [
        ("Product A", "Kelvo Ltd, Ireland", "Mailgun, Germany"),
        ("Product B", "Zorpify Inc., USA", "Okta, USA"),
    ]
    page = "".join(
        f"<h2>{name}</h2><p>Location: EU</p><h3>{title}</h3><ul><li>{one}</li><li>{other}</li></ul>"
        for name, one, other in products
    )
    rows = read(f"<h1>Sub-processors</h1>{page}", "list.html").rows
    assert [row.vendors[0] for row in rows if row.vendors] == ["Kelvo Ltd", "Mailgun", "Zorpify Inc.", "Okta"]


@pytest.mark.parametrize(
    "end", ["Read more", "Active", "SCCs", "Data storage", "Personal data", "Mehr erfahren"]
)
def test_a_line_that_ends_each_card_is_no_label_of_the_next(end: str) -> None:
    cards = [("Boltify", "Email", "Germany"), ("Zorpify", "Payments", "Ireland"), ("Quarx", "Support", "USA")]
    text = "\n\n".join(f"{name}\n{what}\nLocation\n{where}\n{end}" for name, what, where in cards)
    found = [one for one in said(f"Sub-processors\n\n{text}\n", "list.txt") if "refused" not in one]
    assert found == ["Boltify: DE", "Zorpify: IE", "Quarx: US"]


@pytest.mark.parametrize(
    ("header", "rows", "vendors"),
    [
        ("Nom | Pays", ["Nomad SAS | Pays-Bas", "Stripe | Irlande"], ["Nomad SAS: NL", "Stripe: IE"]),
        ("Service | Location", ["ServiceNow | Location: USA", "ServiceTitan | Location: USA"], ["ServiceNow: US", "ServiceTitan: US"]),
        ("Name | Country", ["Namecheap, Inc. | Country: US"], ["Namecheap, Inc.: US"]),
        ("Vendor | Germany | USA", ["Mailgun | Germany | USA", "Okta | Germany | USA"], ["Mailgun: DE US", "Okta: DE US"]),
    ],
)  # fmt: skip
def test_names_that_begin_as_their_header_keep_their_beginning(
    header: str, rows: list[str], vendors: list[str]
) -> None:
    columns = "|".join("---" for _ in header.split("|"))
    table = "\n".join(f"| {row} |" for row in [header, *rows]).replace("\n", f"\n|{columns}|\n", 1)
    assert said(f"# Vendors\n\n{table}\n") == vendors


def test_what_is_used_for_what_is_no_list_of_facts_of_a_page() -> None:
    terms = {"Status": "Statuspage (Atlassian), US", "Hosting": "AWS, Ireland", "Document storage": "Box, US"}
    page = "".join(f"<dt>{what}</dt><dd>{who}</dd>" for what, who in terms.items())
    assert not any(
        "names no vendors" in one
        for one in read(f"<h1>Sub-processors</h1><dl>{page}</dl>", "list.html").warnings
    )


@pytest.mark.parametrize("foot", ["Home | Privacy | Contact", "Tel | Mail | Fax", "EN | DE | FR"])
def test_links_between_bars_below_vendors_between_bars_are_no_row(foot: str) -> None:
    rows = "".join(
        f"<p>{one}</p>"
        for one in ("Mailgun | Email | Germany", "Stripe | Payments | Ireland", "Okta | Sign-in | USA")
    )
    assert said(f"<h1>Sub-processors</h1>{rows}<p>{foot}</p>", "list.html") == [
        "Mailgun: DE",
        "Stripe: IE",
        "Okta: US",
    ]


def test_nothing_that_bars_part_is_dropped() -> None:
    rows = [
        "Mailgun | Email | Germany",
        "Stripe | Payments | Ireland",
        "Okta | Sign-in | USA",
        "Zorpify | Chat | on request",
    ]
    page = f"<h1>Sub-processors</h1>{''.join(f'<p>{one}</p>' for one in rows)}<p>Home | Privacy | Kelvo</p>"
    assert said(page, "list.html")[-1] == "Zorpify: unknown"
    assert [type(one).__name__ for one in with_bars(html_blocks(page))] == ["Heading", "Table", "Paragraph"]
    links = "<p>Home | Privacy | Contact</p><p>Blog | Jobs | Press</p><p>EN | DE | FR</p>"
    assert list(with_bars(html_blocks(links))) == list(html_blocks(links))


@pytest.mark.parametrize(
    "foot", ["Last updated\nMay 2026", "Contact us\nprivacy@quarx.test", "Changes\nWe added Mailgun."]
)
def test_lines_below_pasted_cells_are_no_row(foot: str) -> None:
    rows = "Kelvo Ltd\nMail\nIreland\n\nStripe\nPayments\nUSA\n\nBelmora GmbH\nChat\nAustria\n"
    found = said(f"Sub-processors\n\nVendor\nPurpose\nLocation\n\n{rows}\n{foot}\n", "list.txt")
    assert [one for one in found if "refused" not in one] == [
        "Kelvo Ltd: IE",
        "Stripe: US",
        "Belmora GmbH: AT",
    ]


@pytest.mark.parametrize(
    ("bullet", "row"),
    [
        ("**Hetzner Online GmbH**, **Germany** – hosting", "Hetzner Online GmbH: DE"),
        ("**Stripe**, **Payments** – Ireland", "Stripe: IE"),
    ],
)
def test_bold_places_and_purposes_are_no_vendors(bullet: str, row: str) -> None:
    assert said(f"# Vendors\n\n- {bullet}\n- **Okta** – sign-in (USA)\n") == [row, "Okta: US"]


def test_letters_of_a_list_within_and_at_the_beginning_of_lines() -> None:
    text = "Sub-processors\n\nWe use (a) AWS, Ireland; (b) Okta, USA;\n(c) Stripe Ltd, Ireland\n(d) Mailgun, Germany\n"
    assert "Stripe Ltd: IE" in said(text, "list.txt")


def test_a_sentence_that_begins_with_a_company_is_no_name() -> None:
    assert not looks_like_a_name("Acme Ltd also hosts backups for us")


@pytest.mark.parametrize(
    "words", ["Germany, France (servers in Finland)", "Deutschland, Österreich (Serverstandort Finnland)"]
)
def test_servers_elsewhere_than_two_seats(words: str) -> None:
    assert of(located(words)) == "Acme Mail, Inc.: FI"


@pytest.mark.parametrize(
    "places",
    [
        "DE (Kelvo), CH (Stripe)",
        "Germany for Kelvo, Switzerland for Stripe",
        "Stripe: Switzerland; Kelvo: Germany",
    ],
)
def test_places_that_say_whose_each_is(places: str) -> None:
    table = f"| Vendor | Purpose | Location |\n|---|---|---|\n| Kelvo SE, Stripe | Mail | {places} |\n| Okta | Login | USA |\n"
    assert said(f"# Vendors\n\n{table}") == ["Kelvo SE: DE", "Stripe: CH", "Okta: US"]


def test_places_that_say_whose_only_some_are_are_those_of_all() -> None:
    table = "| Vendor | Location |\n|---|---|\n| Kelvo SE, Stripe | DE, CH (Stripe) |\n| Okta | USA (AWS), Ireland (AWS) |\n"
    assert said(f"# Vendors\n\n{table}") == ["Kelvo SE+Stripe: DE CH", "Okta: US IE"]


def test_bullets_between_bars_are_rows_below_their_header_and_bullets_without() -> None:
    rows = "<ul><li>Kelvo | Mail | Ireland</li><li>Zorpify | Chat | USA</li><li>Okta | Login | USA</li></ul>"
    page = f"<h1>Sub-processors</h1><p>Vendor | Purpose | Country</p>{rows}"
    assert [type(one).__name__ for one in with_bars(html_blocks(page))] == ["Heading", "Table"]
    assert said(page, "list.html") == ["Kelvo: IE", "Zorpify: US", "Okta: US"]
    alone = list(html_blocks(f"<h1>Sub-processors</h1>{rows}"))
    assert list(with_bars(alone)) == alone
