"""Lists made up in many shapes, in English, French and German: vendor and countries of 98 rows in 100 are right."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from vendorgraph.exchange.importing import Options, ReadFile, read_rows
from vendorgraph.exchange.reading.places.resolve import country_of
from vendorgraph.exchange.reading.source import Source
from vendorgraph.exchange.statement import placed

OWN = Path(__file__).parents[3] / "fixtures" / "lists" / "own"
#: Written by hand: "vendor: countries"; two vendors of a row are joined by +; a row that names none is refused.
EXPECTED = {
    "fr-page.html": "OVH SAS: FR | OVH SAS: DE | refused | Zendesk, Inc.: US IE | Brevo (ex-Sendinblue): FR | Google Ireland Ltd+Google LLC: IE US"
    " | Ubiqus: unknown | refused | Exemplia GmbH: DE | Exemplia Maroc SARL: MA",
    "de-grid.html": "Hetzner Online GmbH: DE | Mailjet SAS: FR DE | DATEV eG: DE | Twilio Inc.: US | TeamViewer Germany GmbH: unknown"
    " | Cloudflare, Inc.: worldwide | Stripe: US | Intercom: US | HubSpot: US",
    "de-latin1.csv": "IONOS SE: DE | Müller & Söhne KG: AT | Amazon Web Services EMEA SARL: DE | Salesforce.com Germany GmbH: US EU"
    " | Canva Pty Ltd: AU | Freshworks Inc.: unknown | refused",
    "en-bullets.md": "Amazon Web Services, Inc.: US | Google Cloud EMEA Limited: IE | Snowflake Inc.: US | Datadog: DE | Stripe, Inc.: US"
    " | Adyen N.V.: unknown | Mailgun Technologies, Inc: US EU | PostHog: DE | Intercom R&D Unlimited Company: IE US | Example Analytics Ltd: GB"
    " | Example Analytics K.K.: JP",
    "en-ragged.csv": "Slack Technologies LLC: US | Notion Labs Inc: US | Stripe,Inc.: US | Linear Orbit Inc: unknown"
    " | Zoom Video Communications, Inc.: US NL DE | refused | Atlassian Pty Ltd: AU US | 1Password (AgileBits Inc.): CA"
    " | Georgia Pacific Hosting: unknown",
    "en-transposed.md": "Cloudflare, Inc.: worldwide | Fivetran, Inc.: US | Hotjar Limited: MT",
    "en-cards.html": "Sentry: US | Plausible Insights OÜ: DE | Crisp IM SAS: NL FR",
    "fr-mixed.md": "Scaleway SAS: EU | Mailjet: EU | Alan SA: EU | Typeform S.L.: ES | Segment.io, Inc.: US | Mixpanel: US"
    " | Microsoft Ireland Operations Limited: NL IE | Twilio Ireland Limited: IE GB US | Aircall SAS: EU US",
    "en-headerless.csv": "Stripe: US | Hetzner: DE | Sendgrid: US | Bunny.net: SI",
    "en-services.md": "Akamai Technologies: worldwide | Elastic N.V.: IE | Algolia SAS: FR | MongoDB Atlas (MongoDB Ltd.): IE"
    " | LaunchDarkly (Catamorphic Co.): US | Tableau+Looker: US | Pipedrive OÜ+Intercom Inc: EE US | New Relic: US | refused | refused",
    "en-seat.html": "Heroku (Salesforce): EU | Rackspace: GB | Zapier, Inc.: unknown | Kinsta: unknown",
    "de-addresses.md": "Hetzner Online GmbH: unknown | Mailgun Technologies Inc.: unknown | netcup GmbH: unknown",
    "fr-lines.html": "Amazon Web Services EMEA SARL: IE | Sinch AB: SE | Zoho Corporation: IN NL",
    "en-brackets.md": "Amazon Web Services: DE | Mailchimp: US | Intercom: US EU | Slack: unknown | Hotjar: MT",
    "fr-bom.csv": "OVHcloud: FR | Qonto (Olinda SAS): FR DE | Aircall: IE US | Meta Platforms Ireland Ltd: worldwide | Brevo: EU"
    " | Docusign France SAS: EEA",
    "en-roles.html": "Vercel Inc.: US | Neon, LLC: DE | Resend: IE",
    "en-tabs.csv": "Acme Support Ltd: GB IN PH | BigCloud Inc.: US DE unknown",
    "en-groups.md": "refused | Scaleway: FR | Exoscale (Akenes SA): CH AT | refused | Linode LLC: SG JP | Backblaze: US",
    "en-records.json": "Exoscale: AT | Bunny.net: worldwide | Zendesk, Inc.: IE",
    "de-records.yml": "Hetzner Online GmbH: DE FI | Rapidmail GmbH: DE",
    "en-pasted.txt": "Stripe, Inc.: US | Upcloud Oy: FI",
    "en-columns.txt": "Microsoft Corporation: NL IE | Example Support Pvt. Ltd.: IN",
    "fr-lignes.txt": "OVH SAS: FR | Stripe: IE US | Pennylane: EU | Exemple SAS: FR",
    "fr-phrases.html": "Supabase: EU | GitHub Pages: US | Vercel: US | Mux, Inc.: FR | Stripe Inc.: US | Resend: unknown | Crisp: EU",
    "en-whose.md": "Twilio Ireland Limited: US IE | Functional Software, Inc.: DE | Linode: US worldwide"
    " | Anthropic+OpenAI+Zorpify: worldwide US",
    "de-anlage.md": "ServiceNow Nederland B.V.: NL IE | Tata Consultancy Services Switzerland Ltd: CH IN | Terra Druck GmbH: unknown"
    " | Erika Beispiel: unknown | Kurier KG: unknown",
    "en-bold.html": "Akamai Technologies, Inc.: DE | Postmark: US IE | Mailtrap: PL | Vercel Inc.: unknown | Neon: unknown"
    " | Front: IE | TaskUs, Inc.: PH",
    "de-bullets.md": "All-Inkl.com – Neue Medien Münnich: DE | CleverReach GmbH & Co. KG: DE | sevDesk GmbH: DE | Asana, Inc.: US"
    " | Calendly LLC: US",
    "de-sitz.md": "Mailjet SAS: unknown | Zendesk, Inc.: unknown",
    "en-past.md": "Fastly, Inc.: worldwide | refused | Twilio Inc.: IE | Plausible Insights OÜ: DE | refused | Airtable+Zorpify: US"
    " | Anthropic PBC+OpenAI, L.L.C.+Mistral AI: NL | Datadog: DE | refused | refused",
    "de-past.html": "Hetzner Online GmbH: unknown | Mailgun Technologies, Inc.: DE | Zoom Video Communications, Inc.: unknown | refused"
    " | refused | refused",
    "en-numbered.md": "Anthropic (Claude): US | Supabase: EU",
}  # fmt: skip


def _said(read: ReadFile) -> list[str]:
    found = []
    for row in read.rows:
        countries = " ".join(dict.fromkeys(place.place for place in placed(row)))
        found.append("refused" if row.refused else f"{'+'.join(row.vendors)}: {countries}")
    return found


@pytest.mark.parametrize("name", EXPECTED)
def test_every_row_of_a_list_is_there(name: str) -> None:
    read = read_rows(Source.at(OWN / name), Options())
    assert len(read.rows) == len(EXPECTED[name].split(" | "))
    assert all(row.number and (row.vendors or row.refused) for row in read.rows)


def test_vendor_and_countries_of_nearly_all_rows_are_right() -> None:
    wrong, rows = [], 0
    for name, expected in EXPECTED.items():
        pairs = list(
            zip(expected.split(" | "), _said(read_rows(Source.at(OWN / name), Options())), strict=True)
        )
        rows += len(pairs)
        wrong += [f"{name}: {said!r} instead of {right!r}" for right, said in pairs if right != said]
    assert rows > 100
    assert len(wrong) <= rows * 0.02, "\n".join(wrong)


def test_a_list_that_gives_nothing_but_seats_leaves_the_place_unknown_and_says_so() -> None:
    rows = read_rows(Source.at(OWN / "de-sitz.md"), Options()).rows
    assert [row.seat for row in rows] == ["Frankreich", "USA"]
    assert {row.note for row in rows} == {"the source gives its seat and no place of processing"}


def test_a_vendor_of_the_past_is_told_and_a_planned_one_is_planned() -> None:
    rows = read_rows(Source.at(OWN / "en-past.md"), Options()).rows
    assert {row.vendors: row.extra["status"] for row in rows if row.extra} == {
        ("Plausible Insights OÜ",): "planned",
        ("Datadog",): "planned",
    }
    assert [row.refused for row in rows if row.refused] == [
        "is struck out in the source, no vendor of today",
        "the source says 'Removed' of it: no vendor of today",
        "is struck out in the source, no vendor of today",
        "stands under 'Removed': no vendor of today",
    ]


def test_an_address_is_recorded_as_the_seat_that_the_fixtures_give() -> None:
    rows = read_rows(Source.at(OWN / "de-addresses.md"), Options()).rows
    assert [country_of(row.seat or "")[0] for row in rows] == ["DE", "US", "DE"]


def test_a_seat_alone_is_recorded_and_is_no_place() -> None:
    found = read_rows(Source.at(OWN / "de-past.html"), Options()).rows
    row = next(row for row in found if row.seat == "USA" and "Zoom" in row.words)
    assert not row.places
    assert row.note == "the source gives its seat and no place of processing"


def test_merged_cells_of_a_workbook_stand_in_each_row_and_formulas_give_their_values(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ["Liste des sous-traitants"],
        [],
        ["Prestataire", "Finalité", "Pays de traitement"],
        ["OVH SAS", "Hébergement", "France"],
        [None, "Sauvegarde", "Allemagne"],
        ["Hors UE"],
        ["Twilio Inc.", "SMS", "États-Unis"],
    ):
        sheet.append(row)
    sheet.merge_cells("A4:A5")
    sheet.merge_cells("A6:C6")
    book.save(tmp_path / "liste.xlsx")
    read = read_rows(Source.at(tmp_path / "liste.xlsx"), Options())
    assert _said(read) == ["refused", "OVH SAS: FR", "OVH SAS: DE", "refused", "Twilio Inc.: US"]
    assert [row.number for row in read.rows] == [1, 4, 5, 6, 7]


def test_a_header_of_two_rows_a_title_over_all_columns_and_a_hidden_sheet(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ["Third-party sub-processors"],
        ["Name of sub-processor", "Service", "Location"],
        [None, None, "Storage", "Remote access"],
        ["Equinix (Germany) GmbH", "Colocation", "Germany", "n/a"],
        ["Wipro Limited", "Support", "—", "India"],
    ):
        sheet.append(row)
    sheet.merge_cells("A1:D1")
    sheet.merge_cells("C2:D2")
    hidden = book.create_sheet("internal")
    hidden.sheet_state = "hidden"
    hidden.append(["Sub-processor", "Country"])
    hidden.append(["Equinix (Germany) GmbH", "Germany"])
    book.save(tmp_path / "list.xlsx")
    read = read_rows(Source.at(tmp_path / "list.xlsx"), Options())
    assert _said(read)[-2:] == ["Equinix (Germany) GmbH: DE", "Wipro Limited: IN"]
    assert [place.kind for place in read.rows[-1].places] == ["storage", "access"]
    assert any("'internal' is hidden" in warning for warning in read.warnings)
