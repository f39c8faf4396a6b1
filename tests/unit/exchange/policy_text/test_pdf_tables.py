"""Tables of a PDF: the words of its plain text in the columns of its layout."""

from __future__ import annotations

from vendorgraph.exchange.policy_text.pdf_tables import with_columns

LAID = """\
Below we list processors.

Subprocessor           Service            Location
                       provided
Quillpost              Mail for all       United
Mailworks              customers          States
Brightwire             Messages           Ireland
Marlowe Racks          Hosting of the     Ireland
                       site
Coalface               Backups            Ireland

After it comes text.
"""


def test_a_row_stands_whole_on_its_first_line_and_lines_keep_their_numbers() -> None:
    plain = (
        "Below we list processors.\nSubprocessor Service provided Location\nQuillpost\nMailworks\nMail for all\n"
        "customers\nUnited\nStates\nBrightwire Messages Ireland\nMarlowe Racks Hosting of the site Ireland\n"
        "Coalface Backups Ireland\nAfter it comes text."
    )
    assert with_columns(plain, LAID) == [
        "Below we list processors.",
        "Subprocessor\tService provided\tLocation",
        "Quillpost Mailworks\tMail for all customers\tUnited States",
        *[""] * 5,
        "Brightwire\tMessages\tIreland",
        "Marlowe Racks\tHosting of the site\tIreland",
        "Coalface\tBackups\tIreland",
        "After it comes text.",
    ]


def test_text_without_a_table_is_left_as_it_is() -> None:
    text = "One line of prose.\nAnd another one."
    assert with_columns(text, text) == text.splitlines()
