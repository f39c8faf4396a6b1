"""One line a vendor, as people write it: name, place, purpose, instrument and seat in any order and with any marks."""

from __future__ import annotations

import pytest

from tests.unit.exchange.reading.shapes import of, read, said

LINES = {
    "en": {
        "**Acme Mail** (United States) – E-mail delivery": "Acme Mail: US",
        "**Bolt** [Germany]: logs": "Bolt: DE",
        "**Cargo Ltd.** · Shipping · United Kingdom": "Cargo Ltd.: GB",
        "**Delta** — _Search_ — hosted in Frankfurt, Germany": "Delta: DE",
        "**Echo, Inc.**, San Francisco, CA, USA: CRM": "Echo, Inc.: US",
        "Foxtrot - Belgium": "Foxtrot: BE",
        "**Golf GmbH** (Berlin) / Analytics": "Golf GmbH: DE",
        "[Hotel](https://hotel.test) (France): chat": "Hotel: FR",
        "Juliet: Surveys (Canada)": "Juliet: CA",
        "Kilo Oy, Finland. Used for forms.": "Kilo Oy: FI",
        "Lima Systems, used for hosting in Ireland": "Lima Systems: IE",
        "Oscar Inc. (US) – logs (EU SCCs)": "Oscar Inc.: US",
        "Papa Ltd (UK, IDTA): payroll": "Papa Ltd: GB",
        "Romeo, Inc. d/b/a Sierra, USA – error tracking; SCCs": "Romeo, Inc. d/b/a Sierra: US",
        "Anthropic PBC, OpenAI, L.L.C. and Google LLC — models (United States)": "Anthropic PBC+OpenAI, L.L.C.+Google LLC: US",
        "Quebec – chat – hosting: EU (Ireland), support from India": "Quebec: IE IN",
    },
    "de": {
        "Acme GmbH, Musterstr. 1, 10115 Berlin: Hosting der Server in Deutschland": "Acme GmbH: DE",
        "Bolt AG (Schweiz) – Versand von E-Mails; Verarbeitung in der Schweiz": "Bolt AG: CH",
        "Cargo Inc., USA – CRM (EU-Standardvertragsklauseln)": "Cargo Inc.: US",
        "Delta Ltd., Irland: Zahlungen, ggf. Übermittlung in die USA": "Delta Ltd.: IE US",
        "Echo SE – Rechenzentrum in Nürnberg und Falkenstein": "Echo SE: DE",
        "Foxtrot B.V., Niederlande – Support, Fernzugriff aus Indien möglich": "Foxtrot B.V.: IN NL",
        "Mike AG → Backup → Schweiz": "Mike AG: CH",
        "November Inc., USA – E-Mail, gehostet in Frankfurt": "November Inc.: DE",
    },
    "fr": {
        "Acme SAS (France) : hébergement": "Acme SAS: FR",
        "Bolt SARL – envoi de SMS – serveurs situés en Allemagne": "Bolt SARL: DE",
        "Cargo Inc. (États-Unis, DPF) : support": "Cargo Inc.: US",
        "Echo SA, 12 rue de la Paix, 75002 Paris : comptabilité": "Echo SA: unknown",
        "Foxtrot (hébergé en UE) : formulaires": "Foxtrot: EU",
        "Hotel (messagerie — Singapour)": "Hotel: SG",
        "India (Calendar API — USA)": "India (Calendar API): US",
        "**Juliette** : suivi des erreurs (États-Unis - avec votre consentement)": "Juliette: US",
        "Golf – statistiques – hébergement : UE (Irlande), accès possible depuis les États-Unis": "Golf: IE US",
    },
}
TITLES = {"en": "Sub-processors", "de": "Unterauftragnehmer", "fr": "Sous-traitants ultérieurs"}


@pytest.mark.parametrize("language", LINES)
def test_a_line_is_read_in_any_order(language: str) -> None:
    text = "\n".join(f"- {line}" for line in LINES[language])
    found = [of(row) for row in read(f"# {TITLES[language]}\n\n{text}\n").rows]
    assert {tuple(sorted(one.split())) for one in found} == {
        tuple(sorted(one.split())) for one in LINES[language].values()
    }


