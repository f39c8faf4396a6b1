"""Lists in PDF: tables with and without rules, over pages, text beside them; what cannot be read is told in a sentence."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader, PdfWriter

from tests.unit.exchange.reading.pdfs import Page, pdf
from tests.unit.exchange.reading.shapes import read, said
from vendorgraph.errors import Invalid
from vendorgraph.exchange.reading.formats.detect import detect
from vendorgraph.exchange.reading.pdf.pages import sheet_of
from vendorgraph.exchange.reading.source import Source

HEADER = ["Sub-processor", "Purpose", "Location"]
ROWS = [
    ["Quarx Mail, Inc.", "Newsletters and\nnotices", "USA"],
    ["Bolt Hosting Nordic\nOy", "Servers", "Helsinki,\nFinland"],
    ["Trell GmbH", "Support desk", "Germany"],
]
COLUMNS = [50, 155, 245]
EXPECTED = ["Quarx Mail, Inc.: US", "Bolt Hosting Nordic Oy: FI", "Trell GmbH: DE"]


WORDS = [
    "the",
    "customer",
    "keeps",
    "all",
    "rights",
    "in",
    "what",
    "is",
    "put",
    "into",
    "the",
    "service",
    "and",
    "may",
    "take",
    "it",
    "out",
    "at",
    "any",
    "time",
]


def sentence(at: int, words: int) -> str:
    """So many words, other ones for each number."""
    return " ".join(WORDS[(at * 7 + off * off) % len(WORDS)] for off in range(words))


def titled() -> Page:
    return Page().text(50, 60, "Sub-processors", bold=True, size=18)


@pytest.mark.parametrize("ruled", [True, False])
def test_a_table_is_read_with_and_without_rules(ruled: bool) -> None:
    page = titled()
    page.rows([HEADER, *ROWS], COLUMNS, 100, ruled=ruled)
    found = read(pdf(page), "list.pdf")
    assert said(pdf(page), "list.pdf") == EXPECTED
    assert found.format == "pdf"
    assert found.rows[0].purposes == ("Newsletters and notices",)


def test_rows_tell_their_page_and_line() -> None:
    first, second = titled(), Page()
    first.rows([HEADER, *ROWS], COLUMNS, 100, ruled=True)
    second.rows([HEADER, ["Acme Pay Ltd", "Payments", "Ireland"]], COLUMNS, 60, ruled=True)
    rows = read(pdf(first, second), "list.pdf").rows
    assert [row.note for row in rows] == [
        "page 1, line 3",
        "page 1, line 5",
        "page 1, line 7",
        "page 2, line 2",
    ]
    assert [row.number for row in rows] == [3, 5, 7, 9]


@pytest.mark.parametrize("ruled", [True, False])
def test_a_table_goes_on_over_a_page_with_its_header_again_or_without(ruled: bool) -> None:
    for header in ([], [HEADER]):
        first, second = titled(), Page()
        first.rows([HEADER, *ROWS[:2]], COLUMNS, 100, ruled=ruled)
        second.rows([*header, *ROWS[2:], ["Acme Pay Ltd", "Payments", "Ireland"]], COLUMNS, 60, ruled=ruled)
        assert said(pdf(first, second), "list.pdf") == [*EXPECTED, "Acme Pay Ltd: IE"]


def test_a_cell_that_a_page_breaks_is_one() -> None:
    first, second = titled(), Page()
    first.rows([HEADER, *ROWS[:2], ["Trell GmbH", "Support", "Germany,"]], COLUMNS, 100, ruled=True)
    second.rows([["", "desk", "Austria"], ["Acme Pay Ltd", "Payments", "Ireland"]], COLUMNS, 60, ruled=True)
    found = read(pdf(first, second), "list.pdf").rows
    assert found[2].purposes == ("Support desk",)
    assert said(pdf(first, second), "list.pdf")[2:] == ["Trell GmbH: DE AT", "Acme Pay Ltd: IE"]


def test_what_runs_along_on_each_page_is_left_out_and_headings_are_known_by_their_size() -> None:
    pages = []
    for number in (1, 2, 3):
        page = Page().text(50, 30, "Acme Shop GmbH - annex 2 to the contract", size=8)
        page.text(280, 820, f"Page {number} of 3", size=8)
        page.text(
            50, 60, f"{number}. {('Scope', 'Sub-processors', 'Audits')[number - 1]}", bold=True, size=14
        )
        pages.append(page)
    pages[1].rows([HEADER, *ROWS], COLUMNS, 100)
    found = read(pdf(*pages), "list.pdf")
    assert said(pdf(*pages), "list.pdf") == EXPECTED
    assert found.rows[0].section is None or "Sub-processors" in found.rows[0].section


def test_text_and_bullets_are_read_as_those_of_a_page() -> None:
    page = titled().text(50, 90, "We use the following sub-processors:")
    for at, words in enumerate(["Quarx Mail, Inc. (USA): e-mail", "Bolt Hosting Oy (Finland): servers"]):
        page.dot(56, 116 + at * 14).text(68, 120 + at * 14, words)
    assert said(pdf(page), "list.pdf") == ["Quarx Mail, Inc.: US", "Bolt Hosting Oy: FI"]


def test_names_with_what_is_told_deeper_below_them_are_a_list() -> None:
    page, y = titled().text(50, 84, sentence(0, 17)), 110
    told = {
        "Quarx Mail, Inc.": ["Newsletters and notices", "Place: USA"],
        "Bolt Hosting Oy": ["Servers", "Place: Finland"],
        "Trell GmbH": ["Support desk", "Place: Germany"],
    }
    for name, lines in told.items():
        for at, words in enumerate([name, *lines]):
            page.text(80 if at else 50, y, words)
            y += 12
    found = read(pdf(page), "list.pdf").rows
    assert said(pdf(page), "list.pdf") == ["Quarx Mail, Inc.: US", "Bolt Hosting Oy: FI", "Trell GmbH: DE"]
    assert found[0].purposes == ("Newsletters and notices",)


def test_a_paragraph_whose_lines_hang_is_one() -> None:
    page = titled()
    for line in range(8):
        page.text(68 if line % 4 else 50, 100 + line * 12, sentence(line, 17))
    assert [row for row in read(pdf(page), "list.pdf").rows if row.vendors] == []


def test_cards_under_headings_keep_the_labels_that_recur() -> None:
    page, y = titled(), 100
    for name, purpose, _ in [
        ["Quarx Mail", "Notices", ""],
        ["Bolt Hosting", "Servers", ""],
        ["Trell", "Help", ""],
    ]:
        page.text(50, y, name, bold=True, size=14)
        for at, words in enumerate(["Purpose", purpose, "Location", "Finland"]):
            page.text(50, y + 20 + at * 12, words)
        y += 100
    found = read(pdf(page), "list.pdf").rows
    assert said(pdf(page), "list.pdf") == ["Quarx Mail: FI", "Bolt Hosting: FI", "Trell: FI"]
    assert [row.purposes for row in found] == [("Notices",), ("Servers",), ("Help",)]


def test_a_label_takes_nothing_from_below_the_next_heading() -> None:
    page, y = titled(), 100
    for name in ("Quarx Mail", "Bolt Hosting", "Trell"):
        page.text(50, y, name, bold=True, size=14)
        page.text(50, y + 20, "Newsletters and notices").text(50, y + 46, "Location: Finland")
        page.text(50, y + 72, "Data processed")
        y += 110
    assert said(pdf(page), "list.pdf") == ["Quarx Mail: FI", "Bolt Hosting: FI", "Trell: FI"]


def test_a_header_in_the_middle_of_its_columns_is_none_of_their_rows() -> None:
    page = titled()
    page.text(90, 100, "Name").text(205, 94, "Applicable").text(212, 106, "service").text(300, 100, "Place")
    rows = [
        ["Quarx Mail, Inc.", "Mail", "USA"],
        ["Bolt Hosting Oy", "Servers", "Finland"],
        ["Trell GmbH", "Help", "Germany"],
    ]
    for at, row in enumerate(rows):
        page.line(50, 126 + at * 26, 400, 126 + at * 26)
        for x, words in zip((50, 190, 290), row, strict=True):
            page.text(x, 120 + at * 26, words)
    assert said(pdf(page), "list.pdf") == ["Quarx Mail, Inc.: US", "Bolt Hosting Oy: FI", "Trell GmbH: DE"]


def test_a_page_that_is_turned_is_read_as_it_is_shown() -> None:
    upright = titled()
    upright.rows([HEADER, *ROWS], COLUMNS, 100)
    turned = Page(rotate=90)
    turned.parts = [f"q 0 1 -1 0 595 0 cm {part} Q" for part in upright.parts]
    assert said(pdf(turned), "list.pdf") == EXPECTED


def test_prose_in_two_columns_is_no_table_of_vendors() -> None:
    page = Page().text(50, 60, "Terms of use", bold=True, size=18)
    for line in range(20):
        page.text(50, 100 + line * 12, sentence(line, 8)).text(320, 100 + line * 12, sentence(line + 5, 8))
    assert [row for row in read(pdf(page), "terms.pdf").rows if row.vendors] == []


@pytest.mark.parametrize("name", ["list.pdf", "list.bin", "list.csv"])
def test_a_pdf_is_told_by_its_content(name: str) -> None:
    assert detect(Source.of(name, pdf(titled()))) == "pdf"


def test_what_is_no_pdf_is_not_read_as_one() -> None:
    with pytest.raises(Invalid, match="is not a PDF, whatever its name says"):
        detect(Source.of("list.pdf", b"Vendor,Location\nStripe,US\n"), "pdf")
    with pytest.raises(Invalid, match="is not csv but pdf"):
        detect(Source.of("list.pdf", pdf(titled())), "csv")


def test_a_pdf_with_a_password_or_without_text_is_told_in_a_sentence() -> None:
    writer, out = PdfWriter(), io.BytesIO()
    writer.append(PdfReader(io.BytesIO(pdf(titled()))))
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(out)
    with pytest.raises(Invalid, match="needs a password; save it without one"):
        read(out.getvalue(), "list.pdf")
    with pytest.raises(Invalid, match=r"PDF without text \(2 pages of images\); recognise its text first"):
        read(pdf(Page(), Page()), "scan.pdf")


@pytest.mark.parametrize("cut", [9, 200, 600])
def test_a_damaged_pdf_is_read_or_refused_in_a_sentence(cut: int) -> None:
    page = titled()
    page.rows([HEADER, *ROWS], COLUMNS, 100)
    try:
        read(pdf(page)[:cut], "list.pdf")
    except Invalid as error:
        assert "PDF" in str(error)


def test_many_pages_of_text_do_not_hide_a_table() -> None:
    first = titled()
    first.rows([HEADER, *ROWS], COLUMNS, 100)
    pages = [first]
    for number in range(8):
        page = Page()
        for line in range(50):
            page.text(50, 60 + line * 14, sentence(number + line * 3, 17))
        pages.append(page)
    assert said(pdf(*pages), "list.pdf")[:3] == EXPECTED


def profile(name: str, where: str) -> Page:
    return Page().text(50, 80, name).text(50, 94, "Purpose: mail").text(50, 108, f"Location: {where}")


def test_a_place_that_stands_at_the_end_of_most_pages_is_no_running_foot() -> None:
    pages = [profile("Stripe", "USA"), profile("Quarx Ltd", "USA"), profile("Zendesk", "Ireland")]
    sheet = sheet_of(Source.of("list.pdf", pdf(*pages)))
    assert [line.text for line in sheet.lines].count("Location: USA") == 2
    assert sheet.told == []


def test_what_runs_along_is_left_out_and_told() -> None:
    pages = []
    for at, (name, where) in enumerate(
        (("Stripe", "USA"), ("Quarx Ltd", "Ireland"), ("Zendesk", "Finland")), 1
    ):
        page = (
            Page().text(50, 30, "Processing agreement of the shop").text(50, 800, f"Version 7 of page {at}")
        )
        page.rows(
            [HEADER, [name, "Mail", where], [f"{name} Two Ltd", "Mail", where]], COLUMNS, 100, ruled=True
        )
        pages.append(page)
    found = read(pdf(*pages), "list.pdf")
    assert len([row for row in found.rows if row.vendors]) == 6
    assert any(
        "at the head or foot of most pages" in one and "Processing agreement" in one for one in found.warnings
    )


def test_no_word_of_cells_at_the_bottom_of_their_rows_is_lost() -> None:
    page, y = titled(), 100.0
    page.text(50, y, "Sub-processor").text(155, y, "Purpose").text(245, y, "Location")
    names = [f"Vendor{letter} GmbH" for letter in "ABCDEFGHIJKL"]
    for at, name in enumerate(names):
        lines = 1 + at % 3
        y += 18
        for line in range(lines):
            page.text(155, y + line * 12, f"part {line} of {at}")
        y += (lines - 1) * 12
        page.text(50, y, name).text(245, y, "Ireland")
    found = read(pdf(page), "list.pdf")
    words = " ".join(row.words for row in found.rows) + " ".join(found.warnings)
    assert [name for name in names if name not in words] == []


def test_a_table_below_another_header_is_one_of_its_own() -> None:
    page = titled()
    end = page.rows(
        [["Sub-processor", "Location"], ["Quarx Ltd", "USA"], ["Trell GmbH", "Germany"]],
        [50, 200],
        100,
        ruled=True,
    )
    page.rows(
        [["Data", "Retention"], ["Messages", "2 years"], ["Photos", "1 year"]],
        [50, 200],
        end + 30,
        ruled=True,
    )
    assert [row.vendors for row in read(pdf(page), "list.pdf").rows if row.vendors] == [
        ("Quarx Ltd",),
        ("Trell GmbH",),
    ]
