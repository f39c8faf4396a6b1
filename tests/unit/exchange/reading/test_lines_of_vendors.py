"""Lines that are each of a vendor, without marks, in a text, in Markdown and in HTML."""

from __future__ import annotations

import pytest

from tests.unit.exchange.reading.shapes import read, said

LINES = {
    "dash and bracket": "{n} - {p} ({w})",
    "bracket and dash": "{n} ({w}) – {p}",
    "colon": "{n}: {p}, {w}",
    "commas": "{n}, {p}, {w}",
    "semicolons": "{n}; {p}; {w}",
    "arrow": "{n} → {p} ({w})",
    "bars": "{n} | {p} | {w}",
    "stops": "{n}. {p}. Location: {w}",
    "what for first": "{p} – {n}, {w}",
    "bracket alone": "{n} ({w}) {p}",
}
VENDORS = (
    ("Hetzner Online GmbH", "Hosting", "Germany"),
    ("Stripe", "Payments", "Ireland"),
    ("Mailvelo", "Transactional e-mail", "Netherlands"),
    ("Quarzel Labs Ltd", "Customer support", "United Kingdom"),
)
ROWS = [
    "Hetzner Online GmbH: DE",
    "Stripe: IE",
    "Mailvelo: NL",
    "Quarzel Labs Ltd: GB",
]
INTRO = "We use these sub-processors. Each of them has signed an agreement with us."
END = "We tell customers 30 days before we add one."


def lines(shape: str) -> list[str]:
    return [LINES[shape].format(n=name, p=purpose, w=where) for name, purpose, where in VENDORS]


@pytest.mark.parametrize("shape", LINES)
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_lines_of_a_text_with_or_without_blank_lines_between_them(shape: str, between: str) -> None:
    text = f"Sub-processors\n\n{INTRO}\n\n{between.join(lines(shape))}\n\n{END}\n"
    assert said(text, "list.txt") == ROWS


@pytest.mark.parametrize("shape", LINES)
def test_paragraphs_of_markdown_under_headings_of_what_they_are_for(shape: str) -> None:
    first, second, *others = lines(shape)
    text = f"# Sub-processors\n\n{INTRO}\n\n## Core\n\n{first}\n\n{second}\n\n## More\n\n" + "\n\n".join(
        others
    )
    assert said(f"{text}\n\n## Changes\n\n{END}\n") == ROWS


@pytest.mark.parametrize("shape", LINES)
@pytest.mark.parametrize("element", ["p", "div", "br"])
def test_lines_of_a_page(shape: str, element: str) -> None:
    made = lines(shape)
    body = (
        f"<p>{'<br>'.join(made)}</p>"
        if element == "br"
        else "".join(f"<{element}>{line}</{element}>" for line in made)
    )
    page = f"<h1>Sub-processors</h1><p>{INTRO}</p>{body}<p>{END}</p>"
    assert said(page, "list.html") == ROWS


def test_a_line_below_the_heading_of_its_group_in_a_text() -> None:
    first, second, *others = lines("dash and bracket")
    text = f"Sub-processors\n\n{INTRO}\n\nCore\n{first}\n{second}\n\nMore\n" + "\n".join(others)
    assert said(f"{text}\n\n{END}\n", "list.txt") == ROWS


@pytest.mark.parametrize(
    "text",
    [
        "Sub-processors\n\nAcme GmbH\n\nBolt Ltd\n\nWe use both of them for hosting in Germany.\n",
        "Privacy\n\nOur office\n\nDublin, Ireland\n\nWe answer within a week.\n",
        "Hosting of the platform takes place in two\ndata centres of the same operator, and backups\nare kept apart from them.\n",
    ],
)
def test_headings_addresses_and_wrapped_sentences_are_no_lines_of_vendors(text: str) -> None:
    assert not [row for row in read(text, "list.txt").rows if row.places]


@pytest.mark.parametrize("day", ["2025-08-04", "4.8.2025", "04/08/2025", "4 August 2025"])
def test_lines_of_a_log_of_changes_are_no_vendors(day: str) -> None:
    log = "".join(
        f"<p>{day} {name} (Cloud, United States) was added.</p>"
        for name in ("Acme Ltd", "Stripe", "Bolt GmbH")
    )
    table = (
        "<table><tr><th>Vendor</th><th>Country</th></tr><tr><td>Zorp Ltd</td><td>Ireland</td></tr></table>"
    )
    assert said(f"<h1>Sub-processors</h1>{table}<h2>What is new</h2>{log}", "list.html") == ["Zorp Ltd: IE"]


def test_a_sentence_that_is_broken_over_lines_is_one_and_no_list() -> None:
    text = (
        "Recipients\n\nFor your subscription we work together with these\ncompanies, which are bound to what we tell\n"
        "them to do.\n\n1. Acme GmbH, Hamburg, Germany\n   Letters\n\n2. Bolt AG, Bonn, Germany\n   Post\n"
    )
    assert said(text, "list.txt") == ["Acme GmbH: DE", "Bolt AG: DE"]
