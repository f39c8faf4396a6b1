"""Places that say of themselves what is there: the seat of a company beside where its servers are."""

from __future__ import annotations

import pytest

from tests.unit.exchange.reading.shapes import read, said

HEAD = "| Vendor | Location | Purpose |\n|---|---|---|\n"


@pytest.mark.parametrize(
    "cell",
    [
        "USA (HQ), France (processing)",
        "France (hosting), USA (parent company)",
        "USA (registered office) / France (data centre)",
        "USA [seat]; France [server location]",
        "Headquarters: USA; Data: France",
        "France (HQ: USA)",
        "France (legal entity USA)",
        "Seat USA / servers France",
        "USA (Sitz), Frankreich (Verarbeitung)",
        "Frankreich (Server), USA (Konzernsitz)",
        "USA (Muttergesellschaft) und Frankreich (Rechenzentrum)",
        "USA (Firmensitz), Frankreich",
        "Frankreich (Sitz: USA)",
        "Sitz USA, Serverstandort Frankreich",
        "États-Unis (siège), France (hébergement)",
        "France (données) ; États-Unis (maison mère)",
        "Siège social : États-Unis – Hébergement : France",
    ],
)
def test_the_seat_is_no_place_of_data(cell: str) -> None:
    (row,) = read(f"# Subprocessors\n\n{HEAD}| Zorbix Inc. | {cell} | Chat |\n").rows
    assert [one.words in ("France", "Frankreich") for one in row.places] == [True]
    assert row.seat in ("USA", "États-Unis")
    (bullet,) = said(f"# Subprocessors\n\n- **Zorbix Inc.** – {cell}\n")
    assert bullet == "Zorbix Inc.: FR"


def test_dashes_before_what_is_there_in_a_cell() -> None:
    assert said(f"# Subprocessors\n\n{HEAD}| Zorbix Inc. | USA - HQ, France - storage | Chat |\n") == [
        "Zorbix Inc.: FR"
    ]


def test_each_place_has_the_kind_that_words_give_it() -> None:
    cell = "London, UK (registered office); AWS Ireland (hosting); India (support)"
    (row,) = read(f"# Subprocessors\n\n{HEAD}| Zorbix Ltd | {cell} | Chat |\n").rows
    assert [(one.words, one.kind) for one in row.places] == [("AWS Ireland", "storage"), ("India", "access")]
    assert row.seat == "London, UK"


def test_a_seat_goes_on_behind_its_label_and_alone_it_is_no_place() -> None:
    rows = read(
        f"# Subprocessors\n\n{HEAD}| Zorbix OÜ | Seat: EU, Finland; Data: Ireland | Chat |\n| Kelvo Inc. | USA (HQ) | Mail |\n"
    ).rows
    assert [one.words for one in rows[0].places] == ["Ireland"]
    assert (rows[1].places, rows[1].seat) == ((), "USA")


def test_places_without_a_seat_stay_as_they_are() -> None:
    assert said(f"# Subprocessors\n\n{HEAD}| Zorbix Inc. | USA (support), France (hosting) | Chat |\n") == [
        "Zorbix Inc.: US FR"
    ]
