"""Cards and bullets that a person copies from a browser: their lines follow each other, and titles stand among them."""

from __future__ import annotations

import pytest

from tests.unit.exchange.reading.shapes import read, said
from vendorgraph.exchange.reading.lines import textlines

FOUND = ["Quarx GmbH: DE", "Zorpify Ltd: IE GB", "Belmora Oy: FI", "Tintwell AG: CH"]
#: Under titles, what for and where in one line.
TWO = """Administration
Quarx GmbH
Members and fees. Place of processing: Germany.
Zorpify Ltd
Video calls. Place of processing: Ireland and the United Kingdom.
Website
Belmora Oy
Hosting of the website. Place of processing: Finland.
Tintwell AG
Newsletters. Place of processing: Zürich, Switzerland.
"""
#: Where in a line of its own, with flags, labels, links or none.
THREE = """Infrastructure
Quarx GmbH
Hosting of the app
Frankfurt, Germany
Zorpify Ltd
Video calls
Ireland
United Kingdom
When you buy the module
These are used only when you buy it.
Belmora Oy
Delivers mail
Finland
Tintwell AG
Logs
Switzerland
"""
LABELLED = "Infrastructure\n" + "".join(
    f"{name}\n\n{what}.\n\nData location\n{where}\nSince\n201{at}\n{'Support' + chr(10) if at == 1 else ''}"
    for at, (name, what, where) in enumerate(
        [
            ("Quarx GmbH", "Hosting of the app", "Germany"),
            ("Zorpify Ltd", "Video calls", "Ireland, United Kingdom"),
            ("Belmora Oy", "Delivers mail", "Finland"),
            ("Tintwell AG", "Keeps logs", "Switzerland"),
        ]
    )
)
GLUED = "".join(
    f"{name}\n\n{what}\n\nLocation{where}\nLearn more\n"
    for name, what, where in [
        ("Quarx GmbH", "Hosting of the app", "Germany"),
        ("Zorpify Ltd", "Video calls", "Ireland, United Kingdom"),
        ("Belmora Oy", "Delivery of mail", "Finland"),
        ("Tintwell AG", "Storage of logs", "Switzerland"),
    ]
)
#: A table whose cells are boxes, with its headers.
BOXED = f"Entity\nNature of processing\nData location\n{THREE.partition(chr(10))[2]}"


@pytest.mark.parametrize("cards", [TWO, THREE, LABELLED, GLUED, BOXED])
def test_cards_in_lines_of_a_text(cards: str) -> None:
    text = f"Home\nPrices\nSub-processors\n\nWe use the following companies.\n\n{cards}Questions\n\nWrite to privacy@acme.test.\n"
    assert said(text, "list.txt") == FOUND


def test_a_company_below_its_brand_is_the_vendor() -> None:
    cards = "Quarx\nQuarx GmbH\nHosting of the app.\nBerlin, Germany\nBeacon\nZorpify Ltd\nVideo calls.\nIreland\nSwan\nBelmora Oy\nDelivers mail.\nFinland\n"
    rows = read(f"Sub-processors\n\n{cards}", "list.txt").rows
    assert [row.vendors for row in rows] == [
        ("Quarx GmbH",),
        ("Beacon (Zorpify Ltd)",),
        ("Swan (Belmora Oy)",),
    ]
    assert rows[1].purposes == ("Video calls",)


def test_a_line_that_recurs_behind_each_card_says_nothing() -> None:
    rows = read(f"Sub-processors\n\n{GLUED}", "list.txt").rows
    assert [row.purposes[0] for row in rows[:2]] == ["Hosting of the app", "Video calls"]
    assert not any("Learn more" in row.purposes for row in rows)


def test_vendors_of_a_list_stand_apart_from_the_titles_around_it() -> None:
    vendors = "Quarx GmbH - hosting, storage and processing of all data of customers, with the backups of every day (Germany).\nZorpify Ltd, 9 New Square, London (video calls)\nBelmora Oy (Finland) - mail\nTintwell AG: logs\n"
    text = f"Sub-processors\n\nWe use the following companies.\n\n{vendors}Annex B - Measures\n1. Confidentiality\n1.1 Access to rooms\n\nAccess is denied to others.\n"
    assert [one.partition(":")[0] for one in said(text, "list.txt")[:4]] == [
        "Quarx GmbH",
        "Zorpify Ltd",
        "Belmora Oy",
        "Tintwell AG",
    ]


