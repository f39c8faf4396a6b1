"""What headings, sentences and neighbours say of a list: where it holds, whom it denies, what it repeats."""

from __future__ import annotations

import pytest

from tests.unit.exchange.reading.shapes import named, of, read, said

BULLETS = "\n- Acme Mail: e-mail\n- Acme Logs: logs\n"
TABLE = "# Sub-processors\n\n| Vendor | Purpose | Location |\n|---|---|---|\n| Stripe | Payments | US |\n| Neon | Database | DE |\n"


@pytest.mark.parametrize(
    ("heading", "place"),
    [
        ("Subprocessors operating within the European Union", "EU"),
        ("Subprocessors located in Germany", "DE"),
        ("In der Schweiz ansässige Auftragsverarbeiter", "CH"),
        ("Sous-traitants établis en France", "FR"),
        ("Subprocessors operating outside the European Union", "unknown"),
    ],
)
def test_a_heading_says_where_its_vendors_are(heading: str, place: str) -> None:
    assert said(f"## {heading}\n{BULLETS}") == [f"Acme Mail: {place}", f"Acme Logs: {place}"]


def test_a_sentence_about_our_own_servers_or_about_what_is_not_says_no_place_of_a_vendor() -> None:
    text = """# Sub-processors

- Acme CDN. Case data come from our EU based servers.
- Acme Ads. Data are not processed in the US.
- Acme Mail. Data are processed in the US.
"""
    assert said(text) == ["Acme CDN: unknown", "Acme Ads: unknown", "Acme Mail: US"]


@pytest.mark.parametrize(
    "sentence",
    [
        "These are not subprocessors, because we operate them on our own servers:",
        "Dies sind keine Auftragsverarbeiter, denn wir betreiben sie selbst:",
        "Ce ne sont pas des sous-traitants :",
    ],
)
def test_a_sentence_denies_the_list_behind_it(sentence: str) -> None:
    found = read(f"{TABLE}\n## What we run\n\n{sentence}\n{BULLETS}")
    assert len(found.rows) == 2
    assert any("says that these are no vendors" in warning for warning in found.warnings)


def test_those_that_get_data_although_they_are_called_none_stay() -> None:
    text = "## Assets\n\nThey are not subprocessors, but they may log your IP address:\n\n- **Google Fonts** — fonts\n- **jsDelivr** — scripts\n"
    assert said(f"# Subprocessors\n\n{text}") == ["Google Fonts: unknown", "jsDelivr: unknown"]


def test_sentences_about_vendors_of_the_table_above_are_no_further_rows() -> None:
    text = """
## Scope

- **Stripe** only sees what is needed to charge the card that a customer gives, and nothing of the case data.
- **Neon** keeps everything that the platform stores, encrypted at rest with keys that the provider manages.
"""
    found = read(TABLE + text)
    assert len(found.rows) == 2
    assert any("describes vendors that stand above" in warning for warning in found.warnings)


def test_a_vendor_listed_again_for_another_product_is_a_row() -> None:
    assert said(f"{TABLE}\n## Mobile app\n\n- Stripe: in-app payments\n- Neon: offline copies\n")[2:] == [
        "Stripe: unknown",
        "Neon: unknown",
    ]


def test_long_bold_paragraphs_behind_a_table_are_text() -> None:
    words = "les données strictement nécessaires sont transmises à ces prestataires " * 4
    assert (
        len(read(f"{TABLE}\n**Transfert hors UE** : {words}\n\n**Particulièrement** : {words}\n").rows) == 2
    )


