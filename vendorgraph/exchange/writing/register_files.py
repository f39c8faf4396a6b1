"""A register in the form that is asked for."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator

from vendorgraph.analysis.snapshot import Snapshot
from vendorgraph.exchange.writing.asked import Asked
from vendorgraph.exchange.writing.register_page import register_page
from vendorgraph.exchange.writing.register_sheets import main_sheet, sheets
from vendorgraph.exchange.writing.registers import Kind, Register
from vendorgraph.exchange.writing.tables import csv_parts


def register_file(kind: Kind) -> Callable[[Snapshot, Asked, str], Iterable[bytes]]:
    """The writer of one kind of register."""

    def make(snapshot: Snapshot, asked: Asked, form: str) -> Iterable[bytes]:
        return written(Register(snapshot, asked.question, kind, asked.party), form)

    return make


def written(register: Register, form: str) -> Iterable[bytes]:
    """A register as `xlsx`, `csv`, `html` or `json`, record by record where the form allows it."""
    if form == "xlsx":
        from vendorgraph.exchange.writing.workbook import workbook  # openpyxl takes long to load

        title = f"Record of processing activities of the {register.kind}"
        return [workbook(sheets(register), title=title, made=register.question.as_of)]
    if form == "csv":
        return csv_parts(main_sheet(register, register.records()))
    return register_page(register) if form == "html" else _json(register)


def _json(register: Register) -> Iterator[bytes]:
    yield json.dumps(register.head(), ensure_ascii=False)[:-1].encode("utf-8", "replace")
    opening = ', "items": ['
    for record in register.records():
        yield f"{opening}\n{json.dumps(record, ensure_ascii=False)}".encode("utf-8", "replace")
        opening = ","
    yield ("]}\n" if opening == "," else f"{opening}]}}\n").encode()
