"""Markdown whose vendors stand as names above labels in blocks of any kind: headings, tables, bold lines, quotes."""

from __future__ import annotations

import pytest

from tests.unit.exchange.reading.shapes import said

VENDORS = [
    ("Quarx Ltd", "Mail", "Ireland"),
    ("Zorpify", "Payments", "Finland, USA"),
    ("Belmora", "Logs", "Austria"),
]
FOUND = ["Quarx Ltd: IE", "Zorpify: FI US", "Belmora: AT"]
NAMES = [
    "### {name}",
    "**{name}**",
    "{name}",
    r"{at}\. {name}",
    "**{at}. {name}**",
    "<details>\n<summary>{name}</summary>\n",
    "![{name} logo](/{at}.png)\n\n### ![{name}](/{at}.png) {name}",
]
FIELDS = [
    "Purpose: {what}  \nLocation: {where}",
    "**Purpose:** {what}\n\n**Location:** {where}",
    "- **Purpose** – {what}\n- **Location** – {where}",
    "##### Purpose\n\n{what}\n\n##### Location\n\n{where}",
    "**Purpose**\n\n{what}\n\n**Location**\n\n{where}",
    "**Purpose**  \n{what}\n\n**Location**  \n{where}",
    "Purpose\n: {what}\n\nLocation\n: {where}",
    "| | |\n|---|---|\n| Purpose | {what} |\n| Location | {where} |",
    "| Purpose | Location |\n|---|---|\n| {what} | {where} |",
    "> Purpose: {what}  \n> Location: {where}",
    "    Purpose: {what}\n    Location: {where}",
]


def _page(name: str, below: str) -> str:
    cards = [
        name.format(name=who, at=at) + "\n\n" + below.format(what=what, where=where)
        for at, (who, what, where) in enumerate(VENDORS, 1)
    ]
    return (
        "# Sub-processors\n\nWe use these companies.\n\n"
        + "\n\n".join(cards)
        + "\n\n## Changes\n\nWe tell customers.\n"
    )


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("below", FIELDS)
def test_a_name_above_labels_in_blocks_of_any_kind(name: str, below: str) -> None:
    assert said(_page(name, below)) == FOUND


@pytest.mark.parametrize("below", [FIELDS[0], FIELDS[4], FIELDS[7], FIELDS[8], FIELDS[9]])
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_a_bullet_above_labels_within_it(below: str, between: str) -> None:
    cards = [
        f"- {who}{between}{below.format(what=what, where=where)}".replace("\n", "\n  ")
        for who, what, where in VENDORS
    ]
    assert said("# Sub-processors\n\n" + "\n\n".join(cards)) == FOUND


def test_a_table_that_a_block_of_code_draws() -> None:
    text = (
        "```\nVendor     Purpose   Country\nQuarx Ltd  Mail      Ireland\nZorpify    Payments  Finland\n```\n"
    )
    assert said(f"# Sub-processors\n\n{text}") == ["Quarx Ltd: IE", "Zorpify: FI"]


def test_semicolons_behind_a_label_part_places() -> None:
    text = "- Quarx Ltd\n  - Location: Ireland; Germany\n- Zorpify\n  - Location: Finland; purpose: mail\n"
    assert said(f"# Sub-processors\n\n{text}") == ["Quarx Ltd: IE DE", "Zorpify: FI"]


@pytest.mark.parametrize(
    "shape",
    [
        "## {name}\n\n| Purpose | Location |\n|---|---|\n| Mail | {where} |\n\n",
        "**{name}**\n\nPurpose: Mail  \nLocation: {where}\n\n",
    ],
)
@pytest.mark.parametrize(
    ("link", "found"), [("Zorpify", ["Zorpify: unknown"]), ("Privacy policy", []), ("quarx.test", [])]
)
def test_a_link_between_two_vendors_is_one_of_them_or_a_page_of_the_one_above(
    shape: str, link: str, found: list[str]
) -> None:
    first, last = (
        shape.format(name=name, where=where)
        for name, where in (("Quarx", "Ireland"), ("Belmora Oy", "Finland"))
    )
    text = f"# Sub-processors\n\n{first}[{link}](https://z.test)\n\n{last}"
    assert said(text) == ["Quarx: IE", *found, "Belmora Oy: FI"]
