"""Cells that should name a vendor: placeholders, ticks and dates; examples and alternatives; links."""

from __future__ import annotations

import pytest

from tests.unit.exchange.reading.shapes import in_html, named, of, read, said
from vendorgraph.analysis.snapshot import Snapshot
from vendorgraph.exchange.apply import planned
from vendorgraph.exchange.importing import Options, import_plan
from vendorgraph.exchange.reading.names.companies import is_company

PLACEHOLDERS = (
    "[Email Provider]", "{{vendor}}", "<Name>", "[Company], Inc.", "TBD", "To be determined", "Vendor A", "Your company here",
    "à définir", "noch offen", "N.N.", "Name des Anbieters", "XXX",
)  # fmt: skip
NOTHING = {
    "True": "is a yes or no", "no": "is a yes or no", "2026-01-31": "is a number or a date", "31.01.2026": "is a number or a date",
    "17": "is a number or a date", "N/A": "says that there is none", "keine": "says that there is none",
    "Aucun sous-traitant": "says that there is none",
}  # fmt: skip
NAMES = (
    "[Stripe]",
    "1&1",
    "3CX",
    "37signals",
    "X",
    "8x8",
    "Trick or Treat Ltd",
    "Google Cloud (e.g. BigQuery)",
)
POSSIBLE = {
    "Snyk or Socket": "Snyk+Socket",
    "SendGrid or Amazon SES": "SendGrid+Amazon SES",
    "Stripe (or Adyen)": "Stripe+Adyen",
    "Hetzner oder IONOS": "Hetzner+IONOS",
    "Brevo ou Mailjet": "Brevo+Mailjet",
    "Stripe or equivalent": "Stripe",
    '"Payment processor (e.g., Stripe)"': "Stripe",
    '"Email provider, e.g. SendGrid, Mailgun etc."': "SendGrid+Mailgun",
    "Zahlungsdienstleister (z. B. Stripe)": "Stripe",
    "Prestataire de paiement (par exemple Stripe)": "Stripe",
}


@pytest.mark.parametrize("cell", PLACEHOLDERS)
def test_a_placeholder_is_refused_as_one(cell: str) -> None:
    quoted = f'"{cell}"' if "," in cell else cell
    assert named(quoted).refused == f"names no vendor: {cell!r} is a placeholder, no vendor"


@pytest.mark.parametrize("cell", NOTHING)
def test_a_cell_that_is_no_text_names_no_vendor(cell: str) -> None:
    assert (named(cell).refused or "").startswith(f"names no vendor: {cell!r} {NOTHING[cell]}")


@pytest.mark.parametrize("cell", NAMES)
def test_a_name_that_looks_like_something_else_stays_one(cell: str) -> None:
    row = named(cell)
    assert (len(row.vendors), row.refused, row.extra) == (1, None, {})


@pytest.mark.parametrize("cell", POSSIBLE)
def test_examples_and_alternatives_are_possible_and_not_stated(cell: str) -> None:
    row = named(cell)
    assert (of(row), row.extra) == (f"{POSSIBLE[cell]}: US", {"basis": "inferred"})
    assert "possible" in (row.note or "")


