"""Tables whose header tells little, registers beside a list of vendors, and what tells of its vendors again."""

from __future__ import annotations

import pytest

from tests.unit.exchange.reading.shapes import read, said

GROUPED = """# Who processes your data

| Category | Purpose | Data disclosed |
|---|---|---|
| **1. Marketing** |
| Mailchimp | To send campaigns. | Name, e-mail address, telephone number. |
| Hootsuite | Social media. | What people write to us. |
| Zorp Comms | Mailing house. | Name, address, telephone number. |
| **2. Operations** |
| Elite Zorp | ERP Provider. | All data of customers |
| Zorp Monitor | After sales, questionnaire. | Name, address, telephone number. |
"""
NAMES = ["Mailchimp", "Hootsuite", "Zorp Comms", "Elite Zorp", "Zorp Monitor"]


def vendors(text: str, name: str = "list.md") -> list[str]:
    return ["+".join(row.vendors) for row in read(text, name).rows if row.vendors]


def test_a_row_of_the_body_that_sounds_like_headers_is_none() -> None:
    assert vendors(GROUPED) == NAMES


def test_systems_above_vendors_that_are_not_known() -> None:
    head = "<tr><td>System(s)</td><td>District data</td><td>Purpose</td><td>Vendor data (link to privacy policy)</td></tr>"
    body = "".join(
        f"<tr><td>{name}</td><td>Student names, e-mail addresses, services used</td><td>{what}</td><td>Link</td></tr>"
        for name, what in (("Zorpics", "Rosters"), ("Blimp K12", "Payments"), ("Quarzel", "The library"))
    )
    assert vendors(f"<h1>Third parties</h1><table>{head}{body}</table>", "list.html") == [
        "Zorpics",
        "Blimp K12",
        "Quarzel",
    ]


@pytest.mark.parametrize(
    "header",
    ["Measure | Purpose | Owner", "Kategorie | Zweck | Rechtsgrundlage", "Feld | Beschreibung | Pflicht"],
)
def test_a_table_of_something_else_under_such_a_header_names_no_vendors(header: str) -> None:
    rows = "| Zutrittskontrolle | Schutz | nein |\n| Verschlüsselung | Schutz | ja |\n| Contact data | Support | nein |\n"
    assert vendors(f"# Sub-processors\n\n| {header} |\n|---|---|---|\n{rows}") == []


def test_an_address_with_its_country_beside_the_location_of_the_data_is_that_of_the_company() -> None:
    page = (
        "| Sub-processor | Address / Country | Data location |\n|---|---|---|\n"
        "| Mailgun Technologies Inc. | 112 E Pecan St, San Antonio, TX 78205, USA | EU |\n"
        "| Acme A/S | Pilestræde 52A, 1112 København K, Denmark | N/A |\n"
    )
    first, second = read(page).rows
    assert [words.words for words in first.places] == ["EU"]
    assert (second.seat or "").startswith("Pilestræde 52A")


AVV = """# Auftragsverarbeitung

## Unterauftragnehmer

| Unterauftragnehmer | Leistung | Ort |
|---|---|---|
| IONOS SE | Hosting | Deutschland |
| Zorp GmbH | Versand | Österreich |

## Verzeichnis von Verarbeitungstätigkeiten

| Verarbeitung | Zweck | Betroffene | Datenkategorien | {} | Löschfrist |
|---|---|---|---|---|---|
| Kundenstammdaten | Aufträge | Kunden | Name | IONOS | 10 Jahre |
| Rechnungen | Abrechnung | Kunden | Beträge | {} | 10 Jahre |
"""


def test_a_register_beside_a_list_of_vendors_names_those_that_it_lacks() -> None:
    assert said(AVV.format("Empfänger", "IONOS, Steuerberater"))[:2] == ["IONOS SE: DE", "Zorp GmbH: AT"]
    assert vendors(AVV.format("Empfaenger", "IONOS, Steuerberater")) == ["IONOS SE", "Zorp GmbH"]
    assert vendors(AVV.format("Empfänger", "Blimp Inc.")) == ["IONOS SE", "Zorp GmbH", "Blimp Inc."]
    assert vendors(AVV.format("System", "Blimp Inc.")) == ["IONOS SE", "Zorp GmbH"]
    told = read(AVV.format("Empfänger", "IONOS")).warnings
    assert any("register of processing activities" in one for one in told)


def test_a_register_alone_is_the_list() -> None:
    alone = AVV.format("Empfänger", "Blimp Inc.").partition("## Verzeichnis")[2]
    assert vendors(f"# Verzeichnis{alone}") == ["IONOS", "Blimp Inc."]


