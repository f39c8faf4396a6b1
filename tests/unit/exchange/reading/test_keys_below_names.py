"""Tables and lines of keys below each vendor's name, keys without a value among them."""

from __future__ import annotations

import pytest

from tests.unit.exchange.reading.shapes import read, said

_EN = [("Role", "Database", "Mails"), ("Hosting", "Germany", "EU (Amsterdam)"), ("Contract", "link", "link")]
_DE = [("Verfahren", "Einwohnerwesen", "Wahlen"), ("Ort der Datenhaltung", "Bayreuth", "Niederlande")]
_FR = [
    ("Usage", "Notes", "Cantine"),
    ("Hébergement", "Allemagne", "Pays-Bas"),
    ("Avis du DPD", "Favorable", "Favorable"),
]


@pytest.mark.parametrize("rows", [_EN, _DE, _FR])
def test_tables_that_share_their_keys_say_of_each_name_above_where_its_data_are(
    rows: list[tuple[str, ...]],
) -> None:
    cards = [
        f"### {name}\n\n| | |\n|---|---|\n" + "".join(f"| **{row[0]}** | {row[at]} |\n" for row in rows)
        for at, name in ((1, "Zorbix"), (2, "Quarl"))
    ]
    assert [line.split(" (")[0] for line in said("# Subprocessors\n\n" + "\n".join(cards))] == [
        "Zorbix: DE",
        "Quarl: NL",
    ]


def test_tables_of_keys_that_say_nowhere_where_data_are_name_nobody() -> None:
    cards = [
        f"### {title}\n\n| | |\n|---|---|\n| Legal basis | Art. 6 (1) b |\n| Kept for | {years} years |\n"
        for title, years in (("Applications", 1), ("Invoices", 10))
    ]
    page = "# Subprocessors\n\n- Zorbix GmbH, Germany\n\n## How long we keep data\n\n" + "\n".join(cards)
    assert [row.vendors for row in read(page).rows if not row.refused] == [("Zorbix GmbH",)]


@pytest.mark.parametrize("last", ["", "signed"])
def test_a_key_without_a_value_does_not_take_the_name_below_it(last: str) -> None:
    cards = "\n\n".join(
        f"**{name}**\n\n*Purpose:* Hosting\n\n*Location:* {place}\n\n*DPA:* {last}"
        for name, place in (("Zorbix", "Ireland"), ("Quarl, Inc.", "Spain"), ("Bolt", "Germany"))
    )
    assert [line.split(" (")[0] for line in said(f"# Subprocessors\n\n{cards}\n")] == [
        "Zorbix: IE",
        "Quarl, Inc.: ES",
        "Bolt: DE",
    ]


def test_tables_of_keys_below_plans_name_nobody_though_they_say_where_data_are() -> None:
    cards = [
        f"## {plan} plan\n\n| | |\n|---|---|\n| Price | {price} |\n| Data region | {region} |\n"
        for plan, price, region in (("Free", 0, "EU"), ("Business", 10, "US"))
    ]
    page = "# Subprocessors\n\n| Vendor | Location |\n|---|---|\n| Zorbix | Ireland |\n\n" + "\n".join(cards)
    assert [row.vendors for row in read(page).rows if not row.refused] == [("Zorbix",)]


@pytest.mark.parametrize(
    "label", ["Hosting of data", "Hébergement des données", "Datenhosting", "Data storage"]
)
def test_a_line_of_data_on_servers_says_where(label: str) -> None:
    page = f"# Subprocessors\n\n## Zorbix\n\n- Purpose: mail\n- {label}: Ireland\n\n## Quarl\n\n- Purpose: payroll\n- {label}: Spain\n"
    assert [line.split(" (")[0] for line in said(page)] == ["Zorbix: IE", "Quarl: ES"]
