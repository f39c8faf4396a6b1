"""Lines that say in words what is done, by whom and where: "Payments by Acme (Ireland)", "We use Acme for payments"."""

from __future__ import annotations

import pytest

from tests.unit.exchange.reading.shapes import said

VENDORS = ["Stripe: IE", "Zorbix GmbH: DE", "Kelvo Mail: FR", "Norvia: ES"]
EN = [
    ("Stripe", "payments", "Ireland"),
    ("Zorbix GmbH", "chat", "Germany"),
    ("Kelvo Mail", "newsletters", "France"),
    ("Norvia", "invoices", "Spain"),
]
DE = [
    ("Stripe", "Zahlungen", "Irland"),
    ("Zorbix GmbH", "Chat", "Deutschland"),
    ("Kelvo Mail", "Newsletter", "Frankreich"),
    ("Norvia", "Rechnungen", "Spanien"),
]
FR = [
    ("Stripe", "les paiements", "Irlande"),
    ("Zorbix GmbH", "le chat", "Allemagne"),
    ("Kelvo Mail", "la newsletter", "France"),
    ("Norvia", "les factures", "Espagne"),
]
PHRASES = [
    (EN, "We use {0} for {1} ({2})."),
    (EN, "{1} by {0} ({2})"),
    (EN, "{1} is done with {0} ({2})"),
    (EN, "{1}: {0}, {2}"),
    (EN, "For {1}, we use {0} ({2})."),
    (EN, "{0} does our {1} ({2})."),
    (DE, "Wir nutzen {0} für {1} ({2})."),
    (DE, "{1} über {0} ({2})"),
    (DE, "Für {1} setzen wir {0} ein ({2})."),
    (DE, "{1}: {0}, {2}"),
    (DE, "{0} macht unsere {1} ({2})."),
    (FR, "Nous utilisons {0} pour {1} ({2})."),
    (FR, "{1} avec {0} ({2})"),
    (FR, "{1} par {0} (serveurs en {2})"),
    (FR, "Pour {1}, nous utilisons {0} ({2})."),
    (FR, "« {0} » pour {1} ({2})"),
    (FR, "{1} : {0}, {2}"),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "phrase"), PHRASES, ids=[phrase for _, phrase in PHRASES])
def test_bullets_that_say_it_in_a_phrase(rows: list[tuple[str, str, str]], phrase: str) -> None:
    bullets = "".join(f"- {phrase.format(*row)}\n" for row in rows)
    assert said(f"# Sub-processors / Unterauftragsverarbeiter / Sous-traitants\n\n{bullets}") == VENDORS


def test_a_paragraph_between_those_of_vendors_is_one_whatever_its_name_holds() -> None:
    lines = "\n\n".join(f"{name}: {what} ({where})" for name, what, where in EN)
    assert said(f"# Sub-processors\n\n{lines}\n") == VENDORS


def test_a_company_in_bold_with_a_stop_begins_its_paragraph() -> None:
    page = (
        "# Our providers\n\n## Readers\n\n**Steady Media GmbH, Berlin.** Memberships.\n\n"
        "**Stripe.** Donations. Data are stored in the USA.\n\n**Rapidmail, Freiburg.** Sends the letter.\n\n"
        "## Your rights\n\n**Access.** You may ask us.\n\n**Deletion.** We delete what we have.\n"
    )
    assert said(page) == ["Steady Media GmbH: DE", "Stripe: US", "Rapidmail: DE"]


@pytest.mark.parametrize(
    "lines",
    [
        "- Daily backups by our team\n- Encryption with TLS 1.3\n- Access via VPN\n",
        "- Tägliche Backups durch Stripe\n- Redundante Server über Twilio (Frankfurt)\n",
        "- We use TLS for transport\n- We use encryption for backups\n",
        "- Chiffrement par TLS\n- Accès par VPN\n",
    ],
)
def test_measures_are_no_vendors(lines: str) -> None:
    table = "| Vendor | Purpose | Location |\n|---|---|---|\n| Acme Ltd | Hosting | Ireland |\n| Stripe | Payments | US |\n"
    page = f"# Sub-processors\n\n{table}\n# Technical measures\n\n## Verfügbarkeitskontrolle\n\n{lines}"
    assert [row for row in said(page) if not row.startswith("refused")] == ["Acme Ltd: IE", "Stripe: US"]


def test_a_bullet_that_begins_with_a_company_keeps_it_first() -> None:
    bullets = "- Stripe: payments with Adyen as fallback (Ireland)\n- Mail by Acme Ltd: newsletters (France)\n- Acme Cloud: payments (Ireland)\n"
    assert said(f"# Sub-processors\n\n{bullets}")[0].startswith("Stripe")
