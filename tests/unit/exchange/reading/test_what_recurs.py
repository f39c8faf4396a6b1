"""What recurs on a page beside its vendors: facts of the page, footers, values that are no labels, and two entities of one vendor."""

from __future__ import annotations

import pytest

from tests.unit.exchange.reading.shapes import located, named, of, read, said
from vendorgraph.exchange.reading.headers import role_of
from vendorgraph.exchange.reading.keys import is_bare_label, key_role


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
