"""Ordinary pages beside those that the weighing of lists, lines and headings are made for."""

from __future__ import annotations

import pytest

from tests.unit.exchange.reading.shapes import read, said


def vendors(text: str, name: str = "list.md") -> list[str]:
    return ["+".join(row.vendors) for row in read(text, name).rows if row.vendors]


TABLE = "# Subprocessors\n\n| Vendor | Purpose | Location |\n|---|---|---|\n| AWS | Hosting | Ireland |\n\n"


def test_a_title_of_two_lines_is_no_vendor() -> None:
    page = "<h1>Acme GmbH<br>Unterauftragnehmer</h1><ul><li>AWS – hosting – US</li><li>Zorpify – fonts – Finland</li></ul>"
    assert said(page, "list.html") == ["AWS: US", "Zorpify: FI"]


@pytest.mark.parametrize(
    "header",
    [
        "Unterauftragnehmer | Verarbeitung | Software | Land",
        "Subprocessor | Processing activity | Applications | Location",
        "Vendor | Activity | Software | Location",
    ],
)
def test_a_table_that_asks_for_vendors_is_no_register(header: str) -> None:
    rows = "| Hetzner | Hosting | Cloud | Deutschland |\n| Zorpify | Schriften | Web | Finnland |\n"
    assert vendors(f"{TABLE}## More\n\n| {header} |\n|---|---|---|---|\n{rows}") == [
        "AWS",
        "Hetzner",
        "Zorpify",
    ]


def test_recipients_of_a_register_stay_where_they_say_where() -> None:
    register = (
        "## Weitere Dienste\n\n| Verarbeitung | Empfänger | Rechtsgrundlage |\n|---|---|---|\n"
        "| Newsletter | Mailbrio (Frankreich) | Art. 6 |\n| Termine | Terminheld (Deutschland) | Art. 6 |\n"
    )
    assert vendors(f"{TABLE}{register}") == ["AWS", "Mailbrio", "Terminheld"]


@pytest.mark.parametrize(
    "group",
    [
        "## Customer support\n\n- Deskify – tickets\n- Callbase – phone\n",
        "## Optional add-ons\n\n| Name | Purpose |\n|---|---|\n| Deskify | Forms |\n| Callbase | Quizzes |\n",
        "## Support\n\n| Service | Use |\n|---|---|\n| Deskify | Tickets |\n| Callbase | Chat |\n",
        "The following are used only if you activate them:\n\n- Deskify – fonts\n- Callbase – maps\n",
    ],
)
def test_groups_of_vendors_that_are_not_known_stay_on_a_page_that_lists_vendors(group: str) -> None:
    assert vendors(f"{TABLE}{group}") == ["AWS", "Deskify", "Callbase"]


def test_a_list_of_what_else_those_above_do_elsewhere_keeps_its_places() -> None:
    text = "# Sub-processors\n\n- AWS – hosting – Ireland\n- Stripe – payments – Ireland\n\n"
    also = "The sub-processors above also process data in these places:\n\n- AWS – India\n- Stripe – United States\n"
    assert said(text + also) == ["AWS: IE", "Stripe: IE", "AWS: IN", "Stripe: US"]


def test_headings_of_what_is_done_are_no_vendors_although_their_text_says_where() -> None:
    text = (
        "# Privacy policy\n\n## Service providers\n\n### Stripe, Inc.\n\nPayments are processed in the United States.\n\n"
        "### Video calls\n\nWe use Zoom and Microsoft Teams.\n\n### Online shop\n\nOrders are stored in Ireland.\n"
    )
    assert not {"Video calls", "Online shop"} & set(vendors(text))
    assert {"Zoom", "Microsoft Teams"} <= {name for row in read(text).rows for name in row.vendors}


def test_what_and_who_are_turned_round_in_all_lines_of_a_list() -> None:
    lines = "Hosting - Hetzner Online GmbH - Deutschland\nNewsletter - Brevo - Frankreich\nDruck - Druckhaus Nord - Deutschland\n"
    assert vendors(f"Unterauftragnehmer\n\n{lines}", "list.txt") == [
        "Hetzner Online GmbH",
        "Brevo",
        "Druckhaus Nord",
    ]
    paragraphs = "Hosting – AWS – Ireland\n\nPayments – Stripe – US\n\nFonts – Zorpify – Finland\n\nE-mail – Postmark – US\n"
    assert vendors(f"# Our subprocessors\n\n{paragraphs}") == ["AWS", "Stripe", "Zorpify", "Postmark"]