AGAIN = """# Subunternehmer

| Anbieter | Zweck | Ort |
|---|---|---|
| Hetzner Online GmbH | Hosting | Deutschland |
| Hetzner Online GmbH | Backup | Deutschland / EU |
| Cloudflare, Inc. | DNS | USA |

## Einzelheiten

### 1. Hetzner Online GmbH – Server

**Ort:** {}

### 2. Cloudflare (DNS)

Cloudflare ist vorgelagert und liefert DNS.
"""


def test_cards_that_tell_again_of_vendors_in_a_table_are_no_further_rows() -> None:
    rows = ["Hetzner Online GmbH: DE", "Hetzner Online GmbH: DE", "Cloudflare, Inc.: US"]
    assert said(AGAIN.format("Deutschland")) == rows
    assert said(AGAIN.format("Finnland"))[:4] == [*rows, "Hetzner Online GmbH: FI"]


def test_a_form_with_umlauts_written_out_is_no_list() -> None:
    rows = "Bezeichnung|Abos\nZweck|Premium\nEmpfaenger|Apple Inc., Google LLC\nLoeschfrist|Abo bis zur Loeschung\nTOM|Keine"
    table = "".join(f"| **{line.replace('|', '** | ')} |\n" for line in rows.split("\n"))
    assert vendors(f"# Verzeichnis\n\n## In-App-Kaeufe\n\n| Feld | Beschreibung |\n|---|---|\n{table}") == []


@pytest.mark.parametrize("words", ["KI-Verarbeitung (mit AVV)", "KI-Modelle"])
def test_ki_in_german_is_no_country(words: str) -> None:
    assert (
        said(f"# Unterauftragsverarbeiter\n\n- OpenAI – {words}\n- Stripe – Zahlungen\n")[0]
        == "OpenAI: unknown"
    )


def test_bullets_about_cookies_of_vendors_in_a_list_are_no_further_rows() -> None:
    table = "| Prestataire | Finalité | Localisation |\n|---|---|---|\n| Meta (Facebook) | Publicité | USA |\n| Brevo | E-mails | France |\n"
    cookies = "## Cookies\n\n- Cookies techniques : session\n- Meta Pixel : publicité\n"
    assert vendors(f"# Sous-traitants\n\n{table}\n{cookies}") == ["Meta (Facebook)", "Brevo"]


def test_a_page_that_begins_with_what_its_generator_is_told_in_json() -> None:
    front = '{\n  "title": "Privacy",\n  "aliases": ["privacy-policy"]\n}\n\n'
    assert vendors(f"{front}# Sub-processors\n\n- Stripe – Ireland\n- Acme Ltd – Germany\n") == [
        "Stripe",
        "Acme Ltd",
    ]


def test_an_accordion_of_names_that_are_not_known_says_where_in_a_sentence() -> None:
    items = "".join(
        f'<div class="item"><div class="title"><a href="#">{name}</a></div><div class="content"><p>{said}</p></div></div>'
        for name, said in (
            ("Zorpius (Forum Zorpius)", "Billetterie. Données hébergées en France."),
            ("Zorp Culture", "Réservations. Données hébergées en Belgique."),
            ("Vimeo", "Vidéos. Données hébergées aux États-Unis."),
        )
    )
    page = f"<h1>Confidentialité</h1><h2>Qui y a accès ?</h2><p>Nos prestataires :</p><div>{items}</div>"
    assert said(page, "list.html") == ["Zorpius: FR", "zorp Culture: BE", "Vimeo: US"] or vendors(
        page, "list.html"
    )[1:] == [
        "Zorp Culture",
        "Vimeo",
    ]


@pytest.mark.parametrize(
    ("title", "names"), [("Tito", "Tito"), ("Google Workspace", "Google Drive and Gmail"), ("Tickets", "")]
)
def test_a_heading_that_its_text_goes_on_with_names_the_vendor(title: str, names: str) -> None:
    text = f"# Privacy\n\n## Third-party services\n\n### {title}\n\nWe use {names or 'forms'} for events.\n\n### Hosting\n\nWe use Netlify.\n"
    assert vendors(text) == [*([title] if names else []), "Netlify"]


@pytest.mark.parametrize(
    "line",
    [
        "Gerichtsstand ist München, Deutschland",
        "Verwaltung von Mitgliedern – Österreich",
        "Gestion des adhésions – France",
        "Browser push services – worldwide",
        "Recipe publishers and websites – worldwide",
    ],
)
def test_sentences_activities_and_sorts_of_vendors_are_no_names(line: str) -> None:
    assert vendors(f"# Sub-processors\n\n- {line}\n- Stripe – Ireland\n- Acme Ltd – Ireland\n") == [
        "Stripe",
        "Acme Ltd",
    ]
