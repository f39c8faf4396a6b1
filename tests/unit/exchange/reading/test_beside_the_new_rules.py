"""Ordinary pages just beside what the rules for titles, seats, roles and copied text are made for."""

from __future__ import annotations

import pytest

from tests.unit.exchange.reading.shapes import read, said

TWO = "- OpenAI – models, USA\n- Stripe – payments, USA\n"
BOTH = ["OpenAI: US", "Stripe: US"]


@pytest.mark.parametrize(
    "title",
    [
        "AI subprocessors that do not use your data to train models",
        "Subprocessors we use and those not currently used",
        "Optionale Dienste, die nicht standardmäßig eingesetzt werden",
        "Sous-traitants non utilisés par défaut",
        "Services we do not use for advertising",
        "Dienstleister (Daten werden nicht zum Training verwendet)",
        "Not used by all customers",
    ],
)
def test_a_title_that_denies_something_else_keeps_its_list(title: str) -> None:
    assert said(f"# Sub-processors\n\n## {title}\n\n{TWO}") == BOTH


def test_what_a_title_denies_is_not_read_again_as_text() -> None:
    found = read(f"# Sub-processors\n\n## Not in use\n\n{TWO}")
    assert not found.rows
    assert any("names no vendors" in one or "no vendors" in one for one in found.warnings)


@pytest.mark.parametrize(
    ("bracket", "place"),
    [("Server in der EU", "EU"), ("EU-Hosting", "EU"), ("EU", "unknown")],
)
def test_a_bracket_behind_a_street_says_where_servers_are(bracket: str, place: str) -> None:
    text = f"# Sub-processors\n\n- **Zorp GmbH** – Hosting – Hauptstr. 1, 10115 Berlin, Deutschland ({bracket})\n- **Acme Ltd** – mail\n"
    assert said(text)[0] == f"Zorp GmbH: {place}"


@pytest.mark.parametrize(
    ("sentence", "seats"),
    [
        ("Alle Dienstleister mit Sitz in den USA sind nach dem DPF zertifiziert.", [None, None]),
        ("All vendors incorporated in the USA are certified under the DPF.", [None, None]),
        ("All subprocessors are headquartered in the EU, except Stripe.", [None, None]),
        ("All subprocessors are headquartered in the USA and audited.", ["USA", "USA"]),
    ],
)
def test_a_seat_of_all_is_said_of_all(sentence: str, seats: list[str | None]) -> None:
    rows = read(f"# Sub-processors\n\n{sentence}\n\n- OpenAI – models\n- Stripe – payments\n").rows
    assert [row.seat for row in rows if row.vendors] == seats


@pytest.mark.parametrize(
    ("cell", "place"),
    [
        ("processing payments in the global market", "unknown"),
        ("processed in a global edge network", "worldwide"),
    ],
)
def test_words_beside_places(cell: str, place: str) -> None:
    assert (
        said(f"# Sub-processors\n\n- **Zorp Ltd**: {cell}\n- **Acme Ltd**: mail\n")[0] == f"Zorp Ltd: {place}"
    )


def test_a_vendor_that_is_called_as_a_right_is_one_where_it_has_a_place() -> None:
    assert said("# Sub-processors\n\n- Access – archive, UK\n- Zorp Ltd – mail, Ireland\n") == [
        "Access: GB",
        "Zorp Ltd: IE",
    ]


@pytest.mark.parametrize(
    "page",
    [
        "# Storage\n\n- userData – stored in Ireland\n- someData – analytics, France\n",
        "# We process sensitive data\n\n- Health – Germany\n- Religion – Germany\n",
        "# Affiliates\n\nDie Acme Holding AG hat ihren Sitz in Zürich.\n",
    ],
)
def test_pages_of_something_else(page: str) -> None:
    assert not [row for row in read(page).rows if row.vendors]


def test_a_grid_of_cards_is_no_table() -> None:
    cell = '<div role="gridcell"><a>{}</a><br>{}</div>'
    cells = cell.format("Stripe", "USA") + cell.format("Zorp Ltd", "Ireland")
    row = f'<div role="row">{cells}</div><div role="row">{cell.format("Hetzner", "Germany")}{cell.format("Acme Ltd", "UK")}</div>'
    page = f'<h1>Sub-processors</h1><div role="grid">{row}</div>'
    names = [name for row in read(page, "list.html").rows for name in row.vendors]
    assert names == ["Stripe", "Zorp Ltd", "Hetzner", "Acme Ltd"]


