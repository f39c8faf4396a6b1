"""Cards without labels and rows that alternate, of vendors that nobody knows; cards that repeat a table add no rows."""

from __future__ import annotations

import pytest

from tests.unit.exchange.reading.shapes import read, said

CARDS = (
    ("Zorpify", "E-mail delivery", "Ireland"),
    ("Quuxcloud", "Hosting", "Germany"),
    ("Blipdesk", "Customer support", "USA"),
)
ROWS = ["Zorpify: IE", "Quuxcloud: DE", "Blipdesk: US"]
LINES = [line for card in CARDS for line in card]
TABLE = "| Vendor | Purpose | Location |\n|---|---|---|\n| Zorpify | Mail | Ireland |\n| Quuxcloud GmbH | Hosting |  |\n"


def _spans(tag: str) -> str:
    return "".join(f"<div>{''.join(f'<{tag}>{line}</{tag}>' for line in card)}</div>" for card in CARDS)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("list.md", "# Subprocessors\n\n" + "\n\n".join(LINES)),
        ("list.md", "# Subprocessors\n\n" + "\n".join(f"- {line}" for line in LINES)),
        ("list.txt", "Subprocessors\n\n" + "\n".join(LINES)),
        ("list.txt", "Subprocessors\n\n" + "\n\n".join(LINES)),
        ("list.txt", "Subprocessors\n\n" + "\n\n".join(map("\n".join, CARDS))),
        ("list.html", f"<h1>Subprocessors</h1><section>{_spans('span')}</section>"),
        ("list.html", f"<h1>Subprocessors</h1><section>{_spans('div')}</section>"),
        ("list.html", "<h1>Subprocessors</h1><table>" + "".join(f"<tr><td>{line}</td></tr>" for line in LINES) + "</table>"),
    ],
)  # fmt: skip
def test_lines_of_cards_are_vendors_with_what_for_and_where(name: str, text: str) -> None:
    found = read(text, name).rows
    assert said(text, name) == ROWS
    assert [row.purposes for row in found] == [(card[1],) for card in CARDS]


def test_rows_that_alternate_are_a_vendor_and_what_is_said_of_it() -> None:
    rows = "| Subprocessors |\n|---|\n| Stripe |\n| Payments – United States |\n| Mailjet |\n| E-mail – France |\n| OVH |\n| Mail – France |\n"
    assert said(f"# Subprocessors\n\n{rows}") == ["Stripe: US", "Mailjet: FR", "OVH: FR"]


def test_lines_that_all_name_companies_are_no_cards() -> None:
    text = "Our affiliates\n\nKestrel Ireland Ltd (Ireland)\nKestrel GmbH (Germany)\nKestrel SAS (France)\nKestrel Inc. (USA)\n"
    assert said(text, "list.txt") == [
        "Kestrel Ireland Ltd: IE",
        "Kestrel GmbH: DE",
        "Kestrel SAS: FR",
        "Kestrel Inc.: US",
    ]


def test_cards_below_a_table_complete_its_rows_and_double_none() -> None:
    cards = "### Zorpify\n\nPurpose: Mail\n\nLocation: Ireland\n\n### Quuxcloud\n\nPurpose: Hosting\n\nLocation: Germany\n"
    found = read(f"# Subprocessors\n\n{TABLE}\n## Details\n\n{cards}")
    assert said(f"# Subprocessors\n\n{TABLE}\n## Details\n\n{cards}") == ["Zorpify: IE", "Quuxcloud GmbH: DE"]
    assert any("describes vendors that stand above" in warning for warning in found.warnings)


def test_a_card_that_says_another_place_is_a_row_of_its_own() -> None:
    cards = "### Zorpify\n\nPurpose: Mail\n\nLocation: USA\n\n### Quuxcloud\n\nPurpose: Hosting\n\nLocation: Germany\n"
    assert "Zorpify: US" in said(f"# Subprocessors\n\n{TABLE}\n## Details\n\n{cards}")


def test_a_purpose_that_begins_as_a_word_to_the_reader_does_is_no_label_beside_a_place() -> None:
    assert said(
        "# Subprocessors\n\n- Blipdesk – Customer support – USA\n- Quux Ltd – Our mail – Ireland\n"
    ) == [
        "Blipdesk: US",
        "Quux Ltd: IE",
    ]
