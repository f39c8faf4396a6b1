"""Tables that a person copies from a browser and pastes as text: tabs between cells, several lines in a cell."""

from __future__ import annotations

import pytest

from tests.unit.exchange.reading.shapes import read, said

FOUND = ["Quarx GmbH: DE", "Zorpify Ltd: IE GB", "Belmora Oy: FI"]
#: Cells with <br> in the first column.
FIRST = """Company, address\tService\tPlace
Quarx GmbH
Industriestr. 25
91710 Gunzenhausen\tHosting\tGermany
Zorpify Ltd
9-11 New Square Park
Feltham TW14 8HA, UK\tMeetings\tIreland, United Kingdom
Belmora Oy\tMail\tFinland
"""
#: … in the last one, so that a break belongs to the row above it.
LAST = """Company\tService\tPlace
Quarx GmbH\tHosting\tGermany
Region: Europe (Frankfurt)
Zorpify Ltd\tMeetings\tIreland
United Kingdom
Belmora Oy\tMail\tFinland
Region: Europe (Helsinki)
"""
#: … in the middle, behind the number of a row.
MIDDLE = """No.\tCompany\tService\tPlace
1\tQuarx GmbH
Industriestr. 25
91710 Gunzenhausen\tHosting
of all data\tGermany
2\tZorpify Ltd\tMeetings\tIreland, United Kingdom
3\tBelmora Oy
Helsinki\tMail\tFinland
"""
#: Cells that hold paragraphs.
APART = "".join(
    f"\n\n{name}\n\n\t\n\n{what}\n\n\t\n\n{where}\n\n\n"
    for name, what, where in [
        ("Company", "Service", "Place"),
        ("Quarx GmbH", "Hosting", "Germany"),
        ("Zorpify Ltd", "Meetings", "Ireland, United Kingdom"),
        ("Belmora Oy", "Mail", "Finland"),
    ]
)
#: Cells that hold boxes, the first with two of them.
BOXES = """Company\tService\tPlace\tContract

Quarx GmbH
Data of accounts
\tHosting\tGermany\tDPA
 available


Zorpify Ltd
Recordings of voices
\tMeetings\tIreland, United Kingdom\tDPA
 available


Belmora Oy
E-mails
\tMail\tFinland\tDPA
 available
"""


@pytest.mark.parametrize("table", [FIRST, LAST, MIDDLE, APART, BOXES])
def test_a_cell_of_several_lines_breaks_its_row(table: str) -> None:
    text = f"Sub-processors\n\nWe use the following companies.\n\n{table}\nWe tell customers of changes.\n"
    assert said(text, "list.txt") == FOUND


def test_what_follows_a_table_without_a_blank_line_is_no_cell_of_it() -> None:
    second = "Company, address\tService\tPlace\nTintwell AG\nAm Weg 3, 8000 Zürich\tLogs\tSwitzerland\n"
    text = f"Sub-processors\n\nFor all customers\n{FIRST}For some modules\n{second}Changes\n\nWe tell customers of changes.\n"
    assert said(text, "list.txt") == [*FOUND, "Tintwell AG: CH"]


def test_a_line_between_rows_that_fill_their_lines_stands_over_those_below() -> None:
    rows = "Quarx GmbH\tHosting\tGermany\nZorpify Ltd\tLogs\tIreland\nWhen you buy the module\nBelmora Oy\tMail\tFinland\nTintwell AG\tSMS\tFrance\n"
    assert said(f"Sub-processors\n\nCompany\tService\tPlace\n{rows}", "list.txt") == [
        "Quarx GmbH: DE",
        "Zorpify Ltd: IE",
        "refused: is a heading inside the table, no vendor",
        "Belmora Oy: FI",
        "Tintwell AG: FR",
    ]


def test_a_cell_over_several_rows_is_said_once() -> None:
    rows = "Hosting\tQuarx GmbH\tGermany\nZorpify Ltd\tIreland\nMail\tBelmora Oy\tFinland\n"
    assert said(f"Sub-processors\n\nService\tCompany\tPlace\n{rows}", "list.txt") == [
        "Quarx GmbH: DE",
        "Zorpify Ltd: IE",
        "Belmora Oy: FI",
    ]


