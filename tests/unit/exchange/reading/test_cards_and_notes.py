"""Headings with labelled lines below them, and what around a list repeats or explains it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.unit.exchange.reading.shapes import in_html, located, read, said
from vendorgraph.exchange.reading.blocks import Block
from vendorgraph.exchange.reading.lists import cards
from vendorgraph.exchange.reading.places.resolve import read_places
from vendorgraph.exchange.reading.row import ASIDE, Row
from vendorgraph.exchange.reading.vendor.sections import lines_below

CARDS = """# Liste der Unterauftragnehmer

## 1. Nordbach Hosting

**Unterauftragnehmer:**\\
Nordbach Rechenzentrum GmbH\\
Am Deich 4\\
26721 Emden

**Land der Verarbeitung:** Deutschland

**Zweck:**
Betrieb der Server

**Betroffene Datenkategorien:**

- Stammdaten
- Protokolle
- Dokumente
- Anfragen
- Termine
- Nachrichten

**Drittlandübermittlung:**
Nein.

## 2. Lingua Mail Ltd – Versand

**Unterauftragnehmer:** Lingua Mail Ltd

**Land der Verarbeitung:** Irland

**Zweck:** Versand von Nachrichten

## 3. Weitere Unterauftragnehmer

Derzeit keine.
"""
TABLE = """# Unterauftragsverarbeiter

| Dienstleister | Zweck | Land |
|---|---|---|
| Hetzner Online GmbH | Hosting | Deutschland |
| DigitalOcean, LLC | Speicher | Niederlande |

"""


def test_a_card_goes_on_below_its_bold_lines_and_names_the_company_it_tells() -> None:
    assert said(CARDS) == ["Nordbach Rechenzentrum GmbH: DE", "Lingua Mail Ltd: IE"]
    first = read(CARDS).rows[0]
    assert first.purposes[-1] == "Betrieb der Server"  # behind what the heading calls it
    assert str(first.categories_text).startswith("Stammdaten, Protokolle")


def test_a_second_table_about_the_same_vendors_is_told_and_read_once() -> None:
    status = "## Stand der Verträge\n\n| Dienstleister | Vertrag |\n|---|---|\n| Hetzner | offen |\n| DigitalOcean | da |\n"
    assert said(TABLE + status) == ["Hetzner Online GmbH: DE", "DigitalOcean, LLC: NL"]
    assert any("vendors that stand above; its 2 rows" in warning for warning in read(TABLE + status).warnings)


def test_a_second_table_with_another_vendor_is_read() -> None:
    more = "## Weitere\n\n| Dienstleister | Vertrag |\n|---|---|\n| Hetzner | offen |\n| Scaleway | da |\n"
    assert said(TABLE + more)[2:] == ["Hetzner: unknown", "Scaleway: unknown"]


@pytest.mark.parametrize(
    "note",
    [
        "- Vertragspartner für Hetzner ist in der Schweiz die Hetzner Schweiz AG.\n- Die Muttergesellschaft der Neon, LLC ist die Databricks, Inc. (USA).",
        "- Der Speicher (Zeile 2) liegt in der EU.\n- Nach dem Umzug auf Scaleway (EU) entfällt Zeile 1.",
        "- The parent of Neon, LLC is Databricks, Inc. (US).\n- The storage (row 2) is in the EU.",
        "- La maison mère de Neon, LLC est Databricks, Inc. (États-Unis).\n- Le stockage (ligne 2) est en France.",
    ],
)
def test_sentences_below_a_table_are_no_vendors(note: str) -> None:
    rows = said(f"{TABLE}## Erläuterungen zu den Dienstleistern\n\n{note}\n")
    assert rows[:2] == ["Hetzner Online GmbH: DE", "DigitalOcean, LLC: NL"]
    assert all(row.startswith("refused: is a sentence") for row in rows[2:])


def places(words: str) -> list[str]:
    return [place.place for place in read_places(words)]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("AI processing (USA)", ["US"]),
        ("AI", ["AI"]),
        ("DE (NUE + FAL) + FI (HEL backup)", ["DE", "FI"]),
        ("Royaume-Uni (RU — décision d'adéquation)", ["GB"]),
        ("RU", ["RU"]),
        ("Unternehmenssitz USA", ["unknown"]),
    ],
)
def test_codes_that_stand_for_something_else_are_no_places(words: str, found: list[str]) -> None:
    assert places(words) == found


def test_a_row_says_why_its_place_is_unknown() -> None:
    row: Row = located("Unternehmenssitz USA")
    assert ASIDE not in row.extra
    assert row.seat == "USA"


LABELLED = """# Sub-processors

### Acme AI/Chat

**Purpose:** Answers

**Processing region:** United States

**Documents:**

- Privacy policy
- Terms

### Bolt

**Purpose:** Search

**Processing region:** Ireland

**Documents:**

