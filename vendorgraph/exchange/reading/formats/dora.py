"""DORA register of information, as the EBA's plain CSV: providers, subcontracting chains, contracts.

`b_05.01` has a row per provider, `b_05.02` per place in a chain (rank 1 serves the institution, rank n the
one before it), `b_02.02` per contract and function with the places. Columns bear their codes (`c0010`).
Source: Commission Implementing Regulation (EU) 2024/2956, annexes I and II.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from vendorgraph.errors import Invalid
from vendorgraph.exchange.reading.formats.structured import noted
from vendorgraph.exchange.reading.row import PlaceWords, Row, collapsed
from vendorgraph.exchange.reading.source import Source

NAME = "a DORA register file"
#: Columns that a template has at most; a file's own columns tell which one it is.
TEMPLATES = {
    "b_05.01": frozenset(f"c{number:04}" for number in range(10, 130, 10)),
    "b_05.02": frozenset(f"c{number:04}" for number in range(10, 80, 10)),
    "b_02.02": frozenset(f"c{number:04}" for number in range(10, 190, 10)),
}
_COLUMN = re.compile(r"c\d{4}")
_NAMED = re.compile(r"b_?(\d\d)[._](\d\d)", re.IGNORECASE)
_SCHEMES = {
    "x2000": "lei",
    "x2002": "euid",
    "x2003": "crn",
    "x2004": "vat",
    "x2005": "passport",
    "x2006": "nin",
}
_NOT_APPLICABLE = frozenset({"qx2007", "x2007", "Not applicable", "n/a"})
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
#: Annex III: types of ICT services.
SERVICES = {
    "S01": "ICT project management",
    "S02": "ICT development",
    "S03": "ICT help desk and first level support",
    "S04": "ICT security management services",
    "S05": "Provision of data",
    "S06": "Data analysis",
    "S07": "ICT facilities and hosting services",
    "S08": "Computation",
    "S09": "Non-cloud data storage",
    "S10": "Telecom carrier",
    "S11": "Network infrastructure",
    "S12": "Hardware and physical devices",
    "S13": "Software licensing",
    "S14": "ICT operation management",
    "S15": "ICT consulting",
    "S16": "ICT risk management",
    "S17": "Cloud services: infrastructure",
    "S18": "Cloud services: platform",
    "S19": "Cloud services: software",
}


def template_of(name: str, columns: list[str]) -> str | None:
    """The template that a file is by its columns and, where these leave it open, by its name."""
    present = {column.strip().lower() for column in columns}
    if not present or not all(_COLUMN.fullmatch(column) for column in present):
        return None
    named = _NAMED.search(name)
    template = f"b_{named[1]}.{named[2]}" if named else ""
    if template in TEMPLATES:
        return template if present <= TEMPLATES[template] else None
    if named:
        return None
    fitting = [each for each, columns_of in TEMPLATES.items() if present == columns_of]
    return fitting[0] if len(fitting) == 1 else None


def read(source: Source, mapping: Mapping[str, str] | None = None) -> Iterator[Row]:
    """A row per line below the header, numbered by line. Raises Invalid for what is no such file."""
    with source.lines() as lines:
        head = lines.readline()
        delimiter = max(",;\t", key=head.count)
        columns = [column.strip().strip('"').lower() for column in head.strip().split(delimiter)]
        template = template_of(source.name, columns)
        if template is None:
            raise Invalid(
                f"{source.name}:1: is not {NAME}: its first line must hold the columns of b_05.01, b_05.02 or "
                "b_02.02, as c0010,c0020, and the file bear that name"
            )
        reader = csv.reader(lines, delimiter=delimiter)
        try:
            for cells in reader:
                if any(cell.strip() for cell in cells):
                    yield _row(template, reader.line_num + 1, columns, cells)
        except csv.Error as error:
            raise Invalid(f"{source.name}:{reader.line_num + 1}: is not CSV: {error}") from None


def _row(template: str, line: int, columns: list[str], cells: list[str]) -> Row:
    words = collapsed(" | ".join(cell.strip() for cell in cells if cell.strip()))
    if len(cells) > len(columns):
        said = f"has {len(cells)} cells, the header {len(columns)}; nothing of it can be told apart"
        return Row(line, words, refused=said)
    short = f"has {len(cells)} cells, the header {len(columns)}" if len(cells) < len(columns) else None
    value = dict(zip(columns, (_plain(cell) for cell in cells), strict=False))
    return _READERS[template](line, words, value.get, short)


def _provider(line: int, words: str, get: Any, note: str | None) -> Row:
    """b_05.01: who the provider is, and where its head office stands."""
    code, kind = get("c0010", ""), get("c0020", "")
    name = get("c0050", "") or get("c0060", "")
    if not name:
        return Row(line, words, refused="the provider has no name (c0050)")
    party: dict[str, Any] = {"legal_name": name}
    identifiers = [_identifier(code, kind), _identifier(get("c0030", ""), get("c0040", ""))]
    if held := [identifier for identifier in identifiers if identifier]:
        party["identifiers"] = held
    if (latin := get("c0060", "")) and latin != name:
        party["aliases"] = [latin]
    return Row(
        line,
        words,
        (name,),
        seat=get("c0080", "") or None,
        key=code or None,
        extra={"party": party},
        note=note,
    )


def _place_in_chain(line: int, words: str, get: Any, note: str | None) -> Row:
    """b_05.02: a provider, the service and contract, and whom it serves."""
    contract, code, rank = get("c0010", ""), get("c0030", ""), get("c0050", "")
    named = _identifier(code, get("c0040", ""))
    if not code:
        return Row(line, words, refused="the provider has no identification code (c0030)")
    if not rank.isdecimal() or int(rank) < 1:
        return Row(line, words, refused=f"the rank (c0050) is {rank!r} and not a whole number from 1")
    sender = f"{contract}|{get('c0060', '')}" if int(rank) > 1 else None
    if int(rank) > 1 and not get("c0060", ""):
        return Row(line, words, refused="a subcontractor (rank 2 or more) must name whom it serves (c0060)")
    return Row(
        line,
        words,
        (named or code,),
        purposes=_service(get("c0020", "")),
        sender=sender,
        key=f"{contract}|{code}",
        extra=_extra(named, _service_name(get("c0020", ""))) | {"stated_role": f"rank {rank}"},
        note=noted(note, f"contract {contract}" if contract else None),
    )


def _contract(line: int, words: str, get: Any, note: str | None) -> Row:
    """b_02.02: a contract's provider, service, days and places."""
    code = get("c0030", "")
    named = _identifier(code, get("c0040", ""))
    if not code:
        return Row(line, words, refused="the provider has no identification code (c0030)")
    places = [
        PlaceWords(written, kind)
        for column, kind in (("c0150", "storage"), ("c0160", "processing"), ("c0130", "processing"))
        if (written := get(column, ""))
    ]
    extra = _extra(named, _service_name(get("c0060", "")))
    for column, field in (("c0070", "valid_from"), ("c0080", "valid_to")):
        day = get(column, "")
        if _DAY.fullmatch(day) and not day.startswith("9999"):
            extra[field] = day
    contract = get("c0010", "")
    return Row(
        line,
        words,
        (named or code,),
        places=tuple(dict.fromkeys(places)),
        purposes=_service(get("c0060", "")),
        key=f"{contract}|{get('c0030', '')}",
        extra=extra,
        note=noted(note, f"contract {contract}" if contract else None),
    )