@pytest.mark.parametrize(
    "cell",
    [
        "SMTP provider", "Database hosting provider", "Email Service Provider", "Payment processor", "Cloud providers",
        "Hosting-Provider (noch offen)", "Zahlungsdienstleister", "E-Mail-Dienstleister", "Anbieter für Karten",
        "Hébergeur VPS", "Hébergeur de base de données", "Fournisseur de fonds cartographiques",
        "Prestataire d'envoi d'e-mails (SMTP)", "Prestataire de paiement",
        "Rechenzentrumspartner", "E-Mail-Zustelldienstleister", "Hosting-Partner", "IT-Systemhaus", "Steuerberater",
        "Inkassodienstleister (Ausschreibung läuft)", "Marktforschungsinstitut (in Ausschreibung)", "Zahlungsabwickler",
        "Druckdienstleister – Vergabe läuft", "Logistikpartner (wird noch benannt)", "Freelancer im Bereich Softwaretest", "Freie Mitarbeiter im Support",
        "Fotografinnen und Fotografen", "Druck- und Versanddienstleister (Vergabe läuft)", "IT-Dienstleister (Vertrag in Vorbereitung)",
        "Externe Softwareentwickler", "Subunternehmer für Wartung", "Lettershop",
        "Cabinet d'enquêtes (marché en cours d'attribution)", "Institut de sondage (à désigner)", "Cabinet d'avocats",
        "Partenaire d'hébergement", "Développeurs indépendants", "Centre d'appels", "Transporteur",
        "Email delivery partner", "Debt collection agency (to be appointed)", "Survey firm (contract being awarded)",
        "Freelancers in QA", "Independent contractors", "Accounting firm", "Penetration testing company",
    ],
)  # fmt: skip
def test_what_a_vendor_does_is_no_name(cell: str) -> None:
    why = f"{cell!r} says what kind of vendor it is and names none"
    assert named(cell).refused == f"names no vendor: {why}"


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("Hosting provider (Zorpify)", "Zorpify"),
        ("Hébergeur (OVH)", "OVH"),
        ("Hébergeur Zorpify", "Hébergeur Zorpify"),
        ("Steuerkanzlei Huber", "Steuerkanzlei Huber"),
        ("Steuerberater Huber", "Steuerberater Huber"),
        ("Cabinet Dupont", "Cabinet Dupont"),
        ("Institut Pasteur", "Institut Pasteur"),
        ("Hosting Partner AG", "Hosting Partner AG"),
        ("Freelancer Max Muster", "Freelancer Max Muster"),
        ("Translation Bureau", "Translation Bureau"),
        ("Consultant Cloud", "Consultant Cloud"),
        ("DataPartner", "DataPartner"),
        ("Zorpify-Partner", "Zorpify-Partner"),
        ("Zorpify (tender in progress)", "Zorpify (tender in progress)"),
        ("Provider Software Ltd", "Provider Software Ltd"),
        ("provider.example", "provider.example"),
    ],
)
def test_a_name_beside_what_a_vendor_does_is_kept(cell: str, name: str) -> None:
    assert named(cell).vendors == (name,)


def test_a_product_behind_a_dash_is_an_aside_of_the_name() -> None:
    assert named('"Acme, Inc. — Acme Desk"').vendors == ("Acme, Inc. (Acme Desk)",)


@pytest.mark.parametrize(
    "cell",
    [
        "Acme Operations Limited, One Acme Place, South County Park, Leopardstown, Dublin 18, D18 P521, Irland",
        "Acme Ltd, 70 Sir John Rogerson's Quay, Dublin 2, Ireland",
    ],
)
def test_what_stands_between_a_legal_form_and_a_country_is_an_address(cell: str) -> None:
    row = named(f'"{cell}"')
    name, _, address = cell.partition(", ")
    assert (row.vendors, row.seat) == ((name,), address)


@pytest.mark.parametrize("cell", ["Sous-traitant à venir", "Dienstleister folgt", "Vendor to come"])
def test_a_vendor_that_is_to_come_is_a_placeholder(cell: str) -> None:
    assert named(cell).refused == f"names no vendor: {cell!r} is a placeholder, no vendor"


def test_a_parent_company_and_whom_it_serves_are_no_part_of_a_name() -> None:
    row = named(
        '"Acme Ireland, Limited (Dublin, Ireland; CRO 7604) for EEA customers; parent Acme, PBC (USA)"'
    )
    assert row.vendors == ("Acme Ireland, Limited (Dublin, Ireland; CRO 7604)", "Acme, PBC (USA)")


def test_a_placeholder_in_a_bullet() -> None:
    assert said(
        "# Sub-processors\n\n- [Email Provider] — transactional e-mail (US)\n- Stripe — payments (US)\n"
    ) == [
        "refused: names no vendor: '[Email Provider]' is a placeholder, no vendor",
        "Stripe: US",
    ]


def test_a_link_of_markdown_in_a_sheet_is_a_name_and_a_website() -> None:
    row = named("[Acme Mail](https://acme.test/dpa)")
    assert (row.vendors, row.website) == (("Acme Mail",), "https://acme.test/dpa")


