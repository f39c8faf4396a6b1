"""Tables of a text whose cells stand one below the other: under all headers, or each under its label."""

from __future__ import annotations

import pytest

from tests.unit.exchange.reading.shapes import said

VENDORS = (("Kelvo Ltd", "Ireland"), ("Norvia SAS", "France"), ("Quarx", "USA"), ("Zorbix GmbH", "Germany"))
READ = ["Kelvo Ltd: IE", "Norvia SAS: FR", "Quarx: US", "Zorbix GmbH: DE"]


def _text(headers: list[str], rows: list[list[str]], *, title: str = "Sub-processors", foot: str = "") -> str:
    return (
        f"{title}\n\n" + "\n".join(headers) + "\n" + "\n".join("\n".join(row) for row in rows) + f"\n{foot}"
    )


@pytest.mark.parametrize(
    ("headers", "others"),
    [
        (["Name", "Purpose", "Location", "Website"], ["https://zorp.example"]),
        (["Subprocessor", "Purpose", "Region", "DPF certified", "Trains on data", "DPA"], ["Yes", "No", "Executed"]),
        (["Provider", "Purpose", "Region", "Transfer mechanism", "Privacy"], ["SCCs", "Link"]),
        (["Name", "What for", "Data hosted in", "Headquarters", "DPA"], ["Estonia", "signed"]),
    ],
)  # fmt: skip
def test_the_headers_are_those_below_the_title(headers: list[str], others: list[str]) -> None:
    rows = [[name, "Mail to customers", place, *others] for name, place in VENDORS]
    assert said(_text(headers, rows), "list.txt") == READ


def test_numbers_before_the_vendors_are_a_column() -> None:
    rows = [
        [str(nth), name, "USA", "Versand", place, "–"] for nth, (name, place) in enumerate(VENDORS[:3], 1)
    ]
    headers = ["#", "Dienstleister", "Sitz", "Zweck", "Ort der Verarbeitung", "Garantie"]
    assert said(_text(headers, rows), "list.txt") == READ[:3]


def test_addresses_are_no_places_where_another_column_says_where() -> None:
    rows = [[name, "Hauptstr. 4, 10115 Berlin", "Versand", place] for name, place in VENDORS]
    assert (
        said(_text(["Unternehmen", "Anschrift", "Leistung", "Ort der Verarbeitung"], rows), "list.txt")
        == READ
    )


def test_a_blank_line_is_a_blank_cell() -> None:
    rows = [[name, place, "Mail", "", "2018.04.13"] for name, place in VENDORS]
    headers = ["Data processor", "Data location", "Description of the processing", "Legal basis", "Updated on"]  # fmt: skip
    assert said(_text(headers, rows), "list.txt") == READ


def test_a_row_without_a_known_place_does_not_end_a_table() -> None:
    places = ["Ireland", "[to be confirmed]", "USA", "Germany"]
    rows = [[name, "Mail", place] for (name, _), place in zip(VENDORS, places, strict=True)]
    read = said(_text(["Name", "Purpose", "Location"], rows), "list.txt")
    assert read == ["Kelvo Ltd: IE", "Norvia SAS: unknown", "Quarx: US", "Zorbix GmbH: DE"]


def test_the_menu_at_the_foot_of_a_page_is_no_table() -> None:
    foot = "\nProduct\nTicketing\nSeat maps\nPayouts\nLegal\nTerms\nPrivacy\nCookies\n© 2027 Zorp Europe SL. Barcelona, Spain.\n"
    rows = "".join(f"{name}\tMail\t{place}\n" for name, place in VENDORS)
    assert said(f"Sub-processors\n\nName\tPurpose\tLocation\n{rows}{foot}", "list.txt") == READ


@pytest.mark.parametrize(
    "labels",
    [
        ["Purpose", "Location", "DPA"],
        ["Legal entity", "Purpose", "Data category", "Region", "Transfer mechanism"],
        ["Nature & Purpose of Processing", "Location", "Link to Resources"],
        ["Leistung", "Ort der Verarbeitung", "Vertrag"],
    ],
)
def test_labels_by_turns_with_what_they_say_are_columns(labels: list[str]) -> None:
    said_of = {
        "Legal entity": "Zorp Holding Inc.",
        "Location": "",
        "Region": "",
        "Ort der Verarbeitung": "",
        "DPA": "signed",
    }
    cards = [
        "\n".join([name, *(f"{label}\n{said_of.get(label, 'Mail and more') or place}" for label in labels)])
        for name, place in VENDORS
    ]
    read = said("Sub-processors\n\n" + "\n\n".join(cards) + "\n", "list.txt")
    assert [one.split(": ")[1] for one in read] == ["IE", "FR", "US", "DE"]


def test_paragraphs_of_an_odd_number_of_lines_are_no_cards() -> None:
    text = (
        "Sub-processors\n\nWe use these firms.\nThey are bound by contract.\nAsk us.\n\nWe tell you of changes.\nThirty days before.\nBy mail.\n\n"
        "Write to us.\nWe answer.\nSoon.\n\n" + "".join(f"- {name}, {place}\n" for name, place in VENDORS)
    )
    assert said(text, "list.txt") == READ


def test_a_label_that_some_cards_lack_is_a_blank_cell() -> None:
    cards = [
        "Kelvo Ltd\nPurpose\nMail\nLocation\nIreland\nDPA\nsigned",
        "Norvia SAS\nPurpose\nPay\nLocation\nFrance",
        "Quarx\nPurpose\nChat\nLocation\nUSA\nDPA\nsigned",
    ]
    assert said("Sub-processors\n\n" + "\n\n".join(cards), "list.txt") == READ[:3]