@pytest.mark.parametrize(
    ("header", "cell", "places"),
    [
        ("Drittland", "nein", "DE"),
        ("Drittland", "ja (Support)", "DE"),
        ("Drittland", "ja (USA)", "DE US"),
        ("Transfert hors UE", "Oui, accès d'assistance depuis les États-Unis (CCT)", "DE US"),
        ("Third-country transfer", "USA – SCC", "DE US"),
        ("Third-country transfer", "EU-US DPF", "DE"),
        ("Transfer mechanism", "SCCs, UK Addendum", "DE"),
    ],
)
def test_a_column_of_transfers_may_name_third_countries(header: str, cell: str, places: str) -> None:
    text = f'Vendor;Purpose;Place of processing;{header}\nAcme Ltd;Mail;Germany;"{cell}"\nStripe;Payments;Germany;\n'
    assert said(text, "list.csv")[0] == f"Acme Ltd: {places}"


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("Acme EMEA SARL  38 Avenue John F. Kennedy  L-1855 Luxemburg", "Acme EMEA SARL"),
        ('"Acme, Inc. 25 First Street, 2nd Floor Cambridge, MA 02141, USA"', "Acme, Inc."),
        ('"Acme LLC  225 Chestnut St  Philadelphia, PA, 19106, USA"', "Acme LLC"),
    ],
)
def test_an_address_behind_a_name_without_a_comma(cell: str, name: str) -> None:
    assert named(cell).vendors == (name,)


def test_per_vendor_details_with_labels_are_no_vendors() -> None:
    text = """## Details

### 1. Stripe, Inc.

**Zweck der Verarbeitung:**
- Zahlungen

**Datenspeicherung:**
- Keine dauerhafte Speicherung

**Standort:** San Francisco, USA

**Rechtsgrundlage für Drittlandübermittlung:**
- EU-Standardvertragsklauseln (SCCs)
- EU-US Data Privacy Framework (DPF) Zertifizierung
"""
    assert {of(row) for row in read(TABLE + text).rows if not row.refused} <= {
        "Stripe: US",
        "Neon: DE",
        "Stripe, Inc.: US",
    }


def test_sections_of_text_about_vendors_of_the_table_above_are_no_second_rows() -> None:
    text = (
        "### 4.1 Stripe (payments)\n\nStripe keeps what it must keep, on servers in the EU. "
        + "It asks no more. " * 30
    )
    found = read(
        f"{TABLE}\n## Details\n\n{text}\n\n### 4.2 Neon (database)\n\nNeon stores our tables for us.\n"
    )
    assert sorted(of(row) for row in found.rows) == ["Neon: DE", "Stripe: US"]
    assert any("describes vendors that stand above" in warning for warning in found.warnings)


def test_a_country_before_the_instrument_of_a_transfer_counts() -> None:
    text = "Firma,Anschrift/Land,Drittland\nAcme GmbH,80636 München,USA: BCR\nBolt GmbH,50672 Köln,keine\n"
    assert said(text, "list.csv") == ["Acme GmbH: DE US", "Bolt GmbH: DE"]


@pytest.mark.parametrize(
    ("header", "note", "places"),
    [
        ("Processing notes", "Core storage is configured in EU regions. Auth involves global processing.", "EU worldwide"),
        ("Notes", "Operational processing can occur globally under the DPA.", "worldwide"),
        ("Bemerkungen", "Daten werden in Deutschland gespeichert.", "DE"),
        ("Remarques", "Les données sont hébergées en France.", "FR"),
        ("Remarks", "To be replaced by a vendor headquartered in the EU", "unknown"),
        ("Remarks", "Locations follow the vendor's DPA.", "unknown"),
        ("Our plan", "Move to a vendor that hosts in France", "unknown"),
    ],
)  # fmt: skip
def test_notes_say_where_when_no_column_does(header: str, note: str, places: str) -> None:
    text = f"| Vendor | Purpose | {header} |\n|---|---|---|\n| Acme | Hosting | {note} |\n| Stripe | Payments | |\n"
    assert said(f"# Sub-processors\n\n{text}") == [f"Acme: {places}", "Stripe: unknown"]


def test_a_company_with_its_address_behind_a_sentence_that_announces_it() -> None:
    text = "We use the following hoster for our website:\n\nQuarx Inc.\n88 Colin Street\nSan Francisco, CA 94107\nUnited States\n\nIt gets your data.\n"
    (row,) = read(text).rows
    assert row.vendors == ("Quarx Inc.",)
    assert "San Francisco" in (row.seat or "")
