"""Tables of boxes beside each other, countries in the names of instruments, owners, cookies, seats in lines and sentences."""

from __future__ import annotations

import pytest

from tests.unit.exchange.reading.shapes import located, of, read, said

HEADS = ("Sub-Processor", "Legal address", "Location", "Processing Activity")


def box(*cells: str, again: bool = True) -> str:
    label = "<div>{}</div>" if again else ""
    parts = "".join(
        f"<div>{label.format(head)}<div>{cell}</div></div>" for head, cell in zip(HEADS, cells, strict=True)
    )
    return f'<div class="row item">{parts}</div>'


def test_two_tables_of_boxes_whose_cells_say_their_header_again() -> None:
    head = f'<div class="row head">{"".join(f"<div>{one}</div>" for one in HEADS)}</div>'
    first = box("Chargebee", "909 Rose Avenue, Bethesda, USA", "EU", "Invoices") + box(
        "Zorbix", "1 Ring, Cork, Ireland", "USA/EU", "Chat"
    )
    second = box("Slack", "415 Mission Street, San Francisco, USA", "USA", "Notes") + box(
        "Kelvo", "2 Ring, Lyon, France", "EU", "Mail"
    )
    page = f"<h1>Sub-processors</h1><h3>Product</h3><div>{head}{first}</div><h3>Business</h3><div>{head}{second}</div>"
    rows = read(page, "list.html").rows
    assert [of(row) for row in rows] == ["Chargebee: EU", "Zorbix: US EU", "Slack: US", "Kelvo: EU"]
    assert (rows[0].seat, rows[0].purposes) == ("909 Rose Avenue, Bethesda, USA", ("Invoices",))


@pytest.mark.parametrize(
    "instrument",
    [
        "EU-US-Datenschutzrahmen",
        "Angemessenheitsbeschluss EU-USA",
        "Angemessenheitsbeschluss für die Schweiz",
        "cadre UE–États-Unis de protection des données",
        "bouclier UE-États-Unis",
        "Data Privacy Framework UE-USA",
        "décision d'adéquation (Suisse)",
        "DPF certified (US)",
        "EU-US & Swiss-US Data Privacy Framework",
        "Standardvertragsklauseln der EU",
    ],
)
def test_countries_in_the_name_of_an_instrument_are_no_places(instrument: str) -> None:
    for words in (f"Ireland ({instrument})", f"Ireland, {instrument}"):
        assert of(located(words)) == "Acme Mail, Inc.: IE"


@pytest.mark.parametrize(
    ("words", "place"),
    [("USA (DPF)", "US"), ("Schweiz (Angemessenheitsbeschluss)", "CH"), ("UK (adequacy)", "GB")],
)
def test_a_place_before_its_instrument_stays(words: str, place: str) -> None:
    assert of(located(words)) == f"Acme Mail, Inc.: {place}"


@pytest.mark.parametrize(
    ("bullet", "place"),
    [
        (
            "**Matomo (InnoCraft Ltd.)**, Wellington, Neuseeland – Webanalyse in der Cloud (Server in Frankfurt)",
            "DE",
        ),
        ("**Zorbix Ltd.**, Dublin, Irland – Ads (Verarbeitung in der EU und den USA)", "EU US"),
        (
            "**Microsoft Azure** – Anbieter ist die Microsoft Ireland Operations Limited mit Sitz in Irland. Daten liegen in der EU.",
            "EU",
        ),
    ],
)
def test_a_town_behind_the_name_is_the_seat_beside_servers_elsewhere(bullet: str, place: str) -> None:
    (row, _) = said(f"# Unterauftragnehmer\n\n- {bullet}\n- Stripe, USA\n")
    assert row.rpartition(": ")[2] == place


def test_an_address_in_an_estate_is_a_seat() -> None:
    items = "".join(
        f"{at}) {name}\n   {seat}\n   Leistung: Chat\n   Ort:      EU und USA\n\n"
        for at, (name, seat) in enumerate(
            (
                ("Zorbix Ltd.", "Hollyhill Industrial Estate, Cork, Irland"),
                ("Kelvo GmbH", "Ring 3, 10115 Berlin"),
            ),
            1,
        )
    )
    assert said(f"Unterauftragnehmer\n\n{items}", "list.txt") == ["Zorbix Ltd.: EU US", "Kelvo GmbH: EU US"]


def test_a_register_of_data_and_a_table_of_cookies_name_no_vendors() -> None:
    vendors = "| Sous-traitant | Finalité | Emplacement |\n|---|---|---|\n| Zorbix SAS | Chat | France |\n| Stripe | Paiement | Irlande |\n"
    data = (
        "| # | Catégorie de données | Emplacement principal | Garantie |\n|---|---|---|---|\n"
        "| 1 | Compte (nom, entreprise) | Centre de données UE — Allemagne | intra-EEE |\n"
        "| 2 | Clés API (hachées) | Centre de données UE — Allemagne | intra-EEE |\n"
        "| 3 | Messages (objet, corps) | Centre de données UE — Finlande | intra-EEE |\n"
    )
    cookies = "| Outil | Finalité | Durée |\n|---|---|---|\n| Matomo | Mesure d’audience | 13 mois |\n"
    text = f"# Données\n\n{data}\n## Sous-traitants\n\n{vendors}\n## Cookies et traceurs\n\n{cookies}"
    assert [one for one in said(text) if not one.startswith("refused")] == ["Zorbix SAS: FR", "Stripe: IE"]


def test_the_letterhead_of_a_text_is_its_owner_and_a_wrapped_sentence_no_list() -> None:
    items = "".join(
        f"{at}) {name}\n   Purpose: chat\n   Location: {where}\n\n"
        for at, (name, where) in enumerate((("Zorbix", "France"), ("Stripe", "USA")), 1)
    )
    end = "Not counted as sub-processors are telephone and\npostal services.\n\nLattern Limited, 6 Exchange Place, Dublin 1\nCompany number 611204\n"
    text = f"LATTERN LIMITED\nANNEX III - LIST OF SUB-PROCESSORS\n\nThe controller has agreed to these:\n\n{items}{end}"
    assert [one for one in said(text, "list.txt") if not one.startswith("refused")] == [
        "Zorbix: FR",
        "Stripe: US",
    ]


def test_some_of_those_above_are_told_once() -> None:
    table = "| Vendor | Purpose | Region |\n|---|---|---|\n| OpenAI | AI | US |\n| Twilio | SMS | US |\n| Stripe | Payments | US |\n"
    more = "## Customer-controlled subprocessors\n\nSome of the above are switched on only by the customer:\n\n- OpenAI — AI\n- Twilio — SMS\n"
    assert said(f"# Subprocessors\n\n{table}\n{more}") == ["OpenAI: US", "Twilio: US", "Stripe: US"]