_READERS: dict[str, Callable[[int, str, Any, str | None], Row]] = {
    "b_05.01": _provider,
    "b_05.02": _place_in_chain,
    "b_02.02": _contract,
}


def _plain(cell: str) -> str:
    """A cell without the code of its list, `DE` for `eba_GA:DE`; empty when it says "not applicable"."""
    text = collapsed(cell)
    value = text.rpartition(":")[2] if text.startswith("eba_") else text
    return "" if value in _NOT_APPLICABLE else value


def _identifier(code: str, kind: str) -> str | None:
    """scheme:value; None for a code of no known type. Twenty letters and digits without a type are a LEI."""
    short = kind.lower().removeprefix("q")
    scheme = _SCHEMES.get(short) or (short if short in _SCHEMES.values() else None)
    if scheme is None and re.fullmatch(r"[0-9A-Z]{18}\d\d", code):
        scheme = "lei"
    return f"{scheme}:{code}" if scheme and code else None


def _extra(identifier: str | None, service: str | None) -> dict[str, Any]:
    extra: dict[str, Any] = {"party": {"identifiers": [identifier]}} if identifier else {}
    return extra | ({"service": service} if service else {})


def _service(code: str) -> tuple[str, ...]:
    name = _service_name(code)
    return (name,) if name else ()


def _service_name(code: str) -> str | None:
    return SERVICES.get(code.upper(), code) or None