def test_a_row_without_its_vendor_is_no_heading() -> None:
    found = read("vendor,country\nStripe,US\n,US\nZendesk,IE\n", "list.csv").rows
    assert [of(row) for row in found] == ["Stripe: US", "refused: names no vendor", "Zendesk: IE"]
    assert found[2].section is None


def test_a_flow_to_an_alternative_is_inferred() -> None:
    list_ = read("vendor,purpose,country\nSnyk or Socket,Scans,US\nStripe,Payments,US\n", "list.csv")
    plan, _ = import_plan(Snapshot.build({}), list_, Options("shop:orders"))
    flows = planned(Snapshot.build({}), [plan.file])[1].records["flow"].values()
    basis = {flow.document["to"].partition(":")[0]: flow.document["basis"] for flow in flows}
    assert basis == {"snyk": "inferred", "socket": "inferred", "stripe": "stated"}


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ('"Apple (APNs), Google (FCM)"', ("Apple (APNs)", "Google (FCM)")),
        (
            "Google (Analytics) and Meta Platforms Inc. (Pixel)",
            ("Google (Analytics)", "Meta Platforms Inc. (Pixel)"),
        ),
        ("Microsoft (Azure and Office)", ("Microsoft (Azure and Office)",)),
        (
            "Model providers: OpenAI (GPT) and Anthropic PBC (Claude)",
            ("OpenAI (GPT)", "Anthropic PBC (Claude)"),
        ),
        ("Atlassian Pty Ltd and applicable Atlassian affiliates", ("Atlassian Pty Ltd",)),
        ("Zorpify GmbH und verbundene Unternehmen", ("Zorpify GmbH",)),
        ("Zorpify SAS et ses filiales", ("Zorpify SAS",)),
        ("Smith and Sons Ltd", ("Smith and Sons Ltd",)),
    ],
)
def test_several_names_and_a_group_behind_one(cell: str, names: tuple[str, ...]) -> None:
    assert named(cell).vendors == names


@pytest.mark.parametrize("name", ["We Are Social Ltd", "Use Insider Inc.", "Setz GmbH"])
def test_companies_may_be_called_like_the_beginning_of_a_sentence(name: str) -> None:
    assert is_company(name)
    assert not is_company(f"Zusätzlich setzen wir {name}")


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("Acme Payments, Ltd.<br>1 Grand Canal Street<br>Dublin 2, Irland<br>Acme DPA", "Acme Payments, Ltd."),
        ("Quarx Analytics OÜ<br>Västriku tn 2, 50403 Tartu<br>Quarx Datenschutz", "Quarx Analytics OÜ"),
        ("Quarx Operations Limited<br>One Quarx Place, South Business Park, Dublin 18", "Quarx Operations Limited"),
    ],
)  # fmt: skip
def test_links_and_addresses_below_a_name_are_no_further_names(cell: str, name: str) -> None:
    assert in_html(cell, "Irland") == [f"{name}: IE", "Stripe: US"]


@pytest.mark.parametrize(
    "cell", ["Serveur SMTP", "Hébergement auto-géré (Raspberry Pi)", "Eigener Server", "Web Hosting"]
)
def test_servers_of_ones_own_and_kinds_of_hosting_name_nobody(cell: str) -> None:
    assert named(cell).refused


