"""Vendors of a text over several lines: numbered or not, labels set apart in any way, addresses, ends of pages."""

from __future__ import annotations

import pytest

from tests.unit.exchange.reading.shapes import of, read, said

HEAD = "Anlage 3 – Unterauftragnehmer\n\nWir setzen die folgenden Unterauftragsverarbeiter ein.\n\n"
VENDORS = [
    ("Quarx Systeme GmbH", "Lindenweg 4, 20457 Hamburg", "Betrieb der Server", "Deutschland"),
    ("Zorpify", "Obchodná 22, 811 06 Bratislava, Slowakei", "Versand von E-Mails", "Irland, USA"),
    ("Belmora Oy", "Mannerheimintie 1, 00100 Helsinki", "Kundenbetreuung", "Österreich"),
]
FOUND = ["Quarx Systeme GmbH: DE", "Zorpify: IE US", "Belmora Oy: AT"]


def _text(mark: str, shape: str, between: str = "\n\n") -> str:
    entries = [
        mark.replace("#", str(at)) + shape.format(name=name, address=address, what=what, where=where)
        for at, (name, address, what, where) in enumerate(VENDORS, 1)
    ]
    return HEAD + between.join(entries) + "\n\nWir informieren vier Wochen im Voraus.\n"


@pytest.mark.parametrize("mark", ["", "#. ", "#.  ", "(#) ", "2.# ", "Nr. # ", "- ", "• "])
@pytest.mark.parametrize(
    "shape",
    [
        "{name}\n    {address}\n    Leistung: {what}\n    Ort der Verarbeitung: {where}",
        "{name}\n{address}\nLeistung:   {what}\nOrt:        {where}",
        "{name}\n    Leistung ............ {what}\n    Standort ............ {where}",
        "{name}\n    Leistung    {what}\n    Standort    {where}",
        "{name}\nLeistung – {what}\nStandort – {where}",
        "{name}\n\n    Leistung\n    {what}\n    Standort\n    {where}",
        "{name}\n    - Zweck: {what}\n    - Standort: {where}",
        "{name}\n    {what}\n    {where}",
    ],
)
def test_a_name_with_what_is_said_of_it_below(mark: str, shape: str) -> None:
    assert said(_text(mark, shape), "list.txt") == FOUND


def test_no_blank_line_stands_between_one_vendor_and_the_next() -> None:
    shape = "{name}\nAnschrift: {address}\nZweck: {what}\nStandort: {where}"
    rows = read(_text("", shape, "\n"), "list.txt").rows
    assert [row.vendors[0] for row in rows] == [name for name, *_ in VENDORS]
    assert [row.seat for row in rows] == [address for _, address, *_ in VENDORS]


def test_lines_that_go_on_with_the_one_above() -> None:
    text = "1. Quarx Cloud\n   Services GmbH\n   Zweck: Betrieb der\n   Server\n   Standort: Irland, Vereinigtes\n   Königreich\n\n"
    rows = read(f"{HEAD}{text}2. Zorpify\n   Zweck: E-Mail\n   Standort: Finnland\n", "list.txt").rows
    assert [row.vendors for row in rows] == [("Quarx Cloud Services GmbH",), ("Zorpify",)]
    assert [row.purposes for row in rows] == [("Betrieb der Server",), ("E-Mail",)]
    assert said(f"{HEAD}{text}2. Zorpify\n   Zweck: E-Mail\n   Standort: Finnland\n", "list.txt")[0].endswith(
        "IE GB"
    )


@pytest.mark.parametrize("mark", ["Seite 9 von 11", "- 9 -", "9/11", "Quarx AVV 2.1 | Seite 9 von 11", "\f"])
def test_the_end_of_a_page_ends_no_vendor(mark: str) -> None:
    shape = "{name}\nLeistung: {what}\n\n" + mark + "\n\nOrt der Verarbeitung: {where}"
    assert said(_text("#. ", shape), "list.txt") == FOUND


def test_words_that_group_vendors_are_none() -> None:
    text = "Infrastruktur\n\nQuarx\n    Server\n    Finnland\n\nZorpify\n    Mail\n    Irland\n\nSupport\n\nBelmora\n    Tickets\n    USA\n"
    assert said(f"{HEAD}{text}", "list.txt") == ["Quarx: FI", "Zorpify: IE", "Belmora: US"]


def test_the_parties_to_a_contract_are_no_vendors() -> None:
    parties = "Auftraggeber\nName: Quarx GmbH\nAnschrift: Lindenweg 4, 20457 Hamburg\n\nAuftragnehmer\nName: Zorpify GmbH\nAnschrift: Am Markt 1, 10115 Berlin\n"
    assert not [row for row in read(f"Vertrag\n\n{parties}", "list.txt").rows if row.vendors]


