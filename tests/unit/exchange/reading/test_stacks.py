"""Cards without labels and rows that alternate, of vendors that nobody knows; cards that repeat a table add no rows."""

from __future__ import annotations

import pytest

from tests.unit.exchange.reading.shapes import read, said
from vendorgraph.exchange.reading.blocks import Cell, Heading, Paragraph
from vendorgraph.exchange.reading.lists import stacks
from vendorgraph.exchange.reading.lists.stacks import stacked

CARDS = (
    ("Zorpify", "E-mail delivery", "Ireland"),
    ("Quuxcloud", "Hosting", "Germany"),
    ("Blipdesk", "Customer support", "USA"),
)
ROWS = ["Zorpify: IE", "Quuxcloud: DE", "Blipdesk: US"]
LINES = [line for card in CARDS for line in card]
TABLE = "| Vendor | Purpose | Location |\n|---|---|---|\n| Zorpify | Mail | Ireland |\n| Quuxcloud GmbH | Hosting |  |\n"


def _spans(tag: str) -> str:
    return "".join(f"<div>{''.join(f'<{tag}>{line}</{tag}>' for line in card)}</div>" for card in CARDS)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("list.md", "# Subprocessors\n\n" + "\n\n".join(LINES)),
        ("list.md", "# Subprocessors\n\n" + "\n".join(f"- {line}" for line in LINES)),
        ("list.txt", "Subprocessors\n\n" + "\n".join(LINES)),
        ("list.txt", "Subprocessors\n\n" + "\n\n".join(LINES)),
        ("list.txt", "Subprocessors\n\n" + "\n\n".join(map("\n".join, CARDS))),
        ("list.html", f"<h1>Subprocessors</h1><section>{_spans('span')}</section>"),
        ("list.html", f"<h1>Subprocessors</h1><section>{_spans('div')}</section>"),
        ("list.html", "<h1>Subprocessors</h1><table>" + "".join(f"<tr><td>{line}</td></tr>" for line in LINES) + "</table>"),
    ],
)  # fmt: skip
def test_lines_of_cards_are_vendors_with_what_for_and_where(name: str, text: str) -> None:
    found = read(text, name).rows
    assert said(text, name) == ROWS
    assert [row.purposes for row in found] == [(card[1],) for card in CARDS]


def test_rows_that_alternate_are_a_vendor_and_what_is_said_of_it() -> None:
    rows = "| Subprocessors |\n|---|\n| Stripe |\n| Payments – United States |\n| Mailjet |\n| E-mail – France |\n| OVH |\n| Mail – France |\n"
    assert said(f"# Subprocessors\n\n{rows}") == ["Stripe: US", "Mailjet: FR", "OVH: FR"]


def test_lines_that_all_name_companies_are_no_cards() -> None:
    text = "Our affiliates\n\nKestrel Ireland Ltd (Ireland)\nKestrel GmbH (Germany)\nKestrel SAS (France)\nKestrel Inc. (USA)\n"
    assert said(text, "list.txt") == [
        "Kestrel Ireland Ltd: IE",
        "Kestrel GmbH: DE",
        "Kestrel SAS: FR",
        "Kestrel Inc.: US",
    ]


def test_cards_below_a_table_complete_its_rows_and_double_none() -> None:
    cards = "### Zorpify\n\nPurpose: Mail\n\nLocation: Ireland\n\n### Quuxcloud\n\nPurpose: Hosting\n\nLocation: Germany\n"
    found = read(f"# Subprocessors\n\n{TABLE}\n## Details\n\n{cards}")
    assert said(f"# Subprocessors\n\n{TABLE}\n## Details\n\n{cards}") == ["Zorpify: IE", "Quuxcloud GmbH: DE"]
    assert any("describes vendors that stand above" in warning for warning in found.warnings)


def test_a_card_that_says_another_place_is_a_row_of_its_own() -> None:
    cards = "### Zorpify\n\nPurpose: Mail\n\nLocation: USA\n\n### Quuxcloud\n\nPurpose: Hosting\n\nLocation: Germany\n"
    assert "Zorpify: US" in said(f"# Subprocessors\n\n{TABLE}\n## Details\n\n{cards}")


def test_a_purpose_that_begins_as_a_word_to_the_reader_does_is_no_label_beside_a_place() -> None:
    assert said(
        "# Subprocessors\n\n- Blipdesk – Customer support – USA\n- Quux Ltd – Our mail – Ireland\n"
    ) == [
        "Blipdesk: US",
        "Quux Ltd: IE",
    ]


def test_cards_with_links_to_policies_and_no_places_are_read_where_vendors_are_to_follow() -> None:
    card = "<div><p>{}</p><p>{}</p></div>"
    cards = [
        card.format("Stripe Payments Europe Ltd.", "Paiements. Données transmises : montant, devise.")
        + "<a href='https://stripe.com/privacy'>Politique de confidentialité Stripe</a>",
        card.format("Zorpify Technologies", "Hébergement de l'application web."),
        card.format("OpenAI / OpenRouter", "Génération de textes. Aucun entraînement sur les données."),
    ]
    page = f"<h1>Confidentialité</h1><h2>4. Sous-traitants</h2><p>Nous faisons appel à :</p>{''.join(cards)}<p>Mise à jour : 2026</p>"
    assert said(page, "list.html") == [
        "Stripe Payments Europe Ltd.: unknown",
        "Zorpify Technologies: unknown",
        "OpenAI+OpenRouter: unknown",
    ]


def test_a_link_inside_each_card_and_a_line_behind_the_last_do_not_hide_them() -> None:
    card = (
        "<div><p>{}</p><p>{} · États-Unis (Privacy Shield)</p><a href='https://v.test'>Politique →</a></div>"
    )
    page = f"<h1>Sous-traitants</h1>{card.format('Stripe', 'Paiement')}{card.format('Zorpify Inc.', 'Hébergement')}<p>Dernière mise à jour : 4 mars 2026</p>"
    assert said(page, "list.html") == ["Stripe: US", "Zorpify Inc.: US"]


def test_nothing_above_the_cards_of_one_paragraph_is_lost() -> None:
    lines = ["Our vendors are these", "Acme Ltd", "Hosting", "Ireland", "Bolt GmbH", "Logs", "Germany"]
    blocks = stacked([Heading(1, 1, "Sub-processors"), Paragraph(2, Cell("\n".join(lines)))])
    assert [type(block).__name__ for block in blocks] == ["Heading", "Paragraph", "Listing"]
    assert isinstance(blocks[1], Paragraph)
    assert blocks[1].cell.text == lines[0]


def test_many_short_lines_that_are_no_cards_take_no_longer_than_their_number() -> None:
    """Each run is looked at once: looking again from each of its lines took minutes for thousands."""
    asked: list[str] = []
    blocks = [Paragraph(at, Cell(f"Short line {at} of text")) for at in range(2000)]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(
            stacks,
            "_lines_of",
            lambda block, at, plain=stacks._lines_of: asked.append("") or plain(block, at),
        )
        stacked(blocks)
    assert len(asked) <= 2 * len(blocks)