def test_empty_cells_keep_their_columns() -> None:
    rows = "Quarx GmbH\t\tGermany\t\nZorpify Ltd\tLogs\t\tyes\nBelmora Oy\tMail\tFinland\t\n"
    assert said(f"Sub-processors\n\nCompany\tService\tPlace\tContract\n{rows}", "list.txt") == [
        "Quarx GmbH: DE",
        "Zorpify Ltd: unknown",
        "Belmora Oy: FI",
    ]


def test_tables_of_something_else_stay_apart() -> None:
    other = "Your rights\nRight\tTerm\nAccess\t30 days\nErasure\t30 days\nPortability\t30 days\n"
    table = "Company\tService\tPlace\tContract\nQuarx GmbH\tHosting\tGermany\tDPA\nBelmora Oy\tMail\tFinland\tDPA\n"
    found = said(f"Sub-processors\n\n{table}{other}", "list.txt")
    assert found[:2] == ["Quarx GmbH: DE", "Belmora Oy: FI"]
    assert all(one.startswith("refused") for one in found[2:])


def test_fields_of_one_vendor_are_no_table_of_several() -> None:
    text = "Sub-processors\n\nQuarx GmbH\nField\tValue\nPurpose\tHosting\nLocation\tGermany\n\nBelmora Oy\nField\tValue\nPurpose\tMail\nLocation\tFinland\n"
    names = [one.partition(":")[0] for one in said(text, "list.txt")]
    assert not {"Purpose", "Location", "Value"} & set(names)


def test_a_form_tells_of_the_vendor_directly_above_it() -> None:
    text = "".join(
        f"{at}. {name}\nField\tValue\nType\tProcessor\nPurpose\t{what}\nHosting region\t{where}\n"
        for at, (name, what, where) in enumerate(
            [("Quarx GmbH", "Hosting", "Germany"), ("Belmora Oy", "Mail", "Finland")], 1
        )
    )
    assert said(f"Sub-processors\n\nActive sub-processors\n{text}", "list.txt") == [
        "Quarx GmbH: DE",
        "Belmora Oy: FI",
    ]


def test_words_of_a_menu_above_the_title_of_a_table_are_not_its_title() -> None:
    table = "Name\tPurpose\tCountry\nQuarx GmbH\tHosting\tGermany\nBelmora Oy\tMail\tFinland\n"
    text = f"Sub-processors of Acme\n\nContents\n\nThird parties\nOur customers\nThird parties\n{table}"
    assert said(text, "list.txt") == ["Quarx GmbH: DE", "Belmora Oy: FI"]


def test_a_title_directly_below_a_table_stands_over_what_follows() -> None:
    table = "Company\tService\tPlace\nQuarx GmbH\tHosting\tGermany\nBelmora Oy\tMail\tFinland\n"
    notes = "Notification\nCustomers are told by mail\nObjections within 30 days\n"
    found = said(f"Sub-processors\n\n{table}{notes}", "list.txt")
    assert [one for one in found if not one.startswith("refused")] == ["Quarx GmbH: DE", "Belmora Oy: FI"]


def test_a_table_below_words_takes_no_header_of_another_one() -> None:
    table = "Company\tService\tPlace\nQuarx GmbH\tHosting\tGermany\nBelmora Oy\tMail\tFinland\n"
    other = "We use no others.\n\n3. Retention\nData\tTerm\tHow\nMessages\t2 years\tDeleted\nPhotos\t1 year\tDeleted\n"
    found = said(f"Sub-processors\n\n{table}\n{other}", "list.txt")
    assert [one for one in found if not one.startswith("refused")] == ["Quarx GmbH: DE", "Belmora Oy: FI"]


@pytest.mark.parametrize("table", [FIRST, LAST, APART])
def test_long_tables_are_read_whole(table: str) -> None:
    head, _, rows = table.partition("Quarx")
    found = said(f"Sub-processors\n\n{head}{f'Quarx{rows}' * 60}", "list.txt")
    assert len(found) > 150


def test_a_row_is_told_by_the_line_that_it_begins_in() -> None:
    text = "Sub-processors\n\nVendor\tPlace\nQuarx GmbH\tGermany\n\nZorpify Ltd\tIreland\n"
    assert [row.number for row in read(text, "list.txt").rows] == [4, 6]
