"""A place that a page says once of all its vendors, and what it does not reach."""

from __future__ import annotations

import pytest

from tests.unit.exchange.reading.shapes import read, said
from vendorgraph.exchange.reading.places.hedges import is_of_some, without_hedge

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


HEDGED = (
    ("Soweit nichts anderes dabeisteht, liegen die Daten in Deutschland.", "DE"),
    ("Verarbeitungsort ist, sofern nicht anders genannt, Deutschland.", "DE"),
    ("Falls nicht gesondert genannt, ist der Ort der Verarbeitung Deutschland.", "DE"),
    ("Grundsätzlich liegen alle Daten in Deutschland, Ausnahmen sind vermerkt.", "DE"),
    ("Die Dienstleister speichern in Österreich, es sei denn, es ist etwas anderes angegeben.", "AT"),
    ("Steht nichts anderes dabei, bleiben die Daten in der EU.", "EU"),
    ("Ohne abweichende Angabe erfolgt die Verarbeitung in Österreich.", "AT"),
    ("Unless a different country is given, the supplier stores the data in the United Kingdom.", "GB"),
    ("Where no country is given, data is held in the UK.", "GB"),
    ("The place of processing is Ireland unless another country is named.", "IE"),
    ("Suppliers hold data in Canada, except where a different country is shown.", "CA"),
    ("Absent a note to the contrary, data is processed in Spain.", "ES"),
    ("Lorsque rien n'est précisé, les données sont stockées en Belgique.", "BE"),
    ("À défaut d'autre mention, les données sont conservées en France.", "FR"),
    ("Les données sont en France, sauf mention contraire.", "FR"),
    ("Sauf lorsque cela est précisé, nos prestataires traitent les données au Luxembourg.", "LU"),
)


@pytest.mark.parametrize("shape", ["{}", "**{}**"])
@pytest.mark.parametrize(("sentence", "place"), HEDGED, ids=[one for one, _ in HEDGED])
def test_what_holds_where_nothing_else_is_said(sentence: str, place: str, shape: str) -> None:
    text = f"# Sub-processors\n\n{shape.format(sentence)}\n{LISTS}- Acme Mail: e-mail, Norway\n"
    assert said(text) == [f"Acme Hosting: {place}", f"Acme Desk: {place}", "Acme Mail: NO"]


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        ("Each of them hosts the data in Ireland.", "IE"),
        ("Everything is stored in Canada.", "CA"),
        ("Bei allen Dienstleistern liegen die Daten in Deutschland.", "DE"),
        ("Alle genannten Firmen verarbeiten Ihre Daten in Deutschland.", "DE"),
        ("Chez tous, les données sont en Suisse.", "CH"),
        ("Toutes sont hébergées en France.", "FR"),
    ],
)
def test_what_holds_for_each_of_them(sentence: str, place: str) -> None:
    text = f"# Sub-processors\n\n{sentence}\n{LISTS}"
    assert said(text) == [f"Acme Hosting: {place}", f"Acme Desk: {place}"]


@pytest.mark.parametrize(
    "sentence",
    [
        "If you live in France, data is stored in Germany.",
        "Unless you object, data is sent to the US.",
        "Unless encrypted, data is stored in Germany.",
        "Unless otherwise agreed, German law applies.",
        "Unless otherwise stated, data is not stored in the US.",
        "Data of some users is stored in France.",
        "Sofern Sie nicht widersprechen, werden Daten in die USA übermittelt.",
        "Sofern nicht anders angegeben, werden keine Daten in die USA übermittelt.",
        "Soweit nichts anderes vereinbart ist, gilt deutsches Recht.",
        "Sauf accord contraire, le droit français s'applique.",
    ],
)
def test_a_condition_or_a_denial_places_nobody(sentence: str) -> None:
    listed = "- Acme Hosting: hosting\n- Acme Desk: tickets\n"
    places = ["Acme Hosting: unknown", "Acme Desk: unknown"]
    assert said(f"# Sub-processors\n\n{sentence}\n\n{listed}") == places
    assert said(f"# Sub-processors\n\n{listed}\n## Notes\n\n{sentence}\n") == places


def test_a_condition_that_announces_a_list_places_it() -> None:
    text = "# Sub-processors\n\nIf you use chat, these vendors store data in the US:\n\n- Zorbix Inc.: chat\n- Stripe: payments\n"
    assert said(text) == ["Zorbix Inc.: US", "Stripe: US"]


def test_it_fills_a_cell_that_is_blank_or_a_dash_and_no_other() -> None:
    text = (
        "# Sub-processors\n\nUnless otherwise stated, data is stored in the UK.\n\n| Vendor | Purpose | Location |\n|---|---|---|\n"
        "| Zorbix Ltd | Mail | |\n| Acme Ltd | Logs | - |\n| Bolt Ltd | CDN | Varies |\n| Stripe | Payments | Ireland |\n"
    )
    assert said(text) == ["Zorbix Ltd: GB", "Acme Ltd: GB", "Bolt Ltd: unknown", "Stripe: IE"]


def test_a_numbered_clause_of_a_text_may_say_it() -> None:
    text = (
        "SCHEDULE 3: SUB-PROCESSORS\n\n1. Each is bound by a written contract.\n\n2. Unless a different country is given, the "
        "supplier stores the data in the United Kingdom.\n\nThe suppliers are:\n\n- Zorbix Limited - mail\n- Stripe - payments, Ireland\n"
    )
    assert said(text, "list.txt") == ["Zorbix Limited: GB", "Stripe: IE"]


@pytest.mark.parametrize(
    "line", ["Verarbeitung in Finnland und Schweden", "Verarbeitung in Finnland; Wartung aus Schweden"]
)
def test_a_line_of_an_item_is_no_place_of_the_items_below(line: str) -> None:
    text = (
        "SUBUNTERNEHMER\n\nSoweit nichts anderes angegeben ist, erfolgt die Verarbeitung in Deutschland.\n\n"
        "1.  Zorbix SE, Maarweg 165, 50825 Köln\n    Leistung: Übersetzung\n"
        f"    {line}\n\n2.  Acme GmbH, Marienstraße 18, 10117 Berlin\n    Leistung: Tickets\n"
    )
    assert said(text, "list.txt") == ["Zorbix SE: FI SE", "Acme GmbH: DE"]


def test_a_title_of_places_still_places_the_list_below_it() -> None:
    text = "SUBPROCESSORS\n\nHosting in Germany\n\n- Zorbix GmbH - mail\n- Acme GmbH - logs\n"
    assert said(text, "list.txt") == ["Zorbix GmbH: DE", "Acme GmbH: DE"]


def test_a_clause_that_tells_of_others_is_taken_off_a_sentence() -> None:
    assert without_hedge("Data is stored in the UK unless noted otherwise.") == (
        "Data is stored in the UK.",
        True,
    )
    assert without_hedge("Unless you object, data is sent.") == ("Unless you object, data is sent.", False)
    assert is_of_some("Wenn Sie in Wien wohnen, liegen Daten dort.")
    assert not is_of_some("Data is in the UK.")
