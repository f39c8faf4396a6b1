"""The marks of reStructuredText in texts, and texts that hold none."""

from __future__ import annotations

import pytest

from tests.unit.exchange.reading.shapes import read, said
from vendorgraph.exchange.reading.lines.restructured import with_definitions, without_links, without_marks

LINKS = """
Sub-processors
==============

-  `Quarx Ltd <https://quarx.example/privacy>`__ - Hosting (Ireland)
-  `Zorpify
   <https://zorpify.example/a-very-long-address-of-a-page>`__ - E-mail,
   sent to customers (France)
-  **Belmora Oy** - Help desk (Finland)
"""
SIMPLE = """
Sub-processors
==============

=========== ========= ===========
Entity Name Purpose   Data centre
=========== ========= ===========
Quarx Ltd   Hosting   Ireland
Zorpify Inc E-mail of France
            customers
Belmora Oy  Help desk Finland
=========== ========= ===========
"""
GRID = """
Sub-processors
==============

+-------------------------------------+-----------+-------------+
| Entity Name                         | Purpose   | Data centre |
+=====================================+===========+=============+
| `Quarx Ltd <https://quarx.example>`__ | Hosting   | Ireland     |
+-------------------------------------+-----------+-------------+
| `Zorpify                            | E-mail    | France      |
| <https://zorpify.example>`__        |           |             |
+-------------------------------------+-----------+-------------+
| **Belmora Oy**                      | Help desk | Finland     |
+-------------------------------------+-----------+-------------+
"""
LONG_BULLETS = """
Our sub-processors
==================

-  Quarx Ltd. They host what you keep with us, in a data centre that is
   theirs and theirs alone, and they have been doing so since the days
   in which we began (Ireland).
-  Belmora Oy. They answer what you ask, by mail or by telephone, and in
   more languages than we could ever speak ourselves, day after day
   (Finland).
"""


DEFINED = """
Our sub-processors

Quarx Ltd

Purpose
    Hosting

Data
    What you keep with
    us

Data location
    Ireland

Zorpify

Purpose
    E-mail

Data
    Addresses

Data location
    France

Belmora Oy

Purpose
    Help desk

Data
    Addresses

Data location
    Finland
"""
LOOSE = """
Our sub-processors

Quarx Ltd

    Hosting in Ireland.

Zorpify Ltd

    E-mail in France.

Belmora Oy

    Help desk in Finland.
"""


@pytest.mark.parametrize(
    "text",
    [DEFINED, LOOSE.replace("Zorpify Ltd", "Zorpify SAS"), LINKS, SIMPLE.replace(" Inc", "    "), GRID],
)
def test_the_marks_of_a_text_are_no_part_of_names(text: str) -> None:
    assert [one.replace(" SAS", "") for one in said(text, "list.txt")] == [
        "Quarx Ltd: IE",
        "Zorpify: FR",
        "Belmora Oy: FI",
    ]


def test_rows_of_a_simple_table_stand_in_their_lines() -> None:
    lines = SIMPLE.split("\n")
    assert all(row.vendors[0] in lines[row.number - 1] for row in read(SIMPLE, "list.txt").rows)


def test_long_bullets_without_blank_lines_between_them_are_bullets() -> None:
    assert said(LONG_BULLETS, "list.txt") == ["Quarx Ltd: IE", "Belmora Oy: FI"]


@pytest.mark.parametrize(
    "text",
    [
        "2 ** 3 ** 4",
        "a * b * c",
        "Use `code <tag>` here",
        "Quarx Ltd\n=========\n\nHosting\n",
        "=== two words ===",
        "C:\\path to",
    ],
)
def test_a_text_without_them_stays_as_it_is(text: str) -> None:
    assert without_marks(text) == text


def test_code_and_lines_set_in_below_a_sentence_are_no_definitions() -> None:
    text = "Sub-processors\n\nQuarx Ltd, Ireland\nZorp Ltd, France\n\nRun this:\n\n    - make all\n\nWe say\n  so\n"
    assert with_definitions(text) == text


def test_words_that_cross_the_columns_of_a_simple_table_end_it() -> None:
    text = "==== ====\nname land\n==== ====\nA line across them\n"
    assert "A line across them" in without_marks(text)


def test_a_cell_keeps_the_text_of_its_links() -> None:
    assert without_links("`Quarx Ltd <https://quarx .example>`__ (``eu-west-1``)") == "Quarx Ltd (eu-west-1)"


def test_many_marks_without_an_end_take_linear_time() -> None:
    without_marks("`a <" * 20_000 + " >`_ " + "**b " * 20_000 + "*c " * 20_000)
    table = "==== ====\n" + "Quar Irel\n" * 20_000
    assert without_marks(table).count(" | ") == 20_000


def test_what_a_page_says_of_itself_names_no_vendor() -> None:
    head = ".. _list:\n\n=============\nSubprocessors\n=============\n\n:Version: 1.2\n:Date: 2 May 2026\n:Contact: dpo@zorp.example\n\n"
    contents = ".. contents:: Overview\n   :local:\n   :depth: 1\n\n"
    vendors = "Current subprocessors\n=====================\n\n* Zorbix GmbH – mail – Germany\n* Quarxly – tickets – France\n"
    assert said(f"{head}{contents}{vendors}", "list.txt") == ["Zorbix GmbH: DE", "Quarxly: FR"]
