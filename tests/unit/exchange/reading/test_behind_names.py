"""What stands behind a name without a mark, and names in which nothing does."""

from __future__ import annotations

import pytest

from vendorgraph.exchange.reading.names.behind import told_behind
from vendorgraph.exchange.reading.names.cells import read_names


@pytest.mark.parametrize(
    ("cell", "name", "address"),
    [
        ("Quarx GmbH Graben 12, 4020 Linz", "Quarx GmbH", "Graben 12, 4020 Linz"),
        ("Quarx AG Am Anger 3 82237 Wörthsee", "Quarx AG", "Am Anger 3 82237 Wörthsee"),
        (
            "Quarx GmbH & Co. KG (Zorp) Ringweg 9 21423 Winsen",
            "Quarx GmbH & Co. KG (Zorp)",
            "Ringweg 9 21423 Winsen",
        ),
        ("Quarx B.V.* Lübeckweg 2 9723 HE Groningen", "Quarx B.V.", "Lübeckweg 2 9723 HE Groningen"),
        (
            "Quarx Ltd. One Quarx Place, Dublin 18, Ireland",
            "Quarx Ltd.",
            "One Quarx Place, Dublin 18, Ireland",
        ),
        ("Quarx sp. z o.o. ul. Dolna 9 20-149 Lublin", "Quarx sp. z o.o.", "ul. Dolna 9 20-149 Lublin"),
        (
            "Quarx Pty Ltd Level 3, 55 Currie Street, Adelaide SA 5000",
            "Quarx Pty Ltd",
            "Level 3, 55 Currie Street, Adelaide SA 5000",
        ),
        ("Quarx, Inc. New York, NY", "Quarx, Inc.", "New York, NY"),
        (
            "Zorp (Quarx Inc.) 45 Fremont Street, San Francisco",
            "Zorp (Quarx Inc.)",
            "45 Fremont Street, San Francisco",
        ),
    ],
)
def test_an_address_behind_a_legal_form_is_no_part_of_the_name(cell: str, name: str, address: str) -> None:
    named = read_names(cell)
    assert (named.names, named.address) == ((name,), address)


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("Quarx, L.L.C. New", "Quarx, L.L.C."),
        ("Quarx, L.L.C.1", "Quarx, L.L.C."),
        ("Quarx, Inc. 2", "Quarx, Inc."),
        ("Quarx B.V. 2 (formerly Zorp)", "Quarx B.V. (formerly Zorp)"),
        ("Quarx PBC privacy", "Quarx PBC"),
        ("Quarx Ltd DPA", "Quarx Ltd"),
        ("Stripe Privacy terms", "Stripe"),
        ("Quarx Quarx Ltd", "Quarx (Quarx Ltd)"),
    ],
)
def test_notes_footnotes_and_links_are_no_part_of_the_name(cell: str, name: str) -> None:
    assert read_names(cell).names == (name,)


@pytest.mark.parametrize(
    "cell", ["Quarx Inc. quarx.example", "Zorp (Quarx Inc.) zorp.example", "Stripe stripe.com"]
)
def test_a_site_behind_a_name_is_its_page(cell: str) -> None:
    name, _, page = cell.rpartition(" ")
    assert (read_names(cell).names, read_names(cell).website) == ((name,), page)


@pytest.mark.parametrize(
    "name",
    [
        "Quarx GmbH & Co. KG",
        "Quarx GmbH Hessen",
        "Quarx Maroc SARL AU",
        "Quarx Inc. d/b/a Zorp",
        "Quarx, Inc. dba Zorp 24",
        "Quarx Ltd (UK Branch)",
        "Google Ireland Limited",
        "Quarx Corporation Azurix 365",
        "Quarx LLC Firebell 2",
        "SA Power Quarx 24 Ltd",
        "AG Quarx 24 GmbH",
        "Quarx SE Asia Holdings Ltd",
        "Quarx, Inc. Marketing Cloud",
        "Quarx Ltd for customers in Ireland",
        "Quarx Ltd and its affiliates in Ireland",
        "Quarx GmbH c/o Zorp",
        "Quarx Limited Partnership",
        "Zorp.io",
        "OneTrust Privacy",
        "Quarx New",
    ],
)
def test_a_name_in_which_nothing_stands_behind_it_is_left(name: str) -> None:
    assert told_behind(name).name == name
    assert told_behind(name).address is None


def test_long_cells_take_linear_time() -> None:
    told_behind("Quarx Ltd " * 400)
    told_behind("Quarx " * 1_000 + "(" * 1_000)
