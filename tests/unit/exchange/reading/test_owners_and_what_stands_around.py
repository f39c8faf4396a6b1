"""The owner's letterhead and foot, headings that are no vendors, single rows, and what holds for all of a page."""

from __future__ import annotations

import pytest

from tests.unit.exchange.reading.shapes import named, read, said

TABLE = "| Name | Purpose | Place |\n|---|---|---|\n| Stripe | Payments | Ireland |\n| Zorbix GmbH | Mail | Germany |\n"
ROWS = ["Stripe: IE", "Zorbix GmbH: DE"]
OWNER = "refused: is the owner of the page and its address, no vendor"


@pytest.mark.parametrize(
    ("page", "name"),
    [
        (f"**Quarxtal AG**\nRheinallee 3, 53227 Bonn\n\n# Annex 3: sub-processors\n\n{TABLE}", "list.md"),
        (
            "<p>Quarxtal GmbH<br>Rigaer Straße 4, 10247 Berlin</p><h1>Anlage 3: Unterauftragsverarbeiter</h1>"
            "<table><tr><td>Name</td><td>Zweck</td><td>Ort</td></tr><tr><td>Stripe</td><td>Zahlung</td><td>Irland</td></tr>"
            "<tr><td>Zorbix GmbH</td><td>E-Mail</td><td>Deutschland</td></tr></table>",
            "list.html",
        ),
        (f"# Sub-processors\n\n{TABLE}\n---\nQuarxtal GmbH · Kiel · [Impressum](/impressum)\n", "list.md"),
    ],
)
def test_the_owner_above_or_below_its_page_is_no_vendor(page: str, name: str) -> None:
    found = said(page, name)
    assert [one for one in found if one != OWNER] == ROWS


def test_names_first_of_all_that_say_what_they_do_are_vendors() -> None:
    page = f"- Quarxo Ltd – backups, France\n- Telbra AG – mail, Austria\n\n# More sub-processors\n\n{TABLE}"
    assert said(page) == ["Quarxo Ltd: FR", "Telbra AG: AT", *ROWS]


def test_the_owner_on_top_of_each_page_of_a_text_is_no_vendor() -> None:
    cards = [
        f"{at}. {name}\nLeistung: Hosting\nOrt der Leistung: Deutschland\n"
        for at, name in enumerate(("Zorbix GmbH", "Hetzner Online GmbH", "netcup GmbH", "Telbra AG"), 1)
    ]
    lead = "Die Quarxtal GmbH (Auftragnehmer) nimmt für ihre Software Leistungen der folgenden\nUnternehmen in Anspruch.\n\n"
    text = "Quarxtal GmbH\nGroßer Wall 50 · 20457 Hamburg\n\nAnlage 2 – Unterauftragsverhältnisse\n\n" + lead
    text += "\n".join(cards[:2]) + "\n\nQuarxtal GmbH\nVertrag über die Auftragsverarbeitung – Anlage 2\n\n"
    found = [one for one in said(text + "\n".join(cards[2:]), "list.txt") if not one.startswith("refused")]
    assert found == ["Zorbix GmbH: DE", "Hetzner Online GmbH: DE", "netcup GmbH: DE", "Telbra AG: DE"]


def test_products_that_are_known_companies_head_their_lists_and_are_no_cards() -> None:
    page = """# Sub-processors

## All products

These are located in the United States:

* [Braintree](https://a.test). Payment processing.
* [Zorbix](https://b.test). Error reporting.

## Basecamp

Located in the United States:

* [Mailchimp](https://c.test). Announcements.

Located in the Netherlands:

* [Leaseweb](https://d.test). Servers for visitors.

## HEY

Located in the United States:

* [Apple](https://e.test). Push notifications.
* [Amazon Web Services](https://f.test). Cloud services.
"""
    assert said(page) == [
        "Braintree: US",
        "Zorbix: US",
        "Mailchimp: US",
        "Leaseweb: NL",
        "Apple: US",
        "Amazon Web Services: US",
    ]