def test_vendors_with_several_labels_keep_all_of_their_lines() -> None:
    cards = "".join(
        f"{title}\n{name}\nPurpose: {what}\nLocation: {where}\nData: names\n"
        for title, name, what, where in [
            ("Payment processing", "Quarx GmbH", "Payments", "Germany"),
            ("Mail and messages", "Zorpify Ltd", "Mail", "Ireland"),
            ("Help desk", "Belmora Oy", "Tickets", "Finland"),
        ]
    )
    assert said(f"Sub-processors\n\n{cards}", "list.txt") == [
        "Quarx GmbH: DE",
        "Zorpify Ltd: IE",
        "Belmora Oy: FI",
    ]


def test_labels_inside_lines_whose_breaks_are_gone() -> None:
    lines = "\n\n".join(
        [
            "Quarx GmbH Zweck: Betrieb der Server (Hosting) Ort der Verarbeitung: Deutschland",
            "Zorpify, Inc. Zweck: Videokonferenzen, optional Ort der Verarbeitung: Irland, Vereinigtes Königreich",
            "Belmora Oy Zweck: E-Mail Ort der Verarbeitung: Finnland",
        ]
    )
    rows = read(f"Unterauftragsverarbeiter\n\n{lines}", "list.txt").rows
    assert [row.vendors for row in rows] == [("Quarx GmbH",), ("Zorpify, Inc.",), ("Belmora Oy",)]
    assert [row.purposes for row in rows][1:] == [("Videokonferenzen, optional",), ("E-Mail",)]
    assert [row.places[0].words for row in rows][::2] == ["Deutschland", "Finnland"]


def test_labels_in_sentences_part_no_lines() -> None:
    text = "We say of each vendor its Purpose: why we use it, and its Location: where it is.\nWe may change the Purpose: and the Location: of one."
    assert textlines.tidied(textlines.lines_of(text)) == [*enumerate(text.split("\n"), 1)]


def test_addresses_and_pages_below_a_name_are_of_its_card() -> None:
    cards = "".join(
        f"{name}\n{what}\n{address}\nhttps://{page}\n\n"
        for name, what, address, page in [
            ("Quarx GmbH", "Servers", "Am Weg 3, 12345 Berlin, Germany", "quarx.test"),
            ("Zorpify ehf", "Backups", "Laugavegur 4, 121 Reykjavík, Iceland", "zorpify.test"),
            ("Belmora Oy", "Mail", "Bulevardi 3, Helsinki, Finland", "belmora.test"),
        ]
    )
    rows = read(f"Sub-processors\n\n{cards}", "list.txt").rows
    assert [row.vendors for row in rows] == [("Quarx GmbH",), ("Zorpify ehf",), ("Belmora Oy",)]


@pytest.mark.parametrize(
    "lines",
    [
        "Berlin office\nFriedrichstraße 1\nGermany\nParis office\nRue de Rivoli 2\nFrance\nHelsinki office\nBulevardi 3\nFinland\n",
        "Encryption\nAll data are encrypted.\nGermany\nAccess\nOnly by staff.\nFrance\nBackups\nEvery day.\nFinland\n",
    ],
)
def test_lines_without_companies_are_no_cards_of_vendors(lines: str) -> None:
    assert not [one for one in said(f"How we work\n\n{lines}", "list.txt") if not one.startswith("refused")]


@pytest.mark.parametrize(
    "names", ["DataQuarx\nDataZorp\nDataBelm\n", "ServerQuarx\nServerZorp\nServerBelm\n"]
)
def test_names_that_begin_alike_are_no_labels(names: str) -> None:
    rows = read(f"Sub-processors\n\nQuarx GmbH\nTintwell AG\n{names}", "list.txt").rows
    assert [row.words for row in rows][2:] == names.split()


def test_many_cards_are_all_read() -> None:
    cards = "".join(THREE.replace(" GmbH", f"{at} GmbH").replace(" Ltd", f"{at} Ltd") for at in range(30))
    rows = read(f"Sub-processors\n\n{cards}", "list.txt").rows
    assert sum(bool(row.vendors) for row in rows) > 60
