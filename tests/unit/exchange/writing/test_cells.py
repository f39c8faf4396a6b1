"""Cells that no spreadsheet runs, and from which the text comes back."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vendorgraph.exchange.writing.cells import LONGEST, cell, protect, sheet_cell, unprotect
from vendorgraph.exchange.writing.tables import Sheet, csv_parts


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1"])
def test_a_text_that_begins_like_a_formula_gets_an_apostrophe(text: str) -> None:
    assert protect(text) == f"'{text}"
    assert unprotect(protect(text)) == text


@pytest.mark.parametrize("text", ["", "a=1", "'quoted'", "Example", "1-2"])
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert protect(text) == text


@settings(deadline=None)
@given(st.text(st.sampled_from("'=+-@\t\r\na")))
def test_every_text_comes_back(text: str) -> None:
    assert unprotect(protect(text)) == text
    assert not protect(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def test_lists_flags_and_nothing_have_their_words() -> None:
    assert [cell(value) for value in (["=a", "b"], True, False, None, 3)] == ["'=a; b", "yes", "no", "", 3]


def test_a_cell_of_a_spreadsheet_holds_no_more_than_it_can() -> None:
    assert len(sheet_cell("x" * 40_000)) == LONGEST
    assert sheet_cell("a\x00b") == "a\N{REPLACEMENT CHARACTER}b"


def test_csv_comes_in_parts_with_one_byte_order_mark() -> None:
    parts = list(csv_parts(Sheet("s", ("a",), ([f"=r{number}"] for number in range(1200)))))
    text = b"".join(parts).decode("utf-8")
    assert len(parts) == 3
    assert text.count("\ufeff") == 1
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    assert [unprotect(row[0]) for row in rows[1:3]] == ["=r0", "=r1"]
    assert len(rows) == 1201