def test_a_last_heading_with_a_sentence_is_no_card_where_all_others_say_by_keys_what_they_do() -> None:
    cards = "".join(
        f"## {name}\n\n- **Rôle** : hébergement\n- **Pays** : France\n\n"
        for name in ("Scalingo", "Zorbix", "Brevo", "Quarxo")
    )
    page = f"# Sous-traitants\n\n{cards}## Contribuer\n\nUne erreur ? Écrivez à dpo@quarxtal.test.\n"
    assert said(page) == ["Scalingo: FR", "Zorbix: FR", "Brevo: FR", "Quarxo: FR"]


def test_a_single_row_made_as_those_of_a_grid_above_is_a_row_too() -> None:
    def row(*cells: str) -> str:
        return f'<div class="row">{"".join(f"<div class=cell>{cell}</div>" for cell in cells)}</div>'

    head = '<div class="head"><div>Company</div><div>What they do</div><div>Data location</div></div>'
    several = row("Stripe", "Payments", "Ireland") + row("Zorbix Ltd", "Mail", "France")
    single = row("Quarxo SAS", "Support in France", "France")
    page = f'<h1>Sub-processors</h1>{head}<div class="rows">{several}</div><h2>Group companies</h2>'
    found = said(f'{page}<div class="rows">{single}</div><div class="rows"><p>Done</p></div>', "list.html")
    assert found == ["Stripe: IE", "Zorbix Ltd: FR", "Quarxo SAS: FR"]


BLANK = "| Name | Purpose | Place |\n|---|---|---|\n| Hetzner | Hosting | |\n| Zorbix GmbH | Mail | |\n"


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        ("Unless stated otherwise below, no data leaves the UK.", "GB"),
        ("Customer data never leaves the EU unless stated below.", "EU"),
        ("No customer data leaves Switzerland.", "CH"),
        ("Keine Daten verlassen die EU.", "EU"),
        ("Kundendaten verlassen die Schweiz zu keiner Zeit.", "CH"),
        ("Sofern nicht anders angegeben, verlassen die Daten Deutschland nicht.", "DE"),
        ("Aucune donnée ne quitte la France.", "FR"),
        ("Les données ne quittent jamais la France.", "FR"),
        ("Data may leave the EU.", "unknown"),
        ("Our staff never leave the office.", "unknown"),
    ],
)
def test_what_no_data_leave_is_where_those_are_that_say_no_place(sentence: str, place: str) -> None:
    page = f"# Sub-processors\n\n{sentence}\n\n{BLANK}"
    assert said(page) == [f"Hetzner: {place}", f"Zorbix GmbH: {place}"]


def test_the_parties_of_a_contract_are_no_vendors_though_they_give_their_address() -> None:
    parties = "ANNEX I - LIST OF PARTIES\n\nController(s):\n1. Name: the Customer as stated in the Order Form\n   Address: as stated\n"
    own = 'Processor(s):\n1. Name: UAB "Quarxtal Technologies"\n   Address: Vilnius, Lithuania\n'
    vendors = "\n".join(
        f"{at}. Name: {name}\n   Address: Dublin, Ireland\n   Description of processing: hosting\n   Place of processing: {where}\n"
        for at, (name, where) in enumerate(
            [("Google Cloud EMEA Limited", "Belgium"), ("Zorbix Ltd", "France")], 1
        )
    )
    text = f"{parties}\n{own}\nANNEX IV - LIST OF SUB-PROCESSORS\n\nThe following are used:\n\n{vendors}"
    found = [one for one in said(text, "list.txt") if not one.startswith("refused")]
    assert found == ["Google Cloud EMEA Limited: BE", "Zorbix Ltd: FR"]


@pytest.mark.parametrize("what", ["Customer support", "Customer success platform", "Client onboarding"])
def test_what_is_done_for_customers_is_what_a_vendor_is_for(what: str) -> None:
    page = (
        f"# Sub-processors\n\nWe use these companies:\n\n- Zorbix, USA – {what}\n- Quarxo, Ireland – {what}\n"
    )
    assert said(page) == ["Zorbix: US", "Quarxo: IE"]


def test_a_street_without_a_word_for_one_is_no_name_above_its_numbered_town() -> None:
    row = named('"Zorbix GmbH Berlin\nAm Juliusturm 64\n13599 Berlin"')
    assert (row.vendors, row.seat) == (("Zorbix GmbH Berlin",), "Am Juliusturm 64, 13599 Berlin")