@pytest.mark.parametrize(
    ("bullet", "read_as"),
    [
        ("Hetzner (Deutschland, ISO 27001 Zertifizierung)", "Hetzner: DE"),
        ("Strato (Hosting, Server in 10587 Berlin)", "Strato: DE"),
        ("Zorpify (Irland, seit 2021 Standard)", "Zorpify: IE"),
        ("Brevo (Newsletter, 75017 Paris, Frankreich)", "Brevo: FR"),
        ("Hetzner – Hosting; Serverstandort – Deutschland", "Hetzner: DE"),
        ("Google – Analytics; Ads – marketing (US)", "Google: US"),
        ("Atelier Le Goff – printing – France", "Atelier Le Goff: FR"),
    ],
)
def test_bullets_that_hold_commas_stops_and_small_words(bullet: str, read_as: str) -> None:
    assert said(f"# Sub-processors\n\n- Stripe – payments – Ireland\n- {bullet}\n")[1] == read_as


@pytest.mark.parametrize(
    "sentence",
    [
        "Le Prestataire confie l'hébergement aux sociétés suivantes :",
        "Der Auftragnehmer gibt Daten an folgende Unternehmen weiter:",
        "Le sous-traitant a désigné :",
    ],
)
def test_what_the_processor_of_a_contract_does_with_others_announces_them(sentence: str) -> None:
    assert vendors(
        f"# Contrat\n\n## Article 7\n\n{sentence}\n\n- OVH : hébergement (France)\n- Zorpify : polices\n"
    ) == [
        "OVH",
        "Zorpify",
    ]


@pytest.mark.parametrize(
    ("preface", "header"),
    [
        ("Kunde,Acme GmbH,München\nVertrag,AVV-7,unterschrieben", "Dienstleister,Leistung,AVV vorhanden"),
        (
            "Document,Annex 2,Version 3\nDepartment,IT,Munich",
            "Company,Service provided,Location,Contract,Contact",
        ),
        (
            "",
            "Sub-processor (please state the full legal name and the registered address of it),Service,Country of processing",
        ),
    ],
)
def test_headers_below_a_preface_and_long_ones(preface: str, header: str) -> None:
    text = f"{preface}\n{header}\nHetzner,Hosting,Germany\nZorpify,Fonts,Finland\n".lstrip()
    assert vendors(text, "list.csv") == ["Hetzner", "Zorpify"]


@pytest.mark.parametrize(
    "other",
    [
        "| Source | Purpose | Legal basis |\n|---|---|---|\n| Google | Login | Consent |\n| Facebook | Login | Consent |\n| LinkedIn | Jobs | Interest |\n",
        "## Who has access\n\n- HR: all data\n- Managers: their teams\n- Payroll: bank details\n",
        "## Tech stack\n\n- PostgreSQL – database\n- React – frontend\n",
        "## Nos partenaires\n\n- Mairie de Lyon\n- Boulangerie Martin\n",
    ],
)
def test_lists_of_others_name_no_vendors(other: str) -> None:
    assert vendors(f"# Privacy policy\n\n{other}") == []


def test_products_of_a_listed_maker_are_rows_of_their_own() -> None:
    cards = "### Google Firebase\n\nPurpose: push messages\n\n### Stripe Terminal\n\nPurpose: card readers\n"
    text = f"# Sub-processors\n\n- Google (US)\n- Stripe (US)\n\n## Additional for the app\n\n{cards}"
    assert vendors(text) == ["Google", "Stripe", "Google Firebase", "Stripe Terminal"]


def test_a_form_goes_on_behind_an_ampersand_before_an_address() -> None:
    row = read(
        "| Firma | Zweck |\n|---|---|\n| Müller GmbH & Co. KG Hauptstr. 5 12345 Berlin | Druck |\n| Stripe | Zahlung |\n"
    ).rows[0]
    assert row.vendors == ("Müller GmbH & Co. KG",)
    assert row.seat == "Hauptstr. 5 12345 Berlin"


def test_a_row_of_more_cells_than_headers_whose_name_stands_last_breaks_nothing() -> None:
    assert read("Purpose,Vendor\nHosting,x,Acme\na,b,c,d\n", "list.csv").rows


@pytest.mark.parametrize(
    "right",
    ["Art. 15 (Auskunft)", "Accès (art. 15)", "Rectification", "Droit d'opposition", "Right to erasure"],
)
def test_a_right_of_data_subjects_is_no_vendor(right: str) -> None:
    page = f"# Sub-processors\n\n- {right}: write to us\n- Zorpify (France): mail\n- Access Group Ltd (UK): payroll\n"
    assert vendors(page) == ["Zorpify", "Access Group Ltd"]


def test_a_small_word_behind_a_comma_is_no_place() -> None:
    page = f"{TABLE}Wir verwenden Cookies, um Inhalte zu zeigen. Wir nutzen auch Zorp Ltd, Irland, für SMS.\n"
    assert said(page) == ["AWS: IE", "Zorp Ltd: IE"]