def test_a_heading_by_its_role_inside_a_bullet_is_its_name() -> None:
    items = "".join(
        f'<li><span role="heading">{name}</span> – tickets, {where}</li>'
        for name, where in (("Stripe", "USA"), ("Zorp Ltd", "Ireland"))
    )
    assert said(f"<h1>Sub-processors</h1><ul>{items}</ul>", "list.html") == ["Stripe: US", "Zorp Ltd: IE"]


@pytest.mark.parametrize(
    "below",
    [
        "Our offices\nLondon\tMain St\tUK\nParis\tRue 1\tFrance\n",
        "Our customers\nSiemens\tTrains\tGermany\n",
        "Ihre Ansprechpartner\nJane Doe\tVertrieb\tBerlin\n",
    ],
)
def test_what_stands_under_another_title_below_a_copied_table_is_none_of_it(below: str) -> None:
    text = (
        f"Sub-processors\nVendor\tPurpose\tLocation\nStripe\tPayments\tUSA\nZorp Ltd\tChat\tIreland\n{below}"
    )
    assert [row.vendors for row in read(text, "list.txt").rows if row.vendors] == [("Stripe",), ("Zorp Ltd",)]


@pytest.mark.parametrize(
    "below",
    [
        "**Note** Twilio is used only in Canada.",
        "Data of customers in Brazil is kept in Brazil.",
        "Stand: Mai 2024",
    ],
)
def test_a_note_below_a_table_without_bars_at_its_edges_is_no_cell(below: str) -> None:
    text = f"# Sub-processors\n\nVendor | Location\n---|---\nStripe | USA\nZorp Ltd | Spain\n{below}\n"
    assert [one for one in said(text) if not one.startswith("refused")][:2] == ["Stripe: US", "Zorp Ltd: ES"]


def test_a_name_with_a_form_behind_its_bracket_stays_whole_in_a_card() -> None:
    card = "<div><h3>{}</h3><p><b>Purpose:</b> mail</p><p><b>Location:</b> {}</p></div>"
    cards = card.format("Zorp (Europe) S.à r.l. et Cie, S.C.A.", "Luxembourg") + card.format(
        "Acme (Mail)", "Ireland"
    )
    assert said(f"<h1>Sub-processors</h1><section>{cards}</section>", "list.html")[0] == (
        "Zorp (Europe) S.à r.l. et Cie, S.C.A.: LU"
    )


def test_a_colon_behind_a_word_for_a_company_makes_no_seat_of_where_data_are() -> None:
    assert said("| Vendor | Location |\n|---|---|\n| Stripe | Stored by the company: Germany |\n") == [
        "Stripe: DE"
    ]


@pytest.mark.parametrize(
    "words",
    [
        "Sobald die Umstellung auf Azure (EU) läuft, entfällt Zeile 5",
        "Der Speicher (Zeile 2) steht in der EU",
        "As soon as the move to Azure (EU) is done, row 5 goes",
    ],
)
def test_a_sentence_below_a_list_is_no_vendor(words: str) -> None:
    text = f"# Sub-processors\n\n| Vendor | Location |\n|---|---|\n| Stripe | USA |\n\n- {words}.\n- Zorp Ltd (Ireland)\n"
    assert [row.vendors for row in read(text).rows if row.vendors] == [("Stripe",), ("Zorp Ltd",)]


@pytest.mark.parametrize(
    ("name", "is_one"),
    [("Our banking partner and bank infrastructure", False), ("OurHosting and Partner Ltd", True)],
)
def test_our_partner_for_something_is_a_kind(name: str, is_one: bool) -> None:
    rows = read(f"| Vendor | Location |\n|---|---|\n| {name} | India |\n| Stripe | USA |\n").rows
    assert bool(rows[0].vendors) == is_one


def test_a_legend_ends_with_the_paragraph_below_it() -> None:
    text = f"# Sub-processors\n\n**Legend:**\n\nLocation = where data are stored.\n\n{TWO}"
    assert said(text) == BOTH


def test_a_company_of_a_country_sits_there() -> None:
    text = "# Sub-processors\n\n- **Zorp Inc.**, a US company. Runs the backend.\n- **Acme GmbH**, a German company. Storage in Finland.\n"
    rows = read(text).rows
    assert said(text) == ["Zorp Inc.: unknown", "Acme GmbH: FI"]
    assert [row.seat for row in rows] == ["US", "Germany"]