def test_those_that_get_no_customer_data_by_their_title_are_told_and_not_read() -> None:
    page = "# Prestataires\n\n## Prestataires sans données clients\n\n- **Blotato** — publication des posts\n- **GitHub** — code\n\n"
    found = read(
        f"{page}## Prestataires avec accès\n\n- **Brevo** — courriels, France\n- **Hetzner** — hébergement, Allemagne\n"
    )
    assert [row.vendors for row in found.rows] == [("Brevo",), ("Hetzner",)]
    assert any("these are no vendors; its 2 rows" in one for one in found.warnings)


def test_paragraphs_of_labels_are_cards_whatever_else_is_labelled_in_them() -> None:
    def page(*lines: str) -> str:
        return "".join(
            f"<p>{'<br>'.join(lines).format(n=name, c=where, at=at)}</p>"
            for at, (name, where) in enumerate([("Zorbix", "Ireland"), ("Stripe", "France")], 1)
        )

    for lines in (
        ("Name: {n}", "Legal entity: {n} Holding Ltd", "Purpose: mail", "Location: {c}"),
        ("#: {at}", "Sub-processor: {n}", "Purpose: mail", "Country: {c}", "DPA: signed", "SOC 2: yes"),
        ("Sub-processor: {n}", "Location: {c}", "Legal basis for transfers:", "Updated on: 2024-04-13"),
    ):
        found = said(f"<h1>Sub-processors</h1>{page(*lines)}", "list.html")
        assert found == ["Zorbix: IE", "Stripe: FR"], lines


def test_a_place_directly_behind_the_name_is_the_seat_where_another_one_follows_what_is_done() -> None:
    page = "# Sub-processors\n\n- Auth0 – USA – Login – Germany\n- Zorbix Ltd – Ireland – Mail – EU\n"
    found = read(f"{page}- Stripe – Payments – Ireland\n").rows
    assert [(row.vendors[0], row.seat, [one.words for one in row.places]) for row in found] == [
        ("Auth0", "USA", ["Germany"]),
        ("Zorbix Ltd", "Ireland", ["EU"]),
        ("Stripe", None, ["Ireland"]),
    ]


def test_what_a_table_may_say_else_leaves_the_place_of_all_to_those_that_say_none() -> None:
    lead = "Unless the table says something else, they store and process personal data in the United States."
    table = "| Subprocessor | Description | Location |\n|---|---|---|\n| Stripe | Payments | |\n| Ada | Chat | Canada |\n"
    group = "These companies of the group may process data too: Quarxtal UK Ltd. (United Kingdom) and Quarxtal Ireland Limited (Ireland)."
    assert said(f"# Quarxtal subprocessors\n\n{lead}\n\n{table}\n## Quarxtal group\n\n{group}\n") == [
        "Stripe: US",
        "Ada: CA",
        "Quarxtal UK Ltd.: GB",
        "Quarxtal Ireland Limited: IE",
    ]


def test_names_with_what_is_set_in_below_them_are_no_cells_of_a_table() -> None:
    text = """Genehmigte Unterauftragsverarbeiter

Die Quarxtal GmbH setzt die folgenden Dienstleister ein.

1. Unternehmen der Gruppe

Quarxtal Group SE, Freiburg
    IT-Betrieb, Rechenzentrum; Verarbeitung in Deutschland
Quarxtal Romania S.R.L., Cluj
    Entwicklung und Wartung; Verarbeitung in Rumänien

2. Externe Dienstleister

Microsoft Ireland Operations Ltd., Dublin
    Belegerkennung; Verarbeitung in Schweden
Zendesk, Inc., San Francisco
    Ticketsystem; Verarbeitung in Irland und den USA
"""
    assert said(text, "list.txt") == [
        "Quarxtal Group SE: DE",
        "Quarxtal Romania S.R.L.: RO",
        "Microsoft Ireland Operations Ltd.: SE",
        "Zendesk, Inc.: IE US",
    ]


def test_who_develops_and_runs_a_product_owns_its_page() -> None:
    lead = "Zorpeo wird von der Quarxtal GmbH in Hamburg entwickelt und betrieben. Wir arbeiten mit diesen Dienstleistern:"
    assert said(f"# Dienstleister\n\n{lead}\n\n{TABLE}") == ROWS