def cell_of(cell: str) -> list[str]:
    """What is read from a page with a table whose first cell holds HTML."""
    head = "<h1>Subprocessors</h1><table><tr><th>Vendor</th><th>Purpose</th><th>Location</th></tr>"
    rows = f"<tr><td>{cell}</td><td>Mail</td><td>Ireland</td></tr><tr><td>Stripe</td><td>Payments</td><td>US</td></tr>"
    return said(f"{head}{rows}</table>", "list.html")[:-1]


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ('<strong>Quarx Inc.</strong><br><a href="https://quarx.test">quarx.test</a>', "Quarx Inc."),
        ("<div>Quarx, PBC</div><div>User-Eingaben in AI-Tools (Prompt + Kontext)</div>", "Quarx, PBC"),
        ("<div>Quarx Inc.</div><div>Account-Daten · Profile · Audit-Logs</div>", "Quarx Inc."),
        ("<div>Quarx Inc.</div><div>Email · Name · Zahlungsdaten (von Quarx selbst gehostet)</div>", "Quarx Inc."),
        ("Quarx (Quarx®, Inc.), 603374146, 10800 NE 8th Street, Bellevue, WA, USA on behalf of Bolt Inc, 100 1st Street", "Quarx (Quarx®, Inc.)"),
        ("Quarx (Quarx, Inc.) 4710875, 101 Townsend St, San Francisco, CA 94107, USA.", "Quarx (Quarx, Inc.)"),
        ("AWS S3 / Objektspeicher", "AWS S3"),
        ("Push services: Google FCM (Chrome), Mozilla Autopush (Firefox)", "Google FCM (Chrome)+Mozilla Autopush (Firefox)"),
        ("Quarx Inc.<br>Bolt Ltd", "Quarx Inc.+Bolt Ltd"),
        ("Stripe<br>PayPal", "Stripe+PayPal"),
        ("Anthropic, Mistral AI, Google AI", "Anthropic+Mistral AI+Google AI"),
    ],
)  # fmt: skip
def test_what_stands_below_or_beside_a_company_is_told_from_another_name(cell: str, name: str) -> None:
    assert cell_of(cell) == [f"{name}: IE"]


@pytest.mark.parametrize(
    "cell",
    ["privacy@quarx.test", "Optionale Tools", "Authorities and courts", "Other government departments"],
)
def test_addresses_and_kinds_of_recipients_name_nobody(cell: str) -> None:
    assert named(cell).refused


@pytest.mark.parametrize(
    "address",
    [
        "Hollyhill Industrial Estate, Cork, Irland",
        "One Quarx Place, South County Business Park<br>Leopardstown, Dublin 18, Irland",
        "Level 6, 341 George Street<br>Sydney NSW 2000, Australia",
        "Haus Adler<br>10115 Berlin",
        "The Foundation, Herons Way, Chester Business Park, Chester CH4 9GB",
    ],
)
def test_the_lines_of_an_address_are_no_names(address: str) -> None:
    assert cell_of(f"<strong>Quarx Operations Ltd.</strong><br>{address}") == ["Quarx Operations Ltd.: IE"]


def test_our_contractors_name_nobody() -> None:
    assert named("Our repairs and gas servicing contractors").refused
    assert not named("Our World Partners Ltd").refused


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ('Quarx, L.L.C. <span class="badge badge--new">New</span>', "Quarx, L.L.C. (New)"),
        ('<h3>Quarx Inc.</h3><span class="rounded-full">Affiliate</span>', "Quarx Inc. (Affiliate)"),
        ("Google Ireland Limited<br><small>Firebase Cloud Messaging</small>", "Google Ireland Limited (Firebase Cloud Messaging)"),
        ("Quarx Service; Inh. K. Quarx", "Quarx Service Inh. K. Quarx"),
    ],
)  # fmt: skip
def test_what_stands_beside_a_name_in_small_letters_is_an_aside(cell: str, name: str) -> None:
    assert cell_of(cell) == [f"{name}: IE"]


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("1) Quarx GmbH", "Quarx GmbH"),
        ("a) Quarx GmbH", "Quarx GmbH"),
        ('"Quarx GmbH, www.quarx.example"', "Quarx GmbH"),
        ("Quarx GmbH https://www.quarx.example", "Quarx GmbH"),
        ("Quarx SAS – 2 rue Kellermann – 59100 Roubaix", "Quarx SAS"),
        ('"Quarx s.r.o., Obchodná 22, 811 06 Bratislava"', "Quarx s.r.o."),
        ('"Quarx SAS\n2 rue Kellermann\n59100 Roubaix\nRCS Lille 424 761 419"', "Quarx SAS"),
        ("Quarx Pte. Ltd.", "Quarx Pte. Ltd."),
    ],
)
def test_numbers_pages_and_addresses_beside_a_name_are_no_part_of_it(cell: str, name: str) -> None:
    assert named(cell).vendors == (name,)
