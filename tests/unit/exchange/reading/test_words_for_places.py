"""Towns, adjectives of countries and what else cells for places say: places where they are plain, else `unknown`."""

from __future__ import annotations

import pytest

from tests.unit.exchange.reading.shapes import located
from vendorgraph.exchange.reading.places.resolve import only_places, read_places


def places(words: str) -> set[str]:
    return {place.place for place in read_places(words)}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Rastede", {"DE"}),
        ("Rechenzentrum Rastede", {"DE"}),
        ("Lingen (Ems)", {"DE"}),
        ("Bad Homburg v. d. Höhe", {"DE"}),
        ("Bozen, Südtirol", {"IT"}),
        ("Nürnberg und Espelkamp", {"DE"}),
        ("Wien und Rastede", {"AT", "DE"}),
        ("Béziers, Cherbourg", {"FR"}),
        ("La Roche-sur-Yon", {"FR"}),
        ("Newcastle upon Tyne", {"GB"}),
        ("Woking, Surrey", {"GB"}),
        ("Wabern", {"unknown"}),
        ("Rastede Acme", {"unknown"}),
    ],
)
def test_a_cell_of_nothing_but_towns_is_in_their_country(words: str, found: set[str]) -> None:
    assert places(words) == found


def test_a_town_that_only_a_column_of_places_tells_is_no_place_elsewhere() -> None:
    assert not only_places("Rastede")


@pytest.mark.parametrize("words", ["Bern BE", "6210 Sursee LU", "Bulle FR", "Wil SG"])
def test_a_canton_is_no_country(words: str) -> None:
    assert places(words) == {"CH"}


@pytest.mark.parametrize(
    ("words", "found", "seat"),
    [
        ("German servers", {"DE"}, None),
        ("ISO-zertifizierte deutsche Rechenzentren", {"DE"}, None),
        ("serveurs français", {"FR"}, None),
        ("société américaine, données hébergées en Irlande", {"IE"}, "United States"),
        ("amerikanischer Anbieter, Server in Irland", {"IE"}, "United States"),
        ("Australian company", {"unknown"}, "Australia"),
        ("Irland (Muttergesellschaft USA)", {"IE"}, "USA"),
    ],
)
def test_the_adjective_of_a_country_is_a_place_of_servers_and_a_seat_of_companies(
    words: str, found: set[str], seat: str | None
) -> None:
    row = located(words)
    assert {place.place for written in row.places for place in read_places(written)} == found
    assert row.seat == seat


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("German translation", {"unknown"}),
        ("Germany¹", {"DE"}),
        ("S.O.", {"unknown"}),
        ("several EU countries", {"EU"}),
        ("Plusieurs pays de l'UE", {"EU"}),
        ("United States (with EU/AU infrastructure)", {"US", "EU", "AU"}),
        ("US (FR via Stripe Payments Europe)", {"US", "FR"}),
        ("À l'extérieur du Québec (États-Unis)", {"US"}),
        ("In EU", {"EU"}),
    ],
)
def test_marks_initials_and_words_between_change_no_place(words: str, found: set[str]) -> None:
    assert places(words) == found
