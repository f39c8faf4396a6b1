"""Which lists of a page are its lists of vendors: those of something else beside them name nobody."""

from __future__ import annotations

import pytest

from tests.unit.exchange.reading.shapes import read, said

CONTRACT = """# Vertrag zur Auftragsverarbeitung

## 7. Unterauftragsverhältnisse

Der Auftragsverarbeiter setzt folgende Subprozessoren ein:

| Subprozessor | Zweck | Sitz |
|---|---|---|
| Vercel | Hosting | US/EU |
| Zorp GmbH | Versand | DE |
"""
ROWS = ["Vercel: US EU", "Zorp GmbH: DE"]


def vendors(text: str, name: str = "list.md") -> list[str]:
    return ["+".join(row.vendors) for row in read(text, name).rows if row.vendors]


@pytest.mark.parametrize(
    "other",
    [
        "## 8. Betroffenenrechte\n\nDer Auftragsverarbeiter unterstützt bei:\n- **Auskunft (Art. 15):** Export\n- **Löschung (Art. 17):** Routinen\n",
        "## 10. Meldung\n\nBei einer Verletzung meldet der Auftragsverarbeiter:\n- An den Verantwortlichen: in 24 Stunden\n- An die Behörde: in 72 Stunden\n",
        "## 3. Zweck und Dauer\n\n- Zweck: Prüfen der Datei\n- Speicherung: Gast – nur für die Anfrage\n\n## 4. Weisungen\n\n- Verarbeitung auf Anfrage\n- TLS, nur localhost\n",
        "## 1. Anbieteridentität\n\n| Feld | Wert |\n|---|---|\n| Firmierung | Lumera (Einzelunternehmen) |\n| Anschrift | Ahornstraße 4, München |\n| Rechtsform | Gewerbe |\n| Kontakt | a@b.test |\n",
        "## 12. Schluss\n\n- Gerichtsstand ist München, Deutschland\n- Es gilt deutsches Recht\n",
        "## 13. Ablauf\n\n1. Localiser la section DPA\n2. Archiver une copie du DPA signé\n",
    ],
)
def test_other_lists_of_a_contract_name_nobody(other: str) -> None:
    assert vendors(f"{CONTRACT}\n{other}") == ["Vercel", "Zorp GmbH"]
    before, _, after = CONTRACT.partition("## 7.")
    assert vendors(f"{before}{other}\n## 7.{after}") == ["Vercel", "Zorp GmbH"]


def test_what_is_set_aside_is_told() -> None:
    other = "## 9. Team\n\n- Maxine Muster: Leitung\n- Karla Kolumna: Presse\n"
    read_ = read(f"# Datenschutz\n\n{CONTRACT[2:]}\n{other}")
    assert [row.vendors for row in read_.rows if row.vendors] == [("Vercel",), ("Zorp GmbH",)]
    assert any("2 rows are not read" in one for one in read_.warnings)


@pytest.mark.parametrize(
    "text",
    [
        "# Sub-processors\n\n## Core\n\n- Stripe – payments – Ireland\n\n## Fonts\n\n- Zorpify: fonts\n",
        "# Privacy\n\n## Sub-processors\n\n- Stripe – payments – Ireland\n\n## Our partners\n\n- Zorpify: fonts\n",
        "# Sub-processors\n\n## Core\n\n| Vendor | Purpose |\n|---|---|\n| Stripe | Payments |\n\n"
        "## Optional\n\n| Provider | Purpose | Active when |\n|---|---|---|\n| Zorpify | Fonts | chosen |\n",
    ],
)
def test_vendors_that_are_not_known_stay_where_words_speak_of_vendors(text: str) -> None:
    assert vendors(text) == ["Stripe", "Zorpify"]


def test_a_list_of_those_above_adds_only_whom_they_lack() -> None:
    table = "| Vendor | Purpose | Region |\n|---|---|---|\n| OpenAI | AI | US |\n| Twilio | SMS | US |\n"
    below = "Several subprocessors above are only used when enabled:\n\n- OpenAI – AI skills\n- Twilio – SMS\n- SendGrid – mail\n"
    assert said(f"# Subprocessors\n\n{table}\n## Customer-controlled subprocessors\n\n{below}") == [
        "OpenAI: US",
        "Twilio: US",
        "SendGrid: unknown",
    ]


def test_bullets_about_transfers_to_listed_vendors_are_no_further_rows() -> None:
    table = "## 5. Sub-processors\n\n| Vendor | Purpose | Region |\n|---|---|---|\n| Resend | Mail | Japan |\n| Vercel | Hosting | US |\n"
    below = "## 6. International transfers\n\n- Resend — Tokyo, Japan. The UK recognises it.\n- Vercel — United States. By its addendum.\n"
    assert said(f"# Privacy\n\n{table}\n{below}") == ["Resend: JP", "Vercel: US"]


def test_a_list_that_a_sentence_announces_stands_under_any_heading() -> None:
    text = (
        "# Data sharing agreement\n\n## Parties\n\nActon Councils engages the following sub-processors:\n\n"
        "- Outlandish (149 Fonthill Rd, London N4 3HF), for the meeting tool.\n- Supabase (London), for the inventory.\n"
        "- Hostinger (UK servers), for the website.\n- Front, for handling support enquiries.\n"
    )
    assert vendors(text) == ["Outlandish", "Supabase", "Hostinger", "Front"]


def test_a_bullet_that_says_who_is_used_beside_a_table() -> None:
    table = "| Vendor | Purpose | Region |\n|---|---|---|\n| Stripe | Payments | IE |\n"
    notes = "- No data held means that data only pass.\n- We use Cloudflare (USA) for the website, without user data.\n"
    assert said(f"# Sub-processors\n\n{table}\n{notes}") == ["Stripe: IE", "Cloudflare: US"]


def test_parts_of_a_page_that_is_one_line_are_weighed_apart() -> None:
    table = "<table><tr><th>Vendor</th><th>Country</th></tr><tr><td>Vercel</td><td>US</td></tr></table>"
    first = "<h2>Rights</h2><ul><li>Access: by mail</li><li>Erasure: by mail</li></ul>"
    second = "<h2>Deadlines</h2><ul><li>Controller: a day</li><li>Authority: three days</li></ul>"
    page = f"<h1>Contract on processing</h1>{first}{second}<h2>Sub-processors</h2>{table}"
    assert vendors(page, "list.html") == ["Vercel"]


def test_a_long_list_of_something_else_is_set_aside() -> None:
    rows = "".join(
        f"- Right{at}: granted by mail within so many days and at no cost to anyone\n" for at in range(1500)
    )
    assert vendors(f"{CONTRACT}\n## Rights\n\n{rows}") == ["Vercel", "Zorp GmbH"]
