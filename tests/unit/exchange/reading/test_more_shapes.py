"""Headings of two lines, cells of a PDF, bold names above addresses, text laid out in lines, bullets of two vendors."""

from __future__ import annotations

import pytest

from tests.unit.exchange.reading.shapes import of, read, said
from vendorgraph.exchange.reading.names.cells import split_address


def test_what_stands_in_the_second_line_of_a_heading_is_said_of_the_vendor() -> None:
    cards = "".join(
        f"<article><h3>{name}<br/><span>{what}</span></h3><p>Runs the service for us and its customers.</p></article>"
        for name, what in (("OVHcloud", "Hosting"), ("Amazon SES", "Email delivery"), ("Stripe", "Billing"))
    )
    rows = read(f"<h1>Subprocessors</h1><h2>Current provider list</h2>{cards}", "list.html").rows
    assert [of(row) for row in rows] == ["OVHcloud: unknown", "Amazon SES: unknown", "Stripe: unknown"]
    assert [row.purposes[0] for row in rows] == ["Hosting", "Email delivery", "Billing"]


def test_a_heading_of_two_lines_that_is_no_company_is_one() -> None:
    page = "<h1>Our<br>sub-processors</h1><ul><li>Stripe – Ireland</li><li>Acme Ltd – Germany</li></ul>"
    assert said(page, "list.html") == ["Stripe: IE", "Acme Ltd: DE"]


def test_addresses_stand_behind_names_without_commas_in_the_cells_of_a_pdf() -> None:
    text = (
        "Anlage: Unterauftragnehmer\n\n"
        "Nr.  Unternehmen                        Leistung         Ort\n"
        "1    Acme AG                            Rechenzentrum    Deutschland\n"
        "     Thomas-Zorp-Str. 16-20\n"
        "     90471 Nürnberg\n"
        "2    Bolt Captcha GmbH                  Bot-Schutz       EU\n"
        "     Am Anger 3-5\n"
        "     82237 Wörthsee\n"
    )
    rows = [row for row in read(text, "list.txt").rows if row.vendors]
    assert [row.vendors for row in rows] == [("Acme AG",), ("Bolt Captcha GmbH",)]


def test_bold_names_above_their_addresses_need_not_be_known() -> None:
    text = (
        "# Liste der Unterauftragnehmer\n\n**Hetzner Online GmbH**  \n_Datacenter_  \nIndustriestr. 25, 91710 Gunzenhausen, Germany\n\n"
        "**Zorpbase**  \n_Backup_  \nZorpford Ltd, 86 Falzon Street, Naxxar NXR 2609, Malta\n"
    )
    assert [row.vendors[0] for row in read(text).rows] == ["Hetzner Online GmbH", "Zorpbase"]


LAID_OUT = """
UNTERAUFTRAGSVERARBEITER:
{}

DATENREGION:
{}

ZWECK:
• {}
• Protokolle
"""


def test_text_that_labels_lay_out_in_lines_is_read_by_them() -> None:
    cards = "".join(
        f"<section><h2>{at}. Teil</h2><div class='body'>{LAID_OUT.format(*one)}</div></section>"
        for at, one in enumerate(
            (("Resend, Inc.", "Irland", "E-Mail"), ("Acme GmbH", "Deutschland", "Hosting")), 2
        )
    )
    page = f"<h1>Liste der Unterauftragsverarbeiter</h1>{cards}"
    assert said(page, "list.html") == ["Resend, Inc.: IE", "Acme GmbH: DE"]


@pytest.mark.parametrize(
    ("bullet", "rows"),
    [
        ("Stripe, pour les paiements. Resend, pour les e-mails.", ["Stripe: unknown", "Resend: unknown"]),
        ("GitHub — code ; Mailjet — e-mails", ["GitHub: unknown", "Mailjet: unknown"]),
        ("Acme Ltd – hosting. Servers in Ireland – by contract.", ["Acme Ltd: IE"]),
        (
            "Les prestataires de paiement : CinetPay et SenePay, qui traitent les paiements.",
            ["CinetPay+SenePay: unknown"],
        ),
        ("Anwendungsschicht: Vercel, Frankfurt", ["Vercel: DE"]),
    ],
)
def test_bullets_of_vendors_with_what_each_is_for(bullet: str, rows: list[str]) -> None:
    text = f"# Sous-traitants\n\n- Vimeo – vidéos – Irlande\n- {bullet}\n"
    assert said(text) == ["Vimeo: IE", *rows]


@pytest.mark.parametrize(
    "name", ["Acme Software & Consulting GmbH", "Zorp & Söhne GmbH", "Bolt & Partner AG"]
)
def test_what_stands_behind_an_ampersand_is_part_of_a_name(name: str) -> None:
    assert said(f"# Sub-processors\n\n- {name} – Germany\n- Stripe – Ireland\n")[0] == f"{name}: DE"


def test_a_paragraph_that_begins_with_a_company_and_is_not_read_is_told() -> None:
    text = (
        "# Sub-processors\n\n## List\n\n- Stripe – Ireland\n- Acme Ltd – Germany\n\n## More\n\n"
        f"**Zorp GmbH** {'bekommt von uns auch vieles andere, was hier steht, und ' * 9}mehr.\n\n### Hosting provider [TODO]\n\nLater.\n"
    )
    told = " ".join(read(text).warnings)
    assert "Zorp GmbH" in told
    assert "'Hosting provider [TODO]' is a placeholder" in told