def test_an_instrument_in_a_bracket_is_no_place_and_is_kept() -> None:
    (row,) = read("# Sub-processors\n\n- Oscar Inc. (US) – logs (EU SCCs)\n").rows
    assert row.extra == {"mechanisms": [{"code": "A46-2-c"}]}


def test_remote_access_is_a_place_of_that_kind() -> None:
    (row,) = read("# Sub-processors\n\n- Quebec Ltd – chat – hosting: Ireland, support from India\n").rows
    assert {(place.words, place.kind) for place in row.places} == {
        ("Ireland", "storage"),
        ("India", "access"),
    }


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("[quarx.io](https://quarx.io) (France): status page", "quarx.io: FR"),
        ("[Quarx Mail](https://quarx.test) (Switzerland): mail", "Quarx Mail: CH"),
        ("Quarx (OCR, extraction de données, détection d'anomalies, UE).", "Quarx: EU"),
        ("Quarx (OCR, logs, mail, Ireland)", "Quarx: IE"),
        ("Quarx Ltd – wiki – Irlande avec transferts possibles vers les États-Unis", "Quarx Ltd: IE US"),
        ("Quarx Ltd – wiki – Irland mit Übermittlung in die USA", "Quarx Ltd: IE US"),
    ],
)
def test_a_bracket_behind_a_name_that_nobody_knows(line: str, found: str) -> None:
    assert said(f"# Sub-processors\n\n- {line}\n- Stripe (US): payments\n") == [found, "Stripe: US"]


def test_every_place_of_a_sentence_counts() -> None:
    text = "**Quarx Ltd** : serveurs situés à Gravelines (France) et Francfort (Allemagne).\n\n**Stripe** : paiement (Irlande).\n"
    assert said(f"# Sous-traitants\n\n{text}") == ["Quarx Ltd: FR DE", "Stripe: IE"]


def test_a_name_in_bold_behind_what_it_is() -> None:
    text = "- le cabinet comptable **Quarx & Associés**, à Nantes\n- our accountants, **Acme Ltd**, in Cork, Ireland\n- **Stripe** (US)\n"
    assert said(f"# Prestataires\n\n{text}") == ["Quarx & Associés: FR", "Acme Ltd: IE", "Stripe: US"]


def test_the_number_of_a_paragraph_is_no_part_of_its_name() -> None:
    text = "**1. Acme Ltd**\n10 Hanover Quay, Dublin\nPurpose: mail\nData centres: Ireland\n\n**2. Bolt GmbH**\nPurpose: logs\nData centres: Helsinki\n"
    assert said(f"# Data processors\n\n{text}") == ["Acme Ltd: IE", "Bolt GmbH: FI"]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("🇩🇪 Quarx Online GmbH", "Quarx Online GmbH: DE"),
        ("Quarx Payments Inc. 🇺🇸", "Quarx Payments Inc.: US"),
        ("🇫🇷 **Quarx** – hosting", "Quarx: FR"),
        ("🇩🇪🇫🇮 Quarx Ltd – hosting", "Quarx Ltd: DE FI"),
        ("🇪🇺 Backend : Hetzner Dedicated", "Hetzner Dedicated: EU"),
        ("🇺🇸 Quarx Ltd – hosted in Ireland", "Quarx Ltd: IE"),
    ],
)
def test_a_flag_beside_a_name_says_where(line: str, found: str) -> None:
    assert said(f"# Sub-processors\n\n- {line}\n- Stripe (US): payments\n") == [found, "Stripe: US"]


def test_a_flag_beside_another_place_is_kept_as_the_seat() -> None:
    (row,) = read("# Sub-processors\n\n- 🇺🇸 Quarx Ltd – hosted in Ireland\n").rows
    assert row.seat == "US"


