"""One list in every layout that pages and texts have for it: the same rows, whatever holds them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain

import pytest

from tests.unit.exchange.reading.shapes import said

Row = Sequence[str]
Layout = Callable[[Row, Sequence[Row]], str]

LISTS = {
    "en": (
        ("Sub-processor", "What for", "Applies to", "Countries where data may be processed or stored"),
        (
            ("Quarx Ltd", "Error tracking", "Always", "Ireland"),
            ("Zorpify", "Payments", "Always", "Finland, USA"),
            ("Belmora GmbH", "Chat", "Only when asked", "Austria"),
            ("Kelvo, Inc.", "Mail", "Always", "USA"),
            ("Norvia SAS", "Backups", "Always", "France"),
        ),
    ),
    "de": (
        ("Dienstleister", "Wofür", "Wer ist betroffen", "Wo liegen die Daten?"),
        (
            ("Quarx Ltd", "Fehlersuche", "Alle", "Irland"),
            ("Zorpify", "Zahlungen", "Alle", "Finnland, USA"),
            ("Belmora GmbH", "Chat", "Nur auf Wunsch", "Österreich"),
            ("Kelvo, Inc.", "Versand", "Alle", "USA"),
            ("Norvia SAS", "Sicherung", "Alle", "Frankreich"),
        ),
    ),
    "fr": (
        ("Prestataire", "À quoi ça sert", "Qui est concerné ?", "Où sont les données ?"),
        (
            ("Quarx Ltd", "Suivi des erreurs", "Tous", "Irlande"),
            ("Zorpify", "Paiements", "Tous", "Finlande, États-Unis"),
            ("Belmora GmbH", "Chat", "Sur demande", "Autriche"),
            ("Kelvo, Inc.", "Courriels", "Tous", "États-Unis"),
            ("Norvia SAS", "Sauvegarde", "Tous", "France"),
        ),
    ),
}
FOUND = ["Quarx Ltd: IE", "Zorpify: FI US", "Belmora GmbH: AT", "Kelvo, Inc.: US", "Norvia SAS: FR"]


def _pairs(header: Row, row: Row) -> list[tuple[str, str]]:
    """Each header but that of the name, with what the row says below it."""
    return list(zip(header[1:], row[1:], strict=True))


def _cards(card: str, field: str, between: str = "\n", fields: str = "") -> Layout:
    """A layout of one `card` a vendor, with a `field` for each header; `fields` stands between these."""

    def laid_out(header: Row, rows: Sequence[Row]) -> str:
        return between.join(
            card.format(
                name=row[0],
                at=at,
                fields=fields.join(
                    field.format(label=label, said=told) for label, told in _pairs(header, row)
                ),
            )
            for at, row in enumerate(rows, 1)
        )

    return laid_out


def _lines(row: str, cell: str, head: str, between: str = "", whole: str = "{rows}") -> Layout:
    """A layout of one `row` a vendor and of `cell`s with their `{label}`; `head` is a cell of the header."""

    def laid_out(header: Row, rows: Sequence[Row]) -> str:
        first = row.format(cells=between.join(head.format(said=label) for label in header))
        body = (
            row.format(
                cells=between.join(
                    cell.format(label=label, said=told) for label, told in zip(header, one, strict=True)
                )
            )
            for one in rows
        )
        return whole.format(rows="\n".join(chain([first], body)))

    return laid_out


IN_HTML = {
    "table": _lines("<tr>{cells}</tr>", "<td>{said}</td>", "<th>{said}</th>", whole="<table>{rows}</table>"),
    "a table whose cells say their header": _lines(
        "<tr>{cells}</tr>",
        "<td><span>{label}</span>{said}</td>",
        "<th>{said}</th>",
        whole="<table>{rows}</table>",
    ),
    "a table whose cells say their header before a colon": _lines(
        "<tr>{cells}</tr>",
        "<td><b>{label}:</b> {said}</td>",
        "<th>{said}</th>",
        whole="<table>{rows}</table>",
    ),
    "a table by its roles whose cells say their header": _lines(
        '<div role="row">{cells}</div>',
        '<div role="cell"><span>{label}</span>{said}</div>',
        '<div role="columnheader">{said}</div>',
        whole='<div role="table">{rows}</div>',
    ),
    "a grid whose cells say their header": _lines(
        "<div>{cells}</div>",
        "<div><span>{label}</span>{said}</div>",
        "<div>{said}</div>",
        whole="<div>{rows}</div>",
    ),
    "paragraphs of cells between bars": _lines("<p>{cells}</p>", "{said}", "{said}", " | "),
    "bullets of cells between bars": _lines("<li>{cells}</li>", "{said}", "{said}", " | ", "<ul>{rows}</ul>"),
    "headings above headings": _cards("<h3>{name}</h3>{fields}", "<h4>{label}</h4><p>{said}</p>"),
    "headings above labels in paragraphs": _cards(
        "<h3>{at}. {name}</h3>{fields}", "<p><strong>{label}</strong></p><p>{said}</p>"
    ),
    "headings above labels with bullets": _cards(
        "<h3>{name}</h3>{fields}", "<p><strong>{label}:</strong></p><ul><li>{said}</li></ul>"
    ),
    "headings above bullets with keys": _cards(
        "<h3>{name}</h3><ul>{fields}</ul>", "<li>{label}: {said}</li>"
    ),
    "headings above lines with keys": _cards(
        "<h3>{name}</h3><p>{fields}</p>", "<strong>{label}:</strong> {said}", fields="<br>"
    ),
    "cards of terms": _cards(
        '<div class="card"><h3>{name}</h3><dl>{fields}</dl></div>', "<dt>{label}</dt><dd>{said}</dd>"
    ),
    "cards of two columns": _cards(
        '<div class="card"><div class="name">{name}</div>{fields}</div>',
        '<div class="field"><span class="key">{label}</span><span class="value">{said}</span></div>',
    ),
    "panels that unfold": _cards(
        "<details><summary>{name}</summary>{fields}</details>", "<p><em>{label}</em>: {said}</p>"
    ),
    "a table below each heading": _cards(
        "<h3>{name}</h3><table>{fields}</table>", "<tr><th>{label}</th><td>{said}</td></tr>"
    ),
    "bullets within bullets": _cards(
        "<ul><li><b>{name}</b><ul>{fields}</ul></li></ul>", "<li>{label}: {said}</li>"
    ),
}
IN_MARKDOWN = {
    "headings above labels in paragraphs": _cards(
        "### {name}\n\n{fields}", "**{label}**\n\n{said}", "\n\n", "\n\n"
    ),
    "headings above keys in paragraphs": _cards(
        "### {name}\n\n{fields}", "*{label}:* {said}", "\n\n", "\n\n"
    ),
    "headings above bullets with keys": _cards(
        "### {name}\n\n{fields}", "- **{label}:** {said}", "\n\n", "\n"
    ),
    "bold names above keys in paragraphs": _cards(
        "**{name}**\n\n{fields}", "*{label}:* {said}", "\n\n", "\n\n"
    ),
    "numbers above bullets": _cards("{at}. **{name}**\n{fields}", "   - {label}: {said}", "\n", "\n"),
}
IN_TEXT = {
    "names above labels above what they ask": _cards("{name}\n{fields}", "{label}\n{said}", "\n\n", "\n"),
    "names above keys": _cards("{name}\n{fields}", "  {label}: {said}", "\n\n", "\n"),
    "numbers above keys": _cards("{at}. {name}\n{fields}", "   {label}: {said}", "\n\n", "\n"),
    "cells one below the other": _lines("{cells}", "{said}", "{said}", "\n"),
    "cells one below the other, rows apart": _lines("{cells}\n", "{said}", "{said}", "\n"),
    "cells one below the other, all apart": _lines("{cells}\n", "{said}\n", "{said}\n", "\n"),
    "cells between tabs": _lines("{cells}", "{said}", "{said}", "\t"),
    "cells between bars": _lines("{cells}", "{said}", "{said}", " | "),
}


@pytest.mark.parametrize("language", LISTS)
@pytest.mark.parametrize("layout", IN_HTML)
def test_layouts_of_a_page(layout: str, language: str) -> None:
    body = IN_HTML[layout](*LISTS[language])
    page = f"<html><body><h1>Sub-processors</h1>\n{body}\n<p>We tell customers of changes.</p></body></html>"
    assert said(page, "list.html") == FOUND


@pytest.mark.parametrize("language", LISTS)
@pytest.mark.parametrize("layout", IN_MARKDOWN)
def test_layouts_in_markdown(layout: str, language: str) -> None:
    body = IN_MARKDOWN[layout](*LISTS[language])
    assert said(f"# Sub-processors\n\n{body}\n\n## Changes\n\nWe tell customers.\n", "list.md") == FOUND


@pytest.mark.parametrize("language", LISTS)
@pytest.mark.parametrize("layout", IN_TEXT)
def test_layouts_of_a_text(layout: str, language: str) -> None:
    body = IN_TEXT[layout](*LISTS[language])
    assert said(f"Sub-processors\n\n{body}\n", "list.txt") == FOUND