def test_an_address_in_the_bracket_behind_a_name_is_its_seat() -> None:
    row = read(
        "# Sub-processors\n\n- Acme (149 Fonthill Rd, London N4 3HF) – meetings\n- Stripe – Ireland\n"
    ).rows[0]
    assert row.vendors == ("Acme",)
    assert row.seat == "149 Fonthill Rd, London N4 3HF"
    other = read("# Sub-processors\n\n- Acme (ISO 27001, SOC 2) – meetings\n- Stripe – Ireland\n").rows[0]
    assert other.seat is None


def test_cells_of_a_text_go_on_below_with_the_end_of_a_name() -> None:
    text = (
        "Annexe 4 – Liste des sous-traitants ultérieurs\n\n"
        "Société            | Prestation            | Lieu de traitement\n"
        "-------------------|-----------------------|-------------------\n"
        "Acme               | Gestion des tickets   | Irlande\n"
        "International Ltd  |                       |\n"
        "Zorp Germany       | Hébergement           | Allemagne (clients\n"
        "GmbH               |                       | Zorp Deutschland)\n"
        "Bolt SAS           | SMS                   | France\n"
    )
    assert said(text, "list.txt") == ["Acme International Ltd: IE", "Zorp Germany GmbH: DE", "Bolt SAS: FR"]


def test_a_text_of_definitions_under_ruled_headings() -> None:
    text = (
        "Sub-Processor List\n==================\n\n:Effective: April 16, 2021\n\nWe use these sub-processors.\n\n"
        "Services\n--------\n\nElasticsearch B.V.\n    Search for documentation. It does\n    not include user data.\n\n"
        "Stripe Inc.\n    Payments in Ireland.\n\nMonitoring\n----------\n\nSentry\n    Errors of the application.\n"
    )
    assert said(text, "list.rst.txt") == ["Elasticsearch B.V.: unknown", "Stripe Inc.: IE", "Sentry: unknown"]


def test_a_line_of_names_below_the_words_that_announce_them() -> None:
    page = "<h1>AGB</h1><h3>Subdienstleister</h3><p>Eingesetzte Subdienstleister:</p><p>Stripe, Zorpico, Twilio, n8n Cloud</p>"
    assert said(page, "list.html") == [
        "Stripe: unknown",
        "Zorpico: unknown",
        "Twilio: unknown",
        "n8n Cloud: unknown",
    ]


def test_what_a_house_does_in_a_country_is_no_vendor_beside_a_list() -> None:
    table = "<table><tr><th>Sous-traitant</th><th>Localisation</th></tr><tr><td>Scaleway SAS</td><td>France</td></tr></table>"
    page = (
        "<h1>Trust center</h1><h2>Hébergement en France</h2><p>Nous n'avons aucun sous-traitant hors UE.</p>"
        f"<ul><li>Centres certifiés ISO 27001</li><li>Chiffrement AES-256</li></ul><h2>Sous-traitants</h2>{table}"
    )
    assert said(page, "list.html") == ["Scaleway SAS: FR"]


@pytest.mark.parametrize(
    "cell", ["(x), Stripe", "Stripe / (y) / Acme", "Acme (a) and (b)", ", Stripe", "Stripe & (c)"]
)
def test_brackets_alone_between_names_break_nothing(cell: str) -> None:
    assert read(f'Vendor,Purpose,Location\n"{cell}",E-mail,US\nStripe,Payments,IE\n', "list.csv").rows


def test_rules_with_crosses_make_a_text_no_markdown() -> None:
    text = (
        "Liste des sous-traitants\n\nRaison sociale        | Pays        | Prestations\n----------------------+-------------+------------\n"
        "Acme SAS              | France      | Hébergement\nBolt Nederland B.V.   | Pays-Bas,   | Support\n"
        "                      | Irlande     |\nZorp EMEA             | Irlande     | Conversion\nSARL                  |             |\n"
    )
    assert said(text, "list.txt") == ["Acme SAS: FR", "Bolt Nederland B.V.: NL IE", "Zorp EMEA SARL: IE"]


@pytest.mark.parametrize(
    ("cell", "name", "address"),
    [
        ("Acme Operations Limited Dublin, Irland", "Acme Operations Limited", "Dublin, Irland"),
        (
            "Zorp UG (haftungsbeschränkt) Gasse 44-46 50670 Köln",
            "Zorp UG (haftungsbeschränkt)",
            "Gasse 44-46 50670 Köln",
        ),
        ("Bolt GmbH & Co. KG Hauptstr. 5 12345 Berlin", "Bolt GmbH & Co. KG", "Hauptstr. 5 12345 Berlin"),
        ("Bolt GmbH & Co. KG, Münster", "Bolt GmbH & Co. KG", "Münster"),
        ("Acme Inc. and Bolt Ltd, Ireland", "Acme Inc. and Bolt Ltd", "Ireland"),
    ],
)
def test_addresses_that_no_comma_sets_apart(cell: str, name: str, address: str) -> None:
    assert split_address(cell) == (name, address)


@pytest.mark.parametrize("below", ["N/A", "Ltd", "TBD", "-"])
def test_only_the_end_of_a_name_goes_on_with_the_row_above(below: str) -> None:
    text = f"| Vendor | Purpose | Location |\n|---|---|---|\n| Stripe | Cards | Ireland |\n| {below} | | |\n| Box | Files | Spain |\n"
    first, *others = read(text).rows
    assert first.vendors == (("Stripe Ltd",) if below == "Ltd" else ("Stripe",))
    assert [row.vendors for row in others if row.vendors] == [("Box",)]