- Privacy policy
"""


def test_a_bold_line_that_recurs_in_each_card_is_a_label() -> None:
    assert [one.split(": ")[1] for one in said(LABELLED)] == ["US", "IE"]


@pytest.mark.parametrize(
    ("header", "cell", "found"),
    [
        ("Datenort und Garantie", "Serverstandort EU; Standardvertragsklauseln", "EU"),
        ("Location and safeguards", "Ireland; Standard Contractual Clauses", "IE"),
        ("Lieu et garanties", "France ; clauses contractuelles types", "FR"),
        ("Siège", "San Francisco, USA (infra EU)", "EU"),
        ("Sitz / Datenstandort", "USA (Unternehmen) / Frankfurt am Main (Daten)", "DE"),
    ],
)
def test_where_data_are_is_told_from_instruments_and_seats(header: str, cell: str, found: str) -> None:
    text = f"# Sub-processors\n\n| Vendor | {header} | Purpose |\n|---|---|---|\n| Acme Mail, Inc. | {cell} | E-mail |\n"
    assert said(text) == [f"Acme Mail, Inc.: {found}"]


def test_a_column_of_places_and_instruments_gives_both() -> None:
    text = "| Vendor | Location and safeguards |\n|---|---|\n| Acme, Inc. | USA; Standard Contractual Clauses |\n"
    assert read(f"# Sub-processors\n\n{text}").rows[0].extra["mechanisms"] == [{"code": "A46-2-c"}]


def test_a_code_behind_a_word_is_no_place() -> None:
    assert places("EU endpoints via Vertex AI") == ["EU"]
    assert places("DE, FR") == ["DE", "FR"]
    assert said(
        "# Sous-traitants\n\n| Nom | Pays |\n|---|---|\n| À désigner | France |\n| Acme SAS | France |\n"
    )[0].startswith("refused")


PANELS = """<h1>Subprocessors</h1>
<div><h3><button aria-expanded="true">Acme, Inc.</button></h3><div><dl><dt>Location of processing</dt><dd>Ireland</dd></dl></div></div>
<div><h3><button aria-expanded="false">Bolt Ltd</button></h3><div{}><dl><dt>Location of processing</dt><dd>Sweden</dd></dl></div></div>"""


@pytest.mark.parametrize(
    "folded", [" hidden", ' style="display: none"', ' class="collapse" hidden', ' role="tabpanel" hidden']
)
def test_what_a_reader_unfolds_is_read(folded: str) -> None:
    assert said(PANELS.format(folded), "list.html") == ["Acme, Inc.: IE", "Bolt Ltd: SE"]


def test_what_nobody_sees_is_not_read() -> None:
    text = "<h1>Subprocessors</h1><ul><li>Acme, Inc. (Ireland)</li></ul><div hidden><ul><li>Bolt Ltd (Sweden)</li></ul></div>"
    assert said(text, "list.html") == ["Acme, Inc.: IE"]


def test_a_card_with_each_of_its_lines_in_a_paragraph() -> None:
    card = "<div><div>{}</div><div><p><strong>Service :</strong> {}</p><p><strong>Lieu d’hébergement :</strong> {}</p></div></div>"
    cards = [
        card.format(*one)
        for one in (("Acme SAS", "recherche", "Belgique"), ("Bolt Ltd", "traduction", "Irlande"))
    ]
    text = f"<h1>Sous-traitants ultérieurs</h1><div>{''.join(cards)}</div>"
    assert said(text, "list.html") == ["Acme SAS: BE", "Bolt Ltd: IE"]


def test_a_card_that_says_what_for_and_names_nobody_is_refused() -> None:
    text = "# Subprozessoren\n\n### Stripe\n\n- Zweck: Zahlung\n\n### Hosting / Infrastruktur / Datenbankbetrieb\n\n- Zweck: Betrieb\n"
    found = said(text)
    assert found[0] == "Stripe: unknown"
    assert found[1].startswith("refused: names no vendor")
    assert found[1].endswith("says what kind of vendor it is and names none")


def test_bullets_about_vendors_of_the_table_above_by_other_names_are_no_further_rows() -> None:
    tiers = "- **AWS S3 and Stripe** process or store the full corpus of customer content at rest.\n- These vendors are reviewed.\n"
    table = "| Vendor | Location |\n|---|---|\n| Amazon Web Services | Ireland |\n| Stripe, Inc. | United States |\n"
    assert said(f"# Sub-processors\n\n{table}\n## Tiers\n\n{tiers}") == [
        "Amazon Web Services: IE",
        "Stripe, Inc.: US",
    ]


def grid(*rows: tuple[str, ...]) -> str:
    cells = ["".join(f"<div>{cell}</div>" for cell in row) for row in rows]
    items = "".join(f'<div role="listitem"><div class="row-grid">{row}</div></div>' for row in cells)
    return f'<div class="list"><div role="list">{items}</div></div>'


def test_rows_in_wrappers_below_a_header_of_its_own() -> None:
    head = (
        "<div class='head'><div>Entity name</div><div>Subprocessing activities</div><div>Location</div></div>"
    )
    rows = grid(
        ("Acme, Inc.", "Cloud service provider", "Ireland (customers on data residency)"),
        ("Bolt Ltd", "Search indexing", "United States"),
    )
    text = f"<h1>Subprocessors</h1>{head}{rows}"
    assert said(text, "list.html") == ["Acme, Inc.: IE", "Bolt Ltd: US"]


def test_a_first_row_that_sounds_like_a_header_is_a_row() -> None:
    rows = "| Acme, Inc. | Cloud service provider | Ireland |\n|---|---|---|\n| Bolt Ltd | Search | United States |\n"
    assert said(f"# Sub-processors\n\n{rows}") == ["Acme, Inc.: IE", "Bolt Ltd: US"]


def test_badges_are_lines_of_their_own() -> None:
    card = '<div><div><h3>{}</h3><span class="rounded-full">{}</span><span class="rounded-full">Optional</span></div><p>{}</p></div>'
    text = f"<h1>Sub-processors</h1>{card.format('Stripe', 'Ireland', 'Pays')}{card.format('Twilio', 'United States', 'Texts')}"
    assert said(text, "list.html") == ["Stripe: IE", "Twilio: US"]


def test_cards_whose_cells_say_what_they_are() -> None:
    card = "<div><div>{}</div><div>Hébergement</div><div><div>Localisation :</div><div>{}</div></div></div>"
    cards = "".join(
        card.format(*one)
        for one in (("Acme SARL", "Irlande"), ("Bolt SAS", ""), ("Quarx Ltd (Azure)", "France, Pays-Bas"))
    )
    assert said(f"<h1>Sous-traitants ultérieurs</h1><div>{cards}</div>", "list.html") == [
        "Acme SARL: IE",
        "Bolt SAS: unknown",
        "Quarx Ltd (Azure): FR NL",
    ]


def test_what_sounds_like_a_header_among_cards_is_none() -> None:
    card = "<div><div><span>+</span><h4>{}</h4></div><div><p><strong>What for:</strong> post<br><strong>Where:</strong> {}</p></div></div>"
    cards = "".join(
        card.format(*one)
        for one in (("Mailchimp", "USA"), ("Stripe", "Ireland"), ("Our shredding contractor", "UK"))
    )
    text = f"<main><header><h1>Who we share your data with</h1></header><div>{cards}</div></main>"
    assert said(text, "list.html")[:2] == ["Mailchimp: US", "Stripe: IE"]


@pytest.mark.parametrize(
    ("cell", "place"),
    [
        ('<span class="selected-value">United States</span><span class="selected-value">Germany</span>', "US DE"),
        ('<div class="flex"><span>Ireland</span><span>Canada</span></div>', "IE CA"),
        ("<span>Ire</span><span>land</span>", "IE"),
    ],
)  # fmt: skip
def test_spans_shown_apart_are_read_apart(cell: str, place: str) -> None:
    assert in_html("Acme Ltd", cell) == [f"Acme Ltd: {place}", "Stripe: US"]


def test_outside_the_union_beside_a_place_is_no_further_place() -> None:
    text = "### Acme, Inc.\n\nHors UE\n\n- Finalité : réseau\n- Localisation : États-Unis\n\n### Bolt SAS\n\n- Localisation : France\n"
    assert said(f"# Sous-traitants\n\n{text}") == ["Acme, Inc.: US", "Bolt SAS: FR"]


def test_a_sentence_below_a_table_is_a_note() -> None:
    (*_, last) = read(
        "Firma,Ort\nAcme GmbH,Wien\nDieses Verzeichnis wird jährlich geprüft.,\n", "list.csv"
    ).rows
    assert last.refused == "is a note to the table, no vendor"


def test_rows_that_a_page_hides_are_read_and_told() -> None:
    rows = (
        "<tr><td>Stripe</td><td>US</td></tr><tr style='display: none'><td>Acme Ltd</td><td>Ireland</td></tr>"
    )
    text = f"<h1>Sub-processors</h1><table><tr><th>Vendor</th><th>Location</th></tr>{rows}</table>"
    assert said(text, "list.html") == ["Stripe: US", "Acme Ltd: IE"]
    assert any("1 row that the page hides" in warning for warning in read(text, "list.html").warnings)


def test_each_heading_of_a_page_is_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[int] = []

    def counted(blocks: Sequence[Block], at: int) -> tuple[list[str], int]:
        looked.append(at)
        return lines_below(blocks, at)

    monkeypatch.setattr(cards, "lines_below", counted)
    assert said(
        "# Notes\n\n" + "## Topic\n\nThis tells nothing.\n\n" * 50 + "## Acme GmbH\n\nPurpose: Chat\n"
    ) == ["Acme GmbH: unknown"]
    assert len(looked) == len(set(looked))
