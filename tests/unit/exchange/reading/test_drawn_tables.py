"""Tables that a text draws with bars, rules or blanks, whose cells go on in the next line, over pages."""

from __future__ import annotations

import pytest

from tests.unit.exchange.reading.shapes import said

FOUND = ["Quarx Web Services, Inc.: US", "Zorpify: IE GB", "Belmora Oy: FI", "Tintwell: NL"]
BLANKS = """
   No.  Sub-processor        Purpose            Location
   1    Quarx Web Services,  Cloud hosting      United States
        Inc.
   2    Zorpify              Payments           Ireland, United
                                                Kingdom
   3    Belmora Oy           Help desk for      Finland
                             customers
   4    Tintwell             E-mail             Netherlands
"""
APART = """
Sub-processor        Location
Quarx Web Services,  United States
Inc.

Zorpify              Ireland, United
                     Kingdom

Belmora Oy           Finland

Tintwell             Netherlands
"""
BARS = """
+--------------------+-----------------+
| Sub-processor      | Location        |
+--------------------+-----------------+
| Quarx Web          | United States   |
| Services, Inc.     |                 |
+--------------------+-----------------+
| Zorpify            | Ireland, United |
|                    | Kingdom         |
+--------------------+-----------------+
| Belmora Oy         | Finland         |
| Tintwell           | Netherlands     |
+--------------------+-----------------+
"""
RULED = """
Location         Sub-processor
===============  ===================
United States    Quarx Web Services,
                 Inc.
Ireland, United  Zorpify
Kingdom
Finland          Belmora Oy

Page 3 of 5

Location         Sub-processor
===============  ===================
Netherlands      Tintwell
"""
NARROW = """
Sub-processor             Location
Quarx Web Services, Inc.  United States
Zorpify                   Ireland, United Kingdom

Page 3 of 5

Belmora Oy                Finland
Tintwell                  Netherlands
"""
TABS = "\nNO.\tSUB-PROCESSOR\tLOCATION\n1.\tQuarx Web Services, Inc.\tUnited States\n2.\tZorpify\tIreland, UK\n3.\tBelmora Oy\tFinland\n4.\tTintwell\tNetherlands\n"


@pytest.mark.parametrize("table", [BLANKS, APART, RULED, NARROW, TABS])
def test_a_table_in_a_text(table: str) -> None:
    text = f"Approved sub-processors\n\nWe use these companies to provide our services.\n{table}\nWe tell customers of changes 30 days before.\n"
    assert [one for one in said(text, "list.txt") if one != "refused: repeats the header"] == FOUND


def test_cells_between_bars_and_rules_over_several_lines() -> None:
    assert (
        said(
            f"Sub-processors\n{BARS.replace('| Tintwell', '+--------------------+-----------------+' + chr(10) + '| Tintwell')}",
            "list.txt",
        )
        == FOUND
    )


def test_what_recurs_in_a_column_is_no_header() -> None:
    text = "Quarx\tHosting\tName, e-mail address\tIreland\nZorpify\tMail\tName, e-mail address\tFinland\nBelmora Oy\tLogs\tName, e-mail address\tUSA\n"
    assert said(f"Sub-processors\n\n{text}", "list.txt") == ["Quarx: IE", "Zorpify: FI", "Belmora Oy: US"]
