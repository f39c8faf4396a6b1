"""A place that a page says once of all its vendors, and what it does not reach."""

from __future__ import annotations

import pytest

from tests.unit.exchange.reading.shapes import read, said

LISTS = """
We use:

## Infrastructure

| Vendor | Purpose |
|---|---|
| Acme Hosting | Hosting |

## Support

- Acme Desk: tickets
"""
TAKEN = (
    ("All data is hosted within the European Union.", "EU"),
    ("All of our sub-processors process data in the EU and never outside of it.", "EU"),
    ("Unless stated otherwise, data is processed in Ireland.", "IE"),
    ("Sämtliche Daten werden ausschließlich in Deutschland verarbeitet.", "DE"),
    ("Sofern nicht anders angegeben, erfolgt die Verarbeitung in der Schweiz.", "CH"),
    ("Alle Dienstleister verarbeiten Daten nur innerhalb der EU. Änderungen teilen wir mit.", "EU"),
    ("L'ensemble des données est hébergé en France.", "FR"),
    ("Sauf mention contraire, les données sont traitées dans l'Union européenne.", "EU"),
)
LEFT = (
    "All sub-processors located outside the EU are bound by standard contractual clauses.",
    "All data may be processed in the EU.",
    "Some data is only stored in Germany.",
    "All data is hosted on our own servers in Germany.",
    "Alle Daten können in den USA verarbeitet werden.",
    "Toutes les données ne sont pas traitées en France.",
)


@pytest.mark.parametrize(("sentence", "place"), TAKEN, ids=[one for one, _ in TAKEN])
def test_a_sentence_places_all_vendors_below_the_page_title(sentence: str, place: str) -> None:
    found = read(f"# Sub-processors\n\n{sentence}\n{LISTS}")
    assert said(f"# Sub-processors\n\n{sentence}\n{LISTS}") == [
        f"Acme Hosting: {place}",
        f"Acme Desk: {place}",
    ]
    assert all("the page says of all" in (row.note or "") for row in found.rows)


@pytest.mark.parametrize("sentence", LEFT)
def test_a_sentence_of_some_or_of_what_may_be_places_nobody(sentence: str) -> None:
    assert said(f"# Sub-processors\n\n{sentence}\n{LISTS}") == ["Acme Hosting: unknown", "Acme Desk: unknown"]


def test_a_sentence_under_a_heading_holds_there_only() -> None:
    text = LISTS.replace("| Vendor", "All data is hosted in Finland.\n\n| Vendor")
    assert said(f"# Sub-processors\n{text}") == ["Acme Hosting: FI", "Acme Desk: unknown"]


def test_a_sentence_below_the_lists_reaches_back() -> None:
    text = f"# Sub-processors\n{LISTS}\n## Notes\n\nAll vendors above process data exclusively in Spain.\n"
    assert said(text) == ["Acme Hosting: ES", "Acme Desk: ES"]


def test_a_vendor_elsewhere_contradicts_it_and_the_report_says_so() -> None:
    text = f"# Sub-processors\n\nAll data is hosted in France.\n{LISTS}- Acme Mail: e-mail (USA)\n"
    found = read(text)
    assert said(text) == ["Acme Hosting: unknown", "Acme Desk: unknown", "Acme Mail: US"]
    assert any("because others are elsewhere" in warning for warning in found.warnings)


def test_a_sentence_with_unless_leaves_room_for_others() -> None:
    text = f"# Sub-processors\n\nUnless stated otherwise, data is hosted in France.\n{LISTS}- Acme Mail: e-mail (USA)\n"
    assert said(text) == ["Acme Hosting: FR", "Acme Desk: FR", "Acme Mail: US"]


def test_a_place_within_the_region_said_of_all_does_not_contradict_it() -> None:
    text = f"# Sub-processors\n\nAll data is hosted in the EU.\n{LISTS}- Acme Mail: e-mail (Germany)\n"
    assert said(text) == ["Acme Hosting: EU", "Acme Desk: EU", "Acme Mail: DE"]


def test_where_all_vendors_sit_is_the_seat_of_each() -> None:
    text = "# Subprocessors\n\nThese subprocessors are all headquartered in the United States.\n\n- Stripe, for payments\n- Zorpify Ltd, for mail\n"
    rows = read(text).rows
    assert said(text) == ["Stripe: unknown", "Zorpify Ltd: unknown"]
    assert [row.seat for row in rows] == ["United States", "United States"]


def test_where_the_owner_of_a_page_sits_is_no_seat_of_its_vendors() -> None:
    text = "# Subprocessors\n\nOur company is headquartered in the United States.\n\n- Stripe, for payments\n- Zorpify Ltd, for mail\n"
    assert [row.seat for row in read(text).rows] == [None, None]
