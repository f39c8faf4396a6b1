"""Vendors that a page numbers in any way, in any form of list."""

from __future__ import annotations

import pytest

from tests.unit.exchange.reading.shapes import read, said

VENDORS = (
    ("Supabase", "IE", "Ireland"),
    ("Zorbix GmbH", "DE", "Germany"),
    ("Stripe", "US", "USA"),
    ("Kelvo", "FR", "France"),
)
READ = [f"{name}: {code}" for name, code, _ in VENDORS]
WAYS = (
    "{n}. ", "{n}) ", "({n}) ", "{n} · ", "{n} – ", "{n} - ", "{n}: ", "{n} | ", "#{n} ", "0{n} ", "{n}/ ", "{n} ", "3.{n} ", "3.{n}) ",
    "{a}. ", "{A}) ", "{R}. ", "No. {n}: ", "Nr. {n} – ", "N° {n} : ", "Vendor {n} — ", "Unterauftragsverarbeiter {n}: ",
    "Sous-traitant n° {n} – ", "[{n}] ", "§ {n} ",
)  # fmt: skip


def numbered(way: str, at: int) -> str:
    return way.format(n=at + 1, a="abcd"[at], A="ABCD"[at], R=("I", "II", "III", "IV")[at])


def each(way: str, form: str) -> str:
    return "".join(
        form.format(name=numbered(way, at) + name, where=where) for at, (name, _, where) in enumerate(VENDORS)
    )


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    "form",
    [
        "<h2>{name}</h2><table><tr><td><b>Purpose</b></td><td>Chat</td></tr><tr><td><b>Region</b></td><td>{where}</td></tr></table>",
        "<h3>{name}</h3><ul><li>Purpose: chat</li><li>Location: {where}</li></ul>",
        "<p><strong>{name}</strong><br>Purpose: chat<br>Location: {where}</p>",
        "<details><summary>{name}</summary><p>Purpose: chat<br>Location: {where}</p></details>",
    ],
)
def test_headings_and_cards_in_html(way: str, form: str) -> None:
    assert said(f"<h1>Subprocessors</h1>{each(way, form)}", "list.html") == READ


@pytest.mark.parametrize("way", WAYS)
def test_headings_of_markdown_rows_and_lines_of_a_text(way: str) -> None:
    items = each(way, "## {name}\n\n- **Purpose:** chat\n- **Location:** {where}\n\n")
    assert said(f"# Subprocessors\n\n{items}") == READ
    rows = each(way, "<tr><td>{name}</td><td>Chat</td><td>{where}</td></tr>")
    table = f"<table><tr><th>Name</th><th>Purpose</th><th>Location</th></tr>{rows}</table>"
    assert said(f"<h1>Subprocessors</h1>{table}", "list.html") == READ
    text = each(way, "{name}\n   Purpose: chat\n   Location: {where}\n\n")
    assert said(f"Subprocessors\n\n{text}", "list.txt") == READ


def test_names_that_begin_with_a_number_keep_it_where_nothing_is_counted() -> None:
    assert said("# Subprocessors\n\n- 1 Password – vault, Canada\n- Stripe – payments, USA\n") == [
        "1 Password: CA",
        "Stripe: US",
    ]
    rows = read("# Subprocessors\n\n## 8 · Infrastructure\n\n- Stripe: payments, USA\n").rows
    assert [row.vendors for row in rows] == [("Stripe",)]


def test_a_form_of_cards_is_no_header_of_a_table() -> None:
    cards = "".join(
        f"<div><div>{at}. {name}</div><div><p>Legal entity: {name}, Inc., 4 Terry Ave, Seattle, US<br>"
        f"Jurisdiction of establishment: US</p><p>Data processing locations: {where} (provider-dependent)<br>Purpose: Servers</p></div></div>"
        for at, (name, where) in enumerate(
            (("Amazon Web Services", "EU"), ("OpenAI", "US"), ("PostHog", "Germany")), 1
        )
    )
    assert said(f"<h1>Subprocessors</h1><div>{cards}</div>", "list.html") == [
        "Amazon Web Services: EU",
        "OpenAI: US",
        "PostHog: DE",
    ]


def test_bullets_below_the_tenth_item_are_of_it_though_set_in_as_below_the_ninth() -> None:
    page = "# Sub-processors\n\n" + "".join(
        f"{at}. **Zorpify {name} Ltd**\n   - Purpose: mail\n   - Country: {'France' if at > 9 else 'Ireland'}\n"
        for at, name in enumerate("ABCDEFGHIJK", 1)
    )
    found = said(page)
    assert len(found) == 11
    assert found[8:] == ["Zorpify I Ltd: IE", "Zorpify J Ltd: FR", "Zorpify K Ltd: FR"]