def test_whom_to_ask_below_a_list_of_a_text_is_no_vendor() -> None:
    table = "Name         Zweck    Ort\nZorbix GmbH  E-Mail   Deutschland\nStripe       Zahlung  Irland\n"
    contact = (
        "Kontakt zum Datenschutzbeauftragten\nProtego GmbH, Leopoldstr. 21, 80802 München, dpo@protego.test\n"
    )
    assert said(f"Unterauftragsverarbeiter\n\n{table}\n{contact}", "list.txt")[:2] == [
        "Zorbix GmbH: DE",
        "Stripe: IE",
    ]
    assert "Protego" not in " ".join(said(f"Unterauftragsverarbeiter\n\n{table}\n{contact}", "list.txt"))


def test_a_letterhead_below_a_logo_is_no_vendor() -> None:
    head = '<p><img src="l.png" alt="Quarxtal GmbH"></p><p>Quarxtal GmbH<br>Bismarckallee 9<br>79098 Freiburg</p>'
    rows = "".join(
        f"<tr><td>{name}</td><td>{where}</td></tr>"
        for name, where in (("Stripe", "Irland"), ("Zorbix GmbH", "Wien"))
    )
    page = f"{head}<h1>Unterauftragsverarbeiter</h1><table><tr><th>Name</th><th>Ort</th></tr>{rows}</table>"
    assert [one for one in said(page, "list.html") if one != OWNER] == ["Stripe: IE", "Zorbix GmbH: AT"]


def test_a_label_that_few_records_have_ends_what_the_one_before_it_says() -> None:
    def record(name: str, where: str, *more: str) -> str:
        items = "".join(
            f"<li><strong>{one}:</strong> {told}</li>"
            for one, told in (("Data", "IP address"), ("Location", where))
        )
        return f"<h3>{name}</h3><p>What it does.</p><ul>{items}{''.join(more)}</ul>"

    dpa = "<li><strong>DPA:</strong> signed</li>"
    visitors = record("Hetzner", "Germany", dpa) + record("Zorbix Ltd", "Ireland", dpa)
    customers = (
        record("Stripe", "United States")
        + record("Paddle", "United Kingdom")
        + record("Help Scout", "France")
    )
    page = f"<h1>Companies we work with</h1><h2>Visitors</h2>{visitors}<h2>Accounts</h2>{customers}"
    assert said(page, "list.html") == [
        "Hetzner: DE",
        "Zorbix Ltd: IE",
        "Stripe: US",
        "Paddle: GB",
        "Help Scout: FR",
    ]


def test_a_site_that_is_a_page_is_no_place() -> None:
    page = "# Sous-traitants\n\n### OVHcloud\n\nSauvegardes.\nPays de traitement : France\nSite : <https://ovh.test>\n\n"
    found = read(
        f"{page}### Brevo\n\nE-mails.\nPays de traitement : Allemagne\nSite : <https://brevo.test>\n"
    ).rows
    assert [([one.words for one in row.places], row.website) for row in found] == [
        (["France"], "https://ovh.test"),
        (["Allemagne"], "https://brevo.test"),
    ]


def test_labels_with_nothing_behind_them_end_no_card_of_a_text() -> None:
    cards = "".join(
        f"* {name}\n    - Legal entity: {name} Holding Ltd\n    - Purpose: mail\n    - Location: {where}\n    - DPA: \n"
        for name, where in (("Zorbix", "Ireland"), ("Stripe", "France"), ("Quarxo", "Spain"))
    )
    assert said(f"Sub-processors\n\n{cards}", "list.txt") == ["Zorbix: IE", "Stripe: FR", "Quarxo: ES"]


def test_a_short_line_below_a_companys_heading_says_what_it_is_for() -> None:
    def card(name: str, what: str, where: str) -> str:
        return f"### {name}\n\n{what}\n\n- Data: account data\n- Country: {where}\n- [Website](https://{name[:5].lower()}.test)\n\n"

    cards = card("Zorbix B.V.", "Error tracking.", "Netherlands") + card(
        "Quarxo Oy", "Encrypted backups.", "Finland"
    )
    page = f"# Sub-processors\n\n## Account data\n\n{cards}{card('Stripe', 'Our payments and invoices.', 'Ireland')}"
    assert said(page) == ["Zorbix B.V.: NL", "Quarxo Oy: FI", "Stripe: IE"]