def test_a_flag_in_the_cell_of_a_name_says_where_when_no_column_does() -> None:
    text = "| Vendor | Purpose |\n|---|---|\n| 🇩🇪 Quarx | Hosting |\n| Bolt 🇺🇸 | Mail |\n"
    assert said(f"# Sub-processors\n\n{text}") == ["Quarx: DE", "Bolt: US"]


def test_a_flag_in_the_cell_of_a_name_gives_way_to_the_column_of_places() -> None:
    text = "| Vendor | Location |\n|---|---|\n| 🇺🇸 Quarx | Ireland |\n| Bolt 🇺🇸 | Germany |\n"
    assert said(f"# Sub-processors\n\n{text}") == ["Quarx: IE", "Bolt: DE"]


@pytest.mark.parametrize(
    "words", ["EU-US-Datenschutz-Framework", "EU-US-Datenschutzrahmen", "Data Privacy Framework", "cadre de protection des données UE-États-Unis"]
)  # fmt: skip
def test_the_framework_is_known_by_its_names(words: str) -> None:
    (row,) = read(f"# Sub-processors\n\n- Quarx Inc. (US) – logs ({words})\n").rows
    assert row.extra == {"mechanisms": [{"code": "DPF-EU"}]}


def test_a_company_with_its_town_groups_nothing() -> None:
    terms = "<dt>Quarx Hosting AG, Zuoz</dt><dd>Webhosting der Website. Standort: Schweiz</dd>"
    page = f"<h2>Dienstleister</h2><dl>{terms}<dt>Zorpify GmbH</dt><dd>Mail. Standort: Finnland</dd></dl>"
    assert said(page, "list.html") == ["Quarx Hosting AG: CH", "Zorpify GmbH: FI"]


@pytest.mark.parametrize(
    ("line", "row"),
    [
        ("Quarx (signature des lettres de mission) : France", "Quarx: FR"),
        ("**La Quarx Postale** : tenue du compte (France)", "La Quarx Postale: FR"),
        ("Quarx (Schweiz) AG – Telefonie. Datenstandort: Schweiz", "Quarx (Schweiz) AG: CH"),
        ("Quarx GmbH – Rundbrief, Serverstandorte Deutschland und Belgien", "Quarx GmbH: DE BE"),
        ("Quarx Ltd: Video, Rechenzentren in Deutschland und den Niederlanden", "Quarx Ltd: DE NL"),
    ],
)  # fmt: skip
def test_what_is_part_of_the_name_and_what_is_not(line: str, row: str) -> None:
    assert said(f"# Dienstleister\n\n- {line}\n- Stripe – Zahlungen – USA\n") == [row, "Stripe: US"]


def test_certificates_of_vendors_that_stand_above_are_no_further_rows() -> None:
    table = "| Vendor | Purpose | Location |\n|---|---|---|\n| Acme Ltd | Hosting | Ireland |\n| Stripe | Payments | US |\n"
    text = "## Certifications\n\n- Acme Ltd — SOC 2 Type II\n- Stripe — PCI DSS Level 1\n"
    assert said(f"# Sub-processors\n\n{table}\n{text}") == ["Acme Ltd: IE", "Stripe: US"]


def test_what_is_told_of_vendors_in_places_that_stand_above_makes_no_rows() -> None:
    table = "| Vendor | Purpose | Location |\n|---|---|---|\n| Acme Ltd | Hosting | Ireland |\n| Stripe | Payments | US |\n"
    told = "- **Acme Ltd** runs our machines in Ireland, and what it holds there passes on to nobody else.\n- **Stripe** sees what is paid.\n"
    assert said(f"# Sub-processors\n\n{table}\n## Details\n\n{told}") == ["Acme Ltd: IE", "Stripe: US"]


def test_one_vendor_by_keys_is_a_list_whatever_its_title() -> None:
    text = "### Téléalerte\n- Prestataire : Quarx Industrielle\n- Traitement : appels aux inscrits\n- Hébergement : non renseigné\n"
    assert said(f"# Registre\n\n## Services internes\n\n{text}") == ["Quarx Industrielle: unknown"]
