"""Tables that a text draws with bars, rules or blanks, whose cells go on in the next line, over pages."""

from __future__ import annotations

import pytest

from tests.unit.exchange.reading.shapes import said
from vendorgraph.exchange.reading.tables import drawn

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


@pytest.mark.parametrize("rules", ["-----  -----\n-----  -----", "• ----  ----\n• ----  ----"])
@pytest.mark.parametrize(("name", "fence"), [("list.txt", ""), ("list.md", "```\n")])
def test_rules_alone_draw_no_table(rules: str, name: str, fence: str) -> None:
    text = f"Subprocessors\n\n{fence}{rules}\n{fence}\n- Zorpify Ltd, Ireland\n- Belmora Oy, Finland\n"
    assert said(text, name)[-2:] == ["Zorpify Ltd: IE", "Belmora Oy: FI"]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("  Werke", ["Quarx GmbH Werke: DE", "Belmora AG: CH"]),
        ("  Werke | Nord", ["Quarx GmbH Werke: DE", "Belmora AG: CH"]),
    ],
)
def test_a_line_without_the_bar_at_its_beginning_goes_on_with_the_first_cell(
    line: str, found: list[str]
) -> None:
    head = "| Name | Zweck | Ort |\n| Quarx GmbH | Hosting | Deutschland |"
    assert said(f"{head}\n{line}\n| Belmora AG | Mail | Schweiz |\n", "list.txt") == found


def test_a_table_further_in_below_words_that_draw_none() -> None:
    words = "Annex    3\n" + "  words that go on\n" * 12
    table = "  Name      Country\n  Zorpify   Ireland\n  Belmora   Finland\n"
    assert said(f"Subprocessors\n\n{words}{table}", "list.txt") == ["Zorpify: IE", "Belmora: FI"]


def test_each_line_of_what_draws_no_table_is_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    real = drawn._is_wide

    def counted(line: str) -> bool:
        seen.append(line)
        return real(line)

    monkeypatch.setattr(drawn, "_is_wide", counted)
    lines = [f"Zorpify{at}   hosting\n   one\n   two\n   three" for at in range(50)]
    drawn.with_tables(list(enumerate("\n".join(lines).split("\n"))))
    assert len(seen) == 200


def test_a_cell_with_a_colon_makes_its_row_no_label() -> None:
    text = """
  Sub-processor   Purpose                    Location
  --------------- -------------------------- ----------
  Quarx Ltd       Assistant: letters, chat   Ireland
  Belmora Oy      Database: accounts         Finland
  Zorpify         Mail                       France
"""
    assert said(text, "list.txt") == ["Quarx Ltd: IE", "Belmora Oy: FI", "Zorpify: FR"]


def test_rows_that_fill_their_columns_are_no_wrapped_ones() -> None:
    text = """Sub-processors

Company     Activity             Region
Fabrik 12   Web analytics        Netherlands
Stripe      Payment processing   eu-central-1 (Frankfurt)
Zorbix      Mail                 n/a
Norvix SAS  Video conferencing   Customer's choice
"""
    assert said(text, "list.txt") == [
        "Fabrik 12: NL",
        "Stripe: DE",
        "Zorbix: unknown",
        "Norvix SAS: unknown",
    ]


def test_a_header_over_two_lines_goes_on_and_takes_no_row() -> None:
    text = """Sous-traitants

Sous-traitant    Pays du        Où
ultérieur        siège
Zorbix GmbH      Allemagne      France
Stripe           Irlande        Irlande
"""
    assert said(text, "list.txt") == ["Zorbix GmbH: FR", "Stripe: IE"]


def test_a_column_whose_cell_has_ended_begins_with_another_row() -> None:
    text = """Sub-processors

Sub-processor    Purpose          Data             Location         Address
Amazon Web       Server           Basic contact    USA (Americas    410 Terry
Services, Inc.   infrastructure   information for  customers only)  Avenue North,
(AWS)            and data         logging in                        Seattle, WA
                 hosting          (name, email                      98109, USA
                                  address, job
                                  address)
Quarxtal Web     Server           Basic contact    Australia        Level 37, 2/26
Works Pty        hosting          information      (APAC)           Park St, Sydney
Zorbix GmbH      Mail             Name, email      Germany          Ring 1, 10115
                                  address                           Berlin, Germany
"""
    assert said(text, "list.txt") == [
        "Amazon Web Services, Inc. (AWS): US",
        "Quarxtal Web Works Pty: AU",
        "Zorbix GmbH: DE",
    ]


def test_long_cells_of_another_column_end_no_table() -> None:
    text = """Current list of sub-processors

Name         Purpose                      Applicable          Location
Microsoft    A wide set of services       Always              EEA
             runs our own service and
             keeps your data. We share
             nothing else with it, and
             it gets no address of
             anybody who only reads.
Paddle       Paddle takes payments as a   Online payment      UK/USA
             merchant of record. We only
             share your address with
             it; all else you enter
             yourself, in its own page.
"""
    assert said(text, "list.txt") == ["Microsoft: EEA", "Paddle: GB US"]


def test_a_region_of_a_cloud_that_is_broken_at_its_hyphen_is_whole() -> None:
    text = """Sub-processors

Name         Purpose         Location
Twilio Inc.  Errors          AWS eu-central-
                             1
Stripe       Payments        Ireland
"""
    assert said(text, "list.txt") == ["Twilio Inc.: DE", "Stripe: IE"]
