"""What a browser or converter glued together, and titles that it left among other lines."""

from __future__ import annotations

import time

import pytest

from tests.unit.exchange.reading.shapes import located, named, of, said
from vendorgraph.exchange.reading.text.section_titles import with_titles

POLICY = """Privacy

1. Controller

Quarx GmbH runs the app.

2. Data that we hold
Account: name and e-mail
Scores: points of each round
3. Legal bases
Contract: the app
Consent: newsletters
{title}

Your data may go to these processors:

Zorpify Ltd: hosting (Ireland).
Belmora Oy: e-mail (Finland).

5. Retention
Account: as long as you use it
Logs: 12 months
"""
PLACED = ["Zorpify Ltd: IE", "Belmora Oy: FI"]


@pytest.mark.parametrize("title", ["4. Recipients of the data", "4. Processors and services"])
def test_numbered_titles_between_lines_end_what_stands_above_them(title: str) -> None:
    assert said(POLICY.format(title=title), "list.txt") == PLACED


def test_numbered_titles_directly_below_lines_and_above_a_blank_one_are_titles() -> None:
    text = POLICY.format(title="4. Recipients of the data").replace("1. Controller\n\n", "1. Controller\n")
    assert said(text.replace("5. Retention", "5. Retention\n"), "list.txt") == PLACED


def test_a_title_of_vendors_ends_the_lines_above_it() -> None:
    text = "Privacy\n\nWhat we keep\nLogs for 12 months\nSub-processors\n\nZorpify Ltd: hosting (Ireland).\nBelmora Oy: e-mail (Finland).\n"
    assert said(text, "list.txt") == PLACED


def test_numbered_vendors_are_no_titles() -> None:
    found = said("Sub-processors\n\n1. Zorpify Ltd\n2. Belmora Oy\n3. Tintwell AG\n", "list.txt")
    assert [one.split(":")[0].split()[0] for one in found] == ["Zorpify", "Belmora", "Tintwell"]


def test_a_vendor_that_is_a_provider_by_its_line_is_no_title() -> None:
    text = "Sub-processors\n\nStripe - payments\nZorpify - mail\nBelmora - hosting provider\n\nAsk us.\n"
    assert said(text, "list.txt") == ["Stripe: unknown", "Zorpify: unknown", "Belmora: unknown"]


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("Zorpify Limited91 Quay Road London SE1 8RT", "Zorpify Limited"),
        ("Belmora GmbHHafenstraße 44 40472 Düsseldorf", "Belmora GmbH"),
        ("Zorpify B.V. (Zorp)Kadeweg 2 1011 DJ Amsterdam", "Zorpify B.V. (Zorp)"),
        ("Belmora SEElbdorfer Straße 57 56410 Montabaur", "Belmora SE"),
    ],
)
def test_an_address_glued_to_a_legal_form_is_no_part_of_the_name(cell: str, name: str) -> None:
    assert named(cell).vendors == (name,)


@pytest.mark.parametrize("cell", ["Zorpify AGFAB", "Zorpify SEWorks GmbH"])
def test_a_name_that_goes_on_behind_letters_of_a_form_stays_whole(cell: str) -> None:
    assert named(cell).vendors == (cell,)


def test_boxes_of_places_that_were_glued_together_are_several() -> None:
    assert of(located("FranceUnited Kingdom")) == "Acme Mail, Inc.: FR GB"
    assert of(located("IrlandeÉtats-Unis")) == "Acme Mail, Inc.: IE US"
    assert of(located("IrelandOptional")) == "Acme Mail, Inc.: unknown"


LINES = """# Sub-processors

The following sub-processors are used:

Zorpify, Inc. for cloud infrastructure.
Belmora, LLC d/b/a Bel for error tracking.
Tintwell GmbH for customer support.
Quarx Ltd for mail.
"""


def test_lines_of_names_and_what_for_keep_the_legal_form() -> None:
    names = [one.split(":")[0] for one in said(LINES, "list.txt")]
    assert names == ["Zorpify, Inc.", "Belmora, LLC d/b/a Bel", "Tintwell GmbH", "Quarx Ltd"]


def test_broken_lines_of_a_sentence_are_no_vendors() -> None:
    text = "Sub-processors\n\nThis page lists the processors that Quarx\nGermany GmbH zur Erbringung der Dienste für\nihre Kunden einsetzt, as of May.\n\n- Zorpify Ltd (Ireland)\n- Stripe (US)\n"
    assert said(text, "list.txt")[-2:] == ["Zorpify Ltd: IE", "Stripe: US"]


def test_a_name_that_ends_with_the_stop_of_its_form_is_a_title() -> None:
    text = "3. Processors\n\nZorpify, Inc.\n\nHosting of the site. DPA signed.\n\nBelmora Ltd.\n\nPayments. DPA signed.\n\nTintwell GmbH\n\nMail. DPA signed.\n"
    found = [one.split(":")[0].rstrip(".") for one in said(text, "list.txt")]
    assert found == ["Zorpify, Inc", "Belmora Ltd", "Tintwell GmbH"]


CARDS = """# Sub-processors

### Zorpify Ltd

Hosting of the app

{label}Ireland

### Belmora Oy

E-mail

{label}Finland
"""


@pytest.mark.parametrize("label", ["Location", "Country"])
def test_labels_glued_to_what_they_say_in_markdown(label: str) -> None:
    assert said(CARDS.format(label=label)) == PLACED


def test_signs_that_unfold_cards_are_no_part_of_names() -> None:
    card = "+{}\n\nPurpose: mail\nLocation: {}\n\n"
    text = "Our processors\n\n" + "".join(
        card.format(*one) for one in (("Zorpify Ltd", "Ireland"), ("Belmora Oy", "Finland"))
    )
    assert said(text, "list.txt") == PLACED


def test_many_numbered_lines_are_told_in_linear_time() -> None:
    lines = [line for at in range(20_000) for line in (f"{at % 99}. Title of words", f"Line: {at}")]
    begun = time.monotonic()
    made = with_titles(list(enumerate(lines, 1)))
    assert [line for _, line in made if line] == lines
    assert time.monotonic() - begun < 10


def test_headers_glued_to_small_letters_are_no_part_of_their_cells() -> None:
    rows = [
        ("Anbieter", "Wofür", "Wo"),
        ("netcup GmbH", "Server", "Deutschland"),
        ("Zorbix", "alle Mails", "n/a"),
    ]
    head, *body = rows
    cells = "".join(
        "<tr>"
        + "".join(f"<td><span>{label}</span>{told}</td>" for label, told in zip(head, row, strict=True))
        + "</tr>"
        for row in body
    )
    page = f"<h1>Unterauftragsverarbeiter</h1><table><tr>{''.join(f'<th>{one}</th>' for one in head)}</tr>{cells}</table>"
    assert said(page, "list.html") == ["netcup GmbH: DE", "Zorbix: unknown"]
