"""Names of countries that are misspelled where a place is asked for, and what looks like one but is not."""

from __future__ import annotations

import pytest

from tests.unit.exchange.reading.shapes import located, read
from vendorgraph.exchange.statement import placed


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("United Stated", {"US"}),
        ("Untied Kingdom", {"GB"}),
        ("Germnay", {"DE"}),
        ("Deuschland", {"DE"}),
        ("Allemange", {"DE"}),
        ("Phillipines", {"PH"}),
        ("Frankfurt, Germnay", {"DE"}),
        ("Irelnad, Germany (hosting)", {"IE", "DE"}),
        ("Schweden und Norwgen", {"SE", "NO"}),
        ("den Vereinigten Staaten", {"US"}),
    ],
)
def test_a_country_that_is_misspelled_is_that_country(words: str, found: set[str]) -> None:
    assert {place.place for place in placed(located(words))} == found


@pytest.mark.parametrize(
    "words", ["Icland", "Roland", "Various", "Undisclosed", "Provider", "Internal", "Oregano"]
)
def test_what_is_near_to_two_countries_or_to_none_is_unknown(words: str) -> None:
    assert {place.place for place in placed(located(words))} == {"unknown"}


def test_the_reason_tells_the_word_as_written() -> None:
    (place,) = placed(located("Germnay"))
    assert (place.words, place.why) == ("Germnay", "'Germnay' is taken for 'Germany', misspelled")


def test_a_name_of_a_vendor_is_no_country_that_was_misspelled() -> None:
    rows = read("# Subprocessors\n\n- Germoney – payments – Ireland\n- Irelanda GmbH – hosting\n").rows
    assert [row.vendors for row in rows] == [("Germoney",), ("Irelanda GmbH",)]
    assert [{place.place for place in placed(row)} for row in rows] == [{"IE"}, {"unknown"}]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Ireland, without tracking, hosted in France", {"IE", "FR"}),
        ("ohne Drittlandtransfer, gehostet in Frankreich", {"FR"}),
        ("sans transfert hors UE, hébergé en France", {"FR"}),
        ("without the US, Canada, India", {"unknown"}),
    ],
)
def test_a_clause_that_says_where_data_are_ends_a_denial(words: str, found: set[str]) -> None:
    assert {place.place for place in placed(located(words))} == found