@pytest.mark.parametrize("mark", ["#. ", "(#) ", "✓ ", "→ ", "o "])
@pytest.mark.parametrize(
    "shape",
    [
        "{name} | {what} | {where}",
        "{name} – {what} [{where}]",
        "{name} ({where}) {what}",
        "{name} – {what}; {where}",
        "{name}. {what}. Standort: {where}",
        "{name} – Cloud hosting, gehostet in {where}",
    ],
)
def test_all_that_is_said_in_one_line(mark: str, shape: str) -> None:
    assert said(_text(mark, shape), "list.txt") == FOUND


def test_a_marked_line_goes_on_in_the_next_one() -> None:
    text = "a) Quarx GmbH – Betrieb der\nServer – Irland, Vereinigtes\nKönigreich\nb) Zorpify GmbH – Versand von\nE-Mails – Finnland\n"
    assert said(f"{HEAD}{text}", "list.txt") == ["Quarx GmbH: IE GB", "Zorpify GmbH: FI"]


def test_paragraphs_of_one_shape_beside_that_of_a_company_are_vendors_too() -> None:
    text = "Zorpify (Irland) – Mail\n\nQuarx GmbH (Finnland) – Server\n\nBelmora (USA) – Support\n"
    assert said(f"# Unterauftragnehmer\n\n{text}") == ["Zorpify: IE", "Quarx GmbH: FI", "Belmora: US"]


def test_lines_to_sign_on_are_no_vendors() -> None:
    sign = "Für den Kunden\nName: ________\nOrt: ________\n\nFür Quarx\nName: ________\nOrt: ________\n"
    rows = read(
        f"{HEAD}- Zorpify GmbH – Mail – Irland\n- Belmora Oy – Server – Finnland\n\n{sign}", "list.txt"
    ).rows
    assert [row.vendors for row in rows if row.vendors] == [("Zorpify GmbH",), ("Belmora Oy",)]


def test_an_address_behind_a_name_is_no_part_of_it() -> None:
    text = (
        "a) Quarx GmbH, Hauptstraße 25, 76185 Karlsruhe, Deutschland\n   Zweck: Webhosting\n   Ort der Verarbeitung: Nürnberg\n\n"
        "b) Zorpify GmbH, Seeweg 43-65, 50670 Köln\n   Zweck: Mail\n   Ort der Verarbeitung: Deutschland, USA\n"
    )
    assert said(f"{HEAD}{text}", "list.txt") == ["Quarx GmbH: DE", "Zorpify GmbH: DE US"]


def test_the_sentence_above_lines_that_ask_who_names_nobody() -> None:
    fields = (
        "Unternehmen:           {}\n    Leistung:              Hosting\n    Ort der Verarbeitung:  {}\n\n"
    )
    text = "Die Belmora Software GmbH (Auftragnehmer) setzt bei der Erbringung\nder Leistungen diese Dienstleister ein.\n\n"
    text += f"1.  {fields.format('Quarx SE', 'Deutschland')}2.  {fields.format('Zorpify GmbH', 'Norwegen')}"
    assert said(f"{HEAD}{text}", "list.txt") == ["Quarx SE: DE", "Zorpify GmbH: NO"]


def test_a_header_beside_the_mark_of_every_page_stays() -> None:
    pages = [
        f"Seite {at} von 2\nAnbieter    Sitz    Serverstandort\n{name}    Irland    Frankreich\n{name}2    Irland    Finnland\n"
        for at, name in enumerate(("Zorpify", "Quarx"), 1)
    ]
    rows = [row for row in read("".join(pages), "list.txt").rows if row.vendors]
    assert [of(row) for row in rows] == ["Zorpify: FR", "Zorpify2: FI", "Quarx: FR", "Quarx2: FI"]
    assert {row.seat for row in rows} == {"Irland"}


@pytest.mark.parametrize(
    ("above", "found"),
    [
        ("Belmora Oy\nQuarx GmbH", ["Belmora Oy: unknown", "Quarx GmbH: IE"]),
        ("Amazon Web Services\nStripe", ["Amazon Web Services: unknown", "Stripe: IE"]),
        ("Amazon Web Services\nEMEA SARL", ["Amazon Web Services: IE"]),
        ("Mailchimp\nThe Rocket Science Group LLC", ["Mailchimp: IE"]),
    ],
)
def test_of_several_companies_above_a_label_the_last_one_is_told_of(above: str, found: list[str]) -> None:
    text = f"Sub-processors\n\n{above}\nPurpose: mail\nLocation: Ireland\n\nZorpify\nPurpose: SMS\nLocation: Finland\n"
    assert said(text, "list.txt") == [*found, "Zorpify: FI"]


def test_a_company_as_far_out_as_the_marks_is_no_part_of_the_item_above() -> None:
    text = "1. Zorpify\n   Mail\n   Ireland\n2. Quarx\n   SMS\n   USA\nBelmora Oy\n3. Tintwell\n   Forms\n   Netherlands\n"
    assert said(f"Sub-processors\n\n{text}", "list.txt") == [
        "Zorpify: IE",
        "Quarx: US",
        "Belmora Oy: unknown",
        "Tintwell: NL",
    ]
