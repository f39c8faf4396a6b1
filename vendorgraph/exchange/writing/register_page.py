"""The registers as HTML: a section per record, a heading per letter of Article 30, gaps marked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from vendorgraph.exchange.writing import register_sheets
from vendorgraph.exchange.writing.facts import Row
from vendorgraph.exchange.writing.pages import document
from vendorgraph.exchange.writing.registers import LETTERS, Register
from vendorgraph.exchange.writing.tables import Sheet

#: Cells that a table shows instead.
_TABLED = ("(d) recipients, whole chain", "(e) transfers and safeguards", "(c) transfers and safeguards")
_SUBPROCESSORS = "Extra: subprocessors and further recipients"


def register_page(register: Register) -> Iterator[bytes]:
    """The register as one HTML document."""
    return document(
        "register.html",
        title=f"Record of processing activities of the {register.kind}",
        head=register.head(),
        as_of=register.question.as_of.isoformat(),
        revision=register.snapshot.revision,
        records=[_record(register, record) for record in register.records()],
    )


def _record(register: Register, record: Row) -> Row:
    sheet = register_sheets.main_sheet(register, [record])
    cells = dict(zip(sheet.columns, next(iter(sheet.rows)), strict=True))
    tables = _tables(register, record)
    letters = [
        (
            letter,
            heading,
            [
                (name.removeprefix(f"({letter}) "), str(text))
                for name, text in cells.items()
                if name.startswith(f"({letter})") and name not in _TABLED
            ],
            tables.get(letter, []),
        )
        for letter, heading in LETTERS[register.kind].items()
    ]
    extras = [
        (name.removeprefix("Extra: "), str(text))
        for name, text in cells.items()
        if name.startswith("Extra") and name != _SUBPROCESSORS
    ]
    return {
        **record,
        "capacity": cells["capacity"],
        "letters": letters,
        "extra_parts": extras,
        "extra_tables": tables.get("extra", []),
    }


def _tables(register: Register, record: Row) -> dict[str, list[Sheet]]:
    found: dict[str, Any] = record["article_30"]
    if register.kind == "controller":
        return {
            "d": [_recipients("Recipients, whole chain", found["d"]["recipients"])],
            "e": [_transfers(found["e"]["transfers"])],
        }
    subprocessors = _recipients("Subprocessors and further recipients", record["extras"]["subprocessors"])
    return {"c": [_transfers(found["c"]["transfers"])], "extra": [subprocessors]}


def _recipients(name: str, rows: list[Row]) -> Sheet:
    columns = [column.removeprefix("(d) ") for column in register_sheets.RECIPIENT_COLUMNS[1:]]
    return Sheet(name, columns, [register_sheets.recipient_cells(row) for row in rows])


def _transfers(rows: list[Row]) -> Sheet:
    cells = [register_sheets.transfer_cells(row) for row in rows]
    return Sheet("Transfers and safeguards", register_sheets.TRANSFER_COLUMNS[1:], cells)
